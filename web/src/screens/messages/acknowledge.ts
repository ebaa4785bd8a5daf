import { giveCommand } from '../../api/commands';
import type { CommandReceipt, Notification } from '../../api/generated/schema';

/** "Seen, mine": the ledger of the case records it. Sent twice for one message, it is recorded once. */
export async function acknowledge({ id, caseId, clockId }: Notification): Promise<CommandReceipt> {
  if (caseId === null || clockId === null) throw new Error('This message asks for no acknowledgement');
  return giveCommand({ caseId, type: 'acknowledge', data: { clockId }, key: `message-${id}-${clockId}` });
}
