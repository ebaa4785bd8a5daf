import type { Behaviour } from '../../tests/support/channels/script';
import type { StandIns } from '../../tests/support/channels/start';

/** What can be chosen on the page for the next message of a channel. */
export const FAULTS = ['too-many', 'error', 'hang', 'lost', 'kept'] as const;
export type Fault = (typeof FAULTS)[number];
export const STAND_INS = ['mail', 'wecom', 'dingtalk', 'sms', 'webhook'] as const;
export type StandInName = (typeof STAND_INS)[number];

const CODES = { wecom: 45_009, dingtalk: 130_101, sms: 'isv.BUSINESS_LIMIT_CONTROL' } as const;

/** Makes the next message of this channel go wrong; those after it are answered as usual. */
export function misbehave(standIns: StandIns, channel: StandInName, fault: Fault): void {
  standIns[channel].script.next(behaviour(channel, fault));
}

function behaviour(channel: StandInName, fault: Fault): Behaviour {
  switch (fault) {
    case 'too-many':
      return tooMany(channel);
    case 'error':
      return { does: 'status', status: channel === 'mail' ? 550 : 500 };
    case 'hang':
      return { does: 'hang', taken: false };
    case 'lost':
      return { does: 'drop', taken: false };
    case 'kept':
      return { does: 'drop', taken: true };
  }
}

function tooMany(channel: StandInName): Behaviour {
  if (channel === 'mail') return { does: 'errcode', code: 450 };
  if (channel === 'webhook') return { does: 'status', status: 429, headers: { 'retry-after': '30' } };
  return { does: 'errcode', code: CODES[channel] };
}
