import { z } from 'zod';
import { isMessageKind, isForResidents } from '../../../domain/messages/kinds';
import { roleName } from '../../../domain/role-names';
import type { OrganisationNode } from '../../../ledger/organisations';
import { DELIVERY_STATES } from '../../../ledger/outbox/types';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, role, shownInstant, toInstant, words } from '../../schema';
import { DELIVERY_WORDS, KIND_NAMES, skippedWords } from './message-words';
import { visibleCase } from './visible-case';

const way = z
  .strictObject({
    channel: z.string(),
    state: z.enum(['WAITING', 'SKIPPED', ...DELIVERY_STATES]),
    words: words.meta({ description: 'What became of it, for people' }),
    sendFrom: shownInstant.meta({ description: 'It does not leave before this' }),
    sentAt: shownInstant.nullable(),
    nextAt: shownInstant.nullable().meta({ description: 'When it is tried again' }),
    error: z.string().nullable().meta({ description: 'Code and words of the provider, without secrets' }),
  })
  .meta({ id: 'MessageDelivery' });

const messageSchema = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    kindName: words,
    at: shownInstant,
    to: z
      .strictObject({
        name: z
          .string()
          .nullable()
          .meta({ description: 'A member of staff; null for a post, or a proposer' }),
        role: role.nullable(),
        roleName: words.nullable(),
        organisationName: z.string().nullable(),
        proposer: z.boolean(),
      })
      .meta({ description: 'Whom it is for. A proposer has no name here' }),
    clockId: z.string().nullable(),
    rung: z.string().nullable(),
    readAt: shownInstant.nullable().meta({ description: 'In the product' }),
    readBy: z.string().nullable(),
    acknowledgeBy: shownInstant.nullable(),
    acknowledgedAt: shownInstant.nullable(),
    acknowledgedBy: z.string().nullable(),
    deliveries: z.array(way).meta({ description: 'Each channel by which it leaves the product' }),
  })
  .meta({ id: 'CaseMessage' });

interface Way {
  channel: string;
  sendFrom: string;
  skipped: string | null;
  queued: boolean;
  state: (typeof DELIVERY_STATES)[number] | null;
  sentAt: string | null;
  nextAt: string | null;
  error: string | null;
}

interface Row {
  id: bigint;
  kind: string;
  at: Date;
  person_id: string | null;
  role: string | null;
  organisation_id: string | null;
  clock_id: string | null;
  rung: string | null;
  read_at: Date | null;
  acknowledge_by: Date | null;
  acknowledged_at: Date | null;
  person_name: string | null;
  read_name: string | null;
  acknowledged_name: string | null;
  ways: Way[];
}

const asInstant = (text: string | null) => (text === null ? null : toInstant(new Date(text)));

function showWay(way_: Way): z.input<typeof way> {
  const { channel, skipped, queued } = way_;
  const state = skipped !== null ? 'SKIPPED' : queued && way_.state !== null ? way_.state : 'WAITING';
  return {
    ...{ channel, state },
    words: skipped === null ? DELIVERY_WORDS[state] : skippedWords(skipped),
    sendFrom: toInstant(new Date(way_.sendFrom)),
    sentAt: asInstant(way_.sentAt),
    nextAt: state === 'PENDING' ? asInstant(way_.nextAt) : null,
    error: way_.error,
  };
}

function showMessage(row: Row, tree: ReadonlyMap<string, OrganisationNode>): z.input<typeof messageSchema> {
  const { kind, role: named, organisation_id: place } = row;
  const toProposer = isMessageKind(kind) && isForResidents(kind);
  const known = role.safeParse(named);
  return {
    ...{
      id: String(row.id),
      kind,
      kindName: isMessageKind(kind) ? KIND_NAMES[kind] : { zh: kind, en: kind },
    },
    at: toInstant(row.at),
    to: {
      name: toProposer ? null : row.person_name,
      role: known.success ? known.data : null,
      roleName: known.success ? roleName(known.data) : null,
      organisationName: place === null ? null : (tree.get(place)?.name ?? place),
      proposer: toProposer,
    },
    ...{ clockId: row.clock_id, rung: row.rung },
    ...{ readAt: toInstant(row.read_at), readBy: toProposer ? null : row.read_name },
    ...{ acknowledgeBy: toInstant(row.acknowledge_by), acknowledgedAt: toInstant(row.acknowledged_at) },
    acknowledgedBy: row.acknowledged_name,
    deliveries: row.ways.map(showWay),
  };
}

export const listCaseMessages = defineRoute({
  operation: 'listCaseMessages',
  method: 'get',
  path: '/api/v1/cases/{caseId}/messages',
  tag: 'cases',
  summary: 'Messages sent about a case and what became of each, newest first',
  params: z.strictObject({ caseId: id }),
  query: z.strictObject(pageQuery),
  answer: { status: 200, description: 'A page of messages', body: pageOf(messageSchema) },
  refuses: ['not-found', 'cursor-invalid'],
  handle: async ({ deps, actor, params, query }) => {
    const found = await visibleCase(deps, actor, params.caseId);
    const before = decodeCursor(query.cursor, z.tuple([z.string().regex(/^\d{1,18}$/)]));
    const tree = await deps.ledger.reference.organisations();
    const rows = await deps.prisma.$queryRaw<Row[]>`
      select n.id, n.kind, n.at, n.person_id, n.role, n.organisation_id, n.clock_id, n.rung, n.read_at,
             n.acknowledge_by, n.acknowledged_at, p.display_name as person_name, r.display_name as read_name,
             a.display_name as acknowledged_name, w.ways
        from (select * from notifications
               where case_id = ${found.id} and id < ${before === null ? 9_223_372_036_854_775_807n : BigInt(before[0])}
               order by id desc limit ${query.limit + 1}) n
        left join persons p on p.id = n.person_id
        left join persons r on r.id = n.read_by
        left join persons a on a.id = n.acknowledged_by
       cross join lateral (
         select coalesce(json_agg(json_build_object(
                  'channel', o.channel, 'sendFrom', o.send_from, 'skipped', o.skipped,
                  'queued', o.queued_at is not null, 'state', d.state, 'sentAt', d.sent_at, 'nextAt', d.next_at,
                  'error', d.error) order by o.channel, d.created_at), '[]'::json) as ways
           from outbox o
           left join delivery_items i on i.outbox_id = o.id
           left join deliveries d on d.id = i.delivery_id
          where o.notification_id = n.id) w
       order by n.id desc`;
    return toPage(
      rows,
      query.limit,
      (row) => [String(row.id)],
      (row) => showMessage(row, tree),
    );
  },
});
