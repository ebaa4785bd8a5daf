import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBureau, type Bureau } from './support/bureau';
import { clockOf, clocksOfKind } from './support/looks';
import { rulesOf, Stranger } from './support/stranger';
import { at } from './support/tell';

let bureau: Bureau;

beforeAll(async () => {
  bureau = await openBureau(at('2026-03-01'));
});
afterAll(() => bureau.close());

const types = (steps: readonly { type: string }[]) => steps.map(({ type }) => type);

describe('a stranger at the API docs', () => {
  it('opens a case and brings it to its end by what the case itself offers', async () => {
    const clerk = bureau.as('officer', 'daxin');
    const { caseId } = await clerk.open({ programme: 'zhangjiagang', place: 'daxin' }, at('2026-03-02'));
    const rules = await rulesOf(bureau, 'zhangjiagang');
    const walked = await new Stranger(bureau, caseId, rules, at('2026-03-02')).walk(clerk);
    expect(types(walked.steps)).toEqual([
      ...['accept', 'call-meeting', 'record-decision', 'shortlist', 'submit-for-review', 'review', 'approve'],
      ...['start', 'complete', 'inspect-works', 'record-survey', 'disburse', 'settle', 'close'],
    ]);
    expect(walked.view).toMatchObject({ status: 'CLOSED', outcome: { success: true } });
    expect(walked.view.path.filter((stage) => stage.at !== 'done')).toEqual([]);
  });

  it('does so with ballots and a notice that time ends', async () => {
    const clerk = bureau.as('officer', 'taoshatang');
    const { caseId } = await clerk.open({ programme: 'xihu', place: 'taoshatang' }, at('2026-03-02'));
    const rules = await rulesOf(bureau, 'xihu');
    const walked = await new Stranger(bureau, caseId, rules, at('2026-03-02')).walk(clerk);
    expect(types(walked.steps)).toEqual([
      ...['accept', 'shortlist', 'open-voting', 'record-count', 'open-notice', 'approve', 'disburse'],
      ...['start', 'complete', 'inspect-works', 'settle', 'close'],
    ]);
    expect(walked.view).toMatchObject({ status: 'CLOSED' });
    expect((await clerk.ledger(caseId)).find(({ type }) => type === 'NoticeEnded')).toMatchObject({
      actorId: null,
    });
  });
});

describe('a programme that no code knows', () => {
  const text = readFileSync(join(__dirname, '../fixtures/programmes/eighth.yaml'), 'utf8');
  const leader = () => bureau.as('leader', 'cc');
  const publish = (words: string) =>
    leader().ask<{ code: string; version: number }>('POST', '/api/v1/programmes', {
      at: at('2026-03-01'),
      body: { text: words },
    });

  it('is published by a leader, and a case of it runs from suggestion to closing', async () => {
    expect(await publish(text)).toMatchObject({ code: 'songyang', version: 1 });
    const clerk = bureau.as('officer', 'yingjun');
    const resident = bureau.person('resident-a');
    const about = { programme: 'songyang', place: 'yingjun' };
    const words = await resident.suggest(
      { ...about, channel: 'desk', words: '路灯坏了三盏，晚上看不见路。' },
      at('2026-03-02', '09:00'),
    );
    const opened = at('2026-03-02');
    const { caseId } = await clerk.open({ ...about, title: '路灯更换', suggestions: [words.id] }, opened);

    const rules = await rulesOf(bureau, 'songyang');
    const walked = await new Stranger(bureau, caseId, rules, opened, { grade: 'ordinary' }).walk(clerk);
    expect(types(walked.steps)).toEqual([
      ...['accept', 'submit-for-review', 'review', 'call-meeting', 'record-decision', 'record-decision'],
      ...['open-voting', 'record-count', 'open-notice', 'approve', 'disburse', 'start', 'complete'],
      ...['record-survey', 'inspect-works', 'settle', 'close'],
    ]);
    const { view } = walked;
    expect(view).toMatchObject({ status: 'CLOSED', programmeCode: 'songyang', programmeVersion: 1 });
    expect(view.decisions).toMatchObject([{ body: 'households' }, { body: 'elders' }]);
    expect(clockOf(view, 'first-look')).toMatchObject({
      limit: { en: expect.stringContaining('3') as string },
    });
    expect(clocksOfKind(view, 'grade')).toMatchObject([{ verdict: 'ON_TIME' }]);
    expect(await bureau.stranger.receipt(words.receiptNo)).toMatchObject({ state: 'ENDED' });
    expect((await resident.told(caseId)).at(-1)).toMatchObject({ kind: 'outcome', data: { success: true } });
  });

  it('a later version leaves open cases on theirs', async () => {
    const clerk = bureau.as('officer', 'yingjun');
    const street = bureau.as('officer', 'cc-balipu');
    const about = { programme: 'songyang', place: 'yingjun' };
    const before = await clerk.open(about, at('2026-03-02'));
    expect(await publish(text.replace('limit: 3 workday', 'limit: 5 workday'))).toMatchObject({ version: 2 });
    const after = await clerk.open(about, at('2026-03-02'));
    const accept = { duplicatesChecked: true, grade: 'ordinary', estimateFen: 1_000_000 };
    for (const [{ caseId }, version] of [
      [before, 1],
      [after, 2],
    ] as const) {
      await street.give(caseId, 'accept', accept, at('2026-03-02', '11:00'));
      const view = await clerk.show(caseId, at('2026-03-02', '11:00'));
      expect(view.programmeVersion).toBe(version);
      expect(clockOf(view, 'first-look')).toMatchObject({
        dueDate: version === 1 ? '2026-03-05' : '2026-03-09',
      });
    }
    expect(await bureau.faults()).toEqual([]);
  });

  it('is refused with every problem named when its order is wrong', async () => {
    const bad = readFileSync(join(__dirname, '../fixtures/programmes/bad-order.yaml'), 'utf8');
    const problem = await leader().refused('POST', '/api/v1/programmes', { body: { text: bad } });
    expect(problem).toMatchObject({ status: 422, code: 'programme-invalid' });
    expect(problem.errors?.length).toBeGreaterThan(0);
  });
});
