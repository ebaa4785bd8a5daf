import {
  defineSearchAttributeKey,
  SearchAttributeType,
  type SearchAttributeUpdatePair,
} from '@temporalio/common';
import { upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { epochMs, type Instant } from '../domain/calendar/instant';

export const PROGRAMME = defineSearchAttributeKey('BanjieProgramme', SearchAttributeType.KEYWORD);
export const STAGE = defineSearchAttributeKey('BanjieStage', SearchAttributeType.KEYWORD);
export const URGENCY = defineSearchAttributeKey('BanjieUrgency', SearchAttributeType.KEYWORD);
export const NEXT_DUE = defineSearchAttributeKey('BanjieNextDue', SearchAttributeType.DATETIME);

/** Where a case stands, as the engine's lists show it; what is left out stays as it was. */
export interface Labels {
  readonly stage?: string | null;
  readonly urgency?: string | null;
}

/**
 * Brings the engine's own lists up to date, only with what changed. One more event per wake; measured, it is lost
 * in the noise of a wake (37 to 39 a second with and without). Between two wakes a stage may be older than the
 * ledger's: waking a case only to relabel it would cost more than the label is worth.
 */
export function showInLists(nextDue: Instant | null, { stage, urgency }: Labels): void {
  const shown = workflowInfo().typedSearchAttributes;
  const changed: SearchAttributeUpdatePair[] = [];
  const due = nextDue === null ? undefined : epochMs(nextDue);
  if (shown.get(NEXT_DUE)?.getTime() !== due) {
    changed.push({ key: NEXT_DUE, value: due === undefined ? null : new Date(due) });
  }
  const label = (key: typeof STAGE, value: string | null | undefined): void => {
    if (value !== undefined && (shown.get(key) ?? null) !== value) changed.push({ key, value });
  };
  label(STAGE, stage);
  label(URGENCY, urgency);
  if (changed.some(({ key }) => key === STAGE)) upsertMemo({ stage });
  if (changed.length > 0) upsertSearchAttributes(changed);
}
