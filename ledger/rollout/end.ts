import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { causeWords, type RolloutStatus } from '../../domain/rollout';
import type { Calendars } from '../calendar/calendars';
import { tellPosts, type PostMessage } from '../tell-posts';
import { saveProgress, type RolloutRow } from './rows';

interface Digest {
  role: string;
  place: string;
  instead: string | null;
  count: number;
  later: number;
  confirmed: number;
  vague: number;
}

/** What became of the limits of each post, in figures. */
async function digests(db: PoolClient, id: string): Promise<Digest[]> {
  const { rows } = await db.query<Digest>(
    `SELECT told_role AS role, told_organisation_id AS place, told_instead AS instead,
       count(*) FILTER (WHERE new_due_at <> old_due_at)::int AS count,
       count(*) FILTER (WHERE new_due_at > old_due_at)::int AS later,
       count(*) FILTER (WHERE new_due_at = old_due_at)::int AS confirmed,
       count(*) FILTER (WHERE provisional)::int AS vague
     FROM rollout_moves WHERE rollout_id = $1 AND told_role IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [id],
  );
  return rows;
}

/** One message to each post, whatever the number of its cases; a post that nobody holds is told of one level up. */
function messageOf({ id, cause }: RolloutRow, digest: Digest, at: Instant): PostMessage {
  const { role, place, instead, count, later, confirmed, vague } = digest;
  const title = causeWords(cause);
  const key = `rollout:${id}:${role}@${place}${instead === null ? '' : `:${instead}`}`;
  const data = {
    ...{ rollout: id, title: title.zh, titleEn: title.en, instead },
    ...{ count, later, earlier: count - later, confirmed, stillProvisional: vague },
  };
  return { key, kind: 'deadline-moved', role, organisationId: place, data, at };
}

/** The walk is over, or somebody ended it: whoever has moved dates is told of them, once. */
export async function endRollout(
  db: PoolClient,
  rollout: RolloutRow,
  end: { status: Exclude<RolloutStatus, 'RUNNING'>; now: Instant },
  ways: { channels: readonly string[]; calendars: Calendars },
): Promise<RolloutRow> {
  if (!rollout.dryRun) {
    const messages = (await digests(db, rollout.id)).map((digest) => messageOf(rollout, digest, end.now));
    await tellPosts(db, messages, ways);
  }
  return saveProgress(db, { ...rollout, status: end.status, finishedAt: end.now });
}
