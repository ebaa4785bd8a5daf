import type { Instant } from '../domain/calendar/instant';
import type { PrismaClient } from '../prisma/client';
import { toDate } from './schema';

/** What is recorded apart from case commands (GB/T 22239 8.1.4.3). */
export const AUDIT_ACTIONS = [
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'password-changed',
  'password-set',
  'token-created',
  'token-revoked',
  'organisation-created',
  'organisation-renamed',
  'person-created',
  'person-disabled',
  'person-enabled',
  'post-given',
  'post-ended',
  'contact-changed',
  'language-set',
  'substitute-entered',
  'substitute-cancelled',
  'programme-published',
  'calendar-imported',
  'closure-added',
  'closure-cancelled',
  'working-hours-set',
  'rollout-started',
  'rollout-cancelled',
  'personal-data-read',
  'personal-data-searched',
  'proposer-messages-set',
  'suggestion-refused',
  'suggestion-reopened',
  'bulletin-built',
  'bulletin-edited',
  'bulletin-signed',
  'bulletin-unsigned',
  'bulletin-published',
  'bulletin-correction-begun',
  'bulletin-discarded',
  'file-downloaded',
  'delivery-resent',
  'delivery-given-up',
  'channel-tested',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface AuditEntry {
  at: Instant;
  personId: string | null;
  action: AuditAction;
  /** What it was done to, by id. */
  subject?: string;
  success?: boolean;
  /** Never personal data of residents, never a password or a token. */
  data?: Record<string, string | number | boolean | null>;
}

type Writer = Pick<PrismaClient, 'auditRecord'>;

/** Records one action; inside a transaction when it is given one, so that the act and its record stand or fall together. */
export async function audit(writer: Writer, entry: AuditEntry): Promise<void> {
  const { at, personId, action, subject = null, success = true, data = {} } = entry;
  await writer.auditRecord.createMany({
    data: [{ at: toDate(at), personId, action, subject, success, data }],
  });
}
