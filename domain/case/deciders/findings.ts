import { startClock, stopClock } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import type { ClockChange } from '../events';
import {
  findingsIn,
  openOpinions,
  raise,
  rectificationClock,
  rectificationOf,
  type Raised,
} from '../findings';
import { filledPost, headOf } from '../place';
import { refuse } from '../refuse';
import type { CaseState, Finding } from '../state';
import { postFor } from '../who';
import { hadAHand } from './work';

/** Files must be documents of this case before they can prove anything about it. */
export function requireFiles(state: CaseState, fileIds: readonly string[], field: string): void {
  const unknown = fileIds.find((id) => !state.evidence.some(({ fileId }) => fileId === id));
  if (unknown === undefined) return;
  throw refuse(
    'unknown-value',
    `文件“${unknown}”不是本事项的材料，请先上传。`,
    `The file "${unknown}" is no document of this case: attach it first.`,
    field,
  );
}

/** A clock that stops because what it asked for was done. */
export function stopped(state: CaseState, clockId: string, context: DecideContext): ClockChange[] {
  return state.clocks
    .filter(({ id, status }) => id === clockId && status !== 'STOPPED')
    .map((clock) => stopClock(clock, context.now, context));
}

/** ZJ21, ZJ22: a fault is named, somebody answers for it, and its limit begins. */
export function raiseFinding(
  state: CaseState,
  data: CommandData<'raise-finding'>,
  context: DecideContext,
): Decided {
  requireFiles(state, data.fileIds, 'fileIds');
  const { source, checkId, ...found } = data;
  const fault: Raised = { ...found, sources: [source], checkIds: checkId === undefined ? [] : [checkId] };
  const { findings, clocks } = raise(state, [fault], context.now, context);
  const [facts] = findings;
  if (facts === undefined) throw new Error('one fault is one finding');
  return { type: 'FindingRaised', facts, moves: { clocks } };
}

function findingIn(state: CaseState, id: string, status: Finding['status']): Finding {
  const list = findingsIn(state, status);
  const found = list.find((finding) => finding.id === id);
  if (found !== undefined) return found;
  const known = list.map((finding) => finding.id).join(', ');
  const [zh, en] =
    status === 'OPEN' ? ['待整改', 'waits to be put right'] : ['待复核', 'waits to be verified'];
  throw refuse(
    'unknown-value',
    `没有${zh}的问题“${id}”；可选：${known || '无'}。`,
    `No finding "${id}" ${en}; there is: ${known || 'none'}.`,
    'findingId',
  );
}

/** The unit that was told to put it right says so, with proof; somebody else looks at it then. */
export function answerFinding(
  state: CaseState,
  data: CommandData<'answer-finding'>,
  context: DecideContext,
): Decided {
  const finding = findingIn(state, data.findingId, 'OPEN');
  const { responsible } = finding;
  const mine = [responsible, headOf(responsible.level)].some(
    (post) => postFor(context.actor, post, state) !== null,
  );
  if (!mine && state.personInCharge?.personId !== context.actor.personId)
    throw refuse(
      'not-your-command',
      '这个问题不由您的岗位整改。',
      'This finding is not for your post to put right.',
      'findingId',
    );
  requireFiles(state, data.fileIds, 'fileIds');
  if (new Set(data.fileIds).size < data.fileIds.length || data.fileIds.some(usedBefore(finding)))
    throw refuse(
      'unknown-value',
      '请上传新的整改材料，不能重复使用同一文件。',
      'Proof is a new document each time; the same file was given already.',
      'fileIds',
    );
  const rules = rectificationOf(context.programme);
  const plan = {
    ...({ kind: 'verification', stageId: null, limit: rules['verify-within'] } as const),
    name: clockName(state, finding, { zh: '复核', en: 'Verification' }),
    owner: filledPost(rules['verify-by'], context.place).post,
  };
  const started = startClock(state, plan, context.now, context);
  const clockId = started.op === 'start' ? started.clock.id : '';
  return {
    type: 'FindingAnswered',
    facts: { findingId: finding.id, text: data.text, fileIds: data.fileIds, clockId },
    moves: { clocks: [...stopped(state, finding.clockId, context), started] },
  };
}

const usedBefore =
  ({ answers }: Finding) =>
  (file: string): boolean =>
    answers.some(({ fileIds }) => fileIds.includes(file));

/** `复核：标识牌损坏或掉落`, after the name of the clock that led to it. */
function clockName(
  state: CaseState,
  { clockId }: Finding,
  as: { zh: string; en: string },
): { zh: string; en: string } {
  const { zh, en } = state.clocks.find(({ id }) => id === clockId)?.name ?? as;
  const after = (text: string, mark: string) => text.slice(text.indexOf(mark) + mark.length);
  return { zh: `${as.zh}：${after(zh, '：')}`, en: `${as.en}: ${after(en, ': ')}` };
}

/** Somebody other than the one who mended looks at it: put right, or once more. */
export function verifyFinding(
  state: CaseState,
  data: CommandData<'verify-finding'>,
  context: DecideContext,
): Decided {
  const finding = findingIn(state, data.findingId, 'ANSWERED');
  const answered = finding.answers.at(-1)?.by === context.actor.personId;
  if (answered || hadAHand(state, context))
    throw refuse(
      'same-person',
      '整改人、实施人不得复核自己的整改。',
      'Whoever put it right, or carried the works out, does not verify it.',
    );
  const facts = { findingId: finding.id, passed: data.passed, note: data.note ?? null };
  const ended = stopped(state, finding.clockId, context);
  if (data.passed)
    return { type: 'FindingVerified', facts: { ...facts, clockId: null }, moves: { clocks: ended } };
  if (data.note === undefined)
    throw refuse('value-required', '请写明哪里没有整改到位。', 'Say what has not been put right.', 'note');
  const limit = rectificationOf(context.programme)['again-within'];
  const again = rectificationClock(state, finding, limit, { at: context.now, dating: context });
  const moves = { clocks: [...ended, again] };
  return { type: 'FindingVerified', facts: { ...facts, clockId: again.clock.id }, moves };
}

/** LG20, XH28: whoever supervises has said something; it is answered in writing, within a limit. */
export function giveOpinion(
  state: CaseState,
  data: CommandData<'give-opinion'>,
  context: DecideContext,
): Decided {
  const { opinions } = context.programme.supervision;
  if (opinions === undefined)
    throw refuse(
      'not-in-programme',
      '本制度没有规定监督意见的答复时限。',
      'This programme does not say within which limit opinions are answered.',
    );
  const plan = {
    ...({ kind: 'opinion', stageId: null, limit: opinions['answer-within'] } as const),
    name: { zh: '答复监督意见', en: 'Answer to a supervision opinion' },
    owner: filledPost(opinions.owner, context.place).post,
  };
  const started = startClock(state, plan, context.now, context);
  const clockId = started.op === 'start' ? started.clock.id : '';
  return {
    type: 'OpinionGiven',
    facts: { opinionId: `opinion-${state.opinions.length + 1}`, by: data.by, text: data.text, clockId },
    moves: { clocks: [started] },
  };
}

export function answerOpinion(
  state: CaseState,
  data: CommandData<'answer-opinion'>,
  context: DecideContext,
): Decided {
  const open = openOpinions(state);
  const opinion = open.find(({ id }) => id === data.opinionId);
  if (opinion === undefined)
    throw refuse(
      'unknown-value',
      `没有待答复的监督意见“${data.opinionId}”；可选：${open.map(({ id }) => id).join('、') || '无'}。`,
      `No opinion "${data.opinionId}" waits for an answer; there is: ${open.map(({ id }) => id).join(', ') || 'none'}.`,
      'opinionId',
    );
  return {
    type: 'OpinionAnswered',
    facts: data,
    moves: { clocks: stopped(state, opinion.clockId, context) },
  };
}
