import type { DayChange } from '../domain/calendar/compare';
import { civilDateOf } from '../domain/calendar/instant';
import type { NoticeProblem } from '../domain/calendar/notice-parts';
import type { ClosureRecord } from '../ledger/calendar/closures';
import type { ChangedYear } from '../ledger/calendar/import';
import type { Moves } from '../ledger/calendar/preview';
import type { CalendarStatus } from '../ledger/calendar/status';
import { CLOSURE_KIND, count, YEAR_STATUS } from './words';

const EFFECTS: Readonly<Record<DayChange['effect'], string>> = {
  off: 'off now',
  worked: 'worked now',
  renamed: 'another name',
};

/** The years, one a line, then what is missing. */
export function statusWords({ years, coveredUntil, wanted, nextLook }: CalendarStatus): string {
  const lines = years.map(
    ({ year, status, restDays, makeUpDays, papers, importedAt, importedByName, history }) => {
      const by =
        importedAt === null ? '' : `, ${civilDateOf(importedAt)} by ${importedByName ?? 'the product'}`;
      const days =
        status === 'OFFICIAL'
          ? `${count(restDays, 'day')} off, ${count(makeUpDays, 'make-up day')}`
          : 'days of the law only';
      const versions = history.length > 1 ? `, version ${history.length}` : '';
      return `${year} ${YEAR_STATUS[status].padEnd(11)} ${days}${by}${versions}${papers.map((paper) => `\n     ${paper}`).join('')}`;
    },
  );
  const covered =
    coveredUntil === null
      ? 'No year is official: every date is provisional (暂定).'
      : `Dates are certain until ${coveredUntil}; later ones are provisional (暂定).`;
  const missing = wanted.missing
    ? `MISSING: the notice for ${wanted.year} is not imported. Reminded again on ${civilDateOf(nextLook)}.`
    : `Nothing is missing; looked at again on ${civilDateOf(nextLook)}.`;
  return [...lines, covered, missing].join('\n');
}

export function problemWords(problems: readonly NoticeProblem[]): string {
  return problems.map(({ pointer, zh, en }) => `${pointer}: ${en}\n  ${zh}`).join('\n');
}

/** Days that change, and how. */
export function changedWords(changed: readonly ChangedYear[]): string {
  return changed
    .map(({ year, changes }) => {
      const days = changes.map(
        ({ date, after, effect }) => `  ${date} ${EFFECTS[effect]}: ${after.name ?? after.kind}`,
      );
      return [
        `${year}: ${count(changes.length, 'day')} ${changes.length === 1 ? 'changes' : 'change'}`,
        ...days,
      ].join('\n');
    })
    .join('\n');
}

/** Open dates that would move, from when to when. */
export function movesWords({ cases, movedCases, movedClocks, confirmedClocks, examples }: Moves): string {
  if (cases === 0) return 'No open case has a limit that reaches these days.';
  const moving =
    movedCases === 0
      ? `No date would move, of ${count(cases, 'case')} with limits that reach so far; `
      : `${count(movedCases, 'open case')} would move (${count(movedClocks, 'date')}), of ${cases} with limits that reach so far; `;
  const certain = confirmedClocks === 1 ? '1 date stays and is' : `${confirmedClocks} dates stay and are`;
  const lines = examples.map(
    ({ number, name, from, to }) => `  ${number} ${name.zh}: ${from.dueDate} → ${to.dueDate}`,
  );
  return [`${moving}${certain} no longer provisional.`, ...lines].join('\n');
}

export function closureWords(closures: readonly ClosureRecord[]): string {
  if (closures.length === 0) return 'No closures.';
  return closures
    .map(({ id, date, until, kind, organisationId, name, source, cancelledAt }) => {
      const gone = cancelledAt === null ? '' : ' (cancelled)';
      const days = date === until ? date : `${date} – ${until}`;
      return `${days} ${CLOSURE_KIND[kind].padEnd(6)} ${organisationId} ${name}, ${source}${gone}  ${id}`;
    })
    .join('\n');
}
