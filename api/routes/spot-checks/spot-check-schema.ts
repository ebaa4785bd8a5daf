import { z } from 'zod';
import type { SpotCheckEvent } from '../../../domain/spot-check/events';
import {
  HAPPENINGS,
  SPOT_CHECK_STATUSES,
  STRATA,
  statusOf,
  type Visits,
} from '../../../domain/spot-check/state';
import { checkWake } from '../../../domain/spot-check/time';
import type { Line, NamedCheck } from '../../../ledger/spot-check/rows';
import { civilDate, id, instant, line, shownInstant } from '../../schema';

const count = z.number().int();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const frame = z
  .strictObject({
    programmes: z.array(id).max(50).default([]).meta({ description: 'Codes; none = all' }),
    kinds: z.array(z.enum(['PROJECT', 'MATTER'])).default([]),
    grades: z.array(id).max(20).default([]),
    happened: z
      .strictObject({ what: z.enum(HAPPENINGS), from: civilDate, until: civilDate })
      .nullable()
      .default(null)
      .meta({ description: 'What happened to the case from the first to the last day, both included' }),
    overdue: z.boolean().default(false).meta({ description: 'Only cases that are overdue at the freeze' }),
  })
  .meta({ id: 'SpotCheckFrame' });

export const exclusion = z.strictObject({ caseNumber: line(40), reason: line(200) });

const visits = z
  .strictObject({
    purpose: z.enum(['spot-check', 'look-back']).default('spot-check').meta({
      description: 'By which rule of the programme a visit has its limit',
    }),
    inspectorIds: z.array(id).min(1).max(500).nullable().default(null).meta({
      description:
        'Who can be sent: people with a post as inspector, officer or finance; null = all inspectors of the city',
    }),
    barred: z
      .array(z.strictObject({ personId: id, reason: line(200) }))
      .max(500)
      .default([])
      .meta({ description: 'Never sent. Published with the reasons: no names of residents.' }),
    most: z.number().int().min(1).max(10_000).nullable().default(null).meta({
      description: 'Nobody is sent to more cases',
    }),
  })
  .meta({ id: 'SpotCheckVisits' });

/** What a supervisor decides; witnesses by who they are. */
export const definitionBody = z
  .strictObject({
    title: line(100),
    organisationId: id.meta({ description: 'Its cases and those of everything below it' }),
    frame,
    strata: z.array(z.enum(STRATA)).max(STRATA.length).default([]),
    size: z.number().int().min(1).max(100_000),
    minimum: z
      .number()
      .int()
      .min(0)
      .max(1000)
      .default(0)
      .meta({ description: 'Of each stratum at least so many' }),
    exclusions: z.array(exclusion).max(500).default([]).meta({
      description:
        'Left out before the freeze because of a conflict of interest. Published with the reasons: no names.',
    }),
    chance: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('phrases'), witnessIds: z.array(id).min(2).max(20) }),
      z.strictObject({ kind: z.literal('number'), source: line(200), drawnAt: instant }),
      z.strictObject({ kind: z.literal('server') }).meta({
        description:
          'A check that nobody is told of: frozen within this request, the server commits to chance of its own, then whoever checks types a phrase (command `phrase`) and the sample is drawn at once',
      }),
    ]),
    visits: visits.nullable().prefault({}).meta({ description: 'null = nobody is sent' }),
    patienceMinutes: z
      .number()
      .int()
      .min(5)
      .max(7 * 24 * 60)
      .default(60)
      .meta({ description: 'How long witnesses have to commit, and again to reveal' }),
  })
  .meta({ id: 'SpotCheckDefinition' });

const witness = z.strictObject({ personId: z.string(), name: z.string() });

export const spotCheckSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    organisationId: z.string(),
    organisationName: z.string(),
    definedBy: z.string().meta({ description: 'As the bureau names them' }),
    status: z.enum(SPOT_CHECK_STATUSES),
    definedAt: shownInstant,
    frame,
    strata: z.array(z.enum(STRATA)),
    size: count,
    minimum: count,
    exclusions: z.array(exclusion),
    chance: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('phrases'), witnesses: z.array(witness) }),
      z.strictObject({ kind: z.literal('number'), source: z.string(), drawnAt: shownInstant }),
      z.strictObject({ kind: z.literal('server') }),
    ]),
    visits: z
      .strictObject({
        purpose: z.enum(['spot-check', 'look-back']),
        inspectorIds: z.array(z.string()).nullable(),
        barred: z.array(z.strictObject({ personId: z.string(), reason: z.string() })),
        most: count.nullable(),
      })
      .nullable()
      .meta({ description: 'Who is sent to what was drawn; null = nobody' }),
    population: z
      .strictObject({
        ...{ at: shownInstant, size: count, excluded: count, sha256 },
        strata: z.array(z.strictObject({ key: z.string(), population: count })),
      })
      .nullable()
      .meta({ description: 'Frozen before the seed exists' }),
    round: z
      .strictObject({
        number: count,
        witnesses: z.array(witness),
        committed: z.array(z.string()),
        revealed: z.array(z.string()),
        until: shownInstant,
      })
      .nullable(),
    server: z
      .strictObject({ commitment: sha256, until: shownInstant, nonce: z.string().nullable() })
      .nullable()
      .meta({
        description:
          'The part of the chance that the server adds to an unannounced check: the SHA-256 first, the nonce with the phrase. The seed is nonce|phrase.',
      }),
    seed: z.string().nullable(),
    sample: z
      .array(
        z.strictObject({
          key: z.string().meta({ description: 'The values of the strata, joined with |' }),
          population: count,
          quota: count,
          drawn: z.array(z.strictObject({ id: z.string(), rank: sha256 })),
        }),
      )
      .nullable(),
    replacements: z.array(
      z.strictObject({ gone: z.string(), by: z.string().nullable(), reason: z.string() }),
    ),
    inspectors: z
      .array(
        z.strictObject({
          caseNumber: z.string(),
          name: z.string().nullable().meta({ description: 'null = nobody is eligible: name somebody' }),
          personId: z.string().nullable(),
          reason: z.string().nullable().meta({ description: 'Why a person named them; null = by the rule' }),
          order: z
            .enum(['open', 'ordered', 'refused'])
            .meta({ description: 'The visit in the ledger of the case' }),
        }),
      )
      .nullable()
      .meta({ description: 'Who goes to see each drawn case; null before they are assigned' }),
    ended: z
      .strictObject({
        how: z.enum(['CLOSED', 'CANCELLED']),
        cause: z.enum(['person', 'silence', 'number-out', 'too-few', 'done']),
        reason: z.string().nullable(),
      })
      .nullable(),
    wakeAt: shownInstant.nullable().meta({ description: 'When time acts next' }),
    seq: count,
  })
  .meta({ id: 'SpotCheck' });

function showVisits({ purpose, inspectorIds, barred, most }: Visits) {
  return { purpose, inspectorIds: inspectorIds && [...inspectorIds], barred: [...barred], most };
}

export function showCheck({
  state,
  organisationName,
  definedByName,
}: NamedCheck): z.input<typeof spotCheckSchema> {
  const { id: checkId, definition, definedAt, frozen, round, seed, drawn, replacements, ended, seq } = state;
  const { visits: sent } = definition;
  const { title, organisationId, frame: asked, strata, size, minimum, exclusions, chance } = definition;
  return {
    ...{ id: checkId, title, organisationId, organisationName, definedBy: definedByName },
    ...{ status: statusOf(state), definedAt },
    frame: {
      ...asked,
      programmes: [...asked.programmes],
      kinds: [...asked.kinds],
      grades: [...asked.grades],
    },
    ...{ strata: [...strata], size, minimum, exclusions: [...exclusions] },
    chance: chance.kind === 'phrases' ? { kind: 'phrases', witnesses: [...chance.witnesses] } : chance,
    population: frozen && {
      ...{ at: frozen.at, size: frozen.size, excluded: frozen.excluded, sha256: frozen.sha256 },
      strata: [...frozen.strata],
    },
    round: round && {
      ...{ number: round.number, witnesses: [...round.witnesses], until: round.until },
      committed: Object.keys(round.commitments),
      revealed: Object.keys(round.phrases),
    },
    ...{ seed, replacements: [...replacements], ended, seq, wakeAt: checkWake(state) },
    visits: sent === undefined ? null : showVisits(sent),
    server:
      state.server === undefined
        ? null
        : {
            ...{ commitment: state.server.commitment, until: state.server.until },
            nonce: state.server.told?.nonce ?? null,
          },
    inspectors: state.assigned === undefined ? null : [...state.assigned],
    sample: drawn && drawn.map((stratum) => ({ ...stratum, drawn: [...stratum.drawn] })),
  };
}

export const recordLine = z
  .strictObject({
    seq: count,
    type: z.string(),
    at: shownInstant,
    actorId: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
    prevHash: sha256,
    hash: sha256.meta({
      description: 'SHA-256 over prevHash and the RFC 8785 form of {checkId, seq, type, at, actorId, facts}',
    }),
  })
  .meta({ id: 'SpotCheckLine' });

export function showLine({ seq, event, prevHash, hash }: Line): z.input<typeof recordLine> {
  const { type, at, actorId, facts }: SpotCheckEvent = event;
  return { seq, type, at, actorId, facts: { ...facts }, prevHash, hash };
}
