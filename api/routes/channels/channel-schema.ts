import { z } from 'zod';
import { CHANNELS } from '../../../domain/channels';
import { DELIVERY_STATES, SKIPPED } from '../../../ledger/outbox/types';
import { shownInstant } from '../../schema';

export const channelName = z.enum(CHANNELS);

const health = {
  lastOkAt: shownInstant.nullable(),
  lastFailedAt: shownInstant.nullable(),
  lastError: z.string().nullable().meta({ description: 'Code and words of the provider, without secrets' }),
  failures: z.int().meta({ description: 'In a row' }),
  blockedUntil: shownInstant.nullable().meta({ description: 'Nothing is sent before this' }),
};

/** How one channel is doing. Nothing in it is about a case. */
export const channelSchema = z
  .strictObject({
    name: channelName,
    configured: z.boolean().meta({ description: 'As a worker that lives has reported' }),
    robots: z.array(z.string()).nullable().meta({ description: 'null where messages go to persons' }),
    ...health,
    waiting: z.int().meta({ description: 'Messages that may leave and are in no delivery yet' }),
    later: z.int().meta({ description: 'Messages that must not leave yet' }),
    pending: z.int().meta({ description: 'Deliveries that wait for their turn or for another try' }),
    oldestWaitingAt: shownInstant.nullable(),
    dead: z.int(),
    unknown: z.int(),
    skipped: z
      .array(z.strictObject({ reason: z.enum(SKIPPED), count: z.int() }))
      .meta({ description: 'Messages of the last seven days that could reach nobody by this channel' }),
    targets: z
      .array(z.strictObject({ target: z.string(), ...health }))
      .meta({ description: 'Robots, and people for whom it fails; the latest failure first' }),
  })
  .meta({ id: 'Channel' });

export type ShownChannel = z.input<typeof channelSchema>;

export const deliverySchema = z
  .strictObject({
    id: z.string(),
    channel: channelName,
    target: z.string().meta({ description: 'person:ID or robot:NAME, never an address' }),
    state: z.enum(DELIVERY_STATES),
    messages: z.int(),
    attempts: z.int(),
    createdAt: shownInstant,
    sendingAt: shownInstant.nullable(),
    sentAt: shownInstant.nullable(),
    nextAt: shownInstant.nullable().meta({ description: 'When it is tried again, or asked for' }),
    error: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });

export const deliveryId = z.uuid();
