import { civilDateOf } from '../../../../domain/calendar/instant';
import { dutiesOf } from '../../../../domain/case/duties';
import { periodAfter, periodAt } from '../../../../domain/case/inspections';
import { evolve } from '../../../../domain/case/evolve';
import { describeLine } from '../../../../domain/case/line-words';
import { messagesOf } from '../../../../domain/case/messages';
import { isRefusal } from '../../../../domain/errors';
import { actor, actorWith, at, draft, plain, shipped, Story, until } from '../../../support/domain';

const zjg = shipped('zhangjiagang');
const works = until(draft(zjg), 'works');
const running = works.do('start');
const regular = ({ state }: Story) => state.clocks.filter(({ kind }) => kind === 'inspection');
const FAULT = { kind: 'signboard', text: '标识牌掉落' };
const failed = { result: 'failed', findings: [FAULT] };

describe('the stretches of the calendar that are inspected', () => {
  it.each([
    ['month', '2026-02-28', '2026-02-01', '2026-02-28', '2026 年 2 月检查'],
    ['month', '2028-02-01', '2028-02-01', '2028-02-29', '2028 年 2 月检查'],
    ['quarter', '2026-03-31', '2026-01-01', '2026-03-31', '2026 年第 1 季度检查'],
    ['quarter', '2026-04-01', '2026-04-01', '2026-06-30', '2026 年第 2 季度检查'],
    ['quarter', '2026-12-31', '2026-10-01', '2026-12-31', '2026 年第 4 季度检查'],
    ['half-year', '2026-06-30', '2026-01-01', '2026-06-30', '2026 年上半年检查'],
    ['half-year', '2026-07-01', '2026-07-01', '2026-12-31', '2026 年下半年检查'],
    ['year', '2026-08-09', '2026-01-01', '2026-12-31', '2026 年度检查'],
  ] as const)('every %s: %s lies in %s to %s', (every, day, from, last, zh) => {
    expect(periodAt(every, day)).toMatchObject({ from, until: last, name: { zh } });
    expect(periodAfter(every, periodAt(every, day)).from > last).toBe(true);
  });
});

describe('the first inspection (ZJ15)', () => {
  it.each([
    ['2026-05-30', '2026-06-30', 'a month before the quarter ends'],
    ['2026-05-31', '2026-06-30', 'on the last day whose month ends with the quarter'],
    ['2026-06-01', '2026-09-30', 'too late for this quarter'],
    ['2026-12-15', '2027-03-31', 'over the turn of the year'],
  ])('of works begun on %s is due on %s: %s', (begun, due) => {
    const [clock] = regular(works.on(begun).do('start'));
    expect(clock).toMatchObject({ dueDate: due, owner: { role: 'inspector', level: 'STREET' } });
  });

  it('is not asked for where the programme says nothing of it, nor of matters without works', () => {
    expect(regular(until(draft(shipped('longgang')), 'IN_PROGRESS'))).toEqual([]);
    expect(regular(works)).toEqual([]);
  });

  it('has a last day that rolls off a rest day: 31 December and the days after it', () => {
    const [clock] = regular(works.on('2028-11-01').do('start'));
    // A Sunday; the first of January is a holiday.
    expect(clock?.dueDate).toBe('2029-01-02');
  });
});

describe('a quarter that nobody came in', () => {
  const missed = running.wake(at('2026-07-01', '09:30'));

  it('is overdue by itself, climbs, and leaves the case as it was; the next one is due all the same', () => {
    const [late, next] = regular(missed);
    expect(late).toMatchObject({ dueDate: '2026-06-30', overdueAt: at('2026-07-01', '00:00') });
    expect(late?.fired).toContain('overdue');
    expect(next).toMatchObject({ dueDate: '2026-09-30', overdueAt: null });
    expect(missed.state).toMatchObject({ status: 'IN_PROGRESS', stageId: 'works' });
  });

  it('is made up for by one visit, each quarter with its verdict; one duty until then', () => {
    const asked = ({ state }: Story) =>
      dutiesOf(state, zjg, missed.now).filter(({ key }) => key.startsWith('inspection.'));
    expect(asked(missed).map(({ key }) => key)).toEqual(['inspection.1']);
    const visited = missed.on('2026-07-08').do('record-inspection');
    expect(regular(visited).map(({ verdict, dueDate }) => [dueDate, verdict])).toEqual([
      ['2026-06-30', 'OVERDUE'],
      ['2026-09-30', 'ON_TIME'],
      ['2026-12-31', null],
    ]);
    expect(visited.state.inspections).toMatchObject([
      { clockIds: ['inspection.1', 'inspection.2'], visitedOn: '2026-07-08', by: 'inspector@street' },
    ]);
    expect(visited.state.calls.filter(({ clockId }) => clockId.startsWith('inspection'))).toEqual([]);
  });
});

describe('a visit', () => {
  it('before its quarter has begun is kept, and ends nothing', () => {
    const early = works.on('2026-06-10').do('start').on('2026-06-20').do('record-inspection');
    expect(early.state.inspections).toMatchObject([{ id: 'inspection-1', clockIds: [] }]);
    expect(regular(early)).toMatchObject([{ dueDate: '2026-09-30', status: 'RUNNING' }]);
  });

  it('keeps what the phone says of the time, and is dated by the server', () => {
    const recordedAt = '2031-01-01T00:00:00.000Z';
    const visited = running.on('2026-05-20').do('record-inspection', { recordedAt });
    expect(visited.last).toMatchObject({ at: at('2026-05-20'), facts: { recordedAt } });
    expect(visited.state.inspections[0]?.recordedAt).toBe(at('2026-05-20'));
    expect(regular(visited)[0]).toMatchObject({ verdict: 'ON_TIME', stoppedAt: at('2026-05-20') });
  });

  it('that was failed is repeated within a month, whatever the quarter says', () => {
    const again = running.on('2026-05-20').do('record-inspection', failed);
    const clock = again.state.clocks.find(({ kind }) => kind === 'reinspection');
    expect(clock).toMatchObject({ dueDate: '2026-06-22', status: 'RUNNING' });
    expect(again.state.findings).toMatchObject([{ kind: 'signboard', source: 'inspection', status: 'OPEN' }]);
    expect(again.state.inspections[0]?.findingIds).toEqual(['finding-1']);
    const passed = again.on('2026-06-10').do('record-inspection');
    expect(passed.state.inspections[1]?.clockIds).toEqual(['reinspection.1']);
    // Whoever is to come back and whoever is to mend hear of it at once; the quarter's own visit is told by its ladder.
    const told = messagesOf(again.state, again.last, again).map(({ key }) => key);
    expect(told).toContain('task.rectification.1');
    expect(told).not.toContain('task.inspection.2');
  });
});

describe('the end of the works', () => {
  it.each<[string, (story: Story) => Story, string]>([
    ['accepted', (story) => until(story, 'evaluation'), 'ON_TIME'],
    [
      'terminated',
      (story) => story.do('terminate', { reasonCode: 'not-feasible', publicText: '终止', approver: '甲' }),
      'ON_TIME',
    ],
    ['terminated after a quarter was missed', (story) => story.on('2026-07-02').do('terminate'), 'OVERDUE'],
  ])('%s: nothing more is to be looked at', (_how, end, verdict) => {
    const ended = end(running);
    expect(regular(ended).map(({ status }) => status)).toEqual(regular(ended).map(() => 'STOPPED'));
    expect(regular(ended)[0]?.verdict).toBe(verdict);
    expect(regular(ended.wake(at('2027-12-31')))).toEqual(regular(ended));
  });

  it('goes on while works stand still, and while they wait to be accepted', () => {
    const still = running.do('suspend', { until: '2026-12-01', reason: '雨季', approver: '甲' });
    expect(regular(still.wake(at('2026-07-01')))[0]?.overdueAt).toBe(at('2026-07-01', '00:00'));
    const done = running.do('complete', { finishedOn: civilDateOf(running.now) });
    expect(regular(done)[0]?.status).toBe('RUNNING');
  });
});

describe('what is refused', () => {
  const today = running.on('2026-05-20');
  const begun = works.on('2026-05-04').do('start').on('2026-05-20');
  const closed = until(draft(plain('zhangjiagang')), 'CLOSED');

  it.each<[string, Story, object, string]>([
    ['a visit of tomorrow', today, { visitedOn: '2026-05-21' }, 'date-out-of-order'],
    ['a visit before the works began', begun, { visitedOn: '2026-05-03' }, 'date-out-of-order'],
    ['a failure without a finding', today, { result: 'failed' }, 'value-required'],
    ['nothing to remark, with a finding', today, { findings: [FAULT] }, 'unknown-value'],
    ['nothing to remark, with a "no"', today, { items: [{ id: 'safety', answer: 'no' }] }, 'unknown-value'],
    [
      'a finding of no kind',
      today,
      { result: 'failed', findings: [{ kind: 'ghost', text: '?' }] },
      'unknown-value',
    ],
    ['a photo that nobody uploaded', today, { photos: [{ fileId: 'nobody' }] }, 'unknown-value'],
    ['a signature that nobody uploaded', today, { signatureFileId: 'nobody' }, 'unknown-value'],
    ['a case before its works', works, {}, 'not-now'],
    ['a closed case', closed, {}, 'case-ended'],
  ])('%s', (_what, story, data, code) => {
    expect(story.refuses('record-inspection', data, actor('inspector@street'))).toBe(code);
  });

  it('whoever carried the works out, even with the post of an inspector', () => {
    const builder = actorWith('builder', ['implementer', 'inspector']);
    const built = works.do('start', {}, builder);
    expect(built.refuses('record-inspection', {}, builder)).toBe('same-person');
    expect(built.refuses('record-inspection')).toBeNull();
  });

  it.each(['reviewer@street', 'officer@community', 'implementer@community'])('%s', (who) => {
    expect(today.refuses('record-inspection', {}, actor(who))).toBe('not-your-command');
  });

  it('is nothing on the day on which the works began; a second beginning changes nothing of it', () => {
    expect(begun.refuses('record-inspection', { visitedOn: '2026-05-04' })).toBeNull();
    const back = begun.do('change-plan', { newCostFen: 9_000_000 });
    const again = until(back, 'works').on('2026-07-06').do('start');
    expect(again.state.worksBeganOn).toBe('2026-05-04');
    expect(again.refuses('record-inspection', { visitedOn: '2026-05-04' })).toBeNull();
    expect(again.refuses('record-inspection', { visitedOn: '2026-05-03' })).toBe('date-out-of-order');
  });

  it('is a visit before the case was opened, where no works have begun', () => {
    const sent = actor('inspector@city', 'p-7');
    const ordered = works.do('order-visit', { inspectorId: 'p-7' });
    expect(ordered.state.worksBeganOn).toBeNull();
    expect(ordered.refuses('record-inspection', { visitedOn: '2025-01-01' }, sent)).toBe('date-out-of-order');
    expect(ordered.refuses('record-inspection', {}, sent)).toBeNull();
  });

  it('names the day on which the works began, in both languages', () => {
    try {
      begun.do('record-inspection', { visitedOn: '2026-05-03' });
      throw new Error('not refused');
    } catch (error) {
      if (!isRefusal(error)) throw error;
      expect(error.detail?.zh).toContain('开工日期（2026-05-04）');
      expect(error.detail?.en).toContain('before the works began (2026-05-04)');
    }
  });

  it('says which day it is to whoever has a phone with a wrong clock', () => {
    try {
      today.do('record-inspection', { visitedOn: '2027-05-20' });
      throw new Error('not refused');
    } catch (error) {
      if (!isRefusal(error)) throw error;
      expect(error.message).toMatch(/2026-05-20/);
    }
  });
});

describe('a visit that ends nothing', () => {
  const after = (story: Story, more: object = {}) => story.do('record-inspection', more);
  const words = (story: Story) =>
    describeLine(story.last, null, { programme: zjg, clocks: story.state.clocks, people: new Map() }).zh;

  it('is one after the works were accepted: kept as outside the plan, and its line says so', () => {
    const accepted = until(running, 'evaluation').on('2026-06-20');
    expect(accepted.state.status).toBe('COMPLETED');
    const visited = after(accepted);
    expect(visited.state.inspections).toMatchObject([{ clockIds: [], checkIds: [] }]);
    expect(regular(visited)).toEqual(regular(accepted));
    expect(words(visited)).toContain('计划外检查');
    expect(words(after(running.on('2026-05-20')))).not.toContain('计划外检查');
    // Also when all that is left is to settle and close, and not any more once it is closed.
    const settling = until(accepted, 'settlement');
    expect(after(settling).state.inspections).toMatchObject([{ clockIds: [] }]);
    expect(until(settling, 'CLOSED').refuses('record-inspection')).toBe('case-ended');
  });

  it('is one of the quarter before that is told in the next one: the next one is still to be made', () => {
    const late = running.on('2026-07-02');
    const told = after(late, { visitedOn: '2026-06-30' });
    expect(told.state.inspections).toMatchObject([{ clockIds: ['inspection.1'] }]);
    expect(regular(told)).toMatchObject([
      { dueDate: '2026-06-30', status: 'STOPPED', verdict: 'OVERDUE' },
      { dueDate: '2026-09-30', status: 'RUNNING' },
    ]);
    expect(after(told).state.inspections[1]?.clockIds).toEqual(['inspection.2']);
  });

  it('is one before the failure that was to be looked at again', () => {
    const fails = after(running.on('2026-05-20'), failed).on('2026-05-25');
    expect(after(fails, { visitedOn: '2026-05-19' }).state.inspections[1]?.clockIds).toEqual([]);
    expect(after(fails, { visitedOn: '2026-05-20' }).state.inspections[1]?.clockIds).toEqual([
      'reinspection.1',
    ]);
  });
});

describe('a person whom two checks have sent to one case', () => {
  const sent = actor('inspector@city', 'p-7');
  const order = (story: Story, more: object) => story.do('order-visit', { inspectorId: 'p-7', ...more });
  const closed = until(draft(zjg), 'CLOSED').on('2026-11-02');
  const first = order(closed, { checkId: 'check-1', purpose: 'spot-check', workdays: 20 });
  const both = order(first.on('2026-11-05'), { checkId: 'check-2', purpose: 'look-back', workdays: 20 });

  it('goes there once: one report makes up for both orders, and its findings are of both checks', () => {
    const visited = both.on('2026-11-10').do('record-inspection', failed, sent);
    expect(visited.state).toMatchObject({
      inspections: [{ checkIds: ['check-1', 'check-2'], clockIds: ['visit.1', 'visit.2'] }],
      findings: [{ source: 'spot-check', checkIds: ['check-1', 'check-2'] }],
    });
    expect(
      visited.state.clocks.filter(({ kind, status }) => kind === 'visit' && status !== 'STOPPED'),
    ).toEqual([]);
    expect(visited.refuses('record-inspection', {}, sent)).toBe('case-ended');
  });

  it('has done the first alone when they were there before the second was ordered, and neither before both', () => {
    const early = both.on('2026-11-10').do('record-inspection', { visitedOn: '2026-11-04' }, sent);
    expect(early.state.inspections).toMatchObject([{ checkIds: ['check-1'], clockIds: ['visit.1'] }]);
    expect(early.refuses('record-inspection', {}, sent)).toBeNull();
    const refused = both.on('2026-11-10');
    expect(refused.refuses('record-inspection', { visitedOn: '2026-11-01' }, sent)).toBe('date-out-of-order');
  });

  it('puts what was found under the stricter of two limits', () => {
    const { supervision } = zjg;
    const stricter = {
      ...zjg,
      supervision: {
        ...supervision,
        'look-back': { ...supervision['look-back']!, 'rectify-within': { amount: 3, unit: 'workday' } },
      },
    } as typeof zjg;
    const told = (programme: typeof zjg) =>
      new Story(programme, both.events, both.now, both.facts)
        .on('2026-11-10')
        .do('record-inspection', failed, sent)
        .state.clocks.at(-1);
    expect(told(stricter)).toMatchObject({ kind: 'rectification', limit: { amount: 3, unit: 'workday' } });
    expect(told(zjg)?.limit).toEqual(
      supervision['spot-check']?.['rectify-within'] ?? supervision.rectification?.within,
    );
  });

  it('is read from lines of an older product, which name one check at most', () => {
    const line = both.on('2026-11-10').do('record-inspection', failed, sent).last;
    if (line.type !== 'InspectionRecorded') throw new Error('not an inspection');
    const { checkIds: _new, ...facts } = line.facts;
    const findings = facts.findings.map(({ checkIds: _too, ...one }) => ({ ...one, checkId: 'check-1' }));
    const older = evolve(both.state, { ...line, facts: { ...facts, findings, checkId: 'check-1' } });
    expect(older).toMatchObject({
      inspections: [{ checkIds: ['check-1'] }],
      findings: [{ checkIds: ['check-1'] }],
    });
    const none = evolve(both.state, { ...line, facts: { ...facts, findings: [], checkId: null } });
    expect(none.inspections).toMatchObject([{ checkIds: [] }]);
  });
});

describe('a visit that a spot check has ordered on a closed case', () => {
  const closed = until(draft(zjg), 'CLOSED');
  const ordered = closed.do('order-visit', { inspectorId: 'p-7', workdays: 5 });
  const sent = { ...actor('inspector@city', 'p-7') };

  it('is a clock of its own, of the person named; the case stays closed and its visit ends it', () => {
    expect(ordered.state).toMatchObject({ status: 'CLOSED', visits: [{ inspectorId: 'p-7' }] });
    expect(dutiesOf(ordered.state, zjg, ordered.now)).toMatchObject([{ key: 'visit.1', personId: 'p-7' }]);
    const visited = ordered.do('record-inspection', failed, sent);
    expect(visited.state).toMatchObject({
      status: 'CLOSED',
      inspections: [{ checkIds: ['check-1'], clockIds: ['visit.1'] }],
      findings: [{ source: 'look-back', checkIds: ['check-1'], status: 'OPEN' }],
    });
    // A closed project is not inspected again: what was found is put right, and that is verified.
    expect(visited.state.clocks.filter(({ kind }) => kind === 'reinspection')).toEqual([]);
    expect(visited.refuses('record-inspection', {}, sent)).toBe('case-ended');
  });

  it('is ordered once for each check; somebody else may be sent instead, within the same limit', () => {
    expect(ordered.refuses('order-visit', { inspectorId: 'p-7' })).toBe('unknown-value');
    const instead = ordered.do('order-visit', { inspectorId: 'p-8' });
    expect(instead.state.clocks).toEqual(ordered.state.clocks);
    expect(dutiesOf(instead.state, zjg, instead.now)).toMatchObject([{ key: 'visit.1', personId: 'p-8' }]);
    expect(instead.refuses('record-inspection', failed, sent)).toBe('not-your-command');
    expect(ordered.refuses('order-visit', { checkId: 'check-2', inspectorId: 'p-8' })).toBeNull();
  });

  it('is overdue by itself when nobody goes', () => {
    const late = ordered.wake(at(ordered.state.clocks.at(-1)?.dueDate ?? '', '23:59')).wake();
    expect(late.state.clocks.at(-1)).toMatchObject({ kind: 'visit', status: 'RUNNING' });
    expect(late.state.clocks.at(-1)?.overdueAt).not.toBeNull();
    expect(late.state.status).toBe('CLOSED');
  });
});
