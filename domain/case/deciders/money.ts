import { compareDates } from '../../calendar/civil-date';
import { civilDateOf } from '../../calendar/instant';
import { formatYuan } from '../../money';
import { finishStage } from '../advance';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import type { CaseState } from '../state';
import type { CaseStatus } from '../status';
import { refuse } from '../refuse';

function notLater(paidOn: string, context: DecideContext): void {
  if (compareDates(paidOn, civilDateOf(context.now)) > 0) {
    throw refuse(
      'date-out-of-order',
      '尚未发生的款项不能登记。',
      'Money that has not moved yet cannot be recorded.',
      'paidOn',
    );
  }
}

/** T15: money becomes available, never more than was approved; the finance clock stops with the first instalment. */
export function disburse(state: CaseState, data: CommandData<'disburse'>, context: DecideContext): Decided {
  const approved = state.money.approvedFen ?? 0;
  const total = state.money.disbursedFen + data.amountFen;
  if (total > approved) {
    throw refuse(
      'amount-over-approved',
      `合计 ${formatYuan(total)} 元，超过批准的 ${formatYuan(approved)} 元。`,
      `${formatYuan(total)} yuan is more than the ${formatYuan(approved)} yuan approved.`,
      'amountFen',
    );
  }
  notLater(data.paidOn, context);
  // Where money follows the works (ZJ18), the case stays what it has become by them.
  const done: readonly CaseStatus[] = ['COMPLETED', 'EVALUATED'];
  const status = done.includes(state.status) ? state.status : 'FUNDED';
  return { type: 'FundsDisbursed', facts: data, moves: finishStage(state, status, context) };
}

/** Money to a supplier: paid ≤ contract ≤ approved (T19). A soft cap never loosens this. */
export function pay(state: CaseState, data: CommandData<'pay'>, context: DecideContext): Decided {
  const { approvedFen, contractFen, paidFen } = state.money;
  const total = paidFen + data.amountFen;
  if (total > (approvedFen ?? 0)) {
    throw refuse(
      'amount-over-approved',
      `合计 ${formatYuan(total)} 元，超过批准的 ${formatYuan(approvedFen ?? 0)} 元。`,
      `${formatYuan(total)} yuan is more than the ${formatYuan(approvedFen ?? 0)} yuan approved.`,
      'amountFen',
    );
  }
  if (contractFen !== null && total > contractFen) {
    throw refuse(
      'amount-over-contract',
      `合计 ${formatYuan(total)} 元，超过合同价 ${formatYuan(contractFen)} 元。`,
      `${formatYuan(total)} yuan is more than the contract of ${formatYuan(contractFen)} yuan.`,
      'amountFen',
    );
  }
  notLater(data.paidOn, context);
  return { type: 'PaymentRecorded', facts: data, moves: {} };
}

/** T19: accounts are closed; from here on nothing more can be paid. */
export function settle(state: CaseState, data: CommandData<'settle'>, context: DecideContext): Decided {
  return {
    type: 'CaseSettled',
    facts: { invoices: data.invoices, note: data.note ?? null },
    moves: finishStage(state, 'SETTLED', context),
  };
}
