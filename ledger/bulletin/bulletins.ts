import { createHash, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { BulletinContent } from '../../domain/bulletin/counts';
import type { Detail } from '../../domain/bulletin/details';
import { checkOver, checkStep, type Part, type PartTexts } from '../../domain/bulletin/edition';
import { draftTexts, textsAnew } from '../../domain/bulletin/texts';
import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import { Refusal, type Words } from '../../domain/errors';
import type { Month } from '../../domain/figures/month';
import type { LedgerDeps } from '../deps';
import { transaction } from '../outbox/transaction';
import { snapshot } from '../snapshot';
import { buildContent } from './content';
import { bulletinChoices, dueBulletins, type BulletinChoice, type DueBulletin } from './due';
import { readDetail } from './detail';
import { record } from './record';
import { readSettled, tellOfDraft, tellOfficers, tellPlaces, type Ways } from './tell';
import {
  countWaiting,
  firstOf,
  listHeads,
  load,
  locked,
  reloaded,
  type Edition,
  type EditionHead,
  type ListAsked,
  type Waiting,
} from './rows';

export type { BulletinChoice, DueBulletin, Edition, EditionHead, ListAsked };

interface By {
  readonly id: string;
  readonly by: string;
  readonly now: Instant;
}

interface Build {
  readonly programme: string;
  readonly organisationId: string;
  readonly month: Month;
  /** Null when time builds it. */
  readonly by: string | null;
  readonly now: Instant;
}

/** Monthly bulletins: drafts, and what was published. */
export interface Bulletins {
  /** Once per month and programme: a draft that is there is counted anew when `again`, and keeps the parts that somebody wrote; otherwise it stays. Throws 'not-now' for a month that is not over, and 'already-exists' for one that is signed or published. */
  build(input: Build & { readonly again: boolean }): Promise<Edition>;
  /** Counts a draft anew, a correction too: what it corrects stays. Answers what it said before as well. */
  recount(input: By): Promise<{ edition: Edition; before: Edition }>;
  /** What a bulletin would say; nothing is kept. */
  preview(input: Omit<Build, 'by'>): Promise<BulletinContent>;
  /** Throws 'changed-meanwhile' when somebody else edited it since `edits`. */
  edit(
    input: By & { readonly parts: Partial<Record<Part, string>>; readonly edits: number },
  ): Promise<Edition>;
  /** Throws 'changed-meanwhile' when it is no longer what the leader has read. */
  sign(input: By & { readonly edits: number }): Promise<Edition>;
  /** Takes the signature back before it is published: a draft again. */
  unsign(input: By): Promise<Edition>;
  /** Freezes and numbers it. */
  publish(input: By): Promise<Edition>;
  /** A new draft for the same month that names the published one and starts from its text. Throws 'already-exists' when there is one. */
  correct(input: By): Promise<Edition>;
  /** Gives up a correction that was begun by mistake. Throws 'not-now' for the month's own bulletin, which is due. */
  discard(input: By): Promise<void>;
  load(id: string): Promise<Edition | null>;
  /** The cases behind its month, as the ledger has them now. */
  detail(edition: Edition): Promise<Detail>;
  /** Newest month first. */
  list(input: ListAsked): Promise<EditionHead[]>;
  /** How many wait to be signed or published, of organisations at or below these paths. */
  waiting(paths: readonly string[]): Promise<Waiting>;
  /** What there are bulletins of. */
  choices(now: Instant): Promise<BulletinChoice[]>;
  /** Bulletins that should be there by now and are not, of programmes that ask for them and have anything to be told of. */
  due(now: Instant): Promise<DueBulletin[]>;
}

interface Draft {
  readonly content: BulletinContent;
  readonly parts: PartTexts;
  readonly orgPath: string;
  readonly by: string | null;
  readonly now: Instant;
  readonly corrects: string | null;
}

/** Null when there is one already. */
async function insert(
  db: Pool | PoolClient,
  { content, parts, orgPath, by, now, corrects }: Draft,
): Promise<string | null> {
  const id = randomUUID();
  const { rowCount } = await db.query(
    `INSERT INTO bulletins (id, programme_code, organisation_id, org_path, month, status, corrects, content, parts, built_at, built_by)
     VALUES ($1, $2, $3, $4, $5, 'DRAFT', $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
    [
      ...[id, content.programme.code, content.organisation.id, orgPath, content.month, corrects],
      ...[JSON.stringify(content), JSON.stringify(parts), now, by],
    ],
  );
  return rowCount === 1 ? id : null;
}

async function rebuild(
  db: PoolClient,
  id: string,
  content: BulletinContent,
  { by, now }: Pick<Build, 'by' | 'now'>,
): Promise<{ edition: Edition; before: Edition }> {
  const before = await locked(db, id);
  checkStep('rebuild', before.status);
  await db.query(
    'UPDATE bulletins SET content = $2, parts = $3, built_at = $4, built_by = $5, edits = edits + 1 WHERE id = $1',
    [id, JSON.stringify(content), JSON.stringify(textsAnew(before, content)), now, by],
  );
  if (by !== null) await record(db, 'bulletin-built', { id, by, now, data: { again: true } });
  return { edition: await reloaded(db, id), before };
}

async function recount(deps: LedgerDeps, { id, by, now }: By): ReturnType<Bulletins['recount']> {
  const draft = await load(deps.pool, id);
  if (draft === null) throw new Refusal('not-found');
  checkStep('rebuild', draft.status);
  const { programmeCode: programme, organisationId, month } = draft;
  const { content } = await buildContent(deps, { programme, organisationId, month });
  return transaction(deps.pool, (db) => rebuild(db, id, content, { by, now }));
}

const waysOf = async ({ channels, reference }: LedgerDeps): Promise<Ways> => ({
  channels,
  calendars: await reference.calendars(),
});

async function build(deps: LedgerDeps, input: Build & { again: boolean }): Promise<Edition> {
  const { by, now } = input;
  checkOver(input.month, now);
  const before = await firstOf(deps.pool, input);
  if (before !== null && !input.again) return before;
  if (before !== null && before.status !== 'DRAFT')
    throw new Refusal('already-exists', ALREADY_SIGNED, { bulletinId: before.id });
  const { city, content } = await buildContent(deps, input);
  if (before !== null)
    return (await transaction(deps.pool, (db) => rebuild(db, before.id, content, { by, now }))).edition;
  const ways = await waysOf(deps);
  return transaction(deps.pool, async (db) => {
    const parts = draftTexts(content);
    const id = await insert(db, { content, parts, orgPath: city.path, by, now, corrects: null });
    if (id !== null && by !== null) await record(db, 'bulletin-built', { id, by, now });
    const made = await firstOf(db, input);
    if (made === null) throw new Error('the bulletin was not written');
    if (id !== null) await tellOfDraft(db, ways, { edition: made, by, now });
    return made;
  });
}

const ALREADY_SIGNED: Words = {
  zh: '本月通报已签发或发布；签发后请先撤回，发布后请另发更正。',
  en: 'The bulletin of this month is signed or published: take the signature back, or publish a correction.',
};

/** Throws 'changed-meanwhile' unless the caller has seen the newest text and figures. */
function checkSeen({ edits }: Edition, seen: number): void {
  if (edits === seen) return;
  throw new Refusal(
    'changed-meanwhile',
    { zh: '通报已被他人改动，请先看看最新内容。', en: 'Somebody else has changed the bulletin meanwhile.' },
    { edits },
  );
}

async function edit(db: PoolClient, input: Parameters<Bulletins['edit']>[0]): Promise<Edition> {
  const { id, by, now, parts } = input;
  const before = await locked(db, id);
  checkStep('edit', before.status);
  checkSeen(before, input.edits);
  await db.query('UPDATE bulletins SET parts = $2, edits = edits + 1 WHERE id = $1', [
    ...[id, JSON.stringify({ ...before.parts, ...parts })],
  ]);
  await record(db, 'bulletin-edited', { id, by, now, data: { parts: Object.keys(parts).join(' ') } });
  return reloaded(db, id);
}

async function sign(
  db: PoolClient,
  ways: Ways,
  { id, by, now, edits }: By & { edits: number },
): Promise<Edition> {
  const before = await locked(db, id);
  checkStep('sign', before.status);
  checkSeen(before, edits);
  await db.query(`UPDATE bulletins SET status = 'SIGNED', signed_at = $2, signed_by = $3 WHERE id = $1`, [
    ...[id, now, by],
  ]);
  await record(db, 'bulletin-signed', { id, by, now });
  const edition = await reloaded(db, id);
  await readSettled(db, edition, { by, now });
  await tellOfficers(db, ways, { edition, kind: 'bulletin-signed', now });
  return edition;
}

async function unsign(db: PoolClient, ways: Ways, { id, by, now }: By): Promise<Edition> {
  checkStep('unsign', (await locked(db, id)).status);
  await db.query(
    `UPDATE bulletins SET status = 'DRAFT', signed_at = NULL, signed_by = NULL, edits = edits + 1 WHERE id = $1`,
    [id],
  );
  await record(db, 'bulletin-unsigned', { id, by, now });
  const edition = await reloaded(db, id);
  await readSettled(db, edition, { by, now });
  await tellOfficers(db, ways, { edition, kind: 'bulletin-returned', now });
  return edition;
}

async function discard(db: PoolClient, { id, by, now }: By): Promise<void> {
  const before = await locked(db, id);
  checkStep('discard', before.status);
  if (before.corrects === null)
    throw new Refusal('not-now', {
      zh: '每月的通报都要编制，只能放弃更正稿。',
      en: 'The bulletin of a month is due; only a correction can be given up.',
    });
  await db.query('DELETE FROM bulletins WHERE id = $1', [id]);
  await record(db, 'bulletin-discarded', { id, by, now, data: { corrects: before.corrects } });
  await readSettled(db, before, { by, now });
}

/** What is hashed: everything a reader sees, in one text. */
export function frozenText(
  edition: Pick<Edition, 'content' | 'parts' | 'corrects'>,
  year: number,
  number: number,
): string {
  const { content, parts, corrects } = edition;
  return JSON.stringify({ year, number, corrects, parts, content });
}

async function publish(db: PoolClient, ways: Ways, { id, by, now }: By): Promise<Edition> {
  const before = await locked(db, id);
  checkStep('publish', before.status);
  const year = Number(civilDateOf(now).slice(0, 4));
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `bulletins ${before.organisationId}`,
  ]);
  const { rows } = await db.query<{ next: number }>(
    'SELECT coalesce(max(number), 0) + 1 AS next FROM bulletins WHERE organisation_id = $1 AND year = $2',
    [before.organisationId, year],
  );
  const number = rows[0]?.next ?? 1;
  const frozen = frozenText(before, year, number);
  await db.query(
    `UPDATE bulletins SET status = 'PUBLISHED', year = $2, number = $3, published_at = $4, published_by = $5, frozen = $6,
       sha256 = $7 WHERE id = $1`,
    [id, year, number, now, by, frozen, createHash('sha256').update(frozen).digest('hex')],
  );
  await record(db, 'bulletin-published', { id, by, now, data: { year, number } });
  const edition = await reloaded(db, id);
  await readSettled(db, edition, { by, now });
  await tellPlaces(db, ways, edition, now);
  return edition;
}

async function correct(deps: LedgerDeps, { id, by, now }: By): Promise<Edition> {
  const published = await load(deps.pool, id);
  if (published === null) throw new Refusal('not-found');
  checkStep('correct', published.status);
  // What is published stays as it is, so it need not be locked while the month is counted.
  const { programmeCode: programme, organisationId, month, orgPath } = published;
  const { content } = await buildContent(deps, { programme, organisationId, month });
  const ways = await waysOf(deps);
  return transaction(deps.pool, async (db) => {
    const parts = textsAnew(published, content);
    const made = await insert(db, { content, parts, orgPath, by, now, corrects: id });
    if (made === null)
      throw new Refusal('already-exists', {
        zh: '本期已有更正。',
        en: 'There is a correction of this bulletin already.',
      });
    await record(db, 'bulletin-correction-begun', { id: made, by, now, data: { corrects: id } });
    const edition = await reloaded(db, made);
    await tellOfDraft(db, ways, { edition, by, now });
    return edition;
  });
}

/** Bulletins over the ledger's own connections. */
export function createBulletins(deps: LedgerDeps): Bulletins {
  const { pool } = deps;
  const telling = async (step: (db: PoolClient, ways: Ways) => Promise<Edition>): Promise<Edition> => {
    const ways = await waysOf(deps);
    return transaction(pool, (db) => step(db, ways));
  };
  return {
    build: (input) => build(deps, input),
    recount: (input) => recount(deps, input),
    async preview(input) {
      checkOver(input.month, input.now);
      return (await buildContent(deps, input)).content;
    },
    edit: (input) => transaction(pool, (db) => edit(db, input)),
    sign: (input) => telling((db, ways) => sign(db, ways, input)),
    unsign: (input) => telling((db, ways) => unsign(db, ways, input)),
    discard: (input) => transaction(pool, (db) => discard(db, input)),
    publish: (input) => telling((db, ways) => publish(db, ways, input)),
    correct: (input) => correct(deps, input),
    load: (id) => load(pool, id),
    detail: (edition) => snapshot(pool, (db) => readDetail(db, edition)),
    list: (input) => listHeads(pool, input),
    waiting: (paths) => countWaiting(pool, paths),
    choices: (now) => bulletinChoices(pool, now),
    due: async (now) => dueBulletins(pool, await deps.reference.calendars(), now),
  };
}
