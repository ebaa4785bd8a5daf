import { useSearchParams } from 'react-router';
import type { BoardFilters } from '../../api/board';

const KINDS = ['PROJECT', 'MATTER'] as const;
const DUES = ['overdue', 'soon'] as const;
/** In words it is a filter of its own: which cases are looked at by their date. */
export type Due = (typeof DUES)[number] | 'all';

/** Filters that stand in the address as they are. */
const AS_THEY_ARE = ['organisationId', 'programme', 'dueOn', 'dueIn', 'rung', 'text'] as const;

export interface Board {
  readonly filters: BoardFilters;
  readonly due: Due;
  /** Whether something besides the usual look (everything overdue) is asked. */
  readonly isFiltered: boolean;
  readonly isWall: boolean;
  /** What a saved view keeps: all filters in one fixed order, whatever they came in; empty for the usual look. */
  readonly query: string;
  show: (change: Readonly<Record<string, string | null>>) => void;
  clear: () => void;
}

/** The board as its address says it: a link, "back" and a reload show the same. Overdue cases are the usual look. */
export function useBoard(): Board {
  const [params, setParams] = useSearchParams();
  const due = dueOf(params);
  const filters: BoardFilters = {
    ...(due !== 'all' && { due }),
    ...Object.fromEntries(
      AS_THEY_ARE.flatMap((name) => {
        const value = params.get(name)?.trim();
        return value === undefined || value === '' ? [] : [[name, value]];
      }),
    ),
    ...one('kind', KINDS, params),
    ...one('acknowledged', ['true', 'false'] as const, params),
    ...lateBy(params),
  };
  const others = Object.keys(filters).filter((name) => name !== 'due');
  return {
    ...{ filters, due, isWall: params.get('view') === 'wall' },
    query: others.length > 0 || due !== 'overdue' ? queryOf(filters, due) : '',
    isFiltered: others.length > 0 || params.has('due'),
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

function queryOf(filters: BoardFilters, due: Due): string {
  const asked = new URLSearchParams({ due });
  for (const [name, value] of Object.entries(filters)) asked.set(name, String(value));
  asked.sort();
  return asked.toString();
}

/** A chosen day lies ahead as often as behind: it is asked by itself. */
function dueOf(params: URLSearchParams): Due {
  const asked = params.get('due');
  if (asked === 'all' || (asked === null && params.has('dueOn'))) return 'all';
  return DUES.find((each) => each === asked) ?? 'overdue';
}

function one<N extends string, V extends string>(name: N, values: readonly V[], params: URLSearchParams) {
  const value = values.find((each) => each === params.get(name));
  return value === undefined ? {} : ({ [name]: value } as Record<N, V>);
}

function lateBy(params: URLSearchParams): { lateBy?: number } {
  const days = Number(params.get('lateBy'));
  return Number.isInteger(days) && days > 0 && days <= 3650 ? { lateBy: days } : {};
}
