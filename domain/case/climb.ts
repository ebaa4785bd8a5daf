import { afterWorkingHours } from '../calendar/working-time';
import type { Instant } from '../calendar/instant';
import type { PostRef } from '../roles';
import type { Dating } from './clocks';
import type { EventFacts, Moves, Told } from './events';
import { ladderCalled, nextRung, passedRungs, rungOf } from './ladder';
import { filledPost, filledPosts, postAbove, type Filled } from './place';
import type { Call, CaseState, Clock } from './state';

interface When extends Dating {
  now: Instant;
}

interface Reached<T extends 'RungsReached' | 'CallClimbed'> {
  type: T;
  at: Instant;
  facts: EventFacts[T];
  moves: Moves;
}

/** The colleague who took a stage over hears instead of everybody else with the same post. */
function told({ post, instead }: Filled, state: CaseState, clock: Clock): Told {
  const { handler } = state;
  const mine =
    handler !== null && handler.stageId === clock.stageId && instead === null && post === clock.owner;
  return { post, personId: mine ? handler.personId : null, instead };
}

/** Working hours are those of the post that is asked last: whoever stands highest. */
function until(hours: number | undefined, to: readonly Told[], { now, place }: When): Instant | null {
  const last: PostRef | undefined = to.at(-1)?.post;
  return hours === undefined || last === undefined
    ? null
    : afterWorkingHours(place.calendarFor(last), now, hours);
}

/**
 * The rungs of a clock that have come: after a pause of ours all that passed, in order, as one message to everybody
 * they name. An answer is awaited if the last of them that fired asks for one.
 */
export function rungsReached(
  state: CaseState,
  clock: Clock,
  left: number,
  when: When,
): Reached<'RungsReached'> {
  const { now, place, programme } = when;
  const calendar = place.calendarFor(clock.owner);
  const ladder = ladderCalled(programme, clock.ladder);
  const passed = ladder === null ? [] : passedRungs(ladder, clock, calendar, now);
  // A calendar that has changed since may see it later: what was announced for now is told now.
  const rungs = passed.length === 0 && clock.next !== null ? [clock.next] : passed;
  const fired = rungs.map(({ rung }) => rung);
  const of = fired.flatMap((id) => (ladder === null ? [] : (rungOf(ladder, id) ?? [])));
  const relations = [...new Set(of.flatMap((rung) => rung.to))];
  const to = filledPosts(relations, clock.owner, place).map((one) => told(one, state, clock));
  const acknowledgeBy = until(of.at(-1)?.['acknowledge-within'], to, when);
  const next = nextRung(ladder, { ...clock, fired: [...clock.fired, ...fired] }, calendar);
  return {
    type: 'RungsReached',
    at: rungs.at(-1)?.at ?? now,
    facts: {
      clockId: clock.id,
      rungs: rungs.map(({ rung: id, at }) => ({ id, at })),
      firedAt: now,
      left,
      to,
      acknowledgeBy,
    },
    moves: { clocks: [{ op: 'rungs', id: clock.id, fired, next }] },
  };
}

/** The next one up who is not among those told already; null at the top. */
function nextUp(call: Call, when: When): Filled | null {
  const known = (post: PostRef): boolean =>
    call.to.some((one) => one.role === post.role && one.level === post.level);
  let from = call.to.at(-1) ?? null;
  for (; from !== null; from = postAbove(from)) {
    const above = postAbove(from);
    if (above === null) return null;
    const found = filledPost(above, when.place);
    if (!known(found.post)) return found;
  }
  return null;
}

/** Nobody has said "seen, mine" in time: it goes one up, again with a time to answer, until the top is reached. */
export function callClimbed(call: Call, clock: Clock, left: number, when: When): Reached<'CallClimbed'> {
  const ladder = ladderCalled(when.programme, clock.ladder);
  const rung = ladder === null ? null : rungOf(ladder, call.rung);
  const up = nextUp(call, when);
  const to: Told[] = up === null ? [] : [{ post: up.post, personId: null, instead: up.instead }];
  const acknowledgeBy = up === null ? null : until(rung?.['acknowledge-within'], to, when);
  const from = call.to.at(-1) ?? clock.owner;
  const { clockId, rung: id } = call;
  return {
    type: 'CallClimbed',
    at: call.until,
    facts: {
      ...{ clockId, rung: id, step: call.step + 1, from, plannedAt: call.until, firedAt: when.now, left },
      ...{ to, acknowledgeBy },
    },
    moves: {},
  };
}
