import type { QueryConfig } from 'pg';

/** What a case becomes in its own row; the members are named as the columns are. */
interface CaseRow {
  readonly id: string;
  /** 0 for a case that does not exist yet. */
  readonly expected_seq: number;
  readonly seq: number;
  readonly hash: string;
  readonly status: string;
  readonly stage_id: string | null;
  readonly track: string | null;
  readonly grade: string | null;
  readonly state: object;
  readonly suggestion_ids: readonly string[];
  readonly ended_at: string | null;
  readonly outcome: string | null;
  readonly approved_fen: number | null;
  readonly paid_fen: number;
  readonly due_at: string | null;
  readonly due_provisional: boolean;
  readonly wake_at: string | null;
  readonly rearmed: boolean;
}

interface EventRow {
  readonly type: string;
  readonly at: string;
  readonly actor_id: string | null;
  readonly actor_post: string | null;
  readonly command_id: string | null;
  readonly data: object;
  readonly prev_hash: string;
}

interface ReceiptRow {
  readonly scope: string;
  readonly key: string;
  readonly body_hash: string;
  readonly receipt: object;
}

type Rows = readonly object[];

/** The rows that one case's new events turn into. */
export interface Projected {
  readonly row: CaseRow;
  readonly events: readonly EventRow[];
  readonly clocks: Rows;
  readonly duties: Rows;
  readonly messages: Rows;
  readonly rungs: Rows;
  readonly acks: Rows;
  readonly inspections: Rows;
  readonly findings: Rows;
}

/** Rows as JSON; a kind of row that there is none of is NULL, which costs the function nothing. */
function json(rows: Rows): string | null {
  return rows.length === 0 ? null : JSON.stringify(rows);
}

/** A prepared call of one of the ledger's functions. */
function callOf(name: string, parameters: number): { name: string; text: string } {
  const places = Array.from({ length: parameters }, (_, i) => `$${i + 1}`);
  return { name: name.replace('_', '-'), text: `SELECT ${name}(${places.join(', ')})` };
}

const COMMAND = callOf('ledger_command', 37);
const APPEND = callOf('ledger_append', 11);

/** The one statement that writes all of this or nothing: values for one case that exists, rows of JSON for anything else. */
export function statementOf(
  projected: readonly Projected[],
  receipts: readonly ReceiptRow[],
  links: Rows,
): QueryConfig {
  const [one, second] = projected;
  const last = one?.events.at(-1);
  const simple = one !== undefined && second === undefined && last !== undefined && one.row.expected_seq > 0;
  const [receipt] = receipts;
  // A command's receipt is kept under its case.
  if (simple && (receipt === undefined || receipt.scope === one.row.id))
    return ofOneCase(one, last, receipt, links);
  return ofMany(projected, receipts, links);
}

/** In the order of the parameters of `ledger_command`. */
function ofOneCase(
  { row, events, clocks, duties, messages, rungs, acks, inspections, findings }: Projected,
  last: EventRow,
  receipt: ReceiptRow | undefined,
  links: Rows,
): QueryConfig {
  const values = [
    ...[row.id, row.expected_seq, row.seq, row.hash],
    ...[row.status, row.stage_id, row.track, row.grade, JSON.stringify(row.state), row.suggestion_ids],
    ...[row.ended_at, row.outcome, row.approved_fen, row.paid_fen],
    ...[row.due_at, row.due_provisional, row.wake_at, row.rearmed],
    ...[last.type, last.at, last.actor_id, last.actor_post, last.command_id],
    ...[JSON.stringify(last.data), last.prev_hash, json(events.slice(0, -1))],
    ...[receipt?.key ?? null, receipt?.body_hash ?? null, receipt ? JSON.stringify(receipt.receipt) : null],
    ...[json(clocks), json(duties), json(messages), json(links), json(rungs), json(acks)],
    ...[json(inspections), json(findings)],
  ];
  return { ...COMMAND, values };
}

/** In the order of the parameters of `ledger_append`. */
function ofMany(projected: readonly Projected[], receipts: readonly ReceiptRow[], links: Rows): QueryConfig {
  const values = [
    json(projected.map((p) => p.row)),
    json(projected.flatMap((p) => p.events)),
    json(projected.flatMap((p) => p.clocks)),
    json(projected.flatMap((p) => p.duties)),
    json(projected.flatMap((p) => p.messages)),
    json(receipts),
    json(links),
    json(projected.flatMap((p) => p.rungs)),
    json(projected.flatMap((p) => p.acks)),
    json(projected.flatMap((p) => p.inspections)),
    json(projected.flatMap((p) => p.findings)),
  ];
  return { ...APPEND, values };
}
