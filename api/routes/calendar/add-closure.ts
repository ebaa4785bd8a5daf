import { z } from 'zod';
import { defineRoute } from '../../route';
import { civilDate, id, line } from '../../schema';
import { recompute } from './calendar-schema';
import { changedClosure, closureKind } from './closure-schema';

export const addClosure = defineRoute({
  operation: 'addClosure',
  method: 'post',
  path: '/api/v1/calendar/closures',
  tag: 'rules',
  summary: 'Enter a day on which a place rests or works by itself, such as a typhoon day',
  description:
    'It counts for the place and everything below it. A nearer place may say otherwise for itself.',
  body: z.strictObject({
    organisationId: id,
    date: civilDate,
    kind: closureKind,
    name: line(40).meta({ description: 'What people call it', example: '台风停工' }),
    source: line(200).meta({ description: 'On whose word', example: '市防指〔2026〕3号通知' }),
    recompute,
  }),
  answer: { status: 201, description: 'Entered', body: changedClosure },
  refuses: ['closure-needless', 'already-exists', 'calendar-year-missing'],
  handle: async ({ deps: { ledger }, actor, body, now }) =>
    ledger.calendar.addClosure({ ...body, by: actor.personId, now }),
});
