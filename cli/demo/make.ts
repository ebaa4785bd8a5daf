import type { Pool } from 'pg';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date';
import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import { mapLimited } from '../../domain/map-limited';
import { demoLife, type DemoLife } from './life';
import { LOOSE_PREFIX, type DatedSuggestion } from './life/loose';
import { demoPath } from './organisations';
import { openStory, playSteps, type Stage } from './play';
import { DEMO_STORIES } from './stories';
import { ALONE, instantOf } from './story';

/** Communities played at the same time: two cores are busy with four. */
const LANES = 4;

/** How far it is: cases made, of how many. */
export type Telling = (done: number, all: number) => void;

/** Written last: where it is, nothing is missing. */
async function isComplete(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT FROM suggestions WHERE id = $1', [`${LOOSE_PREFIX}1`]);
  return rowCount === 1;
}

/** The day of the first start: a start that was broken off goes on as it began. */
async function firstDay(pool: Pool, now: Instant): Promise<CivilDate> {
  const { rows } = await pool.query<{ key: string; opened_at: Date }>(
    `SELECT r.key, c.opened_at FROM command_receipts r JOIN cases c ON c.id = r.receipt->>'caseId'
      WHERE r.key = ANY($1) LIMIT 1`,
    [DEMO_STORIES.map(({ story }) => `demo:${story.id}`)],
  );
  const [known] = rows;
  const played = DEMO_STORIES.find(({ story }) => `demo:${story.id}` === known?.key);
  if (known === undefined || played === undefined) return civilDateOf(now);
  return addDays(civilDateOf(known.opened_at.toISOString()), played.startedDaysAgo);
}

/** The key of the last step of each story that was played to its end before. */
async function playedAlready(pool: Pool, { cases }: DemoLife): Promise<ReadonlySet<string>> {
  const last = new Map(cases.map(({ story }) => [`demo:${story.id}:${story.steps.length - 1}`, story.id]));
  const { rows } = await pool.query<{ key: string }>('SELECT key FROM command_receipts WHERE key = ANY($1)', [
    [...last.keys()],
  ]);
  return new Set(rows.map(({ key }) => last.get(key) ?? ''));
}

/** Opens every case in the order of its first day, so that numbers follow time. Answers case ids by story. */
async function openAll(stage: Stage, { cases }: DemoLife): Promise<Map<string, string>> {
  const [first] = cases;
  // The first article's case comes first: from then on the day of this start is known.
  const others = cases.slice(1).sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const ids = new Map<string, string>();
  for (const one of first === undefined ? [] : [first, ...others])
    ids.set(one.story.id, await openStory(stage, one));
  return ids;
}

/** One community after the other within a lane, since each project knows of the money of those before it. */
function lanesOf(cases: DemoLife['cases']): DemoLife['cases'][] {
  const lanes = new Map<string, DemoLife['cases']>();
  for (const one of cases) {
    const lane = lanes.get(one.story.place);
    if (lane === undefined) lanes.set(one.story.place, [one]);
    else lane.push(one);
  }
  // The longest first, so that no lane is left alone at the end.
  return [...lanes.values()].sort((a, b) => b.length - a.length);
}

/** In one statement: where the first of them is, the demo is complete. */
async function suggestLoose(pool: Pool, loose: readonly DatedSuggestion[]): Promise<void> {
  await pool.query(
    `WITH given AS (
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
         $8::text[], $9::text[], $10::text[], $11::text[])
         AS s(id, programme, place, path, channel, words, at, receipt_no, name, phone, address)
     ), people AS (
       INSERT INTO proposers (id, name, phone, address)
       SELECT id || '-p', name, phone, address FROM given WHERE name IS NOT NULL ON CONFLICT (id) DO NOTHING
     )
     INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words, proposer_id,
       entered_by, notice_shown_at, created_at)
     SELECT id, receipt_no, programme, place, path, channel, words, CASE WHEN name IS NOT NULL THEN id || '-p' END,
       'officer-at-' || place, CASE WHEN name IS NOT NULL THEN at END, at FROM given
     ON CONFLICT (id) DO NOTHING`,
    [
      loose.map(({ id }) => id),
      loose.map(({ programme }) => programme),
      loose.map(({ place }) => place),
      loose.map(({ place }) => demoPath(place)),
      loose.map(({ channel }) => channel),
      loose.map(({ words }) => words),
      loose.map(({ on }) => instantOf(on, 0, 15)),
      loose.map(({ receiptNo }) => receiptNo),
      loose.map(({ proposer }) => proposer?.name ?? null),
      loose.map(({ proposer }) => proposer?.phone ?? null),
      loose.map(({ proposer }) => proposer?.address ?? null),
    ],
  );
}

/**
 * Fills the demo bureau through the ledger, once: the articles' cases and the everyday ones around them, dated around
 * the day of the first start. Answers how many cases it made; none when the bureau is complete.
 */
export async function makeDemo(stage: Stage, now: Instant, tell: Telling = () => undefined): Promise<number> {
  if (await isComplete(stage.pool)) return 0;
  const life = demoLife(await firstDay(stage.pool, now));
  const played = await playedAlready(stage.pool, life);
  const ids = await openAll(stage, life);
  const caseOf = (storyId: string): string => {
    const id = ids.get(storyId);
    if (id === undefined) throw new Error(`no case of story ${storyId}`);
    return id;
  };
  const missing = life.cases.filter(({ story }) => !played.has(story.id));
  let done = 0;
  await mapLimited(lanesOf(missing), LANES, async (lane) => {
    for (const one of lane) {
      await playSteps(stage, one, caseOf(one.story.id), now, { ...ALONE, caseOf });
      done += 1;
      tell(done, missing.length);
    }
  });
  await stage.ledger.settleImported([...ids.values()]);
  await suggestLoose(stage.pool, life.loose);
  return missing.length;
}
