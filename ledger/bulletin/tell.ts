import type { PoolClient } from 'pg';
import type { BulletinContent } from '../../domain/bulletin/counts';
import type { Instant } from '../../domain/calendar/instant';
import type { Calendars } from '../calendar/calendars';
import { tellPosts, type PostMessage } from '../tell-posts';

/** Time has built a draft: the officers of the city, who write its text, learn of it once. */
export async function tellOfDraft(
  db: PoolClient,
  ways: { channels: readonly string[]; calendars: Calendars },
  { id, content, now }: { id: string; content: BulletinContent; now: Instant },
): Promise<void> {
  const { programme, organisation, month } = content;
  const data = { bulletin: id, month, programmeZh: programme.name.zh, programmeEn: programme.name.en };
  const message: PostMessage = {
    ...{ key: `bulletin-drafted:${id}`, kind: 'bulletin-drafted', role: 'officer' },
    ...{ organisationId: organisation.id, data, at: now },
  };
  await tellPosts(db, [message], ways);
}
