import fc from 'fast-check';
import { type Calendar } from '../../../../domain/calendar/calendar';
import { addDays } from '../../../../domain/calendar/civil-date';
import { withClosures } from '../../../../domain/calendar/closures';
import { computeDue } from '../../../../domain/calendar/due';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { recomputedVerdict } from '../../../../domain/case/move-deadlines';
import { replay } from '../../../../domain/case/evolve';
import { timeEvents } from '../../../../domain/case/time';
import type { Clock } from '../../../../domain/case/state';
import type { Programme } from '../../../../domain/programme/schema';
import { at, draft, fixture, shipped, type Story } from '../../../support/domain';
import { move, moved, off, provisional, under } from '../../../support/moved-deadlines';
import { happen, step } from './happen';

const PROGRAMMES = ['zhangjiagang', 'longgang', 'changchun-yangguang'].map(shipped).concat(fixture('eighth'));
const dayOf2026 = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-03-01', n));
const change = fc.record({
  days: fc.array(fc.record({ date: dayOf2026, kind: fc.constantFrom('CLOSED' as const, 'OPEN' as const) }), {
    minLength: 1,
    maxLength: 40,
  }),
  vague: fc.subarray([2026, 2027]),
});

/** A case that has lived for a while under one calendar, and the calendar that comes after it. */
function lived(programme: Programme, kind: 'PROJECT' | 'MATTER', steps: Parameters<typeof happen>[1][]) {
  return (before: Calendar): Story =>
    steps.reduce(
      happen,
      under(draft(programme, { kind, suggestions: ['s1', 's2'] }), before).knowing({
        otherCase: { id: 'c2', number: 'BJ-2', programmeCode: programme.code, orgPath: '/', ended: false },
      }),
    );
}

describe('any case under any change of the calendar', () => {
  it.each(PROGRAMMES.map((programme) => [programme.code, programme] as const))(
    'under %s is dated as if nobody had ever dated it, keeps its rungs and replays',
    (_code, programme) => {
      fc.assert(
        fc.property(
          fc.constantFrom(...programme.kinds),
          fc.array(step, { minLength: 5, maxLength: 35, size: 'max' }),
          change,
          (kind, steps, { days, vague }) => {
            const local = days.map(({ date, kind: how }) => off(date, how));
            const after = withClosures(shippedCalendar, local);
            const story = lived(programme, kind, steps)(provisional(shippedCalendar, ...vague));
            const event = move(under(story, after));
            const { state } = event === null ? story : moved(under(story, after));
            state.clocks.forEach((clock, i) => {
              const old = story.state.clocks[i] as Clock;
              expect(clock.fired).toEqual(old.fired);
              expect(clock.fired).not.toContain(clock.next?.rung);
              if (clock.status === 'STOPPED' || clock.kind === 'notice') {
                expect(clock).toEqual(old);
                return;
              }
              const { startedAt: start, limit, roll, pauses } = old;
              expect(clock).toMatchObject(computeDue(after, { start, limit, roll, pauses }));
              const told = event?.facts.moved.find(({ clockId }) => clockId === clock.id);
              expect(told !== undefined).toBe(clock.dueAt !== old.dueAt);
              if (clock.overdueAt === null && old.overdueAt !== null)
                expect(event?.facts.timely).toContain(clock.id);
            });
            if (event === null) return;
            const again = moved(under(story, after));
            expect(move(again)).toBeNull();
            expect(replay(JSON.parse(JSON.stringify(again.events)) as typeof again.events)).toEqual(state);
            const later = timeEvents(state, { programme, place: again.place, now: at('2027-03-01') });
            const rungs = later.flatMap((one) =>
              one.type === 'RungsReached'
                ? one.facts.rungs.map(({ id }) => `${one.facts.clockId} ${id}`)
                : [],
            );
            const before = state.clocks.flatMap((clock) => clock.fired.map((id) => `${clock.id} ${id}`));
            expect(rungs.filter((rung) => before.includes(rung))).toEqual([]);
          },
        ),
        { numRuns: 8 },
      );
    },
  );

  it('says of clocks that have stopped what was said then, as long as the calendar is the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PROGRAMMES),
        fc.array(step, { minLength: 10, maxLength: 45, size: 'max' }),
        (programme, steps) => {
          const { state } = lived(programme, programme.kinds[0]!, steps)(shippedCalendar);
          for (const clock of state.clocks) {
            if (clock.status !== 'STOPPED' || clock.kind === 'notice') continue;
            const { dueAt, verdict } = clock;
            expect(recomputedVerdict(clock, shippedCalendar)).toEqual({ dueAt, verdict });
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
