import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { meQuery } from '../../api/session';
import { devicePerson, rememberPerson, type DevicePerson } from '../../offline/person';

/** Who works on this device, and whether the API knows them just now. */
export type Who =
  | { readonly state: 'asking' }
  /** Nobody, and the API says so: they sign in. */
  | { readonly state: 'signed-out' }
  /** Nobody has ever signed in here, and the API cannot be asked. */
  | { readonly state: 'unknown'; readonly again: () => void }
  | { readonly state: 'known'; readonly person: DevicePerson; readonly session: 'on' | 'ended' | 'away' };

/**
 * Asks the API; without an answer it is whoever signed in last and has not signed out. A session that ran out throws nobody
 * out of a report: they go on writing, and sign in before it is sent.
 */
export function useWho(): Who {
  const { data: me, error, isPaused, refetch } = useQuery(meQuery);
  useEffect(() => {
    if (me) rememberPerson(me);
  }, [me]);
  if (me) return { state: 'known', person: me, session: 'on' };
  const kept = devicePerson();
  const isAway = isPaused || error !== null;
  if (me === undefined && !isAway) return { state: 'asking' };
  if (kept !== null) return { state: 'known', person: kept, session: me === null ? 'ended' : 'away' };
  return me === null ? { state: 'signed-out' } : { state: 'unknown', again: () => void refetch() };
}
