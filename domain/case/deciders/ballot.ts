import { compareDates } from '../../calendar/civil-date';
import { civilDateOf } from '../../calendar/instant';
import type { StageOf } from '../../programme/schema';
import { endCase, finishStage, openStage } from '../advance';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import { stageOfKind } from '../path';
import type { CaseState } from '../state';
import { refuse } from '../refuse';

function checkPapers(stage: StageOf<'vote'>, papers: readonly { paper: string }[]): void {
  const known = stage.papers.map((p) => p.id);
  const given = papers.map((p) => p.paper);
  const wrong = given.length !== known.length || known.some((id) => !given.includes(id));
  if (wrong)
    throw refuse(
      'count-wrong',
      `每张选票各填一次：${known.join('、')}。`,
      `Expected each ballot paper once: ${known.join(', ')} (XH20).`,
      'papers',
    );
}

/** T8: candidates and budgets are frozen; a briefing comes first where the programme asks for one (XH18). */
export function openVoting(
  state: CaseState,
  data: CommandData<'open-voting'>,
  context: DecideContext,
): Decided {
  const stage = stageOfKind(state, context.programme, 'vote');
  checkPapers(stage, data.papers);
  if (compareDates(data.opensOn, data.closesOn) > 0) {
    throw refuse(
      'date-out-of-order',
      '投票截止日不得早于开始日。',
      'Voting closes on or after the day it opens.',
      'closesOn',
    );
  }
  if (stage.briefing && data.briefingHeldOn === undefined) {
    throw refuse(
      'value-required',
      '投票前应召开宣讲会，请填写日期（briefingHeldOn）。',
      'Residents are briefed before they vote (XH18): give briefingHeldOn.',
      'briefingHeldOn',
    );
  }
  if (data.briefingHeldOn !== undefined && compareDates(data.briefingHeldOn, data.opensOn) > 0) {
    throw refuse(
      'date-out-of-order',
      '宣讲会应在投票之前。',
      'The briefing comes before the vote.',
      'briefingHeldOn',
    );
  }
  return {
    type: 'VotingOpened',
    facts: { ...data, briefingHeldOn: data.briefingHeldOn ?? null },
    moves: openStage(state, stage, 'VOTING', context),
  };
}

/** The announced numbers must agree with each other, or nobody can trust the order of the list. */
function checkNumbers(stage: StageOf<'vote'>, data: CommandData<'record-count'>): void {
  checkPapers(stage, data.papers);
  const paper = data.papers.find((p) => p.paper === data.paper);
  if (paper === undefined)
    throw refuse(
      'unknown-value',
      '请填写本项所在的选票。',
      'Say on which ballot paper this item stood.',
      'paper',
    );
  for (const p of data.papers) {
    if (p.valid + p.invalid > p.issued)
      throw refuse(
        'count-wrong',
        `选票“${p.paper}”计票数多于发出数。`,
        `More ballots of "${p.paper}" counted than issued.`,
        'papers',
      );
  }
  if (stage['all-papers-needed'] && new Set(data.papers.map((p) => p.valid)).size > 1) {
    throw refuse(
      'count-wrong',
      '每位投票人须两张选票都投，各选票有效票数应相等。',
      'A voter needs to vote on every paper (XH21), so valid papers are equally many.',
      'papers',
    );
  }
  if (data.votes > paper.valid)
    throw refuse('count-wrong', '得票数多于有效票数。', 'More votes than valid ballots.', 'votes');
}

/** T9: the count as it was announced. A tie at the line is decided by a person and recorded, never by the system. */
export function recordCount(
  state: CaseState,
  data: CommandData<'record-count'>,
  context: DecideContext,
): Decided {
  const stage = stageOfKind(state, context.programme, 'vote');
  if (context.facts.proposers.includes(context.actor.personId)) {
    throw refuse(
      'same-person',
      '建议人不得参与本项计票。',
      'Whoever proposed the item does not count its votes.',
    );
  }
  if (state.voting !== null && compareDates(civilDateOf(context.now), state.voting.closesOn) < 0) {
    throw refuse(
      'not-now',
      `投票至 ${state.voting.closesOn} 截止，之后方可点票。`,
      `Voting is open until ${state.voting.closesOn}; the count comes after it (XH22).`,
    );
  }
  checkNumbers(stage, data);
  if (data.tiedAtLine && data.tie === undefined) {
    throw refuse(
      'tie-undecided',
      '入选线上票数相同，须登记人工决定。',
      'A tie at the line needs a recorded human decision (T9).',
      'tie',
    );
  }
  const { tiedAtLine: _tied, publicText, tie, ...facts } = data;
  const counted = { type: 'CountRecorded', facts: { ...facts, tie: tie ?? null } } as const;
  if (data.elected) return { ...counted, moves: finishStage(state, 'SELECTED', context) };
  const words = publicText ?? data.line;
  return {
    ...counted,
    moves: endCase(
      state,
      { status: 'NOT_SELECTED', reasonCode: 'not-selected', publicText: words, success: false },
      context,
    ),
  };
}
