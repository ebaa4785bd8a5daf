import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Channel } from '../../../activities/channels/channel';
import { createDeliver } from '../../../activities/delivery';
import type { DeliverAnswer, DeliveryOutcome, DeliveryTimes } from '../../../activities/delivery-ports';
import { addMs, parseInstant, type Instant } from '../../../domain/calendar/instant';
import type { Language } from '../../../domain/language';
import type { MessageKind } from '../../../domain/messages/kinds';
import { createOutbox, type Outbox } from '../../../ledger/outbox/outbox';
import { createPool } from '../../../prisma/client';
import { testDatabase, type TestDatabase } from '../../support/services';

/** A working morning. */
export const NOW = parseInstant('2026-03-11T09:00:00+08:00');
export const later = (ms: number): Instant => addMs(NOW, ms);

export interface Note {
  kind?: MessageKind;
  channel?: string;
  role?: string | null;
  organisationId?: string | null;
  personId?: string | null;
  caseId?: string | null;
  data?: object;
  sendFrom?: Instant;
  /** When it was written; not after it may leave. */
  at?: Instant;
  clockId?: string | null;
  rung?: string | null;
  acknowledged?: boolean;
}

export interface Row {
  id: string;
  target: string;
  state: string;
  attempts: number;
  next_at: Date;
  error: string | null;
  items: number;
}

/** A database with a few people and an outbox, and one call of the activity as often as a test wants. */
export class PostOffice {
  readonly outcomes: DeliveryOutcome[] = [];
  readonly skipped: string[] = [];
  readonly said: string[] = [];
  private notes = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly pool: Pool,
    readonly outbox: Outbox,
  ) {}

  static async open(): Promise<PostOffice> {
    const database = await testDatabase();
    const pool = createPool(database.url, { max: 12 });
    const office = new PostOffice(database, pool, createOutbox(pool));
    await pool.query(`INSERT INTO organisations (id, parent_id, name, level, path) VALUES
      ('city', NULL, '市', 'CITY', '/city/'),
      ('street', 'city', '街道', 'STREET', '/city/street/'),
      ('community', 'street', '社区', 'COMMUNITY', '/city/street/community/'),
      ('firm', 'community', '单位', 'UNIT', '/city/street/community/firm/')`);
    return office;
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.database.drop();
  }

  /** A person with a post and a contact; `null` = no contact at all. */
  async person(
    id: string,
    post: readonly [role: string, organisationId: string] | null,
    contact: { email?: string; mobile?: string; wecom?: string; muted?: string[] } | null = {
      email: `${id}@example.org`,
      mobile: '13800000000',
      wecom: `wecom-${id}`,
    },
    language: Language | null = null,
  ): Promise<string> {
    await this.pool.query('INSERT INTO persons (id, display_name, language) VALUES ($1, $1, $2)', [
      id,
      language,
    ]);
    if (post !== null) {
      await this.pool.query(
        `INSERT INTO posts (id, person_id, role, organisation_id, from_date) VALUES ($1, $2, $3, $4, '2020-01-01')`,
        [randomUUID(), id, ...post],
      );
    }
    if (contact !== null) {
      await this.pool.query(
        'INSERT INTO contacts (person_id, email, mobile, wecom_user_id, muted) VALUES ($1, $2, $3, $4, $5)',
        [id, contact.email, contact.mobile, contact.wecom, JSON.stringify(contact.muted ?? [])],
      );
    }
    return id;
  }

  async away(
    personId: string,
    substituteId: string,
    from = '2026-03-01',
    until = '2026-03-31',
  ): Promise<void> {
    await this.pool.query(
      `INSERT INTO substitutes (id, person_id, substitute_id, from_date, until_date, reason, entered_by, entered_at)
       VALUES ($1, $2, $3, $4, $5, '年假', 'test', $6)`,
      [randomUUID(), personId, substituteId, from, until, NOW],
    );
  }

  /** A message that waits to leave, as the ledger writes it. Answers its outbox id. */
  async note(note: Note = {}): Promise<string> {
    this.notes += 1;
    const number = `2026-${String(this.notes).padStart(6, '0')}`;
    const { kind = 'rung', channel = 'mail', sendFrom = NOW, personId = null } = note;
    const { caseId = null, clockId = null, rung = null, acknowledged = false } = note;
    const [role, organisationId] =
      personId === null ? [note.role ?? 'officer', note.organisationId ?? 'community'] : [null, null];
    const data = {
      ...{ number, title: '车棚翻修', clock: `stage.${this.notes}`, name: '审核', nameEn: 'review' },
      ...{ dueDate: '2026-03-10', dueAt: '2026-03-10T16:00:00.000Z' },
      ...note.data,
    };
    const { rows } = await this.pool.query<{ id: string }>(
      `WITH n AS (INSERT INTO notifications (case_id, key, kind, role, organisation_id, person_id, data, at, clock_id, rung,
           acknowledged_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $13, $9, $10, $11) RETURNING id)
       INSERT INTO outbox (notification_id, channel, send_from) SELECT id, $12, $8 FROM n RETURNING id::text`,
      [
        ...[caseId, randomUUID(), kind, role, organisationId, personId, JSON.stringify(data), sendFrom],
        ...[clockId, rung, acknowledged ? NOW : null, channel],
        note.at ?? (sendFrom < NOW ? sendFrom : NOW),
      ],
    );
    return rows[0]!.id;
  }

  /** What the workflow asks for, at an instant. */
  drain(
    channel: Channel,
    now: Instant = NOW,
    options: { times?: Partial<DeliveryTimes>; simulation?: boolean; signal?: AbortSignal } = {},
  ): Promise<DeliverAnswer> {
    const { times, simulation = false, signal = new AbortController().signal } = options;
    const deliver = createDeliver({
      outbox: this.outbox,
      channels: new Map([[channel.name, channel]]),
      publicUrl: 'https://banjie.example.org/',
      simulation,
      random: () => 0,
      times: { gatherMs: 0, budgetMs: 60_000, ...times },
      metrics: {
        delivered: (_channel, outcome) => void this.outcomes.push(outcome),
        took: () => undefined,
        skipped: (_channel, reason, count) => void this.skipped.push(`${reason} ${count}`),
      },
      log: {
        warn: (_data, message) => void this.said.push(message),
        error: (_data, message) => void this.said.push(message),
      },
    });
    return deliver({ channel: channel.name, now }, { beat: () => undefined, signal });
  }

  async deliveries(): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT d.id, d.target, d.state, d.attempts, d.next_at, d.error,
              (SELECT count(*)::int FROM delivery_items i WHERE i.delivery_id = d.id) AS items
         FROM deliveries d ORDER BY d.created_at, d.target, d.id`,
    );
    return rows;
  }

  async states(): Promise<string[]> {
    return (await this.deliveries()).map(({ target, state }) => `${target} ${state}`);
  }

  /** Why outbox rows were not queued, by id. */
  async reasons(): Promise<Record<string, string | null>> {
    const { rows } = await this.pool.query<{ id: string; skipped: string | null }>(
      'SELECT id::text, skipped FROM outbox WHERE queued_at IS NOT NULL ORDER BY id',
    );
    return Object.fromEntries(rows.map(({ id, skipped }) => [id, skipped]));
  }
}
