import { z } from 'zod';
import { CLOCK_LISTS } from '../../../domain/figures/definitions';
import { level, shownInstant, words } from '../../schema';

const count = z.number().int();
const numberOrNone = z.number().nullable();
const rateMember = z.number().min(0).max(1).nullable();
const rate = z.strictObject({ stopped: count, onTime: count, rate: rateMember });
const middle = z.strictObject({ average: numberOrNone, median: numberOrNone });
const timeUsed = z
  .strictObject({
    clocks: count,
    net: middle,
    gross: middle,
    paused: z.strictObject({ total: z.number(), average: numberOrNone }),
  })
  .nullable();
const times = z.strictObject({ number: count, clocks: count });

const figures = {
  stopped: count,
  onTime: count,
  rate: rateMember,
  late: count,
  recomputed: z.strictObject({ onTime: count, rate: rateMember, changed: count }),
  openOverdue: count,
  used: z.strictObject({ workday: timeUsed, day: timeUsed, hour: timeUsed }),
  pauses: times,
  extensions: times,
  followUps: z.strictObject({ made: count, missed: count }),
  apart: z.strictObject({ waiting: rate, returned: rate, order: rate }),
};

const clocks = z.string().meta({
  description: 'The clocks behind the line; add `&figure=`, by default `stopped`',
  example: '/api/v1/figures/on-time/clocks?from=2026-03&until=2026-03&organisationId=tanglian&reach=own',
});

const rowSchema = z
  .strictObject({
    organisation: z.strictObject({ id: z.string(), name: z.string(), level }),
    month: z.string(),
    programme: z.strictObject({ code: z.string(), name: words }).nullable(),
    stage: z
      .strictObject({ id: z.string(), name: words })
      .nullable()
      .meta({ description: 'Null unless asked by stage; by stage, null is the case as a whole' }),
    ...figures,
    rank: count.nullable(),
    rankedOf: count,
    reason: z.literal('few cases').nullable(),
    clocks,
  })
  .meta({ id: 'OnTimeRow' });

export const onTimeSchema = z
  .strictObject({
    cutOff: shownInstant,
    from: z.string(),
    until: z.string(),
    by: z.enum(['organisation', 'stage']),
    reach: z.enum(['own', 'tree']),
    fewCases: count.meta({ description: 'Fewer stopped limits than this are not ranked' }),
    definitions: z.array(
      z.strictObject({
        figure: z.string(),
        name: words,
        text: words,
        clocks: z.string().nullable().meta({ description: 'What to add to the `clocks` of a line' }),
      }),
    ),
    rows: z.array(rowSchema),
    months: z.array(z.strictObject({ month: z.string(), ...figures, clocks })),
    total: z.strictObject({ ...figures, clocks }),
  })
  .meta({ id: 'OnTimeFigures' });

export const listedClockSchema = z
  .strictObject({
    caseId: z.string(),
    number: z.string(),
    title: z.string(),
    programmeCode: z.string(),
    organisationId: z.string(),
    clockId: z.string(),
    kind: z.string(),
    stageId: z.string().nullable(),
    owner: z.strictObject({ role: z.string().nullable(), organisationId: z.string() }),
    startedAt: shownInstant,
    dueAt: shownInstant.nullable(),
    stoppedAt: shownInstant.nullable(),
    overdueAt: shownInstant.nullable(),
    verdict: z.string().nullable(),
    verdictRecomputed: z.string().nullable(),
    unit: z.string().nullable(),
    usedNet: numberOrNone,
    usedGross: numberOrNone,
    pauses: count,
    extensions: count,
  })
  .meta({ id: 'ListedClock' });

export const figureName = z.enum(CLOCK_LISTS);
