import type { Words } from '../errors';
import type { Programme } from '../programme/schema';
import type { CommandType } from './commands';
import { stageOf } from './path';
import type { CaseState } from './state';

/** Commands that complete the stage they are given in, or start what time completes: its documents must be there. */
const COMPLETES: readonly CommandType[] = [
  'accept',
  'shortlist',
  'record-decision',
  'record-count',
  'review',
  'open-notice',
  'approve',
  'disburse',
  'complete',
  'inspect-works',
  'record-survey',
  'settle',
  'close',
];

/** Kinds of document that must be attached before this can be done. */
export function missingEvidence(
  state: CaseState,
  type: CommandType,
  programme: Programme,
): { kind: string; name: Words }[] {
  const stage = stageOf(state, programme);
  if (stage === null || !COMPLETES.includes(type)) return [];
  return stage.evidence
    .filter((kind) => !state.evidence.some((e) => e.kind === kind))
    .map((kind) => ({
      kind,
      name: programme.documents.find(({ id }) => id === kind)?.name ?? { zh: kind, en: kind },
    }));
}
