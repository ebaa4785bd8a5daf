import type { z } from 'zod';
import type { reportSchema } from '../../../../api/routes/spot-checks/report-schema';
import type { spotCheckSchema } from '../../../../api/routes/spot-checks/spot-check-schema';
import { addMs, type Instant } from '../../../../domain/calendar/instant';
import { commitmentTo } from '../../../../domain/spot-check/seed';
import { until } from '../../../support/worker';
import type { Bureau } from '../bureau';
import type { Person } from '../person';

export type Check = z.output<typeof spotCheckSchema>;
export type Report = z.output<typeof reportSchema>;

const MINUTE_MS = 60_000;
const phraseOf = ({ id }: Person): string => `只有 ${id} 知道的话`;

export const checkOf = async (
  by: Person,
  id: string,
): Promise<{ check: Check; record: { type: string }[] }> => by.ask('GET', `/api/v1/spot-checks/${id}`);

/**
 * A check as it is held in public: defined, frozen by its own workflow, every witness commits and then tells, drawn, and
 * somebody sent to each project.
 */
export async function drawInPublic(
  bureau: Bureau,
  { definition, witnesses, at }: { definition: object; witnesses: readonly Person[]; at: Instant },
): Promise<Check> {
  const leader = bureau.as('leader', 'zjg');
  await bureau.goTo(at);
  const chance = { kind: 'phrases', witnessIds: witnesses.map(({ id }) => id) };
  const body = { ...definition, chance };
  const { id } = await leader.ask<Check>('POST', '/api/v1/spot-checks', { at, body });
  const stands = (status: Check['status']) =>
    until(async () => (await checkOf(leader, id)).check.status === status, 60_000);
  await stands('COMMITTING');
  const say = (who: Person, minutes: number, said: object) =>
    who.ask('POST', `/api/v1/spot-checks/${id}/witness`, { at: addMs(at, minutes * MINUTE_MS), body: said });
  for (const [i, who] of witnesses.entries())
    await say(who, 5 + i, { type: 'commit', commitment: commitmentTo(phraseOf(who)) });
  await stands('REVEALING');
  for (const [i, who] of witnesses.entries())
    await say(who, 15 + i, { type: 'reveal', phrase: phraseOf(who) });
  await stands('DRAWN');
  return until(async () => {
    const { check } = await checkOf(leader, id);
    const { inspectors } = check;
    return inspectors?.every(({ order, personId }) => order === 'ordered' && personId !== null) && check;
  }, 60_000);
}

/** Whom the check has sent, with the case. */
export async function sentTo(
  { pool }: Bureau,
  check: Check,
): Promise<{ caseId: string; number: string; personId: string; itemType: string; place: string }[]> {
  const numbers = (check.inspectors ?? []).map(({ caseNumber }) => caseNumber);
  const { rows } = await pool.query<{ id: string; number: string; type: string; place: string }>(
    `SELECT id, number, state->>'itemType' AS type, organisation_id AS place FROM cases WHERE number = ANY($1)`,
    [numbers],
  );
  const found = new Map(rows.map((row) => [row.number, row]));
  return (check.inspectors ?? []).map(({ caseNumber, personId }) => {
    const row = found.get(caseNumber);
    if (row === undefined || personId === null) throw new Error(`nobody goes to ${caseNumber}`);
    return { caseId: row.id, number: caseNumber, personId, itemType: row.type, place: row.place };
  });
}

/** The document that was handed in last. */
export async function lastFile(by: Person, caseId: string): Promise<string> {
  const lines = await by.ledger(caseId);
  return String(lines.findLast(({ type }) => type === 'EvidenceAttached')?.facts['fileId']);
}
