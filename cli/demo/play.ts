import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Actor } from '../../domain/actor';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date';
import { compareInstants, type Instant } from '../../domain/calendar/instant';
import { commandSchemas, type Command, type CommandType } from '../../domain/case/commands';
import { nextWake } from '../../domain/case/time';
import type { Role } from '../../domain/roles';
import type { Ledger } from '../../ledger/ledger';
import { demoDocument } from './documents';
import { DEMO_ORGANISATIONS, demoPath } from './organisations';
import { demoPersonId } from './people';
import { ALONE, instantOf, type Known, type Story, type StoryStep } from './story';

/** Where the content of documents goes. */
export interface Contents {
  put(sha256: string, bytes: Buffer): Promise<void>;
}

export interface Stage {
  ledger: Ledger;
  pool: Pool;
  contents: Contents;
}

/** A story with the day on which it begins. */
export interface Playing {
  story: Story;
  start: CivilDate;
  /** Reminders fall due one by one, when they do; otherwise only what the next step finds. */
  lived: boolean;
}

/** The person of the demo who holds a post, as the one who acts. */
export function demoActor([role, organisationId]: readonly [Role, string]): Actor {
  const place = DEMO_ORGANISATIONS.find((o) => o.id === organisationId);
  if (place === undefined) throw new Error(`no organisation ${organisationId} in the demo`);
  const post = { role, level: place.level, organisationId, orgPath: demoPath(organisationId) };
  return { personId: demoPersonId(role, organisationId), displayName: role, posts: [post], via: 'token' };
}

/** Ids of the residents' words a story begins with. */
const suggestionIds = (story: Story): string[] => story.suggestions.map((_, i) => `${story.id}-s${i + 1}`);

/** Writes the residents' words of a story; nobody's name is known. */
async function suggest(pool: Pool, story: Story, at: Instant): Promise<void> {
  const { id, programme, place, openedBy, suggestions } = story;
  await pool.query(
    `INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words, entered_by, created_at)
     SELECT s.id, s.receipt_no, $4, $5, $6, s.channel, s.words, $7, $8
       FROM unnest($1::text[], $2::text[], $3::text[], $9::text[]) AS s(id, receipt_no, channel, words)
     ON CONFLICT (id) DO NOTHING`,
    [
      suggestionIds(story),
      suggestions.map((_, i) => `DEMO-${id.toUpperCase()}-${i + 1}`),
      suggestions.map(({ channel }) => channel),
      ...[programme, place, demoPath(place), demoPersonId(...openedBy), at],
      suggestions.map(({ words }) => words),
    ],
  );
}

/** A document of a story. Its id follows from its place in the story, so that a broken start goes on with the same. */
async function handIn(
  stage: Stage,
  { caseId, key, at }: { caseId: string; key: string; at: Instant },
  { file, by }: StoryStep,
): Promise<Command> {
  if (file === undefined) throw new Error('attach needs a file');
  const { kind, name } = file;
  const { type, bytes } = await demoDocument(name, kind);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await stage.contents.put(sha256, bytes);
  const fileId = createHash('sha256').update(`${caseId}\n${key}`).digest('hex').slice(0, 32);
  await stage.pool.query(
    `INSERT INTO files (id, case_id, kind, name, type, size, sha256, uploaded_by, uploaded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
    [fileId, caseId, kind, name, type, bytes.length, sha256, demoPersonId(...by), at],
  );
  return { type: 'attach', data: { fileId, kind, sha256, name } };
}

/** A command as the API would read it. */
function parsed(type: CommandType, data: unknown): Command {
  return { type, data: commandSchemas[type].parse(data) } as Command;
}

/** Opens the case of a story at nine on its first day, once. Answers its id. */
export async function openStory(stage: Stage, { story, start }: Omit<Playing, 'lived'>): Promise<string> {
  const opened = instantOf(start, 0, 9);
  await suggest(stage.pool, story, opened);
  const { caseId } = await stage.ledger.open({
    ...{ programmeCode: story.programme, kind: story.kind, title: story.title, organisationId: story.place },
    ...{ suggestions: suggestionIds(story), submit: true, actor: demoActor(story.openedBy) },
    ...{ now: opened, key: `demo:${story.id}`, quiet: true },
  });
  return caseId;
}

/** Everything that falls due in a case up to an instant: each thing at its own, or all of it when somebody looks. */
async function timePasses(ledger: Ledger, caseId: string, until: Instant, lived: boolean): Promise<void> {
  const found = await ledger.load(caseId);
  let wake = found === null ? null : nextWake(found.state);
  while (wake !== null && compareInstants(wake, until) <= 0) {
    const now = lived ? wake : until;
    const { wakeAt } = await ledger.enforce({ caseId, now, ownCaseOnly: true, budgetMs: 0, quiet: true });
    if (wakeAt !== null && compareInstants(wakeAt, now) <= 0)
      throw new Error(`case ${caseId} stands still at ${now}`);
    wake = wakeAt;
  }
}

/**
 * Plays the steps of an opened story through the same commands as people give, up to `now`: later ones are still to
 * come. Backdated and quiet: whoever would have been reminded long ago is not reminded again.
 */
export async function playSteps(
  stage: Stage,
  { story, start, lived }: Playing,
  caseId: string,
  now: Instant,
  known: Known = ALONE,
): Promise<void> {
  const { ledger } = stage;
  const files: string[] = [];
  const mine: Known = { ...known, suggestions: suggestionIds(story), files };
  for (const [i, step] of story.steps.entries()) {
    const at = instantOf(start, step.day, step.hour);
    if (compareInstants(at, now) > 0) break;
    if (lived) await timePasses(ledger, caseId, at, true);
    const key = `demo:${story.id}:${i}`;
    const command =
      step.type === 'attach'
        ? await handIn(stage, { caseId, key, at }, step)
        : parsed(
            step.type,
            step.data?.((day) => addDays(start, day), mine),
          );
    if (command.type === 'attach') files.push(command.data.fileId);
    await ledger.append({ caseId, command, actor: demoActor(step.by), now: at, key, quiet: true });
  }
  await timePasses(ledger, caseId, now, lived);
}

/** A whole story of one case. Answers the case id. */
export async function playStory(stage: Stage, story: Story, start: CivilDate, now: Instant): Promise<string> {
  const playing = { story, start, lived: true };
  const caseId = await openStory(stage, playing);
  await playSteps(stage, playing, caseId, now);
  await stage.ledger.settleImported([caseId]);
  return caseId;
}
