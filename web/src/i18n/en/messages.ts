import type { texts as zh } from '../zh-CN/messages';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  page: 'Messages',
  show: 'Which to show',
  filter: { all: 'All', unread: 'Unread', unacknowledged: 'To acknowledge' },
  empty: {
    all: 'Nothing yet. What is soon due, overdue or ordered will be told here.',
    unread: 'Nothing unread',
    unacknowledged: 'Nothing waits for you to acknowledge',
  },
  new: 'new',
  acknowledge: 'Acknowledge',
  read: 'Mark as read',
  why: 'Why this date',
  acknowledgeBy: 'Please acknowledge by',
  acknowledgedBy: 'Acknowledged by {{name}}',
  readBy: 'Read by {{name}}',
};
