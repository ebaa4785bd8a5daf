import { z } from 'zod';
import { defineRoute } from '../../route';
import { civilDate } from '../../schema';
import { wantedClosure } from './closure-schema';
import { movesSchema, showMoves } from './moves-schema';

const previewSchema = z
  .strictObject({
    days: z.array(civilDate).meta({ description: 'Days that would be other than they are now' }),
    moves: movesSchema,
  })
  .meta({ id: 'ClosurePreview' });

export const previewClosure = defineRoute({
  operation: 'previewClosure',
  method: 'post',
  path: '/api/v1/calendar/closures/preview',
  tag: 'rules',
  summary: 'What a closure would change: which days, and which open dates from when to when',
  description: 'Writes nothing, and refuses what entering it would refuse.',
  body: z.strictObject(wantedClosure),
  answer: { status: 200, description: 'What entering it would do', body: previewSchema },
  refuses: ['closure-needless', 'already-exists', 'calendar-year-missing'],
  handle: async ({ deps: { ledger }, body, scope }) => {
    const { days, moves } = await ledger.calendar.previewClosure({
      ...body,
      maySee: (orgPath) => scope.covers(orgPath),
    });
    return { days: [...days], moves: showMoves(moves) };
  },
});
