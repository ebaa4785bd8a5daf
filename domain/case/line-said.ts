import type { Words } from '../errors';
import type { EventFacts, EventOf, EventType } from './events';
import { both, brief, type LineNames } from './line-names';

/** What somebody did, and behind a colon whatever they gave with it: a reason, an opinion, an amount. */
export interface Said {
  readonly did: Words;
  readonly details: readonly (Words | null)[];
}

/** How one type of event is told. */
export type Say<T extends EventType> = (facts: EventFacts[T], names: LineNames, event: EventOf<T>) => Said;

export const say = (zh: string, en: string, ...details: (Words | string | null)[]): Said => ({
  did: { zh, en },
  details: details.map((detail) => (typeof detail === 'string' ? both(brief(detail)) : detail)),
});
