import { z } from 'zod';
import { parseLimit, type Limit } from '../calendar/limit';
import { LEVELS, STAGE_ROLES, type Level, type PostRef, type StageRole } from '../roles';
import { DEFAULT_LADDERS, ladderSchema } from './ladder-schema';

/**
 * The one shape of a programme file (design.md 6). A file says what happens in which order, who owns each
 * step and how long it may take; what a step *does* is the closed set of stage kinds below.
 */

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a short name of a-z, 0-9 and "-", e.g. town-review');
const words = z.strictObject(
  { zh: z.string().min(1).max(200), en: z.string().min(1).max(200) },
  { error: 'expected both languages, { zh: …, en: … }' },
);
const yuan = z.number().int('expected whole yuan').min(0).max(1_000_000_000);

const LIMIT = 'expected a limit like "10 workday", "3 day", "1 week", "1 month" or "2 hour"';
const limit = z.string({ error: LIMIT }).transform((text, ctx): Limit => {
  try {
    return parseLimit(text);
  } catch {
    ctx.addIssue({ code: 'custom', message: LIMIT });
    return z.NEVER;
  }
});

const OWNER = `expected role@level, e.g. reviewer@street, with a role of ${STAGE_ROLES.join(', ')} and a level of ${LEVELS.join(', ').toLowerCase()}`;
const owner = z.string({ error: OWNER }).transform((text, ctx): PostRef => {
  const [role, level, ...rest] = text.split('@');
  const upper = level?.toUpperCase() ?? '';
  const known =
    (STAGE_ROLES as readonly string[]).includes(role ?? '') && (LEVELS as readonly string[]).includes(upper);
  if (!known || level !== level?.toLowerCase() || rest.length > 0) {
    ctx.addIssue({ code: 'custom', message: OWNER });
    return z.NEVER;
  }
  return { role: role as StageRole, level: upper as Level };
});

/** The head of the organisation whose limit it is, or a post that approves for the whole programme. */
export type Approver = PostRef | 'head';
const APPROVER = `expected "head" (the head of whoever owns the limit), or ${OWNER.replace('expected ', '')}`;
const approver = z.string({ error: APPROVER }).transform((text, ctx): Approver => {
  if (text === 'head') return text;
  const post = owner.safeParse(text);
  if (post.success) return post.data;
  ctx.addIssue({ code: 'custom', message: APPROVER });
  return z.NEVER;
});

/** A share of people: "at-least 2/3" includes it, "more-than 1/2" excludes it (民法典 1259). */
export interface Share {
  num: number;
  den: number;
  strict: boolean;
}
const SHARE = 'expected a share such as "at-least 2/3" or "more-than 1/2"';
const share = z.string({ error: SHARE }).transform((text, ctx): Share => {
  const m = /^(at-least|more-than) (\d{1,2})\/(\d{1,2})$/.exec(text);
  const num = Number(m?.[2]);
  const den = Number(m?.[3]);
  const strict = m?.[1] === 'more-than';
  if (!m || num === 0 || num > den || (strict && num === den)) {
    ctx.addIssue({ code: 'custom', message: SHARE });
    return z.NEVER;
  }
  return { num, den, strict };
});

/** Steps apply to every case unless one of these narrows them. Each list means "one of". */
const narrowing = z
  .strictObject({
    track: z.array(id).min(1).optional(),
    grade: z.array(id).min(1).optional(),
    kind: z
      .array(z.enum(['PROJECT', 'MATTER']))
      .min(1)
      .optional(),
  })
  .optional();

const stageCommon = {
  id,
  name: words,
  owner,
  /** Runs from the opening of the stage (or of the stage named in `counted-from`) until it is done. */
  limit: limit.optional(),
  'counted-from': id.optional(),
  /** A shorter or longer limit for one track, e.g. { fast: 1 workday }. */
  'limit-on-track': z.record(id, limit).optional(),
  /** How long the stage may wait for the command that opens it (a meeting called, a file sent to review). */
  'open-within': limit.optional(),
  /** The same for one track or one grade, e.g. { fast: 1 workday }; where both name it, the grade counts. */
  'open-within-on-track': z.record(id, limit).optional(),
  'open-within-on-grade': z.record(id, limit).optional(),
  /** The ladder its clocks climb; left out, the programme's first one. */
  ladder: id.optional(),
  'ladder-on-track': z.record(id, id).optional(),
  /** The stage is for cases that answer every list given here … */
  only: narrowing,
  /** … and not for those named in any list given here, e.g. { track: [fast] }. */
  except: narrowing,
  /** Kinds of document (ids of `documents`) that must be attached before the stage can be done. */
  evidence: z.array(id).default([]),
};

const named = z.strictObject({ id, name: words });
const body = z.strictObject({ id, name: words, quorum: share, majority: share });
/** Who is invited; they are named for the agenda, membership itself is kept with the posts. */
const attendees = z.array(words).default([]);

const stage = z.discriminatedUnion('kind', [
  z.strictObject({
    ...stageCommon,
    kind: z.literal('accept'),
    'may-answer-at-once': z.boolean().default(false),
  }),
  z.strictObject({ ...stageCommon, kind: z.literal('screen'), attendees }),
  /** Every body must agree; a body that votes the item down ends the case. */
  z.strictObject({
    ...stageCommon,
    kind: z.literal('deliberate'),
    bodies: z.array(body).min(1),
    'voted-down-is': z.enum(['failure', 'success']).default('failure'),
    attendees,
  }),
  z.strictObject({
    ...stageCommon,
    kind: z.literal('vote'),
    papers: z.array(named).min(1),
    'all-papers-needed': z.boolean(),
    outcome: z.enum(['cut-off', 'skip']),
    'min-age': z.number().int().min(0).max(120).optional(),
    'max-choices': z.number().int().min(1).max(1000).optional(),
    briefing: z.boolean().default(false),
    /** The ballots are counted in public, straight after voting. */
    'public-count': z.boolean().default(false),
  }),
  z.strictObject({ ...stageCommon, kind: z.literal('review'), attendees }),
  /** `limit` is the public period; it ends at 24:00 of its last day and may not end early (domain.md 3.5). */
  z.strictObject({ ...stageCommon, kind: z.literal('notice') }),
  z.strictObject({ ...stageCommon, kind: z.literal('approve') }),
  z.strictObject({ ...stageCommon, kind: z.literal('fund') }),
  z.strictObject({
    ...stageCommon,
    kind: z.literal('implement'),
    plan: z.enum(['required', 'optional']).default('optional'),
    person: z.enum(['required', 'optional']).default('required'),
    procurement: z.enum(['required', 'optional']).default('optional'),
    /** A cost rise above this share of the approved amount goes back to review. */
    'cost-rise-percent': z.number().min(0).max(100).default(10),
  }),
  z.strictObject({
    ...stageCommon,
    kind: z.literal('inspect'),
    /** Runs after a failed acceptance until the rework is done (T18). */
    'rework-limit': limit.optional(),
    signboard: z.boolean().default(false),
  }),
  z.strictObject({ ...stageCommon, kind: z.literal('survey'), groups: z.array(words).min(1) }),
  z.strictObject({ ...stageCommon, kind: z.literal('settle') }),
  z.strictObject({
    ...stageCommon,
    kind: z.literal('close'),
    callback: z.enum(['required', 'optional']).default('optional'),
    /** Numbers written down when the case is closed, e.g. person-times served and people reached. */
    figures: z.array(named).default([]),
  }),
]);

const grade = z.strictObject({
  id,
  name: words,
  /** The whole case from acceptance to closing; a grade without a limit has follow-ups instead. */
  limit: limit.optional(),
  /** Every so often a follow-up is due; a missed one is overdue by itself, the case is not (CA5). */
  'follow-up-every': limit.optional(),
  /** The ladder of every clock of a case of this urgency. */
  ladder: id.optional(),
});

const track = z.strictObject({
  /** The case takes this track when any of the conditions holds. */
  any: z
    .array(z.union([z.strictObject({ 'budget-below': yuan }), z.strictObject({ urgent: z.literal(true) })]))
    .min(1),
});

const cap = z.strictObject({
  per: z.enum(['project', 'community-year', 'programme-year']),
  amount: yuan,
  /** A soft cap may be passed with a reason and an approver, and the report counts it (domain.md 3.8). */
  soft: z.boolean(),
});

/**
 * Who may move a limit, and how often. Left out, the post of the stage itself, with a reason; `head` is the head of the
 * organisation whose limit it is, or of one above it.
 */
const deadlines = z
  .strictObject({
    extend: z
      .strictObject({ times: z.number().int().min(0).max(10).default(1), by: approver.optional() })
      .optional(),
    shorten: z.strictObject({ by: approver.optional() }).optional(),
    pause: z.strictObject({ by: approver.optional() }).optional(),
  })
  .default({});

const rhythm = z.enum(['month', 'quarter', 'half-year', 'year']);
/** How a drawn sample is taken: how many, spread over which classes, and how soon findings are put right. */
const sampling = {
  owner,
  size: z.number().int().min(1).max(10_000).optional(),
  strata: z.array(z.enum(['item-type', 'category', 'street', 'community', 'year'])).default([]),
  'rectify-within': limit.optional(),
  'visit-within': limit.optional(),
};
/** What an inspector looks at; without types the list is for all of them. */
const checkList = z.strictObject({ 'item-types': z.array(id).default([]), items: z.array(named).min(1) });

export const programmeSchema = z.strictObject({
  code: id,
  name: words,
  place: words,
  /** The article this programme was read from. */
  source: words,
  'effective-from': z.iso.date(),
  kinds: z.array(z.enum(['PROJECT', 'MATTER'])).min(1),
  'item-types': z.array(named).default([]),
  categories: z.array(named).default([]),
  proposers: z.strictObject({
    'min-age': z.number().int().min(0).max(120).optional(),
    others: z.array(words).default([]),
  }),
  channels: z.array(named).min(1),
  libraries: z.array(z.enum(['community', 'street'])).default([]),
  'negative-list': z.array(z.strictObject({ id, text: words })).default([]),
  /** Kinds of document that stages ask for as evidence. */
  documents: z.array(named).default([]),
  'merge-allowed': z.boolean(),
  caps: z.array(cap).default([]),
  tracks: z.record(id, track).default({}),
  grades: z.array(grade).default([]),
  /** Who sets and answers for grade clocks and follow-ups. */
  'grade-owner': owner.optional(),
  /** How long a returned file may stay with whoever completes it. */
  'resubmit-within': limit.optional(),
  /** Seconds a rung or an overdue mark may be late before operators are warned; left out = 300. */
  'lateness-tolerance': z.number().int('expected whole seconds').min(1).max(86_400).optional(),
  deadlines,
  /** Who is told before, at and after a limit; the first one is for every clock that names no other. */
  ladders: z.array(ladderSchema).min(1).prefault(DEFAULT_LADDERS),
  stages: z.array(stage).min(2),
  disclosure: z.array(z.enum(['collect', 'determine', 'implement', 'effect'])).default([]),
  supervision: z
    .strictObject({
      /** Who else may look on and give opinions at every stage. */
      supervisors: z.array(words).default([]),
      inspection: z
        .strictObject({
          every: rhythm,
          owner,
          /** A project is first inspected in the period by whose end its works have run for so long. */
          'first-after': limit.optional(),
          'reinspect-within': limit.optional(),
          'check-lists': z.array(checkList).default([]),
        })
        .optional(),
      /** `issuer`: the office that signs it, when it is not called as the head of the tree. */
      bulletin: z.strictObject({ every: rhythm, owner, issuer: words.optional() }).optional(),
      'spot-check': z
        .strictObject({ every: z.enum(['year']), frame: z.enum(['paid-this-year']), ...sampling })
        .optional(),
      /** Ordered when wanted; its frame is named each time, since a yearly frame misses unpaid projects. */
      'look-back': z.strictObject(sampling).optional(),
      findings: z.array(named).default([]),
      /** How soon a finding is put right, looked at again, and put right once more if it was not. */
      rectification: z
        .strictObject({ within: limit, 'verify-within': limit, 'verify-by': owner, 'again-within': limit })
        .optional(),
      opinions: z.strictObject({ 'answer-within': limit, owner }).optional(),
    })
    .default({ supervisors: [], findings: [] }),
});

/** A programme as the domain reads it: parsed, defaults filled in, limits and owners as values. */
export type Programme = z.output<typeof programmeSchema>;
export type Stage = Programme['stages'][number];
export type { Ladder, Rung } from './ladder-schema';
export type StageKind = Stage['kind'];
export type StageOf<K extends StageKind> = Extract<Stage, { kind: K }>;
export type Grade = Programme['grades'][number];
export type CaseKind = Programme['kinds'][number];
