import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missedReviewStory } from '../../cli/demo/stories/longgang';
import { localTextOf, type Instant } from '../../domain/calendar/instant';
import { startStandIns, type StandIns } from '../support/channels/start';
import { openBureau, type Bureau } from './support/bureau';
import type { LedgerLine } from './support/person';
import { at, tell } from './support/tell';

jest.setTimeout(240_000);

const DOC = join(__dirname, '../../docs/one-missed-deadline.md');
const REVIEW = 'stage.district-review.1';

let standIns: StandIns;
let bureau: Bureau;

beforeAll(async () => {
  standIns = await startStandIns({ robots: ['sz-longgang', 'sz'] });
  bureau = await openBureau(at('2026-02-24'), standIns);
});
afterAll(async () => {
  await bureau.close();
  await standIns.stop();
});

interface Message {
  id: string;
  kind: string;
  text: { zh: { title: string; line: string } } | null;
  acknowledgeBy: Instant | null;
}

/** What is told of a line of the ledger on paper: no ids, no hashes. */
function lineOf({ type, at: when, actorPost, facts }: LedgerLine): string {
  const told = facts['to'] as { post: { role: string; level: string } }[] | undefined;
  const to = Array.isArray(told)
    ? ` → ${told.map(({ post }) => `${post.role}@${post.level.toLowerCase()}`).join(', ')}`
    : '';
  const rungs = (facts['rungs'] as { id: string }[] | undefined)?.map((rung) => rung.id ?? rung).join(', ');
  const what = [rungs, facts['note'], facts['text'], facts['opinion']].filter((x) => typeof x === 'string');
  return `${localTextOf(when)}  ${type.padEnd(14)} ${(actorPost ?? 'time').padEnd(22)} ${what.join(' · ')}${to}`.trimEnd();
}

/** Collects what the product says, in the order in which it says it. */
class Walk {
  private readonly parts: string[] = [];
  private lines = 0;
  private sent = 0;
  private readonly read = new Set<string>();

  constructor(
    private readonly caseId: string,
    private readonly people: readonly (readonly [string, 'reviewer' | 'leader' | 'officer', string])[],
  ) {}

  say(text: string): void {
    this.parts.push(text);
  }

  /** Everything new since the last time: lines of the ledger, messages by reader, messages of the group robots. */
  async look(heading: string, now: Instant): Promise<void> {
    this.say(`## ${heading}`);
    await bureau.allSent();
    const ledger = await bureau.as('officer', 'sz').ledger(this.caseId);
    const fresh = ledger.slice(this.lines);
    this.lines = ledger.length;
    this.say(block('The ledger', fresh.map(lineOf)));
    const told: string[] = [];
    for (const [name, role, place] of this.people) {
      const path = `/api/v1/notifications?caseId=${this.caseId}&limit=100`;
      const { items } = await bureau.as(role, place).ask<{ items: Message[] }>('GET', path, { at: now });
      for (const message of items.toReversed()) {
        const key = `${name} ${message.id}`;
        if (this.read.has(key)) continue;
        this.read.add(key);
        if (message.text !== null)
          told.push(`${name}: ${message.text.zh.title}`, `  ${message.text.zh.line}`);
      }
    }
    this.say(block('Told in the product', told));
    const arrivals = standIns.inbox.of('wecom');
    // What is due together is one post; which lines meet depends on the second in which the robot is looked after.
    const posted = arrivals.slice(this.sent).flatMap(({ to, text }) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('> '))
        .map((line) => `[${to}] ${line.slice(2)}`),
    );
    this.sent = arrivals.length;
    this.say(block('Posted to the group robots', posted.sort()));
  }

  async why(title: string): Promise<void> {
    const path = `/api/v1/cases/${this.caseId}/clocks/${REVIEW}/why`;
    const why = await bureau
      .as('reviewer', 'sz-longgang')
      .ask<{ steps: { words: { zh: string } }[] }>('GET', path);
    this.say(
      block(
        title,
        why.steps.map(({ words }) => words.zh),
      ),
    );
  }

  get text(): string {
    return `${this.parts.filter((part) => part !== '').join('\n\n')}\n`;
  }
}

function block(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n\`\`\`text\n${lines.join('\n')}\n\`\`\``;
}

const INTRODUCTION = `# One missed deadline

From the first reminder to the bureau head's answer, as the product printed it. The district of Longgang has five working days to review
a project (LG16); this time nobody does. The page is written by an end-to-end test on the real engine in virtual time
(\`tests/e2e/one-missed-deadline.test.ts\`), which fails when the product says something else. Made anew with
\`BANJIE_WRITE_DOCS=1 npx jest --selectProjects e2e one-missed-deadline\`.`;

it('is told in time, climbs until somebody answers, and is on paper as it was', async () => {
  const { caseId, number } = await tell(bureau, missedReviewStory, '2026-03-02');
  const reviewer = bureau.as('reviewer', 'sz-longgang');
  const head = bureau.as('leader', 'sz-longgang');
  const walk = new Walk(caseId, [
    ['the reviewer of the district', 'reviewer', 'sz-longgang'],
    ['the head of the district bureau', 'leader', 'sz-longgang'],
    ['the officer of the city', 'officer', 'sz'],
    ['the head of the city bureau', 'leader', 'sz'],
  ]);
  walk.say(INTRODUCTION);
  const pass = async (heading: string, when: Instant): Promise<void> => {
    await bureau.timePasses(caseId, when);
    await walk.look(heading, when);
  };

  await walk.look(`The street reports case ${number} to the district on 10 March`, at('2026-03-10', '12:00'));
  await walk.why('Why it is due on 17 March (`banjie clock explain`)');
  await pass('Half of the time is used', at('2026-03-13', '09:01'));
  await pass('One working day before', at('2026-03-16', '09:01'));
  await pass('The last day', at('2026-03-17', '09:01'));
  await pass('Missed: the morning after', at('2026-03-18', '09:01'));
  await pass('Nobody acknowledges within the working hours of the rung', at('2026-03-18', '17:29'));

  const seen = at('2026-03-19', '09:20');
  await bureau.timePasses(caseId, seen);
  await head.give(caseId, 'acknowledge', { clockId: REVIEW, note: '已知悉，今天督促办理。' }, seen);
  const order = { text: '请说明逾期原因，并于明天下班前完成审核。', workdays: 1, to: 'owner' };
  await head.give(caseId, 'supervise', order, at('2026-03-19', '09:30'));
  await walk.look('The bureau head answers, and gives a supervision order (督办)', at('2026-03-19', '10:00'));

  await pass('The third day late', at('2026-03-20', '09:01'));
  const answered = at('2026-03-20', '10:00');
  await bureau.timePasses(caseId, answered);
  const [open] = (await reviewer.show(caseId, answered)).orders;
  const reply = { orderId: open?.id ?? '', text: '原审核人员外出培训，未交接。今天完成审核。' };
  await reviewer.give(caseId, 'answer-order', reply, answered);
  await reviewer.give(
    caseId,
    'review',
    { opinion: '同意上报。', signedBy: '审核员甲' },
    at('2026-03-20', '10:30'),
  );
  await walk.look('The order is answered and the review done', at('2026-03-20', '11:00'));

  const after = await reviewer.show(caseId, at('2026-03-20', '11:00'));
  const clock = after.clocks.find(({ id }) => id === REVIEW);
  expect(clock).toMatchObject({ verdict: 'OVERDUE', status: 'STOPPED', dueDate: '2026-03-17' });
  expect(after.calls).toEqual([]);
  const { used, verdict, rungs } = clock ?? {};
  walk.say('## What stays');
  walk.say(block('The clock', [JSON.stringify({ verdict, used, fired: rungs?.fired })]));
  expect(await bureau.faults()).toEqual([]);
  expect(standIns.inbox.doubles('wecom')).toBe(0);

  if (process.env['BANJIE_WRITE_DOCS'] === '1') writeFileSync(DOC, walk.text);
  expect(walk.text).toBe(readFileSync(DOC, 'utf8'));
});
