import type { ChannelName } from '../../../domain/channels';
import type { DeliveryState } from '../../../ledger/outbox/types';
import type { Prisma } from '../../../prisma/client';
import { toInstant } from '../../schema';

export const SHOWN = {
  id: true,
  channel: true,
  target: true,
  state: true,
  attempts: true,
  nextAt: true,
  createdAt: true,
  sendingAt: true,
  sentAt: true,
  error: true,
  _count: { select: { items: true } },
} as const satisfies Prisma.DeliverySelect;

type Row = Prisma.DeliveryGetPayload<{ select: typeof SHOWN }>;

/** A delivery as operators see it: to whom and how far, never what it says or at which address. */
export function showDeliveryRow({ _count, nextAt, createdAt, sendingAt, sentAt, ...row }: Row) {
  const waits = row.state === 'PENDING' || row.state === 'SENDING';
  return {
    ...row,
    // The database lets in no others.
    channel: row.channel as ChannelName,
    state: row.state as DeliveryState,
    messages: _count.items,
    createdAt: toInstant(createdAt),
    sendingAt: toInstant(sendingAt),
    sentAt: toInstant(sentAt),
    nextAt: waits ? toInstant(nextAt) : null,
  };
}
