import { afterWorkingHours } from '../calendar/working-time';
import type { Instant } from '../calendar/instant';
import type { PostRef } from '../roles';
import type { Dating } from './clocks';
import type { EventFacts, Moves, Told } from './events';
import { handlerFor, namedFor } from './duties';
import { ladderCalled, nextRung, passedRungs, rungCalled } from './ladder';
import { stageOf } from './path';
import { filledPost, filledPosts, postAbove, samePost, type Filled } from './place';
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

/** The colleague who took a stage over hears instead of everybody else with the same post, while they hold it. */
function told({ post, instead }: Filled, state: CaseState, clock: Clock, { programme, place }: When): Told {
  const stage = stageOf(state, programme);
  const mine = clock.stageId === stage?.id && samePost(post, clock.owner);
  const handler = mine ? handlerFor(state, stage, post) : null;
  const holds = handler !== null && (place.holders(post) ?? []).includes(handler);
  return { post, personId: holds ? handler : null, instead };
}

/**
 * Where the works are, whoever was named for them (LG7 分解责任到人) hears by name besides their post; once, because one who
 * holds the post is told with it, and one who took the stage over instead of it.
 */
function named(state: CaseState, clock: Clock, to: readonly Told[], { place }: When): Told[] {
  const personId = namedFor(state, clock);
  const owner = to.find(({ post }) => samePost(post, clock.owner));
  if (personId === null || owner === undefined || owner.personId === personId) return [];
  const hears = owner.personId === null && (place.holders(owner.post) ?? []).includes(personId);
  return hears ? [] : [{ post: clock.owner, personId, instead: null }];
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
 * they name. An answer is awaited if any of them asks for one, on the terms of the last that does.
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
  // A calendar that has changed since may see it later: what was announced for this instant is told all the same.
  const rungs = passed.length === 0 && clock.next !== null ? [clock.next] : passed;
  const fired = rungs.map(({ rung }) => rung);
  const within = (id: string): number | undefined => rungCalled(ladder, id)?.['acknowledge-within'];
  const relations = [...new Set(fired.flatMap((id) => rungCalled(ladder, id)?.to ?? []))];
  const posts = filledPosts(relations, clock.owner, place).map((one) => told(one, state, clock, when));
  const owners = relations.includes('owner') ? named(state, clock, posts, when) : [];
  // First: whoever stands highest stays last, by whose hours an answer is awaited.
  const to = [...owners, ...posts];
  const asks = fired.findLast((id) => within(id) !== undefined) ?? null;
  const acknowledgeBy = asks === null ? null : until(within(asks), to, when);
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
      asks,
      acknowledgeBy,
    },
    moves: { clocks: [{ op: 'rungs', id: clock.id, fired, next }] },
  };
}

/** The next one up who is not among those told already; null at the top, and when nobody is there up to the top. */
function nextUp(call: Call, { place }: When): Filled | null {
  const highest = call.to.at(-1);
  let above = highest === undefined ? null : postAbove(highest);
  for (; above !== null; above = postAbove(above)) {
    const found = filledPost(above, place);
    if ((place.holders(found.post) ?? []).length === 0) return null;
    if (!call.to.some((post) => samePost(post, found.post))) return found;
  }
  return null;
}

/** Nobody has said "seen, mine" in time: it goes one up, again with a time to answer, until the top is reached. */
export function callClimbed(
  call: Call & { until: Instant },
  clock: Clock,
  left: number,
  when: When,
): Reached<'CallClimbed'> {
  const rung = rungCalled(ladderCalled(when.programme, clock.ladder), call.rung);
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
