import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { caseSchema, caseSummarySchema } from '../../../api/routes/cases/case-schema';
import type { commandReceiptSchema } from '../../../api/routes/cases/receipt-schema';
import type { CommandType } from '../../../domain/case/commands';
import type { Instant } from '../../../domain/calendar/instant';

export type CaseView = z.output<typeof caseSchema>;
export type CaseSummary = z.output<typeof caseSummarySchema>;
export type Receipt = z.output<typeof commandReceiptSchema>;
export type ClockView = CaseView['clocks'][number];

export interface LedgerLine {
  seq: number;
  type: string;
  at: Instant;
  actorId: string | null;
  actorPost: string | null;
  commandId: string | null;
  facts: Record<string, unknown>;
  moves: Record<string, unknown>;
}

export interface Notification {
  caseId: string;
  kind: string;
  at: Instant;
  data: Record<string, unknown>;
}

export interface SuggestionReceipt {
  receiptNo: string;
  state: string;
  cases: { number: string; title: string; status: string; outcome: string | null }[];
}

export interface Problem {
  status: number;
  code: string;
  detail: string;
  errors?: { pointer: string; message: string }[];
  headers: Headers;
}

export interface Sent {
  at?: Instant;
  body?: unknown;
  form?: FormData;
  key?: string;
  ifMatch?: string;
}

export interface Answered {
  status: number;
  headers: Headers;
  body: unknown;
}

/** One request, as a script of the bureau would send it: scenario time in the header, a new key for each act. */
export async function send(
  url: string,
  token: string | null,
  method: string,
  path: string,
  sent: Sent = {},
): Promise<Answered> {
  const { at, body, form, key, ifMatch } = sent;
  const content = form ?? (body === undefined ? null : JSON.stringify(body));
  const response = await fetch(url + path, {
    method,
    headers: {
      'accept-language': 'en',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(at !== undefined && { 'x-banjie-now': at }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(method === 'POST' && { 'idempotency-key': key ?? randomUUID() }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
    body: content,
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

export interface NewCase {
  programme: string;
  kind?: 'PROJECT' | 'MATTER';
  place: string;
  title?: string;
  suggestions?: string[];
}

/** Somebody who works with the bureau through HTTP and nothing else. */
export class Person {
  constructor(
    readonly id: string,
    private readonly url: string,
    private readonly token: string | null,
  ) {}

  send(method: string, path: string, sent?: Sent): Promise<Answered> {
    return send(this.url, this.token, method, path, sent);
  }

  /** The answer of a request that must succeed. */
  async ask<T>(method: string, path: string, sent?: Sent): Promise<T> {
    const { status, body } = await this.send(method, path, sent);
    if (status >= 300) {
      const about = JSON.stringify(sent?.body ?? {});
      throw new Error(`${this.id}: ${method} ${path} ${about} answered ${status} ${JSON.stringify(body)}`);
    }
    return body as T;
  }

  /** A file, as it is sent. */
  async download(path: string): Promise<ArrayBuffer> {
    const response = await fetch(this.url + path, {
      headers: {
        'accept-language': 'zh-CN',
        ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
      },
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) throw new Error(`${this.id}: GET ${path} answered ${response.status}`);
    return response.arrayBuffer();
  }

  /** The problem of a request that must be refused. */
  async refused(method: string, path: string, sent?: Sent): Promise<Problem> {
    const { status, headers, body } = await this.send(method, path, sent);
    if (status < 400) throw new Error(`${this.id}: ${method} ${path} was not refused`);
    return { ...(body as Problem), status, headers };
  }

  open(about: NewCase, at: Instant): Promise<Receipt> {
    const { programme, kind = 'PROJECT', place, title = '小区自行车库接电', suggestions = [] } = about;
    const body = { programmeCode: programme, kind, title, organisationId: place, suggestions };
    return this.ask('POST', '/api/v1/cases', { at, body });
  }

  give(caseId: string, type: CommandType, data: object, at: Instant, sent: Sent = {}): Promise<Receipt> {
    return this.ask('POST', commandsOf(caseId), { at, body: { type, data }, ...sent });
  }

  /** What the command is refused with. */
  refusal(caseId: string, type: CommandType, data: object, at: Instant, sent: Sent = {}): Promise<Problem> {
    return this.refused('POST', commandsOf(caseId), { at, body: { type, data }, ...sent });
  }

  attach(caseId: string, kind: string, at: Instant, name = `${kind}.txt`, words = '材料'): Promise<unknown> {
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', new Blob([`${words}\n${kind}\n${at}\n`], { type: 'text/plain' }), name);
    return this.ask('POST', `/api/v1/cases/${caseId}/files`, { at, form });
  }

  /** Words of this person, or with `proposer: null` of somebody who did not say their name. */
  suggest(
    about: { programme: string; place: string; channel: string; words: string; proposer?: null },
    at: Instant,
  ): Promise<{ id: string; receiptNo: string }> {
    const { programme, place, channel, words, ...proposer } = about;
    const body = {
      programmeCode: programme,
      organisationId: place,
      channel,
      words,
      noticeShown: true,
      ...proposer,
    };
    return this.ask('POST', '/api/v1/suggestions', { at, body });
  }

  show(caseId: string, at: Instant): Promise<CaseView> {
    return this.ask('GET', `/api/v1/cases/${caseId}`, { at });
  }

  async ledger(caseId: string): Promise<LedgerLine[]> {
    const path = `/api/v1/cases/${caseId}/ledger?limit=200`;
    return (await this.ask<{ items: LedgerLine[] }>('GET', path)).items;
  }

  /** Ids of the cases that are overdue at an instant, as the list shows them. */
  async overdue(at: Instant): Promise<string[]> {
    const { items } = await this.ask<{ items: CaseSummary[] }>(
      'GET',
      '/api/v1/cases?overdue=true&limit=200',
      { at },
    );
    return items.map(({ id }) => id);
  }

  /** What this person or their post was told about one case, oldest first. */
  async told(caseId: string): Promise<Notification[]> {
    const { items } = await this.ask<{ items: Notification[] }>('GET', '/api/v1/notifications?limit=200');
    return items.filter((item) => item.caseId === caseId).reverse();
  }

  receipt(receiptNo: string): Promise<SuggestionReceipt> {
    return this.ask('GET', `/api/v1/suggestions/receipts/${receiptNo}`);
  }
}

export function commandsOf(caseId: string): string {
  return `/api/v1/cases/${caseId}/commands`;
}
