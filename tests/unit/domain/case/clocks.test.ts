import { civilDateOf } from '../../../../domain/calendar/instant';
import { stopClock } from '../../../../domain/case/clocks';
import { replay } from '../../../../domain/case/evolve';
import type { Clock } from '../../../../domain/case/state';
import { nextWake, timeEvents } from '../../../../domain/case/time';
import { at, draft, plain, until, type Story } from '../../../support/domain';
import { REACHABLE } from './reachable';

const zjg = plain('zhangjiagang');
const reached = (name: string): Story => REACHABLE[name] as Story;
const clock = (story: Story, id: string) => story.state.clocks.find((c) => c.id === id);
const types = (story: Story, from = 0): string[] => story.events.slice(from).map(({ type }) => type);

/** Sent to the town on 2026-02-12: ten working days over Spring Festival end on 2026-03-04 (domain.md 4.1). */
const reviewing = until(draft(zjg).on('2026-02-12'), 'town-review').do('submit-for-review');
const midnight = at('2026-03-05', '00:00');

describe('a limit', () => {
  it('ends at 24:00 of its last day', () => {
    expect(clock(reviewing, 'stage.town-review.1')).toMatchObject({ dueDate: '2026-03-04', dueAt: midnight });
    expect(nextWake(reviewing.state)).toBe(midnight);
  });

  it.each([
    ['2026-03-04', '23:59', 'ON_TIME', ['ReviewPassed']],
    ['2026-03-05', '00:00', 'OVERDUE', ['ClockOverdue', 'ClockOverdue', 'ReviewPassed']],
  ])('met on %s at %s is %s', (day, time, verdict, events) => {
    const reviewed = reviewing.on(day, time).do('review');
    expect(clock(reviewed, 'stage.town-review.1')?.verdict).toBe(verdict);
    expect(types(reviewed, reviewing.events.length)).toEqual(events);
  });

  it('that was missed is recorded at the instant it was due, however late somebody looks', () => {
    const late = reviewing.wake(at('2026-04-20'));
    expect(late.events.slice(-2)).toMatchObject([
      { type: 'ClockOverdue', at: midnight, actorId: null, facts: { clockId: 'stage.town-review.1' } },
      { type: 'ClockOverdue', at: midnight, facts: { clockId: 'stage.determine.1' } },
    ]);
    expect(clock(late, 'stage.town-review.1')).toMatchObject({
      status: 'RUNNING',
      overdueAt: midnight,
      verdict: null,
    });
    expect(nextWake(late.state)).toBeNull();
  });

  it('wakes twice and is recorded once', () => {
    const once = reviewing.wake(midnight);
    expect(once.wake(midnight).events).toEqual(once.events);
    expect(once.wake(at('2026-12-31')).events).toEqual(once.events);
  });

  it('is recorded by a command when no wake came, before the command itself', () => {
    const noted = reviewing.on('2026-03-09').do('note');
    expect(types(noted, reviewing.events.length)).toEqual(['ClockOverdue', 'ClockOverdue', 'NoteAdded']);
  });

  it('keeps its verdict for ever', () => {
    const reviewed = reviewing.on('2026-03-06').do('review');
    const frozen = clock(reviewed, 'stage.town-review.1');
    expect(frozen).toMatchObject({ status: 'STOPPED', verdict: 'OVERDUE', overdueAt: midnight });
    const closed = until(reviewed, 'CLOSED').wake(at('2026-12-31'));
    expect(clock(closed, 'stage.town-review.1')).toEqual(frozen);
  });

  it('is late from the very instant it was due, even before that is recorded', () => {
    const running = reviewing.state.clocks.find(({ id }) => id === 'stage.town-review.1') as Clock;
    expect(stopClock(running, midnight, reviewing)).toMatchObject({ verdict: 'OVERDUE' });
    expect(stopClock(running, at('2026-03-04', '23:59'), reviewing)).toMatchObject({ verdict: 'ON_TIME' });
    expect(stopClock({ ...running, status: 'PAUSED' }, at('2026-12-31'), reviewing)).toMatchObject({
      verdict: 'ON_TIME',
    });
  });

  it('does not wait once the case has ended', () => {
    const rejected = reviewing.do('reject');
    expect(nextWake(rejected.state)).toBeNull();
    expect(rejected.wake(at('2026-12-31')).events).toEqual(rejected.events);
    expect(rejected.state.clocks.every(({ status }) => status === 'STOPPED')).toBe(true);
  });

  it('has no wake for a draft, nor while nothing is pending', () => {
    expect(nextWake(draft(zjg).state)).toBeNull();
    expect(nextWake(until(draft(zjg), 'works').state)).toBeNull();
  });

  it('that is due first is woken for first', () => {
    const green = until(draft(plain('changchun-yangguang')).on('2026-02-12'), 'council', {
      grade: 'orange',
    });
    expect(nextWake(green.state)).toBe(at('2026-03-13', '00:00'));
    const dongfeng = until(draft(plain('changchun-dongfeng')).on('2026-02-12'), 'errand').do('start');
    expect(nextWake(dongfeng.state)).toBe(at('2026-02-27', '00:00'));
  });
});

describe('a pause', () => {
  it('gives back the working days of a return: what was left on going is left on coming back', () => {
    const returned = reviewing.on('2026-02-14').do('return');
    expect(nextWake(returned.state)).toBeNull();
    expect(returned.wake(at('2026-06-01')).events).toEqual(returned.events);
    const back = returned.on('2026-03-02').do('resubmit');
    expect(back.state.status).toBe('UNDER_REVIEW');
    expect(clock(back, 'stage.town-review.1')).toMatchObject({
      status: 'RUNNING',
      dueDate: '2026-03-12',
      pauses: [{ from: at('2026-02-14'), to: at('2026-03-02') }],
    });
  });

  it('does not hide that the limit was missed before', () => {
    const returned = reviewing.on('2026-03-06').do('return');
    expect(types(returned, reviewing.events.length)).toEqual([
      'ClockOverdue',
      'ClockOverdue',
      'CaseReturned',
    ]);
    const back = returned.on('2026-03-20').do('resubmit');
    expect(clock(back, 'stage.town-review.1')).toMatchObject({ overdueAt: midnight, dueDate: '2026-03-04' });
    expect(clock(back.do('review'), 'stage.town-review.1')?.verdict).toBe('OVERDUE');
  });

  it('keeps the blame of a limit missed before it when the case ends meanwhile', () => {
    const refused = reviewing.on('2026-03-06').do('return').on('2026-03-20').do('reject');
    expect(clock(refused, 'stage.town-review.1')?.verdict).toBe('OVERDUE');
    expect(refused.state.resumeStatus).toBeNull();
  });

  it('of a case that ends while it is returned leaves no clock running and no blame', () => {
    const refused = reviewing.on('2026-02-14').do('return').on('2026-05-01').do('reject');
    expect(clock(refused, 'stage.town-review.1')).toMatchObject({ status: 'STOPPED', verdict: 'ON_TIME' });
  });

  const building = until(draft(plain('longgang')).on('2026-03-02'), 'IN_PROGRESS');

  it('of the works has an end that can be missed itself', () => {
    const standing = building.on('2026-03-10').do('suspend', { until: '2026-04-05' });
    expect(clock(standing, 'suspension.works.1')).toMatchObject({ dueDate: '2026-04-05', roll: false });
    expect(clock(standing, 'stage.works.1')?.status).toBe('PAUSED');
    const missed = standing.wake();
    expect(missed.last).toMatchObject({ type: 'ClockOverdue', facts: { clockId: 'suspension.works.1' } });
    expect(missed.state.status).toBe('SUSPENDED');
    const resumed = missed.on('2026-04-10').do('resume');
    expect(resumed.state).toMatchObject({ status: 'IN_PROGRESS', resumeStatus: null });
    expect(clock(resumed, 'suspension.works.1')).toMatchObject({ status: 'STOPPED', verdict: 'OVERDUE' });
    expect(clock(resumed, 'stage.works.1')).toMatchObject({ status: 'RUNNING', dueDate: '2026-10-08' });
  });

  it('can happen more than once', () => {
    const twice = building
      .do('suspend', { until: '2026-03-04' })
      .on('2026-03-04')
      .do('resume')
      .do('suspend', { until: '2026-03-06' })
      .on('2026-03-06')
      .do('resume');
    expect(clock(twice, 'stage.works.1')?.pauses).toHaveLength(2);
    expect(clock(twice, 'suspension.works.2')?.verdict).toBe('ON_TIME');
  });
});

describe('a notice', () => {
  const open = until(draft(plain('xihu')).on('2026-02-13', '17:30'), 'notice').do('open-notice');
  const end = at('2026-02-25', '00:00');

  it('of three days over Spring Festival ends at 24:00 of the first working day after it', () => {
    expect(clock(open, 'notice.notice.1')).toMatchObject({
      kind: 'notice',
      dueDate: '2026-02-24',
      dueAt: end,
    });
  });

  it('does not end a minute early, ends by itself, and is never late', () => {
    expect(open.wake(at('2026-02-24', '23:59')).state.stageId).toBe('notice');
    const ended = open.wake(at('2026-03-20'));
    expect(ended.events.find(({ type }) => type === 'NoticeEnded')).toMatchObject({ at: end, actorId: null });
    expect(ended.state).toMatchObject({ status: 'ON_NOTICE', stageId: 'publish', notice: { endedAt: end } });
    expect(clock(ended, 'notice.notice.1')).toMatchObject({
      status: 'STOPPED',
      stoppedAt: end,
      verdict: 'ON_TIME',
    });
  });

  it('is followed by a limit that is counted from its last day', () => {
    expect(clock(open.wake(), 'stage.publish.1')?.dueDate).toBe('2026-03-02');
  });

  it.each([
    ['on the day it opened', '2026-02-13', '2026-02-20', null],
    ['on its last day', '2026-02-24', '2026-02-24', null],
    ['the day before', '2026-02-12', '2026-02-20', 'date-out-of-order'],
    ['on a day to come', '2026-02-21', '2026-02-20', 'date-out-of-order'],
    ['after it had ended', '2026-02-25', '2026-02-25', 'date-out-of-order'],
  ])('takes objections received %s', (_what, receivedOn, today, code) => {
    expect(open.on(today).refuses('record-objection', { receivedOn })).toBe(code);
  });

  it('waits for the answer to every objection and then moves on at once', () => {
    const two = open.on('2026-02-20').do('record-objection').do('record-objection');
    expect(two.state.notice?.objections.map(({ id }) => id)).toEqual(['o1', 'o2']);
    const ended = two.wake();
    expect(ended.state).toMatchObject({ stageId: 'notice', status: 'ON_NOTICE' });
    expect(nextWake(ended.state)).toBeNull();
    const one = ended
      .on('2026-02-27')
      .do('answer-objection', { objectionId: 'o2', valid: false, answer: '已解释' });
    expect(one.state.stageId).toBe('notice');
    expect(one.refuses('answer-objection', { objectionId: 'o2' })).toBe('unknown-value');
    const both = one.do('answer-objection', { objectionId: 'o1' });
    expect(both.state.stageId).toBe('publish');
    expect(clock(both, 'stage.publish.1')?.dueDate).toBe('2026-03-05');
    expect(both.refuses('answer-objection')).toBe('not-now');
  });

  it('moves on after a revision, too, when it had ended and waits for nothing more', () => {
    const ended = open.on('2026-02-20').do('record-objection').wake();
    const answered = ended.on('2026-02-27').do('revise').do('answer-objection');
    expect(answered.state).toMatchObject({ status: 'REVISING', stageId: 'notice' });
    const revised = answered.on('2026-03-02').do('finish-revision', { estimateFen: 4_500_000 });
    expect(revised.state).toMatchObject({ status: 'ON_NOTICE', stageId: 'publish', resumeStatus: null });
    expect(revised.state.money.estimateFen).toBe(4_500_000);
    expect(clock(revised, 'stage.publish.1')).toMatchObject({ status: 'RUNNING', dueDate: '2026-03-09' });
  });

  it('stands still while the plan is revised, and hears objections meanwhile', () => {
    const revising = open.on('2026-02-14').do('revise');
    expect(nextWake(revising.state)).toBeNull();
    const heard = revising.on('2026-03-05').do('record-objection');
    const revised = heard.do('finish-revision');
    expect(clock(revised, 'notice.notice.1')).toMatchObject({ status: 'RUNNING', dueDate: '2026-03-09' });
    expect(revised.wake().state.stageId).toBe('notice');
  });
});

describe('a red case (CA5)', () => {
  const red = until(draft(plain('changchun-yangguang')).on('2026-01-05'), 'IN_PROGRESS', { grade: 'red' });

  it('is followed up every thirty days; a missed one is late by itself, the case is not', () => {
    expect(clock(red, 'follow-up.1')?.dueDate).toBe('2026-02-04');
    const missed = red.wake();
    expect(clock(missed, 'follow-up.1')?.overdueAt).toBe(at('2026-02-05', '00:00'));
    expect(clock(missed, 'follow-up.2')).toMatchObject({ dueDate: '2026-03-06', overdueAt: null });
    expect(missed.state.clocks.filter(({ kind, overdueAt }) => kind !== 'follow-up' && overdueAt)).toEqual(
      [],
    );
  });

  it('fires every follow-up missed while nobody looked, once each and in order', () => {
    const late = red.wake(at('2026-06-01'));
    const overdue = late.events.slice(red.events.length);
    expect(
      overdue.map((event) => (event.type === 'ClockOverdue' ? event.facts.clockId : event.type)),
    ).toEqual(['follow-up.1', 'follow-up.2', 'follow-up.3', 'follow-up.4']);
    expect(overdue.map((event) => civilDateOf(event.at))).toEqual([
      '2026-02-05',
      '2026-03-07',
      '2026-04-08',
      '2026-05-08',
    ]);
    expect(late.wake(at('2026-06-01')).events).toEqual(late.events);
    const looked = late.do('follow-up');
    expect(looked.state.followUps).toBe(1);
    expect(
      looked.state.clocks.filter(({ kind, status }) => kind === 'follow-up' && status === 'RUNNING'),
    ).toMatchObject([{ id: 'follow-up.6', dueDate: '2026-07-01' }]);
  });

  it('counts the next follow-up from the visit', () => {
    const visited = red.on('2026-01-20').do('follow-up');
    expect(clock(visited, 'follow-up.1')?.verdict).toBe('ON_TIME');
    expect(clock(visited, 'follow-up.2')?.dueDate).toBe('2026-02-24');
  });

  it('is followed up while it stands still', () => {
    const standing = red.do('suspend', { until: '2026-12-31' });
    expect(clock(standing, 'follow-up.1')?.status).toBe('RUNNING');
    expect(standing.wake().last).toMatchObject({ facts: { clockId: 'follow-up.1' } });
    const resumed = standing.do('resume');
    expect(clock(resumed, 'follow-up.1')?.dueDate).toBe('2026-02-04');
  });

  it('has no follow-up in a green case', () => {
    const green = until(draft(plain('changchun-yangguang')), 'IN_PROGRESS', { grade: 'green' });
    expect(green.refuses('follow-up')).toBe('not-now');
  });
});

describe('the ledger', () => {
  it('begins with the opening of the case', () => {
    const [, second] = reviewing.events;
    expect(() => replay(second === undefined ? [] : [second])).toThrow('begins with CaseOpened');
    expect(replay([])).toBeNull();
  });

  it('is counted and dated by its events', () => {
    for (const { events, state } of Object.values(REACHABLE)) {
      expect(state).toMatchObject({ seq: events.length, lastAt: events.at(-1)?.at });
      expect(state.endedAt === null).toBe(state.outcome === null);
    }
  });

  it('has nothing to say about a case on time', () => {
    const { state, programme, place } = reached('UNDER_REVIEW');
    expect(timeEvents(state, { now: at('2026-03-02', '11:00'), programme, place })).toEqual([]);
  });
});
