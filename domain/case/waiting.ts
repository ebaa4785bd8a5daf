import type { CaseState } from './state';

/** What tells who handed a case on. */
export type HandedOn = Pick<
  CaseState,
  'status' | 'openedBy' | 'submittedBy' | 'resubmittedBy' | 'sentToReviewBy' | 'completedBy' | 'orders'
>;

/**
 * Who waits for a duty, as far as the case knows: whoever gave the supervision order, or handed the case on to the
 * stage it is in. Null where a stage follows from a decision of many, or time made the duty.
 */
export function whoWaits(state: HandedOn, dutyKey: string): string | null {
  const order = state.orders.find(({ clockId }) => clockId === dutyKey);
  if (order !== undefined) return order.givenBy;
  if (!dutyKey.startsWith('stage.')) return null;
  switch (state.status) {
    case 'DRAFT':
    case 'SUBMITTED':
      return state.submittedBy ?? state.openedBy;
    case 'UNDER_REVIEW':
      return state.resubmittedBy ?? state.sentToReviewBy;
    case 'COMPLETED':
      return state.completedBy;
    default:
      return null;
  }
}
