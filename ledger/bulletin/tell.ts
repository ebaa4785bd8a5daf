import type { PoolClient } from 'pg';
import { numberOf } from '../../domain/bulletin/edition';
import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import type { BulletinMessage } from '../../domain/messages/bulletin';
import type { Role } from '../../domain/roles';
import type { Calendars } from '../calendar/calendars';
import { SETTLED } from '../outbox/settled';
import { tellPosts, type PostMessage } from '../tell-posts';
import type { Edition } from './rows';

/** How messages leave: by which channels, and in whose working time. */
export interface Ways {
  readonly channels: readonly string[];
  readonly calendars: Calendars;
}

interface Told {
  readonly kind: BulletinMessage;
  readonly role: Role;
  readonly organisationId: string;
}

/** Each post once for each text: a bulletin that is signed, taken back and signed again is told of again. */
async function tell(
  db: PoolClient,
  ways: Ways,
  { edition, now }: { edition: Edition; now: Instant },
  told: readonly Told[],
): Promise<void> {
  const { id, month, programmeName, year, number, correctsNumber, edits } = edition;
  const data = {
    ...{ bulletin: id, edits, month, programmeZh: programmeName.zh, programmeEn: programmeName.en },
    ...(year !== null && number !== null && { edition: numberOf({ year, number }) }),
    ...(correctsNumber !== null && { corrects: numberOf(correctsNumber) }),
  };
  const messages = told.map(({ kind, role, organisationId }): PostMessage => ({
    ...{ key: `${kind}:${id}:${edits}:${organisationId}`, kind, role, organisationId, data, at: now },
  }));
  await tellPosts(db, messages, ways);
}

/**
 * Whoever takes a step has seen what asked for it: messages to the city that the step has settled are not new any more. To
 * be called after the step, and before anybody is told of it.
 */
export async function readSettled(
  db: PoolClient,
  { id, organisationId }: Pick<Edition, 'id' | 'organisationId'>,
  { by, now }: { by: string; now: Instant },
): Promise<void> {
  await db.query(
    `UPDATE notifications n SET read_at = $3, read_by = $4
      WHERE n.person_id IS NULL AND n.organisation_id = $2 AND n.role = ANY ($5) AND n.read_at IS NULL
        AND n.data->>'bulletin' = $1 AND ${SETTLED}`,
    [id, organisationId, now, by, [WRITES.role, SIGNS.role]],
  );
}

const WRITES = { kind: 'bulletin-drafted', role: 'officer' } as const;
const SIGNS = { kind: 'bulletin-to-sign', role: 'leader' } as const;

/** There is a draft: the officers of the city, who write its text, and the leaders, who sign it, but for the post that has made it. */
export async function tellOfDraft(
  db: PoolClient,
  ways: Ways,
  { edition, by, now }: { edition: Edition; by: string | null; now: Instant },
): Promise<void> {
  const { organisationId } = edition;
  const { rows } = await db.query<{ role: string }>(
    `SELECT role FROM posts WHERE person_id = $1 AND organisation_id = $2 AND from_date <= $3
        AND (until_date IS NULL OR until_date >= $3)`,
    [by, organisationId, civilDateOf(now)],
  );
  const known = new Set(rows.map(({ role }) => role));
  const told = [WRITES, SIGNS].filter(({ role }) => !known.has(role));
  await tell(
    db,
    ways,
    { edition, now },
    told.map((one) => ({ ...one, organisationId })),
  );
}

/** It was signed, or the signature was taken back: the officers of the city, who publish or mend it. */
export const tellOfficers = (
  db: PoolClient,
  ways: Ways,
  { edition, kind, now }: { edition: Edition; kind: 'bulletin-signed' | 'bulletin-returned'; now: Instant },
): Promise<void> =>
  tell(db, ways, { edition, now }, [{ kind, role: 'officer', organisationId: edition.organisationId }]);

/** It is published: the leaders of the places that it reports on. */
export const tellPlaces = (db: PoolClient, ways: Ways, edition: Edition, now: Instant): Promise<void> =>
  tell(
    ...([db, ways, { edition, now }] as const),
    edition.content.towns
      .filter(({ id }) => id !== edition.organisationId)
      .map(({ id }) => ({ kind: 'bulletin-published', role: 'leader', organisationId: id })),
  );
