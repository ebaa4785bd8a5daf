import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { demoPath } from '../../cli/demo/organisations';
import { makeTempDataDir } from '../../scripts/temp-dir';
import { openBureau, type Bureau } from './support/bureau';
import { clocksOfKind } from './support/looks';
import type { CaseView, Person } from './support/person';
import { at } from './support/tell';
import { Agenda, bulletinDay } from './support/year/agenda';
import { checkOf, drawInPublic, lastFile, sentTo, type Check, type Report } from './support/year/checks';
import { knowOldYears, takeOverHistory } from './support/year/history';
import { yearPlan, type YearPlan } from './support/year/plan';

jest.setTimeout(300_000);

const ROOT = resolve(__dirname, '../..');
const MONTHS = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`);
const run = promisify(execFile);

/** Where the papers of the year go: `npm run year` names a folder to keep. */
const kept = process.env['JEST_YEAR_OUTPUT'];
const folder = kept ?? makeTempDataDir('year');
const write = (name: string, content: string | Buffer): void => {
  const file = join(folder, name);
  mkdirSync(resolve(file, '..'), { recursive: true });
  writeFileSync(file, content);
};

let bureau: Bureau;
let agenda: Agenda;
let plan: YearPlan;
const bulletins = new Map<string, { id: string; number: string; figures: Figures; sha256: string }>();
const checks = new Map<string, Check>();

interface Figures {
  sum: { month: Record<string, number>; total: Record<string, number>; single: Record<string, number> };
  overdue: { number: string; workdaysLate: number; rung: object | null }[];
}

beforeAll(async () => {
  bureau = await openBureau(at('2024-12-02'));
  await knowOldYears(bureau, at('2024-12-02'));
  agenda = new Agenda(bureau);
  plan = yearPlan();
  for (const one of [...plan.usual, plan.missed, plan.failed, plan.watched]) agenda.add(one);
  for (const month of MONTHS) agenda.on(at(bulletinDay(month), '09:00'), () => bulletin(month));
});
afterAll(async () => {
  await bureau.close();
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
});

const leader = (): Person => bureau.as('leader', 'zjg');
const officer = (): Person => bureau.as('officer', 'zjg');
const verdicts = (view: CaseView, kind: string) =>
  clocksOfKind(view, kind).map(({ dueDate, verdict, status }) => [dueDate, verdict ?? status]);
const bytes = async (by: Person, path: string): Promise<Buffer> => Buffer.from(await by.download(path));

/** The first working day of a month: the bulletin of the month before is counted, written, signed and published. */
async function bulletin(month: string): Promise<void> {
  const now = at(bulletinDay(month), '09:00');
  await agenda.timePasses(now);
  const body = { programmeCode: 'zhangjiagang', organisationId: 'zjg', month };
  const { id, edits } = await officer().ask<{ id: string; edits: number }>('POST', '/api/v1/bulletins', {
    ...{ at: now, body },
  });
  const parts = {
    next: '各镇（街道）要对照本期通报的逾期事项，逐件明确责任人，本月底前办结。',
  };
  await officer().ask('PATCH', `/api/v1/bulletins/${id}`, { at: now, body: { parts, edits } });
  await leader().ask('POST', `/api/v1/bulletins/${id}/sign`, { at: now, body: { edits: edits + 1 } });
  await officer().ask('POST', `/api/v1/bulletins/${id}/publish`, { at: now });
  const shown = await bureau.stranger.ask<{ number: string; figures: Figures; sha256: string }>(
    'GET',
    `/api/v1/bulletins/${id}`,
  );
  bulletins.set(month, { id, ...shown });
  for (const [paper, ending] of [
    ['document', 'docx'],
    ['workbook', 'xlsx'],
  ] as const)
    write(`bulletins/${month}.${ending}`, await bytes(officer(), `/api/v1/bulletins/${id}/${paper}`));
}

/** The papers by which anybody repeats the draw, and the report. */
async function publish(name: string, { id }: Check, when: string): Promise<void> {
  const { stranger } = bureau;
  write(`${name}/population.csv`, await bytes(stranger, `/api/v1/spot-checks/${id}/population`));
  write(`${name}/record.json`, JSON.stringify(await checkOf(stranger, id), null, 2));
  const report = await stranger.ask('GET', `/api/v1/spot-checks/${id}/report`, { at: at(when) });
  write(`${name}/report.json`, JSON.stringify(report, null, 2));
  write(`${name}/report.xlsx`, await bytes(leader(), `/api/v1/spot-checks/${id}/report/export`));
}

const visited = (visitedOn: string, more: object = {}) => ({
  ...{ visitedOn, result: 'passed', opinion: '现场查看，使用正常。', signedBy: '检查人员甲' },
  ...more,
});
const fault = (kind: string, text: string) => ({ result: 'remarks', findings: [{ kind, text }] });

describe('a year of 张家港', () => {
  it('goes through spring and early summer, a bulletin every month', async () => {
    await agenda.until(at('2025-08-04', '08:00'));
    expect([...bulletins.keys()]).toEqual(MONTHS.slice(0, 7));
    const second = await bureau
      .as('inspector', 'zjg-daxin')
      .show(agenda.idOf(plan.missed.story.id), at('2025-08-04'));
    expect(verdicts(second, 'inspection')).toEqual([
      ['2025-06-30', 'RUNNING'],
      ['2025-09-30', 'RUNNING'],
    ]);
    expect(bulletins.get('2025-06')!.figures.sum.single).toMatchObject({ inspectionsMissed: 1 });
    expect(bulletins.get('2025-07')!.figures.overdue.length).toBeGreaterThan(0);
  });

  let unpaidId: string;
  let lookBack: Check;
  it('looks back at 2018–2019: 40 projects by class, in public, and people are sent', async () => {
    const now = at('2025-08-05');
    await bureau.goTo(now, async () => {
      ({ unpaidId } = await takeOverHistory(bureau, now));
    });
    const old = { kinds: ['PROJECT'], programmes: ['zhangjiagang'] };
    const span = { from: '2018-01-01', until: '2019-12-31' };
    const small = { organisationId: 'zjg-changyinsha', strata: ['type'], size: 1 };
    const held = async (what: string) =>
      (
        await leader().ask<{ size: number }>('POST', '/api/v1/spot-checks/preview', {
          ...{ at: now, body: { ...small, frame: { ...old, happened: { what, ...span } } } },
        })
      ).size;
    // The yearly rule draws from what was paid: it would never have found this one.
    expect([await held('started'), await held('disbursed')]).toEqual([1, 0]);

    const team = ['inspector', 'officer', 'finance'].map((role) => `${role}-at-zjg`);
    lookBack = await drawInPublic(bureau, {
      at: now,
      witnesses: [bureau.person('resident-a'), bureau.person('resident-b'), bureau.as('auditor', 'zjg')],
      definition: {
        ...{ title: '2018—2019年度项目“回头看”', organisationId: 'zjg', size: 40, minimum: 1 },
        ...{ frame: { ...old, happened: { what: 'started', ...span } }, strata: ['type', 'town'] },
        visits: { purpose: 'look-back', inspectorIds: team },
      },
    });
    expect(lookBack.sample!.flatMap(({ drawn }) => drawn)).toHaveLength(40);
    expect(lookBack.population!.size).toBe(91);
    checks.set('look-back', lookBack);
  });

  it('finds 1 + 2 + 2 + 3 (ZJ21), has all of it put right in under a month (ZJ22), and reports', async () => {
    const sent = await sentTo(bureau, lookBack);
    const unpaid = sent.find(({ caseId }) => caseId === unpaidId)!;
    const works = sent.filter(({ itemType, caseId }) => itemType === 'works' && caseId !== unpaidId);
    const others = sent.filter((one) => one !== unpaid && !works.slice(0, 2).includes(one));
    const found = new Map([
      ...works.slice(0, 2).map((one) => [one, fault('maintenance', '步道地砖松动，需要再次维护。')] as const),
      ...others.slice(0, 2).map((one) => [one, fault('low-use', '活动室每周只开放半天。')] as const),
      ...others.slice(2, 5).map((one) => [one, fault('signboard', '标识牌掉落。')] as const),
    ]);
    for (const [i, one] of sent.entries()) {
      const day = `2025-08-${String(11 + (i % 10)).padStart(2, '0')}`;
      const there = bureau.person(one.personId);
      const raised = {
        ...{ kind: 'not-paid', text: '工程已验收，资金未拨付。', source: 'look-back', checkId: lookBack.id },
        responsible: 'finance',
      };
      if (one === unpaid) await there.give(unpaidId, 'raise-finding', raised, at(day, '09:00'));
      await there.give(one.caseId, 'record-inspection', visited(day, found.get(one)), at(day));
    }
    const answered = at('2025-09-02');
    const finance = bureau.as('finance', 'zjg-changyinsha');
    await finance.attach(unpaidId, 'other', answered, '拨付凭证.txt');
    const money = (await finance.show(unpaidId, answered)).money;
    await finance.give(
      unpaidId,
      'disburse',
      { amountFen: money.approvedFen, account: '民生微实事专户', paidOn: '2025-09-02' },
      answered,
    );
    for (const one of [unpaid, ...found.keys()]) {
      const by = one === unpaid ? finance : bureau.as('implementer', one.place);
      if (one !== unpaid) await by.attach(one.caseId, 'photos', answered, '整改后.txt');
      const fileIds = [await lastFile(by, one.caseId)];
      await by.give(
        one.caseId,
        'answer-finding',
        { findingId: 'finding-1', text: '已整改到位', fileIds },
        answered,
      );
    }
    await bureau.checkPasses(lookBack.id, at('2025-09-08', '08:00'));
    const verified = at('2025-09-08');
    for (const one of [unpaid, ...found.keys()])
      await leader().give(one.caseId, 'verify-finding', { findingId: 'finding-1', passed: true }, verified);
    await bureau.checkPasses(lookBack.id, at('2025-09-10'));

    const report = await bureau.stranger.ask<Report>('GET', `/api/v1/spot-checks/${lookBack.id}/report`, {
      at: at('2025-09-11'),
    });
    expect(report.check).toMatchObject({ status: 'CLOSED', ended: { how: 'CLOSED', cause: 'done' } });
    expect(report.summary).toMatchObject({ drawn: 40, visited: 40, found: 8, rectified: 8, verified: 8 });
    expect(report.summary.kinds.map(({ kind, found: n }) => [kind, n]).sort()).toEqual([
      ['low-use', 2],
      ['maintenance', 2],
      ['not-paid', 1],
      ['signboard', 3],
    ]);
    expect(report.summary.daysToClose!.longest).toBeLessThan(31);
    await publish('look-back', lookBack, '2025-09-11');
  });

  it('puts right what an inspection found; the missed one is made up for', async () => {
    const caseId = (): string => agenda.idOf(plan.failed.story.id);
    const builder = bureau.as('implementer', 'zjg-daxin-2');
    const mended = at('2025-09-01');
    agenda.on(mended, async () => {
      await bureau.timePasses(caseId(), mended);
      await builder.attach(caseId(), 'photos', mended, '新标识牌.txt');
      const fileIds = [await lastFile(builder, caseId())];
      await builder.give(
        caseId(),
        'answer-finding',
        { findingId: 'finding-1', text: '已重新安装', fileIds },
        mended,
      );
    });
    const checked = at('2025-09-08');
    agenda.on(checked, async () => {
      await bureau.timePasses(caseId(), checked);
      await bureau
        .as('inspector', 'zjg-daxin')
        .give(caseId(), 'verify-finding', { findingId: 'finding-1', passed: true }, checked);
    });
    await agenda.until(at('2025-11-10', '08:00'));
    const inspector = bureau.as('inspector', 'zjg-daxin');
    const failed = await inspector.show(caseId(), at('2025-11-10'));
    expect(verdicts(failed, 'reinspection')).toEqual([['2025-09-15', 'ON_TIME']]);
    expect(verdicts(failed, 'rectification')).toEqual([['2025-09-15', 'ON_TIME']]);
    const missed = await inspector.show(agenda.idOf(plan.missed.story.id), at('2025-11-10'));
    expect(verdicts(missed, 'inspection').slice(0, 2)).toEqual([
      ['2025-06-30', 'OVERDUE'],
      ['2025-09-30', 'ON_TIME'],
    ]);
  });

  it('holds the yearly spot check of what was paid in the year, with witnesses', async () => {
    const now = at('2025-11-10');
    const check = await drawInPublic(bureau, {
      at: now,
      witnesses: [bureau.person('resident-b'), bureau.person('resident-c'), bureau.as('finance', 'zjg')],
      definition: {
        ...{ title: '2025年度随机抽查', organisationId: 'zjg', size: 4, minimum: 1, strata: ['type'] },
        frame: {
          ...{ kinds: ['PROJECT'], programmes: ['zhangjiagang'] },
          happened: { what: 'disbursed', from: '2025-01-01', until: '2025-11-09' },
        },
      },
    });
    checks.set('spot-check', check);
    const sent = await sentTo(bureau, check);
    for (const one of sent) {
      const [, , town] = demoPath(one.place).split('/');
      expect(one.personId).not.toBe(`inspector-at-${town}`);
      await bureau
        .person(one.personId)
        .give(one.caseId, 'record-inspection', visited('2025-11-18'), at('2025-11-18'));
    }
    await bureau.checkPasses(check.id, at('2025-11-20'));
    const { check: over } = await checkOf(bureau.stranger, check.id);
    expect(over).toMatchObject({ status: 'CLOSED', ended: { cause: 'done' } });
    await publish('spot-check', check, '2025-11-20');
  });

  it('ends with twelve bulletins that agree with each other and with the cases', async () => {
    await agenda.until(at('2026-01-10'));
    expect([...bulletins.keys()]).toEqual(MONTHS);
    const all = MONTHS.map((month) => bulletins.get(month)!);
    expect(new Set(all.map(({ number }) => number)).size).toBe(12);
    for (const step of ['suggestions', 'applied', 'confirmed', 'started', 'done'])
      for (const [i, one] of all.entries()) {
        const before = all[i - 1]?.figures.sum.total[step];
        if (before === undefined || i === 7) continue; // the old files came in August
        expect([step, i, one.figures.sum.total[step]]).toEqual([
          step,
          i,
          before + one.figures.sum.month[step]!,
        ]);
      }
    const sumOf = (figure: string) =>
      all.reduce((sum, { figures }) => sum + (figures.sum.month[figure] ?? 0), 0);
    const inYear = plan.usual.length + 3;
    expect([sumOf('applied'), sumOf('confirmed'), sumOf('started')]).toEqual([inYear, inYear, inYear]);
    const singles = (figure: string) => all.map(({ figures }) => figures.sum.single[figure]);
    expect(singles('findingsRaised').reduce((a = 0, b = 0) => a + b)).toBe(9);
    expect(singles('findingsOpen').at(-1)).toBe(0);
    expect(await bureau.faults()).toEqual([]);
  });

  it.each(['look-back', 'spot-check'])(
    '%s: anybody draws the same list from the published files',
    async (name) => {
      const { check } = await checkOf(bureau.stranger, checks.get(name)!.id);
      const args = ['scripts/with-tsx.mjs', 'cli/main.ts', 'draw', '--json', '--population'];
      const { stdout } = await run(
        process.execPath,
        [
          ...args,
          ...[
            join(folder, name, 'population.csv'),
            '--strata',
            check.strata.join(','),
            '--seed',
            check.seed!,
          ],
          ...['--size', String(check.size), '--minimum', String(check.minimum)],
        ],
        { cwd: ROOT },
      );
      write(`${name}/drawn-again.json`, stdout);
      const again = JSON.parse(stdout) as { sample: string[]; populationSha256: string };
      expect(again.populationSha256).toBe(check.population!.sha256);
      expect(again.sample).toEqual(check.sample!.flatMap(({ drawn }) => drawn.map(({ id }) => id)));
    },
  );
});
