import { z } from 'zod';
import type { MoveExample, Moves } from '../../../ledger/calendar/preview';
import { civilDate, shownInstant, words } from '../../schema';

const due = z.strictObject({ dueDate: civilDate, dueAt: shownInstant, provisional: z.boolean() });
/** What open cases would do. */
export const movesSchema = z.strictObject({
  cases: z.number().int().meta({ description: 'Open cases with a limit that reaches the changed days' }),
  movedCases: z.number().int(),
  movedClocks: z.number().int(),
  confirmedClocks: z.number().int().meta({ description: 'Dates that stay and are no longer provisional' }),
  examples: z
    .array(
      z.strictObject({
        ...{ caseId: z.string(), number: z.string(), clockId: z.string(), name: words },
        ...{ from: due, to: due },
      }),
    )
    .meta({ description: 'Up to 50 of those that your posts cover, soonest first' }),
});

const showExample = ({ from, to, ...about }: MoveExample) => ({ ...about, from: { ...from }, to: { ...to } });

export function showMoves(moves: Moves): z.input<typeof movesSchema> {
  return { ...moves, examples: moves.examples.map(showExample) };
}
