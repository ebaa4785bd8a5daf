import type { Actor, ActorPost } from '../actor';
import type { Programme } from '../programme/schema';
import { postName } from '../programme/render-words';
import type { PostRef } from '../roles';
import { COMMAND_NAMES } from './command-names';
import { COMMAND_TYPES, type CommandType } from './commands';
import { isCalledByName } from './duties';
import { findingsIn, hasOverlayWork, openOpinions, openVisits } from './findings';
import { gradeOf, implementStage, stageOf } from './path';
import { movableClocks, openOrders } from './open-items';
import { headOf, headsOver } from './place';
import {
  COMMAND_RULES,
  COMMUNITY_ROLES,
  SUPERVISING_ROLES,
  WHO_NAMES,
  WORKING_ROLES,
  type Who,
} from './rules';
import { toldOf, type CaseState, type ClockKind } from './state';
import { isTerminal, STATUS_NAMES, type CaseStatus } from './status';
import { unanswered } from './time';
import { anyPost, postFor } from './who';
import { refuse } from './refuse';

/** Somebody who may act: through a post, or as themselves (a proposer has none). */
export type Standing = { post: ActorPost | null };

interface Asking {
  state: CaseState;
  programme: Programme;
  actor: Actor;
  proposers: readonly (string | null)[];
}

/** How each kind of "who" is recognised. */
const WHO: Readonly<Record<Who, (asking: Asking) => Standing | null>> = {
  'stage-owner': ({ state, programme, actor }) => {
    const stage = stageOf(state, programme);
    return stage === null ? null : asPost(postFor(actor, stage.owner, state));
  },
  implementer: ({ state, programme, actor }) => {
    const stage = implementStage(state, programme);
    return stage === null ? null : asPost(postFor(actor, stage.owner, state));
  },
  'grade-owner': ({ state, programme, actor }) => {
    const owner = programme['grade-owner'];
    return owner === undefined || gradeOf(state, programme) === null
      ? null
      : asPost(postFor(actor, owner, state));
  },
  'person-in-charge': ({ state, actor }) =>
    state.personInCharge?.personId === actor.personId ? { post: anyPost(actor, WORKING_ROLES, state) } : null,
  community: ({ state, actor }) => {
    const post = actor.posts.find(
      (p) =>
        COMMUNITY_ROLES.includes(p.role) && p.level === 'COMMUNITY' && state.orgPath.startsWith(p.orgPath),
    );
    return asPost(post ?? null);
  },
  submitter: ({ state, actor }) =>
    state.openedBy === actor.personId || state.submittedBy === actor.personId
      ? { post: anyPost(actor, WORKING_ROLES, state) }
      : null,
  proposer: ({ actor, proposers }) => (proposers.includes(actor.personId) ? { post: null } : null),
  'every-proposer': ({ actor, proposers }) =>
    proposers.length > 0 && proposers.every((person) => person === actor.personId) ? { post: null } : null,
  finance: ({ state, actor }) => asPost(anyPost(actor, ['finance'], state)),
  'extension-approver': (asking) => approver(asking, 'extend'),
  'shortening-approver': (asking) => approver(asking, 'shorten'),
  'pause-approver': (asking) => approver(asking, 'pause-clock'),
  called: (asking) =>
    firstPost(asking.state.calls.flatMap(toldOf), asking.actor, asking.state) ?? calledByName(asking),
  'order-owner': ({ state, actor }) =>
    firstPost(
      openOrders(state).flatMap(({ to }) => [to, headOf(to.level)]),
      actor,
      state,
    ),
  supervisor: ({ state, actor }) =>
    asPost(
      actor.posts.find(
        (p) =>
          SUPERVISING_ROLES.includes(p.role) &&
          state.orgPath.startsWith(p.orgPath) &&
          state.orgPath !== p.orgPath,
      ) ?? null,
    ),
  inspector: inspectorOf,
  'works-inspector': (asking) => (isTerminal(asking.state.status) ? null : inspectorOf(asking)),
  visitor: ({ state, actor }) =>
    openVisits(state).some(({ visit }) => visit.inspectorId === actor.personId)
      ? { post: anyPost(actor, WORKING_ROLES, state) }
      : null,
  'finding-owner': ({ state, actor }) =>
    firstPost(
      findingsIn(state, 'OPEN').flatMap(({ responsible }) => [responsible, headOf(responsible.level)]),
      actor,
      state,
    ),
  verifier: (asking) => ownerOf('verification', asking),
  'opinion-owner': (asking) => ownerOf('opinion', asking),
  'any-post': ({ state, actor }) => asPost(anyPost(actor, WORKING_ROLES, state)),
};

/** Whoever holds the post that an open clock of this kind is of, or heads its organisation. */
function inspectorOf({ state, actor, programme }: Asking): Standing | null {
  const { inspection } = programme.supervision;
  const own = inspection === undefined ? null : postFor(actor, inspection.owner, state);
  return asPost(own ?? anyPost(actor, ['inspector'], state));
}

function ownerOf(kind: ClockKind, { state, actor }: Asking): Standing | null {
  const owners = state.clocks
    .filter((clock) => clock.kind === kind && clock.status !== 'STOPPED')
    .flatMap(({ owner }) => [owner, headOf(owner.level)]);
  return firstPost(owners, actor, state);
}

/** A reminder of the works was also sent to the person in charge, whatever posts they hold. */
function calledByName({ state, actor }: Asking): Standing | null {
  const mine = state.calls.some((call) => isCalledByName(state, call, actor.personId));
  return mine ? { post: anyPost(actor, WORKING_ROLES, state) } : null;
}

function asPost(post: ActorPost | null): Standing | null {
  return post === null ? null : { post };
}

/** Whoever the programme names for moving limits; without a name the post of the stage itself. */
function approver(asking: Asking, what: 'extend' | 'shorten' | 'pause-clock'): Standing | null {
  const { state, actor, programme } = asking;
  const by = programme.deadlines[what === 'pause-clock' ? 'pause' : what]?.by;
  if (by === undefined) return WHO['stage-owner'](asking);
  if (by !== 'head') return asPost(postFor(actor, by, state));
  const paused = what === 'pause-clock' ? state.clocks.filter((clock) => clock.resumesAt !== null) : [];
  const heads = [...movableClocks(state, what), ...paused].flatMap(({ owner }) => headsOver(owner));
  return firstPost(heads, actor, state);
}

/** The first of these posts that the actor holds on the case. */
function firstPost(refs: readonly PostRef[], actor: Actor, state: CaseState): Standing | null {
  for (const ref of refs) {
    const post = postFor(actor, ref, state);
    if (post !== null) return { post };
  }
  return null;
}

/** What a programme switches off although the status would allow it. */
function inProgramme(state: CaseState, programme: Programme, type: CommandType): boolean {
  const stage = stageOf(state, programme);
  if (type === 'answer') return stage?.kind === 'accept' && stage['may-answer-at-once'];
  if (type === 'merge') return programme['merge-allowed'];
  if (type === 'split') return state.suggestions.length > 1;
  if (type === 'follow-up') return state.clocks.some((c) => c.kind === 'follow-up' && c.status !== 'STOPPED');
  if (type === 'finish-revision' || type === 'resubmit' || type === 'resume')
    return state.resumeStatus !== null;
  if (type === 'record-objection' || type === 'revise') return state.notice !== null;
  if (type === 'answer-objection') return unanswered(state).length > 0;
  if (type === 'withdraw') return !decidedByResidents(state);
  if (type === 'extend' || type === 'shorten' || type === 'pause-clock')
    return movableClocks(state, type).length > 0;
  if (type === 'resume-clock') return state.clocks.some((c) => c.resumesAt !== null);
  if (type === 'regrade') return gradable(programme);
  if (type === 'acknowledge') return state.calls.length > 0;
  if (type === 'answer-order') return openOrders(state).length > 0;
  if (type === 'attach') return !isTerminal(state.status) || hasOverlayWork(state);
  if (type === 'read-message') return !isTerminal(state.status) || state.calls.length > 0;
  if (type === 'record-inspection') return canBeInspected(state);
  if (type === 'withdraw-visit') return openVisits(state).length > 0;
  if (type === 'answer-finding') return findingsIn(state, 'OPEN').length > 0;
  if (type === 'verify-finding') return findingsIn(state, 'ANSWERED').length > 0;
  if (type === 'answer-opinion') return openOpinions(state).length > 0;
  if (type === 'raise-finding')
    return programme.supervision.rectification !== undefined && programme.supervision.findings.length > 0;
  if (type === 'give-opinion') return programme.supervision.opinions !== undefined;
  if (type === 'pay') return state.money.approvedFen !== null;
  return true;
}

/**
 * Works can be looked at from when they begin until the case ends, also when they are accepted and nobody has to (then it
 * is a visit outside the plan); later only if a spot check has sent somebody.
 */
const WORKS: readonly CaseStatus[] = ['IN_PROGRESS', 'SUSPENDED', 'COMPLETED', 'REWORK'];
function canBeInspected(state: CaseState): boolean {
  if (state.worksBeganOn !== null && !isTerminal(state.status)) return true;
  const due = state.clocks.some(
    ({ kind, status }) => (kind === 'inspection' || kind === 'reinspection') && status !== 'STOPPED',
  );
  return due || WORKS.includes(state.status) || openVisits(state).length > 0;
}

/** A programme knows urgency by grades, or by a track for what is urgent. */
function gradable(programme: Programme): boolean {
  return (
    programme.grades.length > 1 ||
    Object.values(programme.tracks).some((track) => track.any.some((condition) => 'urgent' in condition))
  );
}

/** A case that was returned after the vote or the council's decision is not withdrawn by the back door (T21). */
function decidedByResidents(state: CaseState): boolean {
  return state.status === 'RETURNED' && (state.voting !== null || state.decisions.length > 0);
}

/** Whether the state of the case has room for this command, whoever asks. */
export function fitsNow(state: CaseState, programme: Programme, type: CommandType): boolean {
  const rule = COMMAND_RULES[type];
  const stage = stageOf(state, programme);
  if (!rule.from.includes(state.status)) return false;
  if (rule.stage !== undefined && (stage === null || !rule.stage.includes(stage.kind))) return false;
  if (rule.opened !== undefined && rule.opened !== state.stageOpened) return false;
  return inProgramme(state, programme, type);
}

/** By what right somebody may give this command, or null. */
export function standing(asking: Asking, type: CommandType): Standing | null {
  for (const who of COMMAND_RULES[type].by) {
    const found = WHO[who](asking);
    if (found !== null) return found;
  }
  return null;
}

/** Commands that fit the case now, whoever gives them. */
export function commandsThatFit(state: CaseState, programme: Programme): CommandType[] {
  return COMMAND_TYPES.filter((type) => fitsNow(state, programme, type));
}

/** What this person may do next: drives the buttons of every screen and script. */
export function allowedCommands(
  state: CaseState,
  actor: Actor,
  programme: Programme,
  proposers: readonly (string | null)[] = [],
): CommandType[] {
  const asking = { state, actor, programme, proposers };
  return commandsThatFit(state, programme).filter((type) => standing(asking, type) !== null);
}

/** Refuses what does not fit the case or the person; answers by which post they act. */
export function guard(asking: Asking, type: CommandType): Standing {
  const { state, programme } = asking;
  const name = COMMAND_NAMES[type];
  const status = STATUS_NAMES[state.status];
  if (isTerminal(state.status) && !fitsNow(state, programme, type)) {
    throw refuse(
      'case-ended',
      `事项已结束（${status.zh}），不能再办理。`,
      `The case has ended (${status.en}); nothing more can be done to it.`,
    );
  }
  if (!fitsNow(state, programme, type)) {
    const fitting = commandsThatFit(state, programme);
    throw refuse(
      'not-now',
      `事项当前为“${status.zh}”，不能“${name.zh}”；现在可以：${fitting.map((t) => COMMAND_NAMES[t].zh).join('、')}。`,
      `"${type}" does not fit a case that is ${state.status}; what fits now: ${fitting.join(', ')}.`,
    );
  }
  const found = standing(asking, type);
  if (found === null) {
    const who = whoMay(asking, type);
    throw refuse(
      'not-your-command',
      `“${name.zh}”应由以下人员办理：${who.zh}。`,
      `"${type}" is for ${who.en}.`,
    );
  }
  return found;
}

/** Says in words who may give a command. */
function whoMay({ state, programme }: Asking, type: CommandType): { zh: string; en: string } {
  const stage = stageOf(state, programme);
  const post = stage && postName(stage.owner);
  const owner = post === null ? { zh: '', en: '' } : { zh: `（${post.zh}）`, en: ` (${post.en})` };
  const names = COMMAND_RULES[type].by.map((who) => ({
    zh: WHO_NAMES[who].zh + (who === 'stage-owner' ? owner.zh : ''),
    en: WHO_NAMES[who].en + (who === 'stage-owner' ? owner.en : ''),
  }));
  return { zh: names.map((n) => n.zh).join('、'), en: names.map((n) => n.en).join(', ') };
}
