import type { operations } from '../../../api/generated/schema';

export type AuditAction = NonNullable<
  NonNullable<operations['listAudit']['parameters']['query']>['action']
>;

/** What is recorded apart from the commands of cases; one that the API records and this lacks is a type error. */
const KNOWN = {
  'signed-in': true,
  'sign-in-failed': true,
  'signed-out': true,
  'password-changed': true,
  'password-set': true,
  'token-created': true,
  'token-revoked': true,
  'organisation-created': true,
  'organisation-renamed': true,
  'person-created': true,
  'person-disabled': true,
  'person-enabled': true,
  'post-given': true,
  'post-ended': true,
  'contact-changed': true,
  'language-set': true,
  'substitute-entered': true,
  'substitute-cancelled': true,
  'programme-published': true,
  'calendar-imported': true,
  'closure-added': true,
  'closure-cancelled': true,
  'working-hours-set': true,
  'rollout-started': true,
  'rollout-cancelled': true,
  'personal-data-read': true,
  'personal-data-searched': true,
  'proposer-messages-set': true,
  'suggestion-refused': true,
  'suggestion-reopened': true,
  'bulletin-built': true,
  'bulletin-edited': true,
  'bulletin-signed': true,
  'bulletin-unsigned': true,
  'bulletin-published': true,
  'bulletin-correction-begun': true,
  'bulletin-discarded': true,
  'file-downloaded': true,
  'delivery-resent': true,
  'delivery-given-up': true,
  'channel-tested': true,
} as const satisfies Record<AuditAction, true>;

export const ACTIONS = Object.keys(KNOWN) as AuditAction[];
