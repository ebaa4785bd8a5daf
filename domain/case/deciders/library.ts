import { formatYuan, type Fen } from '../../money';
import { endCase, finishStage, goTo } from '../advance';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import type { Moves } from '../events';
import { sparedStage, trackFor } from '../path';
import type { CaseState } from '../state';
import { noMoneyInMatters, oneOf } from './intake';
import { refuse } from '../refuse';

interface Override {
  reason: string;
  approver: string;
}
export interface CapOverride extends Override {
  per: string;
  amountFen: Fen;
}

/**
 * Caps of the programme. 不超过 includes the number itself (民法典 1259). A soft cap may be passed with a reason
 * and an approver, and is then counted; a hard one may not (domain.md 3.8). What was passed before needs no second
 * reason as long as the same cap is passed by no more.
 */
export function checkCaps(
  amountFen: Fen,
  override: Override | undefined,
  context: DecideContext,
  earlier: readonly CapOverride[] = [],
): CapOverride[] {
  const before = {
    project: 0,
    'community-year': context.facts.communityYearFen,
    'programme-year': context.facts.programmeYearFen,
  };
  return context.programme.caps.flatMap((cap) => {
    const total = before[cap.per] + amountFen;
    if (total <= cap.amount * 100) return [];
    const sentence = `${formatYuan(total)} yuan is above the cap of ${cap.amount} yuan per ${cap.per}`;
    if (!cap.soft)
      throw refuse(
        'cap-exceeded',
        `合计 ${formatYuan(total)} 元，超过限额 ${cap.amount} 元，且不得突破。`,
        `${sentence}; this cap cannot be passed.`,
      );
    if (override === undefined) {
      if (earlier.some((o) => o.per === cap.per && total <= o.amountFen)) return [];
      throw refuse(
        'cap-exceeded',
        `合计 ${formatYuan(total)} 元，超过限额 ${cap.amount} 元；确需突破请填写理由和批准人。`,
        `${sentence}; give a reason and an approver to pass it (capOverride).`,
      );
    }
    return [{ per: cap.per, amountFen: total, ...override }];
  });
}

/** An estimate that puts the case on another track also leads it back to the first stage it left out before. */
function afterScreening(state: CaseState, track: string | null, context: DecideContext): Moves {
  const { programme } = context;
  const retracked = { ...state, track };
  const spared = sparedStage(state, retracked, programme);
  return spared === null
    ? finishStage(retracked, 'CANDIDATE', context)
    : goTo(retracked, spared, 'CANDIDATE', context);
}

/** T5: screened into the project library with an estimate, which also decides the track. */
export function shortlist(state: CaseState, data: CommandData<'shortlist'>, context: DecideContext): Decided {
  const { programme } = context;
  noMoneyInMatters(state, data.estimateFen);
  const estimateFen = data.estimateFen ?? state.money.estimateFen;
  if (state.kind === 'PROJECT' && estimateFen === null) {
    throw refuse(
      'value-required',
      '请填写估算金额。',
      'Give the estimated cost (estimateFen).',
      'estimateFen',
    );
  }
  if (data.library !== undefined && !programme.libraries.includes(data.library)) {
    throw refuse(
      'unknown-value',
      `本制度没有 ${data.library} 一级的项目库。`,
      `This programme has no ${data.library} library.`,
      'library',
    );
  }
  const itemType = oneOf(
    'itemType',
    data.itemType ?? state.itemType ?? undefined,
    programme['item-types'],
    state.kind === 'PROJECT' && programme['item-types'].length > 0,
  );
  const capOverrides = estimateFen === null ? [] : checkCaps(estimateFen, data.capOverride, context);
  const track = trackFor(programme, { estimateFen, urgent: state.urgent });
  return {
    type: 'CaseShortlisted',
    facts: { estimateFen, itemType, library: data.library ?? null, track, capOverrides },
    moves: afterScreening(state, track, context),
  };
}

/** T4: this case ends in another one; its suggestions go along and every proposer is told. */
export function merge(state: CaseState, data: CommandData<'merge'>, context: DecideContext): Decided {
  const target = context.facts.otherCase;
  if (target === null)
    throw refuse('unknown-value', '要并入的事项不存在。', 'There is no such case to merge into.', 'into');
  if (target.id === state.id)
    throw refuse('unknown-value', '事项不能并入自身。', 'A case cannot be merged into itself.', 'into');
  if (target.ended)
    throw refuse(
      'case-ended',
      `事项 ${target.number} 已结束，不能并入。`,
      `Case ${target.number} has ended; nothing can be merged into it.`,
      'into',
    );
  if (target.programmeCode !== state.programme.code) {
    throw refuse(
      'not-in-programme',
      '只能合并同一项目制度的事项。',
      'Only cases of the same programme can be merged.',
      'into',
    );
  }
  const outcome = {
    status: 'MERGED',
    reasonCode: 'duplicate',
    publicText: data.publicText,
    success: true,
  } as const;
  return {
    type: 'CaseMerged',
    facts: { into: target.id, suggestions: state.suggestions },
    moves: endCase(state, outcome, context),
  };
}

/** Words of one case become a case of their own; the ledger opens it in the same transaction. */
export function split(state: CaseState, data: CommandData<'split'>, context: DecideContext): Decided {
  const foreign = data.suggestions.filter((id) => !state.suggestions.includes(id));
  if (foreign.length > 0) {
    throw refuse(
      'unknown-value',
      `这些建议不属于本事项：${foreign.join('、')}。`,
      `These suggestions are not of this case: ${foreign.join(', ')}.`,
      'suggestions',
    );
  }
  if (new Set(data.suggestions).size === state.suggestions.length) {
    throw refuse(
      'not-now',
      '原事项至少保留一条建议。',
      'Leave at least one suggestion with this case.',
      'suggestions',
    );
  }
  const suggestions = [...new Set(data.suggestions)];
  const target = context.facts.otherCase;
  if (target === null) throw new Error('split: the ledger must prepare the new case');
  return { type: 'CaseSplit', facts: { into: target.id, suggestions }, moves: {} };
}

/** T4, before it comes to two cases: words that say the same are taken up where a case about it exists already. */
export function join(state: CaseState, data: CommandData<'join'>, { facts }: DecideContext): Decided {
  const named = [...new Set(data.suggestions)];
  const unknown = named.filter((id) => !facts.suggestionsHere.includes(id));
  if (unknown.length > 0) {
    throw refuse(
      'unknown-value',
      `本地本制度没有这些建议：${unknown.join('、')}。`,
      `No such suggestions of this programme here: ${unknown.join(', ')}.`,
      'suggestions',
    );
  }
  const suggestions = named.filter((id) => !state.suggestions.includes(id));
  if (suggestions.length === 0) {
    throw refuse(
      'not-now',
      '这些建议已经在本事项中。',
      'These suggestions are part of the case already.',
      'suggestions',
    );
  }
  return { type: 'SuggestionsJoined', facts: { from: null, suggestions }, moves: {} };
}
