import { makeCalendar } from '../../../../domain/calendar/calendar';
import { addDays } from '../../../../domain/calendar/civil-date';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { recomputedVerdict } from '../../../../domain/case/move-deadlines';
import { nextWake } from '../../../../domain/case/time';
import type { Clock } from '../../../../domain/case/state';
import type { Programme } from '../../../../domain/programme/schema';
import { at, draft, shipped, type Story, until } from '../../../support/domain';
import { CHANGE, move, moved, provisional, resting, under, WHY } from '../../../support/moved-deadlines';

const clockOf = (story: Story, id: string): Clock => story.state.clocks.find((c) => c.id === id) as Clock;

/** Handed in on Monday 2 March 2026: accepting takes three working days, so it is due on the 5th. */
const handedIn = draft(shipped('zhangjiagang')).do('submit');
const ACCEPT = 'stage.accept.1';

describe('a changed calendar moves open limits', () => {
  it('says old and new and why, and moves the timer with them', () => {
    expect(clockOf(handedIn, ACCEPT).dueDate).toBe('2026-03-05');
    const after = moved(under(handedIn, resting('2026-03-04')));
    expect(after.last).toMatchObject({
      type: 'DeadlinesMoved',
      actorId: null,
      facts: {
        ...{ rolloutId: 'r1', why: WHY, confirmed: [], timely: [] },
        moved: [
          { clockId: ACCEPT, oldDueAt: '2026-03-05T16:00:00.000Z', newDueAt: '2026-03-06T16:00:00.000Z' },
        ],
      },
    });
    expect(clockOf(after, ACCEPT)).toMatchObject({ dueDate: '2026-03-06', changes: [] });
    const wake = nextWake(after.state);
    expect(wake).not.toBe(nextWake(handedIn.state));
    expect(move(after)).toBeNull();
  });

  it('moves nothing where nothing changes, also under other days that the limit does not touch', () => {
    expect(move(handedIn)).toBeNull();
    expect(move(under(handedIn, resting('2026-06-01')))).toBeNull();
  });

  it('confirms a date that was provisional, and tells it from one that moved', () => {
    const vague = under(draft(shipped('zhangjiagang')), provisional(shippedCalendar, 2026)).do('submit');
    expect(clockOf(vague, ACCEPT).provisional).toBe(true);
    const sure = moved(under(vague, shippedCalendar));
    expect(sure.last.facts).toMatchObject({ moved: [], confirmed: [ACCEPT] });
    expect(clockOf(sure, ACCEPT)).toMatchObject({ dueDate: '2026-03-05', provisional: false });
  });

  it('moves a limit that stands still, and gives it back what was left when it runs on', () => {
    const returned = handedIn.on('2026-03-03').do('return');
    const after = moved(under(returned, resting('2026-03-04')));
    expect(clockOf(after, ACCEPT)).toMatchObject({ status: 'PAUSED', next: null, dueDate: '2026-03-06' });
    const back = after.on('2026-03-10').do('resubmit');
    const plain = under(returned, resting('2026-03-04')).on('2026-03-10').do('resubmit');
    expect(clockOf(back, ACCEPT).dueAt).toBe(clockOf(plain, ACCEPT).dueAt);
  });

  it('takes back that a limit was missed when it was not, asks nobody for an answer, and sends no rung twice', () => {
    const late = handedIn.wake(at('2026-03-06', '09:00'));
    const fired = clockOf(late, ACCEPT).fired;
    expect(clockOf(late, ACCEPT).overdueAt).toBe('2026-03-05T16:00:00.000Z');
    expect(late.state.calls).toHaveLength(1);
    const after = moved(under(late, resting('2026-03-04', '2026-03-05')));
    expect(after.last.facts).toMatchObject({ timely: [ACCEPT] });
    expect(clockOf(after, ACCEPT)).toMatchObject({ overdueAt: null, dueDate: '2026-03-09', fired });
    expect(after.state.calls).toEqual([]);
    const again = after.wake(at('2026-03-20'));
    expect(clockOf(again, ACCEPT).overdueAt).toBe('2026-03-09T16:00:00.000Z');
    const all = clockOf(again, ACCEPT).fired;
    expect(new Set(all).size).toBe(all.length);
  });

  it('leaves a limit missed that ends in the past by both', () => {
    const late = handedIn.wake(at('2026-03-16', '09:00'));
    const after = moved(under(late, resting('2026-03-04')));
    expect(after.last.facts).toMatchObject({ timely: [] });
    expect(clockOf(after, ACCEPT).overdueAt).toBe('2026-03-05T16:00:00.000Z');
  });

  it('lets a date that has come to lie in the past fall due when time next looks', () => {
    const early = under(handedIn, resting('2026-03-04', '2026-03-05', '2026-03-06'));
    const begun = moved(early).on('2026-03-06', '10:00');
    expect(clockOf(begun, ACCEPT)).toMatchObject({ dueDate: '2026-03-10', overdueAt: null });
    const back = moved(under(begun, shippedCalendar));
    expect(clockOf(back, ACCEPT)).toMatchObject({ dueDate: '2026-03-05', overdueAt: null });
    expect(clockOf(back.wake(back.now), ACCEPT).overdueAt).toBe('2026-03-05T16:00:00.000Z');
  });

  it('keeps the end of a notice, because it was published', () => {
    const notice = until(draft(shipped('xihu')), 'ON_NOTICE');
    const clock = notice.state.clocks.find((c) => c.kind === 'notice' && c.status !== 'STOPPED') as Clock;
    const other = under(notice, resting(clock.dueDate, addDays(clock.dueDate, 1)));
    expect(other.place.calendarFor(clock.owner)).not.toBe(shippedCalendar);
    expect(move(other)?.facts.moved.map(({ clockId }) => clockId) ?? []).not.toContain(clock.id);
  });

  it('leaves a case from before the first year of the calendar as it is', () => {
    const years = shippedCalendar.years.filter(({ year }) => year > 2026);
    expect(move(under(handedIn, makeCalendar(years)))).toBeNull();
  });
});

describe('a newer version of the programme', () => {
  const longer = (amount: number): Programme => ({
    ...handedIn.programme,
    stages: handedIn.programme.stages.map((stage) =>
      stage.id === 'accept' ? { ...stage, limit: { amount, unit: 'workday' } } : stage,
    ),
  });

  it('moves the limits it changes, keeps the time used and says what the limit was before', () => {
    const after = moved(handedIn.on('2026-03-03'), { ...CHANGE, newer: longer(6) });
    expect(clockOf(after, ACCEPT)).toMatchObject({
      ...{ dueDate: '2026-03-10', limit: { amount: 6, unit: 'workday' } },
      changes: [{ at: at('2026-03-03'), from: { amount: 3, unit: 'workday' }, why: 'programme' }],
    });
    expect(move(after, { ...CHANGE, newer: longer(6) })).toBeNull();
  });

  it('leaves alone what it does not change, even under another calendar', () => {
    expect(move(under(handedIn, resting('2026-03-04')), { ...CHANGE, newer: longer(3) })).toBeNull();
  });

  it('does not undo what people decided for one case', () => {
    const extended = handedIn.do('extend', { clockId: ACCEPT, amount: 2 });
    expect(move(extended, { ...CHANGE, newer: longer(9) })).toBeNull();
  });
});

describe('a clock that has stopped', () => {
  it('is judged by today’s calendar beside its own verdict', () => {
    const late = handedIn.on('2026-03-06').do('accept');
    const clock = clockOf(late, ACCEPT);
    expect(clock.verdict).toBe('OVERDUE');
    expect(recomputedVerdict(clock, resting('2026-03-04'))).toEqual({
      dueAt: '2026-03-06T16:00:00.000Z',
      verdict: 'ON_TIME',
    });
    expect(recomputedVerdict(clockOf(handedIn, ACCEPT), shippedCalendar)).toBeNull();
  });
});
