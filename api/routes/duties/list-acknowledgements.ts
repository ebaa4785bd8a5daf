import { z } from 'zod';
import type { Instant } from '../../../domain/calendar/instant';
import type { Calendars } from '../../../ledger/calendar/calendars';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { readAwaited, type AwaitedRow } from '../../duties/awaited';
import { deskCaseShape } from '../../duties/duty';
import { caseFits, dutyFilters } from '../../duties/question';
import { namesFor } from '../../lines/case-names';
import { placeAsked } from '../../lines/place';
import { signOfRow } from '../../lines/sign';
import { defineRoute } from '../../route';
import { shownInstant, toInstant } from '../../schema';
import { said } from '../notifications/notification-schema';
import { textOf } from '../notifications/text';

const awaitedSchema = z
  .strictObject({
    ...deskCaseShape,
    clockId: z.string().meta({ description: 'For the command `acknowledge` of the case' }),
    rung: z.string().nullable(),
    notificationId: z.string(),
    text: z.strictObject({ zh: said, en: said }).nullable(),
    toldAt: shownInstant,
    acknowledgeBy: shownInstant,
    late: z.boolean().meta({ description: 'Not acknowledged in time' }),
  })
  .meta({ id: 'AwaitedByMe' });

const keys = z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,18}$/)]);

function showAwaited(row: AwaitedRow, calendars: Calendars, now: Instant) {
  const acknowledgeBy = toInstant(row.acknowledge_by);
  const told = { kind: row.message_kind, data: row.data, acknowledgeBy };
  return {
    ...{ caseId: row.case_id, caseNumber: row.number, title: row.title, kind: row.kind },
    ...{ programmeCode: row.programme_code, organisationId: row.organisation_id, stageId: row.stage_id },
    ...{ urgent: row.urgent, seq: row.seq, sign: signOfRow(row, calendars, now) },
    ...{ clockId: row.clock_id, rung: row.rung, notificationId: String(row.notification_id) },
    ...{ text: textOf(told, now), toldAt: toInstant(row.told_at), acknowledgeBy, late: acknowledgeBy <= now },
  };
}

export const listAcknowledgements = defineRoute({
  operation: 'listAcknowledgements',
  method: 'get',
  path: '/api/v1/duties/acknowledgements',
  tag: 'work',
  summary: 'Reminders that wait for my acknowledgement (签收), the longest overdue first',
  description:
    'One line for each clock, however often it was reminded of. Acknowledge with the command `acknowledge` of the case, with `clockId`.',
  query: z.strictObject({ ...pageQuery, ...dutyFilters }),
  answer: { status: 200, description: 'A page of reminders', body: pageOf(awaitedSchema) },
  refuses: ['cursor-invalid', 'not-found'],
  handle: async ({ deps, actor, query, now }) => {
    const after = decodeCursor(query.cursor, keys);
    const cases = caseFits(query, await placeAsked(deps, query.organisationId));
    const { reference } = deps.ledger;
    const rows = await readAwaited(deps.prisma, actor, { cases, after, limit: query.limit + 1 });
    const [calendars, names] = await Promise.all([reference.calendars(), namesFor(reference, rows)]);
    return toPage(
      rows,
      query.limit,
      (row) => [row.acknowledge_by.toISOString(), String(row.notification_id)],
      (row) => ({ ...showAwaited(row, calendars, now), ...names(row) }),
    );
  },
});
