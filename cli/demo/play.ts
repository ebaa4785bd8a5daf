import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Actor } from '../../domain/actor';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date';
import { compareInstants, type Instant } from '../../domain/calendar/instant';
import { commandSchemas, type Command, type CommandType } from '../../domain/case/commands';
import type { Role } from '../../domain/roles';
import type { Ledger } from '../../ledger/ledger';
import { DEMO_ORGANISATIONS, demoPath } from './organisations';
import { demoPersonId } from './people';
import { instantOf, type Story, type StoryStep } from './story';

/** Where the content of documents goes. */
export interface Contents {
  put(sha256: string, bytes: Buffer): Promise<void>;
}

export interface Stage {
  ledger: Ledger;
  pool: Pool;
  contents: Contents;
}

/** The person of the demo who holds a post, as the one who acts. */
export function demoActor([role, organisationId]: readonly [Role, string]): Actor {
  const place = DEMO_ORGANISATIONS.find((o) => o.id === organisationId);
  if (place === undefined) throw new Error(`no organisation ${organisationId} in the demo`);
  const post = { role, level: place.level, organisationId, orgPath: demoPath(organisationId) };
  return { personId: demoPersonId(role, organisationId), displayName: role, posts: [post], via: 'token' };
}

/** Writes the residents' words of a story; nobody's name is known. */
async function suggest(pool: Pool, story: Story, at: Instant): Promise<string[]> {
  const ids: string[] = [];
  for (const [i, { channel, words }] of story.suggestions.entries()) {
    const id = `${story.id}-s${i + 1}`;
    await pool.query(
      `INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words, entered_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
      [
        ...[
          id,
          `DEMO-${story.id.toUpperCase()}-${i + 1}`,
          story.programme,
          story.place,
          demoPath(story.place),
        ],
        ...[channel, words, demoPersonId(...story.openedBy), at],
      ],
    );
    ids.push(id);
  }
  return ids;
}

/** A document of a story: a short text that says what would be here. */
async function handIn(stage: Stage, caseId: string, { file, by }: StoryStep, at: Instant): Promise<Command> {
  if (file === undefined) throw new Error('attach needs a file');
  const bytes = Buffer.from(`${file.name}\n演示材料：${file.kind}\n${at}\n`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await stage.contents.put(sha256, bytes);
  const fileId = randomUUID();
  await stage.pool.query(
    `INSERT INTO files (id, case_id, kind, name, type, size, sha256, uploaded_by, uploaded_at)
     VALUES ($1, $2, $3, $4, 'text/plain', $5, $6, $7, $8)`,
    [fileId, caseId, file.kind, file.name, bytes.length, sha256, demoPersonId(...by), at],
  );
  return { type: 'attach', data: { fileId, kind: file.kind, sha256, name: file.name } };
}

/** A command as the API would read it. */
function parsed(type: CommandType, data: unknown): Command {
  return { type, data: commandSchemas[type].parse(data) } as Command;
}

/**
 * Plays a story into the ledger, through the same commands as people give, up to `now`: later steps are still to
 * come. Backdated and quiet: whoever would have been reminded long ago is not reminded again. Answers the case id.
 */
export async function playStory(stage: Stage, story: Story, start: CivilDate, now: Instant): Promise<string> {
  const opened = instantOf(start, 0, 9);
  const { caseId } = await stage.ledger.open({
    ...{ programmeCode: story.programme, kind: story.kind, title: story.title, organisationId: story.place },
    ...{
      suggestions: await suggest(stage.pool, story, opened),
      submit: true,
      actor: demoActor(story.openedBy),
    },
    ...{ now: opened, key: `demo:${story.id}`, quiet: true },
  });
  for (const [i, step] of story.steps.entries()) {
    const at = instantOf(start, step.day, step.hour);
    if (compareInstants(at, now) > 0) break;
    const command =
      step.type === 'attach'
        ? await handIn(stage, caseId, step, at)
        : parsed(
            step.type,
            step.data?.((day) => addDays(start, day)),
          );
    const key = `demo:${story.id}:${i}`;
    await stage.ledger.append({ caseId, command, actor: demoActor(step.by), now: at, key, quiet: true });
  }
  await stage.ledger.enforce({ caseId, now, ownCaseOnly: true, budgetMs: 0, quiet: true });
  await stage.ledger.disarm([caseId]);
  return caseId;
}
