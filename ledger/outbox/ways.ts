/**
 * How each channel reaches people: one by one at an address of their contact, or as a group through the robot of
 * their organisation, which may mention accounts.
 */
export type Way =
  | { readonly to: 'person'; readonly address: 'email' | 'mobile' }
  | { readonly to: 'robot'; readonly account: 'wecom_user_id' | 'dingtalk_user_id' | null };

export const WAYS = {
  mail: { to: 'person', address: 'email' },
  sms: { to: 'person', address: 'mobile' },
  wecom: { to: 'robot', account: 'wecom_user_id' },
  dingtalk: { to: 'robot', account: 'dingtalk_user_id' },
  webhook: { to: 'robot', account: null },
} as const satisfies Record<string, Way>;

export type WayName = keyof typeof WAYS;

export function wayOf(channel: string): Way {
  if (!Object.hasOwn(WAYS, channel)) throw new Error(`no channel is called ${channel}`);
  return WAYS[channel as WayName];
}

export const personKey = (personId: string): string => `person:${personId}`;
/** A resident without an account. */
export const proposerKey = (proposerId: string): string => `proposer:${proposerId}`;
export const robotKey = (name: string): string => `robot:${name}`;

/** The person within `person:<id>`; null for everybody else. */
export function personOf(target: string): string | null {
  return target.startsWith('person:') ? target.slice('person:'.length) : null;
}

/** The proposer within `proposer:<id>`; null for everybody else. */
export function proposerOf(target: string): string | null {
  return target.startsWith('proposer:') ? target.slice('proposer:'.length) : null;
}
