import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import type { ClosureKind } from '../../domain/calendar/closures';
import { Refusal, refusalAt, type Words } from '../../domain/errors';
import type { ClosureCause, HoursCause, ProgrammeCause, RolloutCause } from '../../domain/rollout';
import type { LedgerDeps } from '../deps';

/** What somebody asks to have open limits computed anew for. */
export type Asked =
  | { readonly kind: 'calendar'; readonly year: number }
  | { readonly kind: 'closure'; readonly closureId: string }
  | { readonly kind: 'hours'; readonly organisationId: string }
  | { readonly kind: 'programme'; readonly code: string; readonly version?: number | undefined };

function unknown(pointer: string, zh: string, en: string): Refusal {
  return refusalAt('unknown-reference', pointer, { zh, en });
}

async function yearCause({ reference }: LedgerDeps, year: number): Promise<RolloutCause> {
  const found = (await reference.calendar()).years.find((one) => one.year === year);
  if (found === undefined)
    throw new Refusal('calendar-year-missing', {
      zh: `日历中没有 ${year} 年。`,
      en: `The calendar does not hold ${year}.`,
    });
  return { kind: 'calendar', year, source: found.source, from: `${year}-01-01`, to: `${year}-12-31` };
}

async function placeOf({ reference }: LedgerDeps, organisationId: string): Promise<HoursCause> {
  const place = (await reference.organisations()).get(organisationId);
  if (place === undefined)
    throw unknown('/organisationId', '没有这个组织。', 'There is no such organisation.');
  return { kind: 'hours', organisationId, orgPath: place.path, place: place.name };
}

async function closureCause(deps: LedgerDeps, id: string): Promise<ClosureCause> {
  const { rows } = await deps.pool.query<{
    organisation: string;
    date: string;
    until: string;
    kind: ClosureKind;
    name: string;
    cancelled: boolean;
  }>(
    `SELECT organisation_id AS organisation, date, COALESCE(until, date) AS until, kind, name, cancelled_at IS NOT NULL AS cancelled
     FROM local_closures WHERE id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) throw unknown('/closureId', '没有这条临时停工安排。', 'There is no such closure.');
  const { name, date, until, cancelled } = row;
  const where = await placeOf(deps, row.organisation);
  return { ...where, kind: 'closure', closure: row.kind, name, cancelled, from: date, to: until };
}

async function programmeCause(
  { pool }: LedgerDeps,
  { code, version }: Extract<Asked, { kind: 'programme' }>,
  now: Instant,
): Promise<ProgrammeCause> {
  const { rows } = await pool.query<{ id: string; version: number; name: Words }>(
    `SELECT id, version, definition->'name' AS name FROM programme_versions
     WHERE code = $1 AND ($2::int IS NULL OR version = $2) AND effective_from <= $3 ORDER BY version DESC LIMIT 1`,
    [code, version ?? null, civilDateOf(now)],
  );
  const [row] = rows;
  if (row === undefined)
    throw unknown(
      version === undefined ? '/code' : '/version',
      '没有已生效的这一制度版本。',
      'There is no such version of a programme in force.',
    );
  return { kind: 'programme', code, version: row.version, versionId: row.id, name: row.name };
}

/**
 * Why limits are computed anew, in full. Throws 'unknown-reference' and 'calendar-year-missing' for what is not there; a
 * version of a programme that is not in force yet moves nothing.
 */
export function causeOf(deps: LedgerDeps, asked: Asked, now: Instant): Promise<RolloutCause> {
  switch (asked.kind) {
    case 'calendar':
      return yearCause(deps, asked.year);
    case 'closure':
      return closureCause(deps, asked.closureId);
    case 'hours':
      return placeOf(deps, asked.organisationId);
    case 'programme':
      return programmeCause(deps, asked, now);
    default:
      return asked satisfies never;
  }
}
