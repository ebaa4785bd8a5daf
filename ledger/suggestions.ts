import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../domain/calendar/instant';
import { Refusal } from '../domain/errors';
import { Prisma } from '../prisma/client';
import { transaction } from './outbox/transaction';
import type { Receipt } from './read';
import { writeCases } from './write';

/** Somebody's words as they came in, checked, with an id but not yet written. */
export interface NewSuggestion {
  readonly id: string;
  readonly receiptNo: string;
  readonly programmeCode: string;
  readonly organisationId: string;
  readonly orgPath: string;
  readonly channel: string;
  readonly words: string;
  readonly enteredBy: string;
  readonly noticeShownAt: Instant | null;
  readonly createdAt: Instant;
  /** The request they came in by, to tell a retry from another one. */
  readonly asked: unknown;
  /** Who said so: somebody known already, somebody new, or nobody who gave a name. */
  readonly proposer: Proposer | NewProposer | null;
}

interface Proposer {
  readonly id: string;
  /** The account behind it, to tell of what becomes of the words. */
  readonly personId: string | null;
}

interface NewProposer extends Proposer {
  readonly isNew: true;
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly birthDate: string | null;
  readonly noMessages: boolean;
}

/** What writes a suggestion, in this order and in one transaction: the one place where its rows are made. */
export function suggestionRows(one: NewSuggestion): Prisma.Sql[] {
  const { proposer } = one;
  const person =
    proposer !== null && 'isNew' in proposer
      ? [
          Prisma.sql`INSERT INTO proposers (id, person_id, name, phone, address, birth_date, no_messages)
            VALUES (${proposer.id}, ${proposer.personId}, ${proposer.name}, ${proposer.phone}, ${proposer.address},
              ${proposer.birthDate}, ${proposer.noMessages})`,
        ]
      : [];
  return [
    ...person,
    Prisma.sql`INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words,
        proposer_id, entered_by, notice_shown_at, created_at)
      VALUES (${one.id}, ${one.receiptNo}, ${one.programmeCode}, ${one.organisationId}, ${one.orgPath}, ${one.channel},
        ${one.words}, ${proposer?.id ?? null}, ${one.enteredBy}, ${one.noticeShownAt}::timestamptz,
        ${one.createdAt}::timestamptz)`,
  ];
}

/** Writes cases and, in the same transaction, the words that came in with them: both, or neither. */
export async function writeWithWords(
  pool: Pool,
  words: NewSuggestion | undefined,
  ...write: WriteArguments
): Promise<void> {
  if (words === undefined) {
    await writeCases(pool, ...write);
    return;
  }
  await transaction(pool, async (db) => {
    for (const { text, values } of suggestionRows(words)) await db.query({ text, values });
    await writeCases(db, ...write);
  });
}

type WriteArguments = Parameters<typeof writeCases> extends [Pool | PoolClient, ...infer Rest] ? Rest : never;

/** What the receipt of the act says of words that came in with it. */
export function receivedOf(words: NewSuggestion | undefined): Pick<Receipt, 'received'> {
  return words === undefined ? {} : { received: { suggestionId: words.id, receiptNo: words.receiptNo } };
}

/** Where suggestions are looked for. */
interface Where {
  readonly programmeCode: string;
  readonly orgPath: string;
}

/** Of these suggestions, those of this programme and place, with the person behind each. */
export async function suggestionsHere(
  pool: Pool,
  ids: readonly string[],
  { programmeCode, orgPath }: Where,
): Promise<{ id: string; personId: string | null }[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<{ id: string; personId: string | null }>(
    `SELECT s.id, p.person_id AS "personId" FROM suggestions s LEFT JOIN proposers p ON p.id = s.proposer_id
     WHERE s.id = ANY($1) AND s.programme_code = $2 AND s.org_path LIKE $3`,
    [ids, programmeCode, `${orgPath}%`],
  );
  return rows;
}

/** Words that came in with a request belong where its case is. */
export function refuseElsewhere(words: NewSuggestion | undefined, { programmeCode, orgPath }: Where): void {
  if (words === undefined) return;
  if (words.programmeCode === programmeCode && words.orgPath === orgPath) return;
  throw new Refusal('unknown-value', {
    zh: '建议与事项不属于同一制度和社区。',
    en: 'The suggestion is of another programme or community than the case.',
  });
}
