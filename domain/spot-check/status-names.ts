import type { Words } from '../errors';
import type { SpotCheckStatus } from './state';

/** Where a spot check stands, for screens, refusals and the command line. */
export const CHECK_STATUS_NAMES: Readonly<Record<SpotCheckStatus, Words>> = {
  DEFINED: { zh: '正在封存', en: 'Freezing the list' },
  COMMITTING: { zh: '等待见证人承诺', en: 'Waiting for commitments' },
  REVEALING: { zh: '等待公开短语', en: 'Waiting for phrases' },
  AWAITING_NUMBER: { zh: '等待公开号码', en: 'Waiting for the public number' },
  AWAITING_PHRASE: { zh: '等待输入短语', en: 'Waiting for a phrase' },
  SEEDED: { zh: '正在抽取', en: 'Drawing' },
  DRAWN: { zh: '已抽取', en: 'Drawn' },
  CLOSED: { zh: '已结束', en: 'Closed' },
  CANCELLED: { zh: '已取消', en: 'Cancelled' },
};
