import { useSearchParams } from 'react-router';
import type { VisitFilters } from '../../api/supervision';

export const KINDS = ['inspection', 'reinspection', 'visit', 'follow-up'] as const;

export interface VisitsDueView {
  readonly filters: VisitFilters;
  readonly isFiltered: boolean;
  /** Narrows it further; null takes a filter away. */
  show: (change: Readonly<Record<string, string | null>>) => void;
  clear: () => void;
}

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The visiting list as its address says it: a link, "back" and a reload show the same. */
export function useVisitsDue(): VisitsDueView {
  const [params, setParams] = useSearchParams();
  const kind = KINDS.find((each) => each === params.get('kind'));
  const overdue = (['true', 'false'] as const).find((each) => each === params.get('overdue'));
  const organisationId = params.get('organisationId')?.trim() ?? '';
  const [dueFrom, dueBefore] = [params.get('dueFrom'), params.get('dueBefore')];
  const filters: VisitFilters = {
    ...(organisationId !== '' && { organisationId }),
    ...(kind !== undefined && { kind }),
    ...(overdue !== undefined && { overdue }),
    ...(isDay(dueFrom) && { dueFrom }),
    ...(isDay(dueBefore) && { dueBefore }),
  };
  return {
    filters,
    isFiltered: Object.keys(filters).length > 0,
    show(change) {
      setParams((before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return next;
      });
    },
    clear: () => setParams({}),
  };
}
