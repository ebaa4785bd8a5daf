import type { Words } from '../errors';

/** Why a case ended without being carried out. Each also needs a text that the proposer may read (domain.md 3.2). */
export const TERMINAL_REASONS = [
  'negative-list',
  'not-eligible',
  'outside-programme',
  'duplicate',
  'already-planned',
  'needs-other-body',
  'not-feasible',
  'too-expensive',
  'review-refused',
  'proposer-asked',
  'need-has-gone',
  'implementer-failed',
  'other',
] as const;
export type TerminalReason = (typeof TERMINAL_REASONS)[number];

/** Why a suggestion is not taken up at all: what can only be said of a case that was at work is left out. */
export const REFUSAL_REASONS = [
  'negative-list',
  'not-eligible',
  'outside-programme',
  'duplicate',
  'already-planned',
  'needs-other-body',
  'not-feasible',
  'too-expensive',
  'proposer-asked',
  'need-has-gone',
  'other',
] as const satisfies readonly TerminalReason[];

/** What forms and the ledger call each reason. */
export const REASON_NAMES: Readonly<Record<TerminalReason, Words>> = {
  'negative-list': { zh: '属于负面清单', en: 'On the negative list' },
  'not-eligible': { zh: '不符合条件', en: 'Not eligible' },
  'outside-programme': { zh: '不在本制度范围内', en: 'Outside the programme' },
  duplicate: { zh: '与其他事项重复', en: 'Duplicate of another case' },
  'already-planned': { zh: '已有计划安排', en: 'Already planned elsewhere' },
  'needs-other-body': { zh: '应由其他单位办理', en: 'For another body to do' },
  'not-feasible': { zh: '不具备实施条件', en: 'Not feasible' },
  'too-expensive': { zh: '费用过高', en: 'Too expensive' },
  'review-refused': { zh: '审核未通过', en: 'Refused by the review' },
  'proposer-asked': { zh: '建议人要求', en: 'The proposer asked for it' },
  'need-has-gone': { zh: '需求已消失', en: 'The need has gone' },
  'implementer-failed': { zh: '实施单位未能履约', en: 'The implementer failed' },
  other: { zh: '其他', en: 'Other' },
};

/** The name of a reason; outcomes that the rules make themselves (closed, voted down) have codes without one. */
export function reasonName(code: string): Words | null {
  const names: Readonly<Record<string, Words>> = REASON_NAMES;
  return Object.hasOwn(names, code) ? (names[code] ?? null) : null;
}
