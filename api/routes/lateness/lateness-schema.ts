import { z } from 'zod';
import { ALERT_WORDS, LATENESS_STEPS, WINDOW_NAMES, type AlertKind } from '../../../domain/figures/lateness';
import { shownInstant, words } from '../../schema';

const secondsOrNone = z.number().nullable();

const spreadSchema = z.strictObject({
  count: z.number().int(),
  p50: secondsOrNone,
  p95: secondsOrNone,
  p99: secondsOrNone,
  max: secondsOrNone,
  buckets: z
    .array(z.number().int())
    .meta({ description: 'How many took up to each of `bounds`, and how many longer than the last' }),
  skewed: z.number().int().meta({ description: 'Counted as 0: clocks of two machines disagree' }),
});

const slowSchema = z.strictObject({
  caseId: z.string(),
  number: z.string(),
  organisationId: z.string(),
  clockId: z.string(),
  rung: z.string().nullable(),
  plannedAt: shownInstant,
  firedAt: shownInstant.nullable(),
  recordedAt: shownInstant,
  deliveredAt: shownInstant.nullable(),
  acknowledgedAt: shownInstant.nullable(),
  seconds: z.number(),
});

const ALERT_KINDS = Object.keys(ALERT_WORDS) as [AlertKind, ...AlertKind[]];

export const alertSchema = z
  .strictObject({
    kind: z.enum(ALERT_KINDS),
    programme: z.string(),
    toleranceSeconds: z.number(),
    over: z.number().int(),
    worstSeconds: z.number(),
    words,
  })
  .meta({ id: 'LatenessAlert' });

export const latenessSchema = z
  .strictObject({
    window: z.enum(WINDOW_NAMES),
    cutOff: shownInstant.meta({ description: 'By the database’s own time' }),
    simulation: z.boolean(),
    note: words.nullable(),
    bounds: z.array(z.number()).meta({ description: 'Upper ends of the buckets, in seconds' }),
    steps: z.array(z.strictObject({ step: z.enum(LATENESS_STEPS), words, seconds: spreadSchema.nullable() })),
    overdue: z.strictObject({ words, seconds: spreadSchema.nullable() }),
    slowest: z.array(slowSchema),
    slowestOverdue: z.array(slowSchema),
    alerts: z.array(alertSchema),
  })
  .meta({ id: 'Lateness' });
