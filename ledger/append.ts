import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import canonicalize from 'canonicalize';
import type { Actor } from '../domain/actor';
import { civilDateOf, compareInstants, type Instant } from '../domain/calendar/instant';
import type { Command, CommandData } from '../domain/case/commands';
import { NO_FACTS, type CaseFacts } from '../domain/case/context';
import { decide } from '../domain/case/decide';
import { evolve } from '../domain/case/evolve';
import { allowedCommands } from '../domain/case/guard';
import { joinSuggestions, openCase } from '../domain/case/open';
import { namesOfClocks } from '../domain/case/open-items';
import type { CaseState } from '../domain/case/state';
import { maySee } from '../domain/case/who';
import { Refusal } from '../domain/errors';
import type { Programme } from '../domain/programme/schema';
import type { LedgerDeps } from './deps';
import { cameSecond } from './errors';
import { moneyFacts } from './facts';
import { nextNumber } from './numbers';
import { loadCase, proposersOf, type LoadedCase, type Receipt } from './read';
import {
  receivedOf,
  refuseElsewhere,
  suggestionsHere,
  writeWithWords,
  type NewSuggestion,
} from './suggestions';
import { caseDue, type CaseWrite, type Link, type ReceiptRow } from './write';
import { GENESIS } from './chain';

/** A command on one case as it reaches the ledger: parsed, with who asks, when, and under which key. */
export interface Append {
  caseId: string;
  command: Command;
  actor: Actor;
  now: Instant;
  /** Idempotency key: the same key answers the same, whatever happened since. */
  key: string;
  /** Refuse unless the case is still at this seq. */
  ifSeq?: number;
  /** Import of old cases: recorded, but nobody is told. */
  quiet?: boolean;
  /** Words that come in with the command (join); written with it, or not at all. */
  words?: NewSuggestion;
}

/** Times a command is decided anew when others came first, before the caller is asked to try again. */
const TRIES = 10;

/** A fingerprint of what was asked, to notice a key that is used for something else. */
export function fingerprint(body: unknown): string {
  return createHash('sha256')
    .update(canonicalize(body) ?? '')
    .digest('hex');
}

/** The first answer to a key, or a refusal if the key was used for another request. */
export function firstAnswer<T = Receipt>(
  given: { bodyHash: string; receipt: T } | null,
  bodyHash: string,
): T | null {
  if (given === null) return null;
  if (given.bodyHash === bodyHash) return given.receipt;
  throw new Refusal('key-reused', {
    zh: '这个 Idempotency-Key 已用于内容不同的请求，请换一个。',
    en: 'This Idempotency-Key was used for a request with another body; take a new one.',
  });
}

/** What the caller is told: where the case stands now and what they may do next. */
export function receiptOf(
  state: CaseState,
  events: readonly { type: string }[],
  actor: Actor,
  programme: Programme,
  proposers: readonly (string | null)[],
): Receipt {
  return {
    caseId: state.id,
    number: state.number,
    seq: state.seq,
    status: state.status,
    stageId: state.stageId,
    events: events.map((event) => event.type),
    allowed: allowedCommands(state, actor, programme, proposers),
    dueAt: caseDue(state).at,
    ...inspectedOf(state, events),
  };
}

/** Whoever was there must not take a visit outside the plan for the inspection that is due. */
function inspectedOf(state: CaseState, events: readonly { type: string }[]): Pick<Receipt, 'madeUpFor'> {
  if (events.at(-1)?.type !== 'InspectionRecorded') return {};
  return { madeUpFor: namesOfClocks(state, state.inspections.at(-1)?.clockIds ?? []) };
}

/** Cases one may not see do not exist for one (404, never 403). */
function seen(found: LoadedCase | null, actor: Actor): LoadedCase {
  if (found !== null && maySee(actor, found.state, found.proposers)) return found;
  throw new Refusal('not-found', { zh: '没有这个事项。', en: 'There is no such case.' });
}

function notChanged(found: LoadedCase, ifSeq: number | undefined): void {
  if (ifSeq === undefined || ifSeq === found.seq) return;
  throw new Refusal(
    'changed-meanwhile',
    {
      zh: `事项已更新到第 ${found.seq} 条记录，请刷新后再办。`,
      en: `The case is at seq ${found.seq} now; look again first.`,
    },
    { seq: found.seq },
  );
}

/** Writes that one command needs: its own case, and the other case of a merge or a split. */
interface Plan {
  writes: CaseWrite[];
  links: Link[];
}

async function attempt(deps: LedgerDeps, input: Append, bodyHash: string): Promise<Receipt> {
  const { actor, command, key } = input;
  const found = seen(await loadCase(deps.pool, input.caseId, key), actor);
  const earlier = firstAnswer(found.receipt, bodyHash);
  if (earlier !== null) return earlier;
  notChanged(found, input.ifSeq);
  const { state } = found;
  // A clock that was set back must not write history before history.
  const now = compareInstants(input.now, state.lastAt) < 0 ? state.lastAt : input.now;
  const [programme, places, tree] = await Promise.all([
    deps.reference.programme(found.programmeVersionId),
    deps.reference.places(civilDateOf(now)),
    deps.reference.organisations(),
  ]);
  const place = places(state.organisationId);
  const other = await prepareOther(deps, command, actor, now);
  const joining = await joiningOf(deps, input, state);
  const facts: CaseFacts = {
    ...NO_FACTS,
    proposers: found.proposers,
    otherCase: other?.about ?? null,
    suggestionsHere: joining.map(({ id }) => id),
    ...(await moneyFacts(deps.pool, command.type, state, now)),
  };
  const events = decide(state, command, { now, actor, programme, place, facts });
  const own: CaseWrite = {
    ...{ id: found.id, before: state, last: { seq: found.seq, hash: found.hash }, events, programme },
    ...{ programmeVersionId: found.programmeVersionId, proposers: found.proposers, commandId: key, place },
    ...{ rearmed: false, quiet: input.quiet ?? false },
  };
  const plan: Plan = other === null ? alone(own, joining) : other.plan(own);
  const answers: Receipt[] = [];
  const kept = ([mine]: readonly CaseState[]): ReceiptRow[] => {
    const receipt = receiptOf(mine as CaseState, events, actor, programme, found.proposers);
    answers.push({ ...receipt, ...receivedOf(input.words) });
    return answers.map((receipt) => ({ scope: input.caseId, key, bodyHash, receipt }));
  };
  const outlets = { tree, channels: deps.channels, quietHours: deps.quietHours };
  await writeWithWords(deps.pool, input.words, plan.writes, outlets, kept, plan.links);
  return answers[0] as Receipt;
}

/** The suggestions that a command joins to the case, of its programme and place, with the people behind them. */
async function joiningOf(deps: LedgerDeps, { command, words }: Append, state: CaseState): Promise<Joining[]> {
  if (command.type !== 'join') return [];
  const here = { programmeCode: state.programme.code, orgPath: state.orgPath };
  refuseElsewhere(words, here);
  const known = await suggestionsHere(deps.pool, command.data.suggestions, here);
  return words === undefined
    ? known
    : [...known, { id: words.id, personId: words.proposer?.personId ?? null }];
}

type Joining = { id: string; personId: string | null };

/** A command on one case alone; of words that join only those are told who said them. */
function alone(own: CaseWrite, joining: readonly Joining[]): Plan {
  const joined = own.events.at(-1);
  if (joined?.type !== 'SuggestionsJoined') return { writes: [own], links: [] };
  const fresh = joining.filter(({ id }) => joined.facts.suggestions.includes(id));
  const links = fresh.map(({ id }): Link => ({
    ...{ suggestion_id: id, case_id: own.id, linked_at: joined.at, how: 'joined' },
  }));
  return { writes: [{ ...own, proposers: fresh.map(({ personId }) => personId) }], links };
}

/** The case a merge leads into, or the new one of a split. */
interface Other {
  about: NonNullable<CaseFacts['otherCase']>;
  plan(own: CaseWrite): Plan;
}

async function prepareOther(
  deps: LedgerDeps,
  command: Command,
  actor: Actor,
  now: Instant,
): Promise<Other | null> {
  if (command.type === 'merge') return mergeTarget(deps, command.data.into, actor);
  if (command.type === 'split') return splitTarget(deps, command.data, actor, now);
  return null;
}

async function mergeTarget(deps: LedgerDeps, into: string, actor: Actor): Promise<Other | null> {
  const target = await loadCase(deps.pool, into, null);
  if (target === null || !maySee(actor, target.state, target.proposers)) return null;
  const { state } = target;
  const programme = await deps.reference.programme(target.programmeVersionId);
  return {
    about: {
      id: state.id,
      number: state.number,
      programmeCode: state.programme.code,
      orgPath: state.orgPath,
      ended: state.endedAt !== null,
    },
    plan(own) {
      const suggestions = own.before?.suggestions ?? [];
      const like = own.events.at(-1);
      if (like === undefined) throw new Error('a merge has an event');
      const at = compareInstants(like.at, state.lastAt) < 0 ? state.lastAt : like.at;
      const joined: CaseWrite = {
        ...own,
        ...{ id: target.id, before: state, last: { seq: target.seq, hash: target.hash }, programme },
        events: [joinSuggestions(own.id, suggestions, { ...like, at })],
        programmeVersionId: target.programmeVersionId,
        // Everybody whose words are now here hears of it: those who came and those who were here.
        proposers: [...target.proposers, ...own.proposers],
      };
      const links = suggestions.map((id): Link => ({
        suggestion_id: id,
        case_id: target.id,
        linked_at: at,
        how: 'merged-from',
      }));
      return { writes: [own, joined], links };
    },
  };
}

/** The new case is submitted at once, so that its clock runs and somebody has it as a duty. */
async function splitTarget(
  deps: LedgerDeps,
  { title, suggestions: words }: CommandData<'split'>,
  actor: Actor,
  now: Instant,
): Promise<Other> {
  const id = randomUUID();
  const number = await nextNumber(deps.pool, civilDateOf(now));
  // Only those whose words move are told of the new case.
  const proposers = await proposersOf(deps.pool, words);
  return {
    about: { id, number, programmeCode: '', orgPath: '', ended: false },
    plan(own) {
      const from = own.before;
      const split = own.events.at(-1);
      if (from === null || split?.type !== 'CaseSplit') throw new Error('a split has a case it comes from');
      const about = {
        ...{ id, number, kind: from.kind, programme: from.programme, title, splitFrom: from.id },
        ...{
          organisationId: from.organisationId,
          orgPath: from.orgPath,
          suggestions: split.facts.suggestions,
        },
      };
      const opened = { ...openCase(about, own.programme, actor, null, split.at), actorPost: split.actorPost };
      const { programme, place } = own;
      const context = { now: split.at, actor, programme, place, facts: { ...NO_FACTS, proposers } };
      const submitted = decide(evolve(null, opened), { type: 'submit', data: {} }, context);
      const fresh: CaseWrite = {
        ...own,
        ...{ id, before: null, last: { seq: 0, hash: GENESIS }, events: [opened, ...submitted], proposers },
      };
      const links = about.suggestions.map((s): Link => ({
        suggestion_id: s,
        case_id: id,
        linked_at: split.at,
        how: 'split-from',
      }));
      return { writes: [own, fresh], links };
    },
  };
}

/** What identifies the request: words that come in with it have another id at each try. */
function askedOf({ command, words }: Append): unknown {
  if (words === undefined || command.type !== 'join') return command;
  const suggestions = command.data.suggestions.filter((each) => each !== words.id);
  return { type: command.type, data: { suggestions }, words: words.asked };
}

/** A little longer after each lost race, and never all at once. */
function pause(tries: number): Promise<void> {
  return setTimeout(Math.random() * 4 * 2 ** tries);
}

/**
 * Records one command, or refuses it and changes nothing: read, decide, one write that checks nobody came in
 * between, and again if somebody did. Never waits for the engine.
 */
export async function append(deps: LedgerDeps, input: Append): Promise<Receipt> {
  const bodyHash = fingerprint({ command: askedOf(input), actor: input.actor.personId });
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(deps, input, bodyHash);
    } catch (error) {
      if (!cameSecond(error)) throw error;
      if (tries >= TRIES) {
        throw new Refusal(
          'changed-meanwhile',
          {
            zh: '许多人同时在办这个事项，请稍后再试。',
            en: 'Many people are acting on this case at once; try again.',
          },
          { retryAfterSeconds: 1 },
        );
      }
      await pause(tries);
    }
  }
}
