import { localTextOf } from '../../../../domain/calendar/instant';
import type { CaseEvent, Told } from '../../../../domain/case/events';
import { formatPostRef } from '../../../../domain/roles';
import type { Story } from '../../../support/domain';

function person({ post, personId, instead }: Told): string {
  const name = personId ?? formatPostRef(post);
  return instead === null ? name : `${name} (for ${formatPostRef(instead)})`;
}

/** One event as a line to be read: when, what, to whom, and until when somebody must answer. */
export function line({ at, ...event }: CaseEvent): string {
  const when = localTextOf(at);
  if (event.type === 'ClockOverdue') return `${when} missed ${event.facts.clockId}`;
  if (event.type !== 'RungsReached' && event.type !== 'CallClimbed') return `${when} ${event.type}`;
  const { to, acknowledgeBy } = event.facts;
  const what = event.type === 'CallClimbed' ? 'climbed' : event.facts.rungs.map(({ id }) => id).join('+');
  const answer = acknowledgeBy === null ? '' : `, answer by ${localTextOf(acknowledgeBy)}`;
  return `${when} ${what} → ${to.map(person).join(', ') || 'nobody'}${answer}`;
}

/** What has happened in a story since another one, as lines. */
export const since = (before: Story, after: Story): string[] =>
  after.events.slice(before.events.length).map(line);

/** The lines of so many wakes in a row. */
export function wakes(story: Story, times: number): string[] {
  let now = story;
  for (let i = 0; i < times; i += 1) now = now.wake();
  return since(story, now);
}
