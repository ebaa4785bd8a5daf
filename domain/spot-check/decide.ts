import { compareInstants, type Instant } from '../calendar/instant';
import type { Ranked } from '../draw/draw';
import { Refusal, type RefusalCode } from '../errors';
import { NAMING_FAULTS, namingFault, type Candidate, type DrawnCase } from './assign';
import type { SpotCheckEvent } from './events';
import { commitmentTo, PHRASE_CHARACTERS, phraseFault } from './seed';
import { CHECK_STATUS_NAMES } from './status-names';
import { statusOf, type Assignment, type Round, type SpotCheck, type SpotCheckStatus } from './state';

/** What people ask of a check that was defined. */
export type SpotCheckCommand =
  | { readonly type: 'commit'; readonly commitment: string }
  | { readonly type: 'reveal'; readonly phrase: string }
  | { readonly type: 'enter-number'; readonly value: string }
  | { readonly type: 'confirm-number'; readonly value: string }
  | { readonly type: 'phrase'; readonly phrase: string }
  | {
      readonly type: 'assign';
      readonly caseNumber: string;
      readonly personId: string;
      readonly reason: string;
    }
  | { readonly type: 'replace'; readonly gone: string; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'close'; readonly reason: string };

export interface SpotCheckContext {
  /** Who asks. Whether their post may is for the permission table; whether they are a witness is decided here. */
  readonly by: string;
  readonly now: Instant;
  /** Everybody of a stratum by rank, for a replacement. */
  readonly inLine: (stratum: string) => readonly Ranked[];
  /** What the server had committed to, for the phrase that comes after. */
  readonly nonce: string | null;
  /** Whoever is to be sent, and where; null = nobody by that id. */
  readonly named: { readonly candidate: Candidate; readonly one: DrawnCase } | null;
}

const refuse = (code: RefusalCode, zh: string, en: string): Refusal => new Refusal(code, { zh, en });

function mustBe(check: SpotCheck, ...wanted: SpotCheckStatus[]): void {
  const status = statusOf(check);
  if (wanted.includes(status)) return;
  const { zh, en } = CHECK_STATUS_NAMES[status];
  throw refuse(
    'not-now',
    `现在不能这样做：本次抽查${zh}。`,
    `This cannot be done now; the check stands at: ${en}.`,
  );
}

/** The round that is open, for a witness of it. */
function roundFor(check: SpotCheck, step: Round['step'], by: string): Round {
  mustBe(check, step === 'committing' ? 'COMMITTING' : 'REVEALING');
  const { round } = check;
  if (round === null || !round.witnesses.some(({ personId }) => personId === by))
    throw refuse('not-your-command', '您不是本次抽查的见证人。', 'You are not a witness of this spot check.');
  return round;
}

function commit(check: SpotCheck, commitment: string, { by, now }: SpotCheckContext): SpotCheckEvent {
  const { commitments } = roundFor(check, 'committing', by);
  if (by in commitments)
    throw refuse('not-now', '您已提交承诺，不能更改。', 'You have committed already; it cannot be changed.');
  if (!/^[0-9a-f]{64}$/.test(commitment))
    throw refuse(
      'unknown-value',
      '承诺应为短语的 SHA-256（64 位小写十六进制）。',
      'The commitment is the SHA-256 of the phrase, 64 lower-case hexadecimal digits.',
    );
  // Somebody who copies a commitment could copy the phrase as well, and cancel nothing but add no chance.
  if (Object.values(commitments).includes(commitment))
    throw refuse(
      'unknown-value',
      '该承诺与另一位见证人相同，请换一个短语。',
      'Another witness has the same commitment: take another phrase.',
    );
  return { type: 'PhraseCommitted', at: now, actorId: by, facts: { personId: by, commitment } };
}

function checkPhrase(phrase: string): void {
  const { least, most } = PHRASE_CHARACTERS;
  if (phraseFault(phrase) === null) return;
  throw refuse(
    'unknown-value',
    `短语应为 ${least} 至 ${most} 个字符，不含“|”和控制字符。`,
    `A phrase has ${least} to ${most} characters, without "|" and control characters.`,
  );
}

/** The second half of the chance of a check that nobody was told of; the server's own half is told with it. */
function givePhrase(check: SpotCheck, phrase: string, { by, now, nonce }: SpotCheckContext): SpotCheckEvent {
  mustBe(check, 'AWAITING_PHRASE');
  checkPhrase(phrase);
  if (nonce === null || commitmentTo(nonce) !== check.server?.commitment)
    throw refuse(
      'population-changed',
      '系统预先承诺的随机数已被改动，本次抽查不能继续，请取消后重新发起。',
      'What the server had committed to was changed: this check cannot go on. Cancel it and define a new one.',
    );
  return { type: 'PhraseGiven', at: now, actorId: by, facts: { phrase, nonce } };
}

function reveal(check: SpotCheck, phrase: string, { by, now }: SpotCheckContext): SpotCheckEvent {
  const { commitments, phrases } = roundFor(check, 'revealing', by);
  if (by in phrases) throw refuse('not-now', '您已公开短语。', 'You have told your phrase already.');
  checkPhrase(phrase);
  if (commitmentTo(phrase) !== commitments[by])
    throw refuse('unknown-value', '短语与您提交的承诺不符。', 'The phrase does not fit your commitment.');
  return { type: 'PhraseRevealed', at: now, actorId: by, facts: { personId: by, phrase } };
}

function checkedNumber(value: string): string {
  if (!/^[0-9](?:[0-9 ,+-]{0,58}[0-9])?$/.test(value))
    throw refuse(
      'unknown-value',
      '公开号码由数字组成，可用空格、逗号、加号、连字符分隔，最多 60 位。',
      'The public number is made of digits, with blanks, commas, plus signs or hyphens between them, at most 60.',
    );
  return value;
}

function enterNumber(check: SpotCheck, value: string, { by, now }: SpotCheckContext): SpotCheckEvent {
  mustBe(check, 'AWAITING_NUMBER');
  const { chance } = check.definition;
  if (chance.kind !== 'number' || check.number !== null)
    throw refuse(
      'not-now',
      '号码已录入，等待另一人核对。',
      'The number is entered and waits to be confirmed.',
    );
  if (compareInstants(now, chance.drawnAt) < 0)
    throw refuse('not-now', '公开号码尚未开出。', 'The public number is not drawn yet.');
  return { type: 'NumberEntered', at: now, actorId: by, facts: { value: checkedNumber(value) } };
}

/** A second person reads the number at its source: the same number fixes the seed, another one begins anew. */
function confirmNumber(check: SpotCheck, value: string, { by, now }: SpotCheckContext): SpotCheckEvent {
  mustBe(check, 'AWAITING_NUMBER');
  const { number } = check;
  if (number === null) throw refuse('not-now', '号码尚未录入。', 'No number has been entered yet.');
  if (number.enteredBy === by)
    throw refuse('same-person', '号码须由另一人核对。', 'Somebody else has to confirm the number.');
  return checkedNumber(value) === number.value
    ? { type: 'SeedFixed', at: now, actorId: by, facts: { seed: value } }
    : { type: 'NumberRejected', at: now, actorId: by, facts: { value } };
}

function reasonOf(reason: string): string {
  if (reason.trim() === '') throw refuse('value-required', '请写明原因。', 'A reason is needed.');
  return reason;
}

/** The next rank of the stratum that was never drawn; null when the stratum has nobody left. */
function replace(
  check: SpotCheck,
  { gone, reason }: { gone: string; reason: string },
  { by, now, inLine }: SpotCheckContext,
): SpotCheckEvent {
  mustBe(check, 'DRAWN');
  const stratum = check.drawn?.find(({ drawn }) => drawn.some(({ id }) => id === gone));
  if (stratum === undefined)
    throw refuse('unknown-value', '该事项不在样本中。', 'That case is not in the sample.');
  const used = new Set([
    ...stratum.drawn.map(({ id }) => id),
    ...check.replacements.flatMap((one) => [one.gone, one.by ?? '']),
  ]);
  const next = inLine(stratum.key).find(({ id }) => !used.has(id)) ?? null;
  const facts = { gone, by: next?.id ?? null, rank: next?.rank ?? null, reason: reasonOf(reason) };
  return { type: 'CaseReplaced', at: now, actorId: by, facts };
}

/**
 * Who goes to a drawn case now, for whoever wants to name somebody else.
 *
 * @throws Refusal 'not-now' unless the sample is drawn, 'unknown-value' for a case that is not in it
 */
export function assignmentOf(check: SpotCheck, caseNumber: string): Assignment {
  mustBe(check, 'DRAWN');
  const found = (check.assigned ?? []).find((one) => one.caseNumber === caseNumber);
  if (found !== undefined) return found;
  throw refuse(
    'unknown-value',
    '该事项不在样本中，或本次抽查不安排走访。',
    'That case is not in the sample, or this check sends nobody.',
  );
}

/** A person names who goes: where the rule found nobody, or instead of somebody who cannot go; only who `namingFault` lets. */
function assign(
  check: SpotCheck,
  { caseNumber, personId, reason }: Extract<SpotCheckCommand, { type: 'assign' }>,
  { by, now, named }: SpotCheckContext,
): SpotCheckEvent {
  const before = assignmentOf(check, caseNumber);
  if (named === null) throw refuse('unknown-reference', '没有此人。', 'There is nobody with this id.');
  const fault = namingFault(check, named.candidate, named.one);
  if (fault !== null) {
    const { code, zh, en } = NAMING_FAULTS[fault];
    throw refuse(code, zh, en);
  }
  const facts = {
    caseNumber,
    personId,
    name: named.candidate.name,
    instead: before.personId,
    reason: reasonOf(reason),
  };
  return { type: 'InspectorNamed', at: now, actorId: by, facts };
}

/** One command, one line of the record, or a refusal. The same for every caller; nothing is read and nothing written. */
export function decideCheck(
  check: SpotCheck,
  command: SpotCheckCommand,
  context: SpotCheckContext,
): SpotCheckEvent {
  const { by, now } = context;
  switch (command.type) {
    case 'commit':
      return commit(check, command.commitment, context);
    case 'reveal':
      return reveal(check, command.phrase, context);
    case 'enter-number':
      return enterNumber(check, command.value, context);
    case 'confirm-number':
      return confirmNumber(check, command.value, context);
    case 'phrase':
      return givePhrase(check, command.phrase, context);
    case 'assign':
      return assign(check, command, context);
    case 'replace':
      return replace(check, command, context);
    case 'cancel':
      mustBe(
        check,
        'DEFINED',
        'COMMITTING',
        'REVEALING',
        'AWAITING_NUMBER',
        'AWAITING_PHRASE',
        'SEEDED',
        'DRAWN',
      );
      return {
        type: 'Cancelled',
        ...{ at: now, actorId: by, facts: { cause: 'person', reason: reasonOf(command.reason) } },
      };
    case 'close':
      mustBe(check, 'DRAWN');
      return { type: 'Closed', at: now, actorId: by, facts: { reason: reasonOf(command.reason) } };
    default:
      return command satisfies never;
  }
}
