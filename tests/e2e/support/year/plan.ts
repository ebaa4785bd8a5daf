import { createChance } from '../../../../cli/demo/life/chance';
import { demoDays } from '../../../../cli/demo/life/days';
import { STEPS_OF, by } from '../../../../cli/demo/life/acts';
import { ProjectMaker, type DemoCase, type Extra } from '../../../../cli/demo/life/walk';
import { step } from '../../../../cli/demo/story';
import type { CivilDate } from '../../../../domain/calendar/civil-date';

type Report = Readonly<Record<string, unknown>>;

export const PASSED: Report = {
  result: 'passed',
  opinion: '现场查看，用料和进度与方案一致。',
  percentDone: 70,
};
export const AGAIN: Report = { result: 'passed', opinion: '复查：标识牌已重新安装。' };
export const REMARKS: Report = {
  ...{ result: 'remarks', opinion: '进度略慢，已要求赶上。', percentDone: 35, percentPlanned: 50 },
  items: [{ id: 'schedule', answer: 'no', note: '因雨停工四天' }],
};
export const FAILED: Report = {
  ...{ result: 'failed', opinion: '标识牌掉落，未见人处理，须整改后复查。' },
  findings: [{ kind: 'signboard', text: '入口处标识牌掉落。' }],
};

/** The town's inspector goes there. */
const visit = (on: CivilDate, report: Report): Extra => ({
  on,
  steps: (p, day) => [
    {
      ...step(day, by(p).inspector, 'record-inspection', (d) => ({
        ...{ visitedOn: d(day), signedBy: '检查员甲' },
        ...report,
      })),
      hour: 15,
    },
  ],
});

const usual = (act: 'complete' | 'inspect' | 'survey', on: CivilDate): Extra => ({
  on,
  steps: (project, day) => STEPS_OF[act](project, day),
});

/** Projects that went through in the year, and the day on which each was closed. */
const CLOSED: readonly (readonly [string, CivilDate])[] = [
  ...([
    ['daxin', '2025-05-23'],
    ['tanglian', '2025-06-13'],
    ['zjg-jinfeng-1', '2025-06-27'],
    ['zjg-tangqiao-2', '2025-07-18'],
    ['zjg-fenghuang-3', '2025-09-12'],
    ['zjg-nanfeng-2', '2025-10-17'],
    ['zjg-jingang-1', '2025-10-31'],
  ] as const),
  ...([
    ['zjg-housheng-2', '2025-11-07'],
    ['zjg-leyu-1', '2025-11-21'],
    ['zjg-deji-1', '2025-12-19'],
  ] as const),
];

export interface YearPlan {
  readonly usual: readonly DemoCase[];
  /** Nobody came in the second quarter; the visit of September makes up for it. */
  readonly missed: DemoCase;
  /** Failed in August; put right, verified and inspected again in September. */
  readonly failed: DemoCase;
  /** Inspected three times, once with remarks. */
  readonly watched: DemoCase;
}

/** A year of 张家港, made the same every time. */
export function yearPlan(): YearPlan {
  const days = demoDays('2026-01-05');
  const maker = new ProjectMaker(days, createChance(2025), []);
  const works = (community: string, on: CivilDate, ...extras: Extra[]): DemoCase =>
    maker.walk({ community, last: 'start', on, extras });
  return {
    usual: CLOSED.map(([community, on], i) =>
      maker.walk({ community, last: 'close', on, fast: i % 4 === 2 }),
    ),
    missed: works(
      'zjg-daxin-1',
      '2025-03-10',
      visit('2025-09-18', PASSED),
      usual('complete', '2025-10-20'),
      usual('inspect', '2025-10-28'),
    ),
    failed: works(
      'zjg-daxin-2',
      '2025-04-01',
      visit('2025-06-12', PASSED),
      visit('2025-08-14', FAILED),
      visit('2025-09-09', AGAIN),
      visit('2025-11-20', PASSED),
      usual('complete', '2025-12-10'),
    ),
    watched: works(
      'zjg-tangqiao-1',
      '2025-05-12',
      visit('2025-06-25', REMARKS),
      visit('2025-09-24', PASSED),
      visit('2025-12-16', PASSED),
    ),
  };
}
