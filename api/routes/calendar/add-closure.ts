import { z } from 'zod';
import { defineRoute } from '../../route';
import { line } from '../../schema';
import { recompute } from './calendar-schema';
import { changedClosure, wantedClosure } from './closure-schema';

export const addClosure = defineRoute({
  operation: 'addClosure',
  method: 'post',
  path: '/api/v1/calendar/closures',
  tag: 'rules',
  summary: 'Enter a day, or several days, on which a place rests or works by itself, such as a typhoon',
  description:
    'It counts for the place and everything below it. A nearer place may say otherwise for itself. One entry has one reason and starts one rollout; it is cancelled as a whole.',
  body: z.strictObject({
    ...wantedClosure,
    source: line(200).meta({ description: 'On whose word', example: '市防指〔2026〕3号通知' }),
    recompute,
  }),
  answer: { status: 201, description: 'Entered', body: changedClosure },
  refuses: ['closure-needless', 'already-exists', 'calendar-year-missing'],
  handle: async ({ deps: { ledger }, actor, body, now }) =>
    ledger.calendar.addClosure({ ...body, by: actor.personId, now }),
});
