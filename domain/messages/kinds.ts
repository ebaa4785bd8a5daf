/** Every kind of message, and what it asks of whoever reads it. */
export const MESSAGE_KINDS = {
  // about one clock: before, at and after its limit
  rung: 'clock',
  climbed: 'clock',
  // about one supervision order (督办)
  order: 'order',
  // to know, or to begin with
  duty: 'news',
  task: 'news',
  'finding-closed': 'news',
  'order-answered': 'news',
  'handed-over': 'news',
  'deadline-moved': 'news',
  'notice-ended': 'news',
  'calendar-missing': 'news',
  'bulletin-drafted': 'news',
  'bulletin-to-sign': 'news',
  'bulletin-signed': 'news',
  'bulletin-returned': 'news',
  'bulletin-published': 'news',
  test: 'news',
  // to proposers: outside the product nothing but a number and a link
  outcome: 'resident',
  progress: 'resident',
} as const satisfies Record<string, 'clock' | 'order' | 'news' | 'resident'>;

export type MessageKind = keyof typeof MESSAGE_KINDS;

export function isMessageKind(kind: string): kind is MessageKind {
  return Object.hasOwn(MESSAGE_KINDS, kind);
}

/** Messages to proposers never go to a group, not even without their words. */
export function isForResidents(kind: MessageKind): boolean {
  return MESSAGE_KINDS[kind] === 'resident';
}

/**
 * Who reads it: `person` is one member of staff; `robot` is a group, and `sms` a gateway's template. The latter two
 * never get what somebody typed (domain.md 3.6), only number, stage, date and how late.
 */
export type Audience = 'person' | 'robot' | 'sms';
