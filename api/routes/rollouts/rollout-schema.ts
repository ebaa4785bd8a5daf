import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import {
  pathOfCause,
  ROLLOUT_KINDS,
  ROLLOUT_PHASES,
  ROLLOUT_STATUSES,
  type RolloutCause,
} from '../../../domain/rollout';
import type { RolloutFigures, ShownRollout } from '../../../ledger/rollout/read';
import { shownInstant, words } from '../../schema';
import type { Scope } from '../../scope';

const member = z.strictObject({ id: z.string(), displayName: z.string() });
const count = z.number().int();

export const rolloutSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(ROLLOUT_KINDS),
    title: words.meta({ description: 'Why dates are computed anew' }),
    dryRun: z.boolean().meta({ description: 'Only says what would move' }),
    status: z.enum(ROLLOUT_STATUSES),
    phase: z
      .enum(ROLLOUT_PHASES)
      .meta({ description: 'MOVING open limits, then REVIEWING clocks that have stopped' }),
    startedBy: member.nullable(),
    startedAt: shownInstant,
    finishedAt: shownInstant.nullable(),
    cancelledBy: member.nullable(),
    total: count.meta({ description: 'Open cases that were concerned when it began' }),
    done: count.meta({ description: 'How many of them it has come to' }),
    moved: count.meta({ description: 'Dates that moved' }),
    reviewed: count.meta({ description: 'Cases whose stopped clocks were judged anew' }),
  })
  .meta({ id: 'Rollout' });

export const rolloutFigures = z.strictObject({
  later: count,
  earlier: count,
  confirmed: count.meta({ description: 'Dates that stay and are no longer provisional (暂定)' }),
  provisional: count.meta({ description: 'New dates that still are' }),
  verdicts: count.meta({
    description: 'Stopped clocks with another verdict by today’s calendar; the frozen one stays',
  }),
});

export const rolloutWithFigures = rolloutSchema.extend({ figures: rolloutFigures }).meta({
  id: 'RolloutWithFigures',
});

const named = (id: string | null, displayName: string | null) =>
  id === null ? null : { id, displayName: displayName ?? id };

export function showRolloutRow(row: ShownRollout): z.input<typeof rolloutSchema> {
  const { id, cause, title, dryRun, status, phase, startedAt, finishedAt } = row;
  const { total, done, moved, reviewed } = row;
  return {
    ...{ id, kind: cause.kind, title, dryRun, status, phase, startedAt, finishedAt },
    startedBy: named(row.startedBy, row.startedByName),
    cancelledBy: named(row.cancelledBy, row.cancelledByName),
    ...{ total, done, moved, reviewed },
  };
}

export function showWithFigures(row: ShownRollout & { figures: RolloutFigures }) {
  return { ...showRolloutRow(row), figures: row.figures };
}

/** What holds everywhere is for every city; what one place does by itself, for those who cover it. */
export function requireCovered(cause: RolloutCause, scope: Scope): void {
  const path = pathOfCause(cause);
  if (path !== '/' && !scope.covers(path)) throw new Refusal('not-found');
}
