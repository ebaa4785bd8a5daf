import { randomUUID } from 'node:crypto';
import { createApiClient } from '../../cli/api-client';
import { registerClock } from '../../cli/clock';
import type { Actor } from '../../domain/actor';
import { createLedger } from '../../ledger/ledger';
import { runCommand } from '../support/command';
import { command } from '../support/world';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { runApi, type RunningApi } from './support/running-api';

/** A Monday; accepting takes three working days, up to and with the fifth of March. */
const OPENED = '2026-03-02T02:00:00.000Z';

let api: RunningApi;
let token: string;
let number: string;

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const post = { role: 'officer', organisationId: 'tanglian' } as const;
  const officer = await addPerson(api.prisma, { posts: [post] });
  token = officer.token;
  const place = { level: 'COMMUNITY', orgPath: '/zjg/yangshe/tanglian/' } as const;
  const actor: Actor = {
    personId: officer.id,
    displayName: '经办人甲',
    via: 'token',
    posts: [{ ...post, ...place }],
  };
  const ledger = createLedger(api.pool);
  const opened = await ledger.open({
    ...{ programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚翻修', organisationId: 'tanglian' },
    ...{ suggestions: [], submit: true, actor, now: OPENED, key: randomUUID() },
  });
  const { caseId } = opened;
  number = opened.number;
  await ledger.enforce({ caseId, now: '2026-03-06T02:00:00.000Z', ownCaseOnly: true, budgetMs: 0 });
  const other = await ledger.open({
    ...{ programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '路灯', organisationId: 'tanglian' },
    ...{ suggestions: [], submit: true, actor, now: OPENED, key: randomUUID() },
  });
  const accept = command('accept', { duplicatesChecked: true, estimateFen: 8_000_000 });
  const at = '2026-03-03T02:00:00.000Z';
  await ledger.append({ caseId: other.caseId, command: accept, actor, now: at, key: randomUUID() });
  stopped = other.caseId;
});
afterAll(() => api.stop());
let stopped: string;

const explain = (...args: string[]) =>
  runCommand(
    (program) => registerClock(program, () => createApiClient({ apiUrl: api.url, token })),
    [...['clock', 'explain', ...args]],
  );

describe('clock explain', () => {
  it('tells a limit that runs in words and in the time of the place', async () => {
    expect((await explain(number)).out).toBe(
      [
        `${number} 车棚翻修`,
        'stage.accept.1  征集受理 · 社区经办人 · 3个工作日 → 2026-03-05  计时中，已逾期',
        '  2026-03-02起算，当日不计，时限3个工作日',
        '  2026-03-03至2026-03-05：计3个工作日，累计3个工作日',
        '  到期：2026-03-05 24:00',
        '  催办：已发 时限用去 50% 时；到期前 1个工作日；最后一天早上；逾期后一上班。下一级：逾期第 3个工作日（2026-03-10 09:00）',
        '  待签收：社区经办人、社区书记（议事会召集人）、街道（镇）经办人，截止 2026-03-06 15:30',
        '',
      ].join('\n'),
    );
  });

  it('tells the same in English, and how a limit that has stopped ended', async () => {
    const { out } = await explain(number, '--en');
    expect(out).toContain('community officer · 3 working days → 2026-03-05  running, overdue\n');
    expect(out).toContain('; as soon as people work after it is missed. Next: 3 working days after it is missed, 2026-03-10 09:00\n'); // prettier-ignore
    expect((await explain(stopped, '--all', '--en')).out).toContain('→ 2026-03-05  stopped, on time\n');
    expect((await explain(stopped, '--clock', 'stage.accept.1')).out).toContain('已停止，按时\n');
  });

  it('prints for programs what the API says', async () => {
    const { clocks } = JSON.parse((await explain(number, '--json')).out) as { clocks: object[] };
    expect(clocks).toMatchObject([
      { status: 'RUNNING', owner: 'officer@community', rungs: { next: { rung: 'overdue-3' } } },
    ]);
  });
});
