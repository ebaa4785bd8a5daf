import { useSearchParams } from 'react-router';
import type { FindingFilters } from '../../api/findings';

export const STATUSES = ['open', 'OPEN', 'ANSWERED', 'VERIFIED', 'all'] as const;
export const AGES = ['week', 'month', 'longer'] as const;
export const SOURCES = ['inspection', 'spot-check', 'look-back', 'resident', 'opinion'] as const;

export interface FindingsView {
  readonly filters: FindingFilters;
  readonly status: (typeof STATUSES)[number];
  /** Whether something besides the usual look (everything that waits) is asked. */
  readonly isFiltered: boolean;
  /** Narrows it further; null takes a filter away. */
  show: (change: Readonly<Record<string, string | null>>) => void;
  clear: () => void;
}

function oneOf<V extends string>(values: readonly V[], asked: string | null): V | undefined {
  return values.find((each) => each === asked);
}

/** The board as its address says it: a link, "back" and a reload show the same. What waits is the usual look. */
export function useFindings(): FindingsView {
  const [params, setParams] = useSearchParams();
  const status = oneOf(STATUSES, params.get('status')) ?? 'open';
  const age = oneOf(AGES, params.get('age'));
  const source = oneOf(SOURCES, params.get('source'));
  const asWritten = (['organisationId', 'kind', 'checkId'] as const).flatMap((name) => {
    const value = params.get(name)?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  const filters: FindingFilters = {
    ...Object.fromEntries(asWritten),
    ...(status !== 'open' && { status }),
    ...(age !== undefined && { age }),
    ...(source !== undefined && { source }),
    ...(params.get('overdue') === 'true' && { overdue: 'true' as const }),
  };
  return {
    ...{ filters, status },
    isFiltered: Object.keys(filters).length > 0,
    show(change) {
      setParams((before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change)) {
          if (value === null || value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      });
    },
    clear: () => setParams({}),
  };
}
