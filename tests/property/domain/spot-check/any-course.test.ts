import fc from 'fast-check';
import { isRefusal } from '../../../../domain/errors';
import type { SpotCheckCommand } from '../../../../domain/spot-check/decide';
import { replayCheck } from '../../../../domain/spot-check/evolve';
import { commitmentTo, seedOf } from '../../../../domain/spot-check/seed';
import { workOf } from '../../../../domain/spot-check/time';
import { Check, HOUR } from '../../../support/spot-check';

const PEOPLE = ['w1', 'w2', 'w3', 'supervisor', 'stranger'];
const person = fc.constantFrom(...PEOPLE);
/** Two each, so that commitments and phrases meet and miss. */
const phrase = fc.tuple(person, fc.boolean()).map(([by, first]) => `${by} says ${first ? 'one' : 'two'}`);
const command: fc.Arbitrary<SpotCheckCommand> = fc.oneof(
  { weight: 6, arbitrary: phrase.map((of) => ({ type: 'commit' as const, commitment: commitmentTo(of) })) },
  { weight: 6, arbitrary: phrase.map((of) => ({ type: 'reveal' as const, phrase: of })) },
  fc.constantFrom('1', '2').map((value) => ({ type: 'enter-number' as const, value })),
  fc.constantFrom('1', '2').map((value) => ({ type: 'confirm-number' as const, value })),
  fc.constantFrom('G1', 'F1', 'H1').map((gone) => ({ type: 'replace' as const, gone, reason: 'gone' })),
  fc.constant({ type: 'cancel' as const, reason: 'why' }),
);
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ by: person, command }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 2 * HOUR }) },
  { weight: 3, arbitrary: fc.constant('work' as const) },
  // A witness who does what is asked of them.
  { weight: 12, arbitrary: fc.constantFrom('w1', 'w2', 'w3') },
);

function dutiful(check: Check, by: string): Check {
  const phrase = `${by} says one`;
  return check.state.round?.step === 'revealing'
    ? check.do(by, { type: 'reveal', phrase })
    : check.do(by, { type: 'commit', commitment: commitmentTo(phrase) });
}

function live(check: Check, one: typeof step extends fc.Arbitrary<infer T> ? T : never): Check {
  if (typeof one === 'number') return check.after(one).settled();
  if (one === 'work') {
    const work = workOf(check.state);
    return work === null ? check : work === 'freeze' ? check.frozen() : check.drawn();
  }
  try {
    return typeof one === 'string' ? dutiful(check, one) : check.do(one.by, one.command);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return check;
  }
}

it('whatever people and time do, the order holds: frozen, then the seed, then the sample', () => {
  let drawn = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const check = steps.reduce(live, Check.define());
      const { events, state } = check;
      const order = events.map(({ type }) => type);
      const at = (type: string) => order.indexOf(type as (typeof order)[number]);
      for (const [first, then] of [
        ['PopulationFrozen', 'PhraseCommitted'],
        ['RevealingBegun', 'PhraseRevealed'],
        ['PopulationFrozen', 'SeedFixed'],
        ['SeedFixed', 'SampleDrawn'],
        ['SampleDrawn', 'CaseReplaced'],
      ] as const)
        if (at(then) !== -1) expect([first, at(first) !== -1 && at(first) < at(then)]).toEqual([first, true]);
      for (const once of ['Defined', 'PopulationFrozen', 'SeedFixed', 'SampleDrawn', 'Cancelled'])
        expect(order.filter((type) => type === once).length).toBeLessThanOrEqual(1);
      // Nothing after the end.
      if (state.ended !== null) expect(check.last.type).toBe('Cancelled');
      if (state.seed !== null && state.round !== null) {
        const { witnesses, commitments, phrases } = state.round;
        expect(state.seed).toBe(seedOf(state.round));
        for (const { personId } of witnesses)
          expect(commitmentTo(phrases[personId]!)).toBe(commitments[personId]);
      }
      expect(replayCheck(JSON.parse(JSON.stringify(events)) as typeof events)).toEqual(state);
      if (state.drawn !== null) drawn += 1;
    }),
    { numRuns: 400 },
  );
  // The property is about something: some of them do come to a sample.
  expect(drawn).toBeGreaterThan(0);
});
