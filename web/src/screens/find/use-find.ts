import { NavigationType, useLocation, useNavigationType, useSearchParams } from 'react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import type { FindAmong } from '../../api/find';

export const AMONG: readonly FindAmong[] = ['all', 'open', 'ended'];
/** Typing is over when nothing was typed for this long. */
const STILL_MS = 200;

/** What is looked for, as the address says it. Who a resident is never stands there: addresses end up in logs. */
export interface Find {
  readonly text: string;
  readonly among: FindAmong;
  /** Whether residents are looked for instead of cases. */
  readonly isByProposer: boolean;
  /** What a saved view keeps. */
  readonly query: string;
  show: (change: Readonly<Record<string, string | null>>, typed?: boolean) => void;
}

export function useFind(): Find {
  const [params, setParams] = useSearchParams();
  const text = (params.get('text') ?? '').trim();
  const among = AMONG.find((each) => each === params.get('among')) ?? 'all';
  const asked = new URLSearchParams(text === '' ? {} : { ...(among !== 'all' && { among }), text });
  return {
    ...{ text, among, isByProposer: params.get('by') === 'proposer', query: asked.toString() },
    show: (change, typed = false) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(change)) {
            if (value === null || value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true, state: { typed } },
      ),
  };
}

/**
 * What stands in the box. It is ahead of the address while somebody types, so that no letter and no half-made Chinese
 * word is lost; an address that came from elsewhere (a saved view, "back") is what the box then says.
 */
export function useTyped({ text, show }: Find): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(text);
  const location = useLocation();
  const way = useNavigationType();
  const [seen, setSeen] = useState(location.key);
  if (location.key !== seen) {
    setSeen(location.key);
    const isOwn =
      way === NavigationType.Replace && (location.state as { typed?: boolean } | null)?.typed === true;
    if (!isOwn) setTyped(text);
  }
  const write = useEffectEvent((words: string) => {
    if (words !== text) show({ text: words }, true);
  });
  useEffect(() => {
    const timer = setTimeout(() => write(typed.trim()), STILL_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}
