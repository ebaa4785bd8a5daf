import { z } from 'zod';
import type { Instant } from '../../../domain/calendar/instant';
import { bulletinOf } from '../../../domain/messages/bulletin';
import { shownInstant, toInstant } from '../../schema';
import { textOf, whyTextOf } from './text';

const member = z.strictObject({ id: z.string(), displayName: z.string() });
export const said = z.strictObject({ title: z.string(), line: z.string() });

export const notificationSchema = z
  .strictObject({
    id: z.string(),
    caseId: z.string().nullable(),
    bulletinId: z.string().nullable().meta({ description: 'The monthly bulletin that it is about' }),
    kind: z.string(),
    clockId: z.string().nullable(),
    rung: z.string().nullable(),
    /** In words; null for a kind of an older version. */
    text: z.strictObject({ zh: said, en: said }).nullable(),
    why: z
      .strictObject({ zh: z.array(z.string()), en: z.array(z.string()) })
      .nullable()
      .meta({ description: 'Why its date is what it is, step by step; null when it is about no limit' }),
    data: z.record(z.string(), z.unknown()),
    at: shownInstant,
    acknowledgeBy: shownInstant.nullable(),
    acknowledgedAt: shownInstant.nullable(),
    acknowledgedBy: member.nullable(),
    awaitsAcknowledgement: z.boolean().meta({
      description: 'Somebody still has to acknowledge it, with the command `acknowledge` of its case',
    }),
    readAt: shownInstant.nullable(),
    readBy: member.nullable().meta({ description: 'A message to a post is read once for everybody on it' }),
  })
  .meta({ id: 'Notification' });

/** A message with the names of whoever read and acknowledged it. */
export interface NotificationRow {
  id: bigint;
  case_id: string | null;
  kind: string;
  clock_id: string | null;
  rung: string | null;
  data: Record<string, unknown>;
  at: Date;
  acknowledge_by: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_name: string | null;
  awaited: boolean;
  read_at: Date | null;
  read_by: string | null;
  read_name: string | null;
}

const named = (id: string | null, displayName: string | null) =>
  id === null ? null : { id, displayName: displayName ?? id };

export function showNotification(row: NotificationRow, now: Instant): z.input<typeof notificationSchema> {
  const { id, case_id: caseId, clock_id: clockId, rung, kind, data } = row;
  const acknowledgeBy = toInstant(row.acknowledge_by);
  const told = { kind, data, acknowledgeBy };
  const { why: _steps, ...facts } = data;
  return {
    ...{ id: String(id), caseId, bulletinId: bulletinOf(data), kind, clockId, rung, data: facts },
    ...{ text: textOf(told, now), why: whyTextOf(told, now) },
    ...{ at: toInstant(row.at), acknowledgeBy, acknowledgedAt: toInstant(row.acknowledged_at) },
    acknowledgedBy: named(row.acknowledged_by, row.acknowledged_name),
    awaitsAcknowledgement: row.awaited,
    ...{ readAt: toInstant(row.read_at), readBy: named(row.read_by, row.read_name) },
  };
}
