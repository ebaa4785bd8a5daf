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
