import { randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor';
import { civilDateOf, type Instant } from '../domain/calendar/instant';
import { NO_FACTS } from '../domain/case/context';
import { decide } from '../domain/case/decide';
import { evolve } from '../domain/case/evolve';
import { openCase, type OpenCase } from '../domain/case/open';
import { WORKING_ROLES } from '../domain/case/rules';
import type { CaseState } from '../domain/case/state';
import { anyPost } from '../domain/case/who';
import { Refusal, refusalAt } from '../domain/errors';
import type { CaseKind } from '../domain/programme/schema';
import { fingerprint, firstAnswer, receiptOf } from './append';
import { GENESIS } from './chain';
import type { LedgerDeps } from './deps';
import { cameSecond } from './errors';
import { nextNumber } from './numbers';
import { loadReceipt, type Receipt } from './read';
import type { OrganisationNode } from './organisations';
import {
  receivedOf,
  refuseElsewhere,
  suggestionsHere,
  writeWithWords,
  type NewSuggestion,
} from './suggestions';
import type { CaseWrite, Link } from './write';

type OpeningFacts = Pick<OpenCase, 'place' | 'category' | 'itemType' | 'estimateFen'>;

export interface Open {
  programmeCode: string;
  kind: CaseKind;
  title: string;
  organisationId: string;
  /** What is known of it at once. */
  known?: OpeningFacts;
  /** Suggestions this case comes from; they must be of the same programme and place. */
  suggestions: string[];
  /** Words that come in together with the case; they are written with it, or not at all. */
  words?: NewSuggestion;
  /** A case of an earlier cycle that was not selected and is tried again (domain.md 3.2). */
  carriedFrom?: string;
  /** Submit at once (T1); otherwise it stays a draft. */
  submit: boolean;
  actor: Actor;
  now: Instant;
  key: string;
  quiet?: boolean;
}

interface Origin {
  suggestions: string[];
  proposers: (string | null)[];
}

/** The suggestions named, if all of them exist where the case is opened. */
async function originOf(deps: LedgerDeps, input: Open, orgPath: string): Promise<Origin> {
  const wanted = [...new Set(input.suggestions)];
  const rows = await suggestionsHere(deps.pool, wanted, { programmeCode: input.programmeCode, orgPath });
  const missing = wanted.filter((id) => !rows.some((row) => row.id === id));
  if (missing.length > 0) {
    throw refusalAt('unknown-value', '/suggestions', {
      zh: `本地本制度没有这些建议：${missing.join('、')}。`,
      en: `No such suggestions of this programme here: ${missing.join(', ')}.`,
    });
  }
  const { words } = input;
  refuseElsewhere(words, { programmeCode: input.programmeCode, orgPath });
  return {
    suggestions: [...wanted, ...(words === undefined ? [] : [words.id])],
    proposers: [
      ...rows.map((row) => row.personId),
      ...(words === undefined ? [] : [words.proposer?.personId ?? null]),
    ],
  };
}

function mayOpen(actor: Actor, orgPath: string) {
  const post = anyPost(actor, WORKING_ROLES, { orgPath });
  if (post !== null) return post;
  throw new Refusal('not-your-command', {
    zh: '只有本地工作人员可以立事项；居民请提交建议。',
    en: 'Cases are opened by staff of the place; residents send a suggestion.',
  });
}

async function currentProgramme(deps: LedgerDeps, code: string, now: Instant) {
  const found = await deps.reference.current(code, civilDateOf(now));
  if (found !== null) return found;
  throw new Refusal('unknown-value', {
    zh: `没有已生效的项目制度 ${code}。`,
    en: `No programme ${code} is in force.`,
  });
}

/** Everything that opening a case decides, before it is written. */
async function plan(deps: LedgerDeps, input: Open, tree: ReadonlyMap<string, OrganisationNode>) {
  const { actor, now } = input;
  const node = tree.get(input.organisationId);
  if (node === undefined) {
    throw new Refusal('unknown-value', { zh: '没有这个组织。', en: 'There is no such organisation.' });
  }
  const post = mayOpen(actor, node.path);
  if (node.level !== 'COMMUNITY') {
    throw refusalAt('unknown-value', '/organisationId', {
      zh: '事项属于社区，请选择社区。',
      en: 'A case belongs to a community: choose one.',
    });
  }
  const current = await currentProgramme(deps, input.programmeCode, now);
  const { suggestions, proposers } = await originOf(deps, input, node.path);
  const about = {
    ...{ id: randomUUID(), number: await nextNumber(deps.pool, civilDateOf(now)) },
    ...{
      kind: input.kind,
      title: input.title,
      programme: { code: input.programmeCode, version: current.version },
    },
    ...{ organisationId: node.id, orgPath: node.path, suggestions },
    ...input.known,
    ...(input.carriedFrom === undefined ? {} : { carriedFrom: input.carriedFrom }),
  };
  const { programme } = current;
  const opened = openCase(about, programme, actor, post, now);
  const places = await deps.reference.places(civilDateOf(now));
  const place = places(node.id);
  const context = { now, actor, programme, place, facts: { ...NO_FACTS, proposers } };
  const submitted = input.submit ? decide(evolve(null, opened), { type: 'submit', data: {} }, context) : [];
  const write: CaseWrite = {
    ...{
      id: about.id,
      before: null,
      last: { seq: 0, hash: GENESIS },
      events: [opened, ...submitted],
      programme,
      place,
    },
    ...{
      programmeVersionId: current.id,
      proposers,
      commandId: input.key,
      rearmed: false,
      quiet: input.quiet ?? false,
    },
  };
  const links = suggestions.map((id): Link => ({
    suggestion_id: id,
    case_id: about.id,
    linked_at: now,
    how: 'opened',
  }));
  return { write, links };
}

async function attempt(deps: LedgerDeps, input: Open, bodyHash: string): Promise<Receipt> {
  const { actor, key } = input;
  const scope = `open:${actor.personId}`;
  const earlier = firstAnswer(await loadReceipt(deps.pool, scope, key), bodyHash);
  if (earlier !== null) return earlier;
  const tree = await deps.reference.organisations();
  const { write, links } = await plan(deps, input, tree);
  const answers: Receipt[] = [];
  const receipts = ([state]: readonly CaseState[]) => {
    const receipt = receiptOf(state as CaseState, write.events, actor, write.programme, write.proposers);
    answers.push({ ...receipt, ...receivedOf(input.words) });
    return answers.map((each) => ({ scope, key, bodyHash, receipt: each }));
  };
  const { channels, quietHours } = deps;
  await writeWithWords(deps.pool, input.words, [write], { tree, channels, quietHours }, receipts, links);
  return answers[0] as Receipt;
}

/** Opens a case, once per key: a retry answers with the case that the first try opened. */
export async function open(deps: LedgerDeps, input: Open): Promise<Receipt> {
  const { programmeCode, kind, title, organisationId, suggestions, submit, carriedFrom, known } = input;
  const bodyHash = fingerprint({
    programmeCode,
    kind,
    title,
    organisationId,
    suggestions,
    submit,
    carriedFrom: carriedFrom ?? null,
    ...(known === undefined || Object.keys(known).length === 0 ? {} : { known }),
    ...(input.words === undefined ? {} : { words: input.words.asked }),
  });
  try {
    return await attempt(deps, input, bodyHash);
  } catch (error) {
    // The same key at the same moment: the other one has won and its answer is there now.
    if (!cameSecond(error)) throw error;
    return attempt(deps, input, bodyHash);
  }
}
