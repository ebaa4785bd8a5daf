import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { Me } from '../api/generated/schema';
import { may, meQuery, type Operation } from '../api/session';

/** Who is signed in; only below the layout, which lets nobody else in. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery);
  if (data === null) throw new Error('Nobody is signed in');
  return data;
}

/** Whether the person's posts open one of these operations. */
export function useMay(): (...operations: Operation[]) => boolean {
  const me = useMe();
  return (...operations) => operations.some((operation) => may(me, operation));
}

/** Who is signed in where nobody has to be; null: nobody, or not known yet. */
export function useVisitor(): Me | null {
  return useQuery(meQuery).data ?? null;
}
