import type { Words } from '../case/state';

/** What a rung (催办级) goes through, in order; each step is measured from the one before. */
export const LATENESS_STEPS = ['fired', 'recorded', 'delivered', 'acknowledged'] as const;
export type LatenessStep = (typeof LATENESS_STEPS)[number];

/** How far back figures look, in hours. */
export const WINDOWS = { '1h': 1, '24h': 24, '7d': 7 * 24, '30d': 30 * 24 } as const;
export type Window = keyof typeof WINDOWS;
export const WINDOW_NAMES = Object.keys(WINDOWS) as [Window, ...Window[]];

/** Seconds that a rung may be late where its programme says nothing (`lateness-tolerance`). */
export const LATENESS_TOLERANCE_SECONDS = 300;

const w = (zh: string, en: string): Words => ({ zh, en });

/** Upper ends of the columns in which figures show how lateness is spread, in seconds; the last column has no end. */
export const LATENESS_BOUNDS = [1, 5, 30, 60, 300, 1_800] as const;

/** What each step measures. */
export const STEP_WORDS: Readonly<Record<LatenessStep, Words>> = {
  fired: w(
    '应发→触发：从应发时刻（已移到工作时间）到计时引擎触发。',
    'Planned to fired: from the planned instant (already in working time) to the moment time looked.',
  ),
  recorded: w('触发→入账：从触发到写入数据库。', 'Fired to recorded: until the database had written it.'),
  delivered: w(
    '入账→送达：从应发与入账两者中较晚的一个，到第一个渠道送达。',
    'Recorded to delivered: from the later of planned and recorded, until the first channel had taken it.',
  ),
  acknowledged: w(
    '送达→签收：从送达（未经渠道的，从入账）到有人签收；这是人的用时，不计入容忍度。',
    'Delivered to acknowledged: from delivery, or from the record where no channel was used, until somebody acknowledged. People’s own time; no tolerance applies.',
  ),
};

export const OVERDUE_WORDS = w(
  '逾期入账：从到期时刻到“已逾期”写入数据库。',
  'Overdue recorded: from the due instant until "overdue" was written to the database.',
);

/** Figures of a simulation compare a time that is played with a real one, and would mean nothing. */
export const SIMULATION_NOTE = w(
  '模拟运行：应发和触发为虚拟时间，入账为真实时间，因此只计“应发→触发”。',
  'A simulation: planned and fired are virtual, recorded is real; so only planned to fired is measured.',
);

/** What can be later than the programme tolerates. */
export const ALERT_WORDS = {
  rungs: w(
    '催办从应发到送达（未送达的到入账）超过容忍度。',
    'Rungs that took longer than tolerated from planned to delivered, or to recorded where nothing was delivered.',
  ),
  overdue: w('逾期入账超过容忍度。', '"Overdue" was recorded later than tolerated.'),
  waiting: w(
    '催办消息早该发出，至今没有任何渠道送达。',
    'Messages of rungs that should have left long ago and that no channel has delivered yet.',
  ),
} as const satisfies Record<string, Words>;
export type AlertKind = keyof typeof ALERT_WORDS;
