import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { dutyCountsQuery, type DutyFilters, type DutyGroup } from '../../api/duties';
import type { DutyCounts } from '../../api/generated/schema';

/** In the order of the desk; `awaiting` is reminders, the others are duties. */
export const GROUPS = ['overdue', 'today', 'week', 'later', 'awaiting'] as const;
export type Group = (typeof GROUPS)[number];

export const KINDS = ['PROJECT', 'MATTER'] as const;

export interface Desk {
  readonly group: Group;
  readonly filters: DutyFilters;
  readonly isFiltered: boolean;
  /** Undefined until they are read. */
  readonly counts: DutyCounts | undefined;
  /** Which line is chosen. */
  readonly chosen: string | null;
  show: (change: Readonly<Record<string, string | null>>) => void;
  /** The address of this desk with something changed. */
  to: (change: Readonly<Record<string, string | null>>) => string;
}

/** The desk as its address says it, so that a reload, "back" and a link show the same. */
export function useDesk(): Desk {
  const [params, setParams] = useSearchParams();
  const kind = KINDS.find((each) => each === params.get('kind'));
  const programme = params.get('programme') ?? undefined;
  const filters = { ...(kind && { kind }), ...(programme !== undefined && { programme }) };
  const { data: counts } = useQuery(dutyCountsQuery(filters));
  const group = GROUPS.find((each) => each === params.get('group')) ?? firstWithSomething(counts);
  const changed = (change: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(params);
    // The group that was shown stays, even if it was only the first with something in it.
    next.set('group', group);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    return next;
  };
  return {
    ...{ group, filters, counts, isFiltered: Object.keys(filters).length > 0, chosen: params.get('line') },
    // At once: the next key must find this one done, however fast it follows.
    show: (change) => setParams(changed(change), { replace: true, flushSync: true }),
    to: (change) => `?${changed(change).toString()}`,
  };
}

function firstWithSomething(counts: DutyCounts | undefined): Group {
  return GROUPS.find((group) => (counts?.[group] ?? 0) > 0) ?? 'overdue';
}

export type DutyList = Exclude<Group, 'awaiting'> & DutyGroup;
