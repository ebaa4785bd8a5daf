import { z } from 'zod';
import { languageOf } from '../../problem';
import { defineRoute } from '../../route';
import {
  changedYear,
  noticeBody,
  noticeOf,
  showChangedYear,
  startedRollout,
  yearStatus,
} from './calendar-schema';

const importedSchema = z
  .strictObject({
    year: z.number().int(),
    status: yearStatus,
    changed: z.array(changedYear),
    rolloutId: startedRollout,
  })
  .meta({ id: 'ImportedCalendar' });

export const importCalendar = defineRoute({
  operation: 'importCalendar',
  method: 'post',
  path: '/api/v1/calendar/import',
  tag: 'rules',
  summary: 'Put a holiday notice in force',
  description:
    'The year is replaced and its history kept. What changes nothing or is older than what is in force is refused, ' +
    'and a notice is never replaced by a guess. Preview it first.',
  body: noticeBody,
  idempotencyKey: 'required',
  answer: { status: 200, description: 'In force', body: importedSchema },
  refuses: ['calendar-invalid', 'calendar-not-published', 'calendar-not-newer', 'key-reused'],
  handle: async ({ deps: { ledger }, actor, body, idempotencyKey, now, request }) => {
    const { year, status, changed, rolloutId } = await ledger.calendar.import({
      notice: noticeOf(body, languageOf(request)),
      ...{ by: actor.personId, now, restore: body.restore, recompute: body.recompute },
      ...(idempotencyKey === null ? {} : { key: idempotencyKey }),
    });
    return { year, status, changed: changed.map(showChangedYear), rolloutId };
  },
});
