import { useInfiniteQuery } from '@tanstack/react-query';
import { awaitedQuery, dutiesQuery, type DutyFilters } from '../../api/duties';
import type { AwaitedByMe, Duty } from '../../api/generated/schema';
import type { Group } from './use-desk';

/** A line of the desk: a duty, or a reminder that waits to be acknowledged. */
export type Line = { readonly id: string } & ({ readonly duty: Duty } | { readonly awaited: AwaitedByMe });

export interface Lines {
  readonly lines: readonly Line[] | undefined;
  /** Of an empty group: what falls due next after it. */
  readonly next: Duty | null;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly isReadingMore: boolean;
  readMore: () => void;
  retry: () => void;
}

/** The case that a line is about, with what both kinds of line know of it. */
export function caseOf(line: Line): Duty | AwaitedByMe {
  return 'duty' in line ? line.duty : line.awaited;
}

/** The lines of the group that is shown. */
export function useLines(group: Group, filters: DutyFilters): Lines {
  const shown = group === 'awaiting' ? 'later' : group;
  const duties = useInfiniteQuery({ ...dutiesQuery(shown, filters), enabled: group !== 'awaiting' });
  const awaited = useInfiniteQuery({ ...awaitedQuery(filters), enabled: group === 'awaiting' });
  const query = group === 'awaiting' ? awaited : duties;
  const lines =
    group === 'awaiting'
      ? awaited.data?.pages.flatMap(({ items }) => items.map(lineOfAwaited))
      : duties.data?.pages.flatMap(({ items }) => items.map(lineOfDuty));
  return {
    lines,
    next: (group !== 'awaiting' && duties.data?.pages[0]?.next) || null,
    error: query.error,
    hasMore: query.hasNextPage,
    isReadingMore: query.isFetchingNextPage,
    readMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}

const lineOfDuty = (duty: Duty): Line => ({ id: `${duty.caseId}~${duty.key}`, duty });
const lineOfAwaited = (awaited: AwaitedByMe): Line => ({
  id: `${awaited.caseId}~${awaited.clockId}`,
  awaited,
});
