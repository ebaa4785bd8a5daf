import { minInstant, type Instant } from '../calendar/instant';
import type { Programme } from '../programme/schema';
import type { PostRef } from '../roles';
import { stageOf } from './path';
import type { CaseState } from './state';
import { isTerminal } from './status';

/** What one post, or one named person, must do now. */
export interface Duty {
  key: string;
  stageId: string | null;
  owner: PostRef;
  personId: string | null;
  since: Instant;
  dueAt: Instant | null;
}

/** Who waits for the missing papers of a returned case, or amends the plan: the community. */
const COMMUNITY_OFFICER: PostRef = { role: 'officer', level: 'COMMUNITY' };

/** The duties of a case: the owner of its stage, and whoever follows it up. Made anew from the state each time. */
export function dutiesOf(state: CaseState, programme: Programme, since: Instant): Duty[] {
  if (isTerminal(state.status)) return [];
  const stage = stageOf(state, programme);
  const followUps = state.clocks
    .filter((clock) => clock.kind === 'follow-up' && clock.status === 'RUNNING')
    .map((c): Duty => ({
      key: c.id,
      stageId: null,
      owner: c.owner,
      personId: null,
      since: c.startedAt,
      dueAt: c.dueAt,
    }));
  if (stage === null) return followUps;
  const back = state.status === 'RETURNED' || state.status === 'REVISING';
  const named =
    state.status === 'IN_PROGRESS' || state.status === 'REWORK'
      ? (state.personInCharge?.personId ?? null)
      : null;
  const due = state.clocks
    .filter((c) => c.status === 'RUNNING' && c.kind !== 'follow-up')
    .map((c) => c.dueAt);
  const main: Duty = {
    key: `stage.${stage.id}`,
    stageId: stage.id,
    owner: back ? COMMUNITY_OFFICER : stage.owner,
    personId: named,
    since,
    dueAt: minInstant(...due),
  };
  return [main, ...followUps];
}
