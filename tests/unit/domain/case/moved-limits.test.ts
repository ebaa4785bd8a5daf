import { addMs } from '../../../../domain/calendar/instant';
import { messagesOf } from '../../../../domain/case/messages';
import type { Clock } from '../../../../domain/case/state';
import { nextWake } from '../../../../domain/case/time';
import { actor, at, draft, fixture, shipped, until, type Story } from '../../../support/domain';
import { line, since, wakes } from './lines';

const longgang = shipped('longgang');
const PANEL = 'stage.expert-panel.1';

/** Ten working days from 2026-03-02: 03, 04, 05, 06, 09, 10, 11, 12, 13, 16. */
const panel = until(draft(longgang), 'UNDER_REVIEW');
const head = actor('leader@street');
const clock = (story: Story, id: string): Clock | undefined => story.state.clocks.find((c) => c.id === id);
const due = (story: Story, id = PANEL): string | undefined => clock(story, id)?.dueDate;

describe('a clock that is paused by itself', () => {
  const paused = panel.on('2026-03-05').do('pause-clock', { until: '2026-03-10' });

  it('rings no rung and runs on by itself after the day that was named', () => {
    expect(clock(paused, PANEL)).toMatchObject({ status: 'PAUSED', next: null });
    expect(nextWake(paused.state)).toBe(at('2026-03-11', '00:00'));
    const resumed = paused.wake();
    expect(resumed.last).toMatchObject({
      type: 'ClockResumed',
      at: at('2026-03-11', '00:00'),
      actorId: null,
    });
    // Three days were used; seven are left: 11, 12, 13, 16, 17, 18, 19.
    expect(clock(resumed, PANEL)).toMatchObject({
      ...{ status: 'RUNNING', dueDate: '2026-03-19', resumesAt: null },
      pauses: [{ from: at('2026-03-05'), to: addMs(at('2026-03-11', '00:00'), -1) }],
    });
    expect(wakes(resumed, 2)).toEqual([
      '2026-03-12 09:00 half → expert@street',
      '2026-03-18 09:00 day-before → expert@street',
    ]);
  });

  it('can be let run on earlier; that day is not counted', () => {
    const resumed = paused.on('2026-03-09').do('resume-clock', { note: '已回复' });
    expect(due(resumed)).toBe('2026-03-18');
    expect(resumed.refuses('resume-clock', { clockId: PANEL })).toBe('not-now');
    expect(paused.refuses('resume-clock', { clockId: 'stage.report.1' })).toBe('unknown-value');
  });

  it('is late neither meanwhile nor for the time it stood still', () => {
    expect(since(paused, paused.wake(at('2026-03-17')))).toEqual([
      '2026-03-11 00:00 ClockResumed',
      '2026-03-12 09:00 half → expert@street',
    ]);
    const stopped = paused.wake().on('2026-03-19', '17:00').papers().do('review');
    expect(clock(stopped, PANEL)).toMatchObject({ verdict: 'ON_TIME', used: { gross: 13, net: 10 } });
  });

  it('stays as long as the case stands still, if that is returned meanwhile', () => {
    const returned = paused.on('2026-03-06').do('return');
    expect(clock(returned, PANEL)).toMatchObject({ status: 'PAUSED', resumesAt: null });
    const later = returned.wake(at('2026-03-11', '10:00'));
    expect(clock(later, PANEL)?.status).toBe('PAUSED');
    const back = later.on('2026-03-20').do('resubmit');
    expect(clock(back, PANEL)).toMatchObject({ status: 'RUNNING', dueDate: '2026-03-31' });
  });

  it.each([
    ['today', '2026-03-05', 'date-out-of-order'],
    ['tomorrow', '2026-03-06', null],
    ['ninety days on', '2026-06-03', null],
    ['a day more', '2026-06-04', 'date-out-of-order'],
  ])('until %s', (_when, day, code) => {
    expect(panel.on('2026-03-05').refuses('pause-clock', { until: day })).toBe(code);
  });

  it('is not one that is paused already, a notice, an order or a follow-up', () => {
    expect(paused.refuses('pause-clock', { clockId: PANEL })).toBe('not-now');
    const ordered = panel.do('supervise');
    expect(ordered.refuses('pause-clock', { clockId: 'order.1' })).toBe('unknown-value');
  });

  it('keeps nobody waiting for an answer: who pauses it has seen it', () => {
    const hours = {
      ...longgang,
      ladders: longgang.ladders.map((ladder) => ({ ...ladder, rungs: asking(ladder.rungs) })),
    };
    const asked = until(draft(hours), 'UNDER_REVIEW').wake(at('2026-03-09', '09:00'));
    expect(asked.state.calls).toHaveLength(1);
    expect(asked.do('pause-clock').state.calls).toEqual([]);
  });
});

/** The same ladder, but its first rung asks for an answer. */
function asking(rungs: (typeof longgang)['ladders'][number]['rungs']): typeof rungs {
  return rungs.map((rung) => (rung.id === 'half' ? { ...rung, 'acknowledge-within': 2 } : rung));
}

describe('an extension', () => {
  it('is given once, before the end, by the head of the organisation or one above it', () => {
    const extended = panel.on('2026-03-16', '23:59').do('extend', { amount: 2, approver: '分管副主任' });
    expect(due(extended)).toBe('2026-03-18');
    expect(extended.last).toMatchObject({
      facts: {
        ...{ clockId: PANEL, oldDueAt: at('2026-03-17', '00:00'), newDueAt: at('2026-03-19', '00:00') },
        ...{ reason: '等待管线单位回复', approver: '分管副主任' },
      },
    });
    expect(clock(extended, PANEL)?.changes).toEqual([
      { at: at('2026-03-16', '23:59'), from: { amount: 10, unit: 'workday' }, why: 'extended' },
    ]);
    expect(extended.refuses('extend', { clockId: PANEL }, head)).toBe('not-in-programme');
    expect(panel.refuses('extend', {}, actor('expert@street'))).toBe('not-your-command');
    expect(panel.refuses('extend', {}, actor('leader@district'))).toBeNull();
  });

  it('comes too late when the limit was missed', () => {
    const late = panel.on('2026-03-17', '00:00');
    expect(late.refuses('extend', { clockId: PANEL }, head)).toBe('not-now');
    const returned = late.do('return', {}, actor('expert@street'));
    expect(returned.refuses('extend', { clockId: PANEL }, head)).toBe('not-now');
  });

  it('is not given by a head for the limit of a superior', () => {
    const district = until(panel, 'district-review').do('return', {}, actor('reviewer@district'));
    expect(district.refuses('extend', { clockId: 'returned.1' }, head)).toBeNull();
    expect(district.refuses('extend', { clockId: 'stage.district-review.1' }, head)).toBe('not-your-command');
    expect(
      district.refuses('extend', { clockId: 'stage.district-review.1' }, actor('leader@district')),
    ).toBeNull();
  });

  it('is given as often, and by whom, as the programme says', () => {
    const ordinary = { grade: 'ordinary' };
    const eighth = until(draft(fixture('eighth'), { kind: 'MATTER' }), 'both-houses', ordinary);
    const look = until(draft(fixture('eighth'), { kind: 'MATTER' }), 'UNDER_REVIEW');
    const once = look.do('extend', {}, head);
    const twice = once.do('extend', { clockId: 'stage.first-look.1' }, head);
    expect(due(twice, 'stage.first-look.1')).toBe('2026-03-09');
    expect(twice.refuses('extend', { clockId: 'stage.first-look.1' }, head)).toBe('not-in-programme');
    expect(eighth.refuses('extend', {}, actor('leader@district'))).toBe('not-your-command');
    const never = { ...longgang, deadlines: { extend: { times: 0 } } };
    expect(until(draft(never), 'UNDER_REVIEW').refuses('extend')).toBe('not-in-programme');
  });

  it('is the own post’s to give where the programme names nobody', () => {
    const free = until(draft({ ...longgang, deadlines: {} }), 'UNDER_REVIEW');
    expect(free.refuses('extend', {}, actor('expert@street'))).toBeNull();
    expect(free.refuses('extend', {}, head)).toBe('not-your-command');
  });

  it('moves the rungs to come and sends none again', () => {
    const halfway = panel.wake();
    expect(line(halfway.last)).toBe('2026-03-09 09:00 half → expert@street');
    const extended = halfway.on('2026-03-12').do('extend', { amount: 5 });
    expect(wakes(extended, 3)).toEqual([
      '2026-03-20 09:00 day-before → expert@street',
      '2026-03-23 09:00 last-day → expert@street',
      '2026-03-24 00:00 missed stage.expert-panel.1',
    ]);
    const told = extended.wake(at('2026-04-30'));
    expect(clock(told, PANEL)?.fired.filter((id) => id === 'half')).toHaveLength(1);
  });

  it('of a limit that stands still counts from where it stood', () => {
    const returned = panel
      .on('2026-03-05')
      .do('return')
      .on('2026-04-01')
      .do('extend', { clockId: PANEL, amount: 1 });
    expect(clock(returned, PANEL)).toMatchObject({ status: 'PAUSED', next: null });
    // Eight left from 04-07, the day of coming back, which is not counted.
    expect(due(returned.on('2026-04-07').do('resubmit'))).toBe('2026-04-17');
  });
});

describe('a shortened limit', () => {
  it('may come to end today, not before', () => {
    const fifth = panel.on('2026-03-05', '10:00');
    expect(due(fifth.do('shorten', { amount: 7 }))).toBe('2026-03-05');
    expect(fifth.refuses('shorten', { amount: 8 })).toBe('date-out-of-order');
    expect(fifth.refuses('shorten', { amount: 10 })).toBe('unknown-value');
    expect(fifth.refuses('shorten', { clockId: 'stage.council.1' })).toBe('unknown-value');
  });

  it('lets the rungs that this has brought into the past ring at once, as one message', () => {
    const short = panel.on('2026-03-05', '10:00').do('shorten', { amount: 6 });
    expect(wakes(short, 2)).toEqual([
      '2026-03-05 10:00 half+day-before → expert@street',
      '2026-03-06 09:00 last-day → expert@street',
    ]);
  });

  it('is also for whoever supervises from above', () => {
    expect(panel.refuses('shorten', {}, actor('inspector@street'))).toBeNull();
    expect(panel.refuses('extend', {}, actor('inspector@street'))).toBe('not-your-command');
  });

  it('is measured where it stands still, not by the days since', () => {
    const returned = panel.on('2026-03-05').do('return').on('2026-04-28');
    expect(returned.refuses('shorten', { clockId: PANEL, amount: 5 }, head)).toBeNull();
    expect(returned.refuses('shorten', { clockId: PANEL, amount: 8 }, head)).toBe('date-out-of-order');
  });
});

describe('urgency that changes (CA5)', () => {
  const yangguang = shipped('changchun-yangguang');
  const secretary = actor('secretary@community');
  const accepted = (grade: string): Story => draft(yangguang).do('submit').do('accept', { grade });
  const regrade = (story: Story, grade: string): Story => story.do('regrade', { grade }, secretary);
  const green = accepted('green').wake(at('2026-03-05', '14:00'));

  it('keeps the time already used: green to orange ends a month after the acceptance', () => {
    const orange = regrade(green, 'orange');
    expect(clock(orange, 'grade.1')).toMatchObject({
      ...{ startedAt: at('2026-03-02'), dueDate: '2026-04-02', ladder: 'orange' },
      changes: [{ from: { amount: 1, unit: 'week' }, why: 'regraded' }],
    });
    expect(orange.last).toMatchObject({
      type: 'CaseRegraded',
      facts: {
        ...{ grade: 'orange', reason: '漏水范围扩大' },
        moved: [
          { clockId: 'grade.1', oldDueAt: at('2026-03-10', '00:00'), newDueAt: at('2026-04-03', '00:00') },
        ],
      },
    });
  });

  it('sends no rung again, and those of the new ladder at their time', () => {
    const halfway = green.wake(at('2026-03-06'));
    expect(clock(halfway, 'grade.1')?.fired).toEqual(['half', 'day-before']);
    const orange = until(regrade(halfway, 'orange'), 'IN_PROGRESS');
    expect(wakes(orange, 3)).toEqual([
      '2026-03-26 09:00 week-before → secretary@community',
      '2026-04-02 09:00 last-day → secretary@community',
      '2026-04-03 00:00 missed grade.1',
    ]);
  });

  it('of green to red to orange counts from the acceptance still, and remembers what was sent', () => {
    const red = regrade(green.wake(at('2026-03-06')), 'red');
    expect(clock(red, 'grade.1')).toMatchObject({
      status: 'STOPPED',
      verdict: 'ON_TIME',
      used: { gross: 4, net: 4 },
    });
    expect(clock(red, 'follow-up.1')).toMatchObject({
      startedAt: at('2026-03-06'),
      dueDate: '2026-04-07',
      ladder: 'red',
    });
    const orange = regrade(red.on('2026-03-20'), 'orange');
    expect(clock(orange, 'follow-up.1')).toMatchObject({ status: 'STOPPED', verdict: 'ON_TIME' });
    expect(clock(orange, 'grade.2')).toMatchObject({
      ...{ startedAt: at('2026-03-02'), dueDate: '2026-04-02', fired: ['half', 'day-before'] },
      next: { rung: 'week-before', at: at('2026-03-26', '09:00') },
    });
  });

  it('gives back the pauses of the earlier limit', () => {
    const handled = until(accepted('green'), 'IN_PROGRESS');
    const paused = handled
      .on('2026-03-03')
      .do('suspend', { until: '2026-03-31' })
      .on('2026-03-10')
      .do('resume');
    const red = regrade(paused, 'red');
    const orange = regrade(red.on('2026-03-12'), 'orange');
    expect(clock(orange, 'grade.2')).toMatchObject({
      ...{ dueDate: '2026-04-09', pauses: [{ from: at('2026-03-03'), to: at('2026-03-10') }] },
    });
  });

  it('that was used up already is missed at once, in one message', () => {
    const slow = until(accepted('orange'), 'IN_PROGRESS').wake(at('2026-03-19', '10:00'));
    const hurried = regrade(slow, 'green');
    expect(since(hurried, hurried.wake(at('2026-03-19', '10:05')))).toEqual([
      '2026-03-19 10:00 missed grade.1',
      '2026-03-19 10:00 day-before+last-day+overdue+overdue-2+overdue-4 → secretary@community, officer@street, officer@district, answer by 2026-03-19 15:35',
    ]);
  });

  it('takes the other limits of the case onto its ladder and leaves their dates', () => {
    const waiting = accepted('green');
    const red = regrade(waiting, 'red');
    const [before, after] = [clock(waiting, 'waiting.council.1'), clock(red, 'waiting.council.1')];
    expect([before?.ladder, after?.ladder]).toEqual(['green', 'red']);
    expect(after).toMatchObject({ dueAt: before?.dueAt, changes: [] });
    expect(messagesOf(red.state, red.last, red)).toEqual([]);
  });

  it('is told to whoever answers for it when somebody else changes it', () => {
    const handled = until(accepted('green'), 'IN_PROGRESS').do(
      'regrade',
      { grade: 'orange' },
      actor('officer@community'),
    );
    expect(messagesOf(handled.state, handled.last, handled)).toMatchObject([
      {
        ...{
          kind: 'deadline-moved',
          recipient: { to: 'post', post: { role: 'secretary', level: 'COMMUNITY' } },
        },
        data: { oldDueDate: '2026-03-09', newDueDate: '2026-04-02' },
      },
    ]);
  });

  it.each([
    ['the same colour', { grade: 'green', urgent: undefined }, 'unknown-value'],
    ['an unknown colour', { grade: 'blue' }, 'unknown-value'],
    ['a reason', { grade: 'red' }, null],
  ])('needs %s', (_what, data, code) => {
    expect(green.refuses('regrade', data, secretary)).toBe(code);
  });

  it('is not known before the acceptance', () => {
    expect(draft(yangguang).do('submit').refuses('regrade', { grade: 'red' }, secretary)).toBe('not-now');
  });
});

describe('follow-ups of a red case', () => {
  const red = until(draft(shipped('changchun-yangguang')).on('2026-01-05'), 'IN_PROGRESS', { grade: 'red' });

  it('are each late by themselves, each with its own reminders, while the case is not', () => {
    const missed = red.wake(at('2026-03-13'));
    expect(since(red, missed)).toEqual([
      '2026-02-05 00:00 missed follow-up.1',
      '2026-02-11 09:00 days-before+last-day+overdue+overdue-5 → secretary@community, officer@street, officer@district, answer by 2026-03-16 11:00',
      '2026-03-07 00:00 missed follow-up.2',
      '2026-03-13 09:00 days-before+last-day+overdue+overdue-5 → secretary@community, officer@street, officer@district, answer by 2026-03-16 11:00',
    ]);
    const late = missed.state.clocks.filter(({ overdueAt }) => overdueAt !== null);
    expect(late.map(({ kind }) => kind)).toEqual(['follow-up', 'follow-up']);
    expect(missed.state.status).toBe('IN_PROGRESS');
  });

  it('end all together with one visit, and the calls for them', () => {
    const visited = red.wake(at('2026-03-13')).do('follow-up');
    expect(visited.state.calls).toEqual([]);
    expect(visited.state.clocks.filter(({ status }) => status === 'RUNNING').map(({ id }) => id)).toEqual([
      'follow-up.4',
    ]);
  });
});

describe('a case that becomes urgent, or is not any more (ZJ10)', () => {
  const zjg = shipped('zhangjiagang');
  const reviewing = until(draft(zjg), 'UNDER_REVIEW');
  const reviewer = actor('reviewer@street');
  const owners = (story: Story): string[] =>
    story.state.clocks
      .filter(({ status }) => status === 'RUNNING')
      .map((c) => `${c.id} ${c.dueDate} ${c.ladder}`);

  it('takes the limits and ladders of its new track, also those that are counted from here', () => {
    expect(owners(reviewing)).toEqual([
      'stage.town-review.1 2026-03-16 standard',
      'stage.determine.1 2026-03-16 determine',
    ]);
    const urgent = reviewing.do('regrade', { urgent: true }, reviewer);
    expect(urgent.state).toMatchObject({ urgent: true, track: 'fast', stageId: 'town-review' });
    expect(owners(urgent)).toEqual([
      'stage.town-review.1 2026-03-03 fast',
      'stage.determine.1 2026-03-03 determine',
    ]);
    expect(until(urgent, 'CLOSED').state.outcome?.success).toBe(true);
  });

  it('keeps an extension where the track does not change the limit', () => {
    const building = until(draft(zjg), 'IN_PROGRESS').do('extend', { amount: 1 });
    const urgent = building.do('regrade', { urgent: true }, actor('implementer@community'));
    expect(due(urgent, 'stage.works.1')).toBe(due(building, 'stage.works.1'));
  });

  it('finishes a stage that the fast track does not have', () => {
    const council = until(draft(zjg), 'DELIBERATING');
    expect(council.refuses('regrade', { urgent: true })).toBe('not-in-programme');
  });

  it('goes back to the council that it was spared, its other limits stopped', () => {
    const fast = until(draft(zjg).do('submit').do('accept', { urgent: true }), 'UNDER_REVIEW');
    const slow = fast.do('regrade', { urgent: false }, reviewer);
    expect(slow.state).toMatchObject({ urgent: false, track: null, stageId: 'council', status: 'ACCEPTED' });
    expect(owners(slow)).toEqual(['waiting.council.1 2026-03-09 standard']);
    const done = until(slow, 'CLOSED');
    expect(done.state.decisions).toHaveLength(1);
    expect(done.state.clocks.filter(({ stageId }) => stageId === 'determine')).toHaveLength(2);
  });

  it('stays urgent once it is approved: it is too late for the council', () => {
    const works = until(draft(zjg).do('submit').do('accept', { urgent: true }), 'works');
    expect(works.refuses('regrade', { urgent: false })).toBe('not-in-programme');
  });

  it('that is small anyway stays on the fast track', () => {
    const small = until(
      draft(zjg).do('submit').do('accept', { urgent: true, estimateFen: 900_000 }),
      'UNDER_REVIEW',
    );
    const slow = small.do('regrade', { urgent: false }, reviewer);
    expect(slow.state).toMatchObject({ urgent: false, track: 'fast', stageId: 'town-review' });
  });

  it('in Nantong is reminded in hours from then on (NT3)', () => {
    const handling = until(draft(shipped('nantong'), { kind: 'MATTER' }), 'IN_PROGRESS');
    const urgent = handling.do('regrade', { urgent: true });
    expect(wakes(urgent, 5)).toEqual([
      '2026-03-03 09:00 last-day → grid-worker@grid',
      '2026-03-04 00:00 missed stage.handle.1',
      '2026-03-04 09:00 overdue → grid-worker@grid, secretary@community, answer by 2026-03-04 10:00',
      '2026-03-04 10:00 climbed → officer@street, answer by 2026-03-04 11:00',
      '2026-03-04 11:00 overdue-2h → grid-worker@grid, officer@community, secretary@community, answer by 2026-03-04 12:00',
    ]);
  });

  it('by another grade passes the stages of that grade', () => {
    const eighth = until(draft(fixture('eighth')).do('submit').do('accept', { grade: 'pressing' }), 'decide');
    const calm = eighth.do('regrade', { grade: 'ordinary' });
    expect(calm.state).toMatchObject({ grade: 'ordinary', stageId: 'both-houses', status: 'ACCEPTED' });
    expect(until(calm, 'CLOSED').state.outcome?.success).toBe(true);
  });
});
