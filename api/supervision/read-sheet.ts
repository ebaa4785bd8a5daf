import { compareInstants, type Instant } from '../../domain/calendar/instant';
import type { CaseState } from '../../domain/case/state';
import { Refusal } from '../../domain/errors';
import {
  ranIn,
  sheetRow,
  spanOfQuarter,
  splitAlarms,
  type Quarter,
  type SheetRow,
  type Standing,
} from '../../domain/figures/check-sheet';
import type { Programme } from '../../domain/programme/schema';
import type { Deps } from '../ports';
import { toDate } from '../schema';
import { below } from '../where';

/** More projects than one town has; the sheet is for a town. */
const MOST = 2_000;
const FEN = 100;

interface Found extends Standing {
  readonly programme: Programme;
}

/**
 * Every project of a place whose works ran in the quarter, as it stood when the quarter ended, or now while it still runs;
 * those that want a look come first.
 */
export async function readSheet(
  { prisma, ledger }: Pick<Deps, 'prisma' | 'ledger'>,
  { path, quarter, now }: { path: string; quarter: Quarter; now: Instant },
): Promise<SheetRow[]> {
  const span = spanOfQuarter(quarter);
  const rows = await prisma.caseRow.findMany({
    where: {
      ...{ orgPath: below(path), kind: 'PROJECT', status: { not: 'DRAFT' } },
      openedAt: { lt: toDate(span.until) },
      OR: [{ endedAt: null }, { endedAt: { gte: toDate(span.from) } }],
    },
    select: { state: true, programmeVersionId: true },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    take: MOST + 1,
  });
  if (rows.length > MOST)
    throw new Refusal('too-many-lines', {
      zh: `超过 ${MOST} 个项目，请选择一个镇（街道）或社区。`,
      en: `There are more than ${MOST} projects: choose a town or a community.`,
    });
  const states = rows.map(({ state }) => state as unknown as CaseState);
  const past = await pastOf(ledger, states, compareInstants(now, span.until) < 0 ? null : span.until);
  const cases = await Promise.all(
    rows.map(async ({ programmeVersionId }, i): Promise<Found> => {
      const state = states[i] as CaseState;
      return {
        ...{ now: state, then: past.get(state.id) ?? state },
        programme: await ledger.reference.programme(programmeVersionId),
      };
    }),
  );
  const splits = splitsOf(cases);
  return cases
    .filter((found) => ranIn(found, found.programme, span))
    .map((found) => ({
      ...sheetRow(found, found.programme, span),
      splitWith: splits.get(found.now.id) ?? [],
    }))
    .sort((a, b) => weight(b) - weight(a));
}

/** The states at the end of a quarter that is over, of those cases to which something has happened since. */
async function pastOf(
  ledger: Deps['ledger'],
  states: readonly CaseState[],
  end: Instant | null,
): Promise<Map<string, CaseState>> {
  if (end === null) return new Map();
  const changed = states.filter(({ lastAt }) => compareInstants(lastAt, end) > 0);
  return ledger.statesAt(
    changed.map(({ id }) => id),
    end,
  );
}

/** What may be split, among the projects that have the same cap. */
function splitsOf(cases: readonly Found[]): Map<string, string[]> {
  const caps = new Set(cases.map(({ programme }) => capOf(programme)));
  return new Map(
    [...caps].flatMap((cap) => {
      if (cap === null) return [];
      const under = cases.filter(({ programme }) => capOf(programme) === cap);
      return [
        ...splitAlarms(
          under.map(({ then }) => then),
          cap,
        ),
      ];
    }),
  );
}

function capOf({ caps }: Programme): number | null {
  const amount = caps.find(({ per }) => per === 'project')?.amount;
  return amount === undefined ? null : amount * FEN;
}

const INSPECTED_WEIGHT = { missed: 100, due: 2, done: 0, none: 0 } as const;

/** How much there is to look at; a missed inspection above everything. */
function weight({ inspected, overruns, missing, overrides, findings, splitWith }: SheetRow): number {
  const late = overruns.filter(({ open }) => open).length;
  const open = findings.filter(({ status }) => status !== 'VERIFIED').length;
  const others = missing.length + overrides.length + splitWith.length * 3;
  return INSPECTED_WEIGHT[inspected] + late * 10 + open * 5 + others;
}
