import type { CivilDate } from '../../../domain/calendar/civil-date';
import type { Programme } from '../../../domain/programme/schema';
import { step } from '../story';
import { by, STEPS_OF } from './acts';
import type { DemoDays, Wish } from './days';
import { limitAt, STANDS, type StandName } from './stands';
import type { DemoCase, Extra, ProjectMaker } from './walk';

/** One open project: where it is, where it stands, and when its limit ends. */
export interface OpenProject {
  community: string;
  at: StandName;
  due: Wish;
  /** Whoever is late has said "seen, mine" (签收) on the morning they were called. */
  seen?: boolean;
}

const late = (days: number): Wish => ({ late: days });
const isLate = (due: Wish): boolean => typeof due === 'object' && 'late' in due;
const later = (days: number): Wish => ({ later: days });
type Row = readonly [at: StandName, due: Wish, seen?: 'seen'];
const rows = (community: string, ...list: readonly Row[]): OpenProject[] =>
  list.map(([at, due, seen]) => ({ community, at, due, seen: seen === 'seen' }));

/**
 * 大新镇, where most demo accounts work: each finds something overdue, due today, this week and later. A limit that
 * ended one working day ago is called this morning, one of two days ago was called on the morning before: whatever
 * the hour of the first start, one of them waits to be acknowledged.
 */
const DAXIN: readonly OpenProject[] = [
  ...rows('daxin', ['accept', late(1)], ['report', late(2)], ['report', late(6), 'seen']),
  ...rows(
    'daxin',
    ['accept', 'today'],
    ['report', 'today'],
    ['review-waiting', 'week'],
    ['report', later(1)],
  ),
  ...rows('daxin', ['council-waiting', late(1)], ['council-waiting', late(2)], ['council', late(4), 'seen']),
  ...rows('daxin', ['council-waiting', 'today'], ['council', 'week'], ['council', later(3)]),
  ...rows('daxin', ['works-waiting', late(1)], ['works-waiting', late(2)], ['works', late(11), 'seen']),
  ...rows('daxin', ['works-waiting', 'today'], ['works', 'week'], ['works', later(20)], ['works', later(50)]),
  ...rows('zjg-daxin-1', ['review', late(1)], ['review', late(2)], ['review', 'week'], ['review', later(3)]),
  ...rows('zjg-daxin-2', ['review', late(4), 'seen'], ['review', 'today'], ['review', later(5)]),
  ...rows('zjg-daxin-3', ['review', late(12)], ['determine', 'week'], ['determine', later(2)]),
  ...rows('zjg-daxin-2', ['determine', late(2)], ['determine', late(3)], ['determine', 'today']),
  ...rows('zjg-daxin-1', ['evaluation', late(1)], ['close', late(2)], ['evaluation', late(6), 'seen']),
  ...rows('zjg-daxin-3', ['evaluation', 'today'], ['close', 'week'], ['evaluation', later(3)]),
  ...rows('zjg-daxin-2', ['acceptance', late(1)], ['acceptance', late(2)], ['acceptance', late(4), 'seen']),
  ...rows('zjg-daxin-3', ['acceptance', 'today'], ['acceptance', 'week'], ['acceptance', later(3)]),
  ...rows('zjg-daxin-1', ['payment', late(1)], ['payment', late(2)], ['settlement', late(11), 'seen']),
  ...rows('zjg-daxin-2', ['payment', 'today'], ['settlement', 'week'], ['payment', later(6)]),
];

/** 杨舍镇: the deputy stands in for the reviewer. */
const YANGSHE: readonly OpenProject[] = [
  ...rows(
    'zjg-jingkai-1',
    ['review', late(1)],
    ['review', late(2)],
    ['review', 'today'],
    ['works', later(30)],
  ),
  ...rows('zjg-jingkai-2', ['review', late(6), 'seen'], ['review', 'week'], ['review', later(4)]),
  ...rows('zjg-jingkai-3', ['acceptance', late(3)], ['payment', late(5)], ['council', later(9)]),
];

/** The other towns, each late in its own way, so that the tree of the board has bars. */
const ELSEWHERE: readonly OpenProject[] = [
  ...rows('zjg-jinfeng-1', ['review', late(3)], ['determine', late(7)]),
  ...rows('zjg-jinfeng-2', ['acceptance', late(10)], ['report', 'today']),
  ...rows('zjg-jinfeng-3', ['works', late(16)], ['evaluation', late(5), 'seen']),
  ...rows('zjg-tangqiao-1', ['review', late(5), 'seen'], ['accept', 'today']),
  ...rows('zjg-tangqiao-2', ['payment', late(9)], ['works-waiting', later(3)]),
  ...rows('zjg-tangqiao-3', ['determine', later(4)]),
  ...rows('zjg-leyu-1', ['close', late(2), 'seen'], ['review', 'week']),
  ...rows('zjg-leyu-2', ['council-waiting', late(3)]),
  ...rows('zjg-fenghuang-1', ['works-waiting', late(4)], ['settlement', late(6)]),
  ...rows('zjg-fenghuang-2', ['works', later(40)]),
  ...rows('zjg-nanfeng-1', ['payment', later(7)], ['evaluation', later(4)]),
  ...rows('zjg-jingang-1', ['review', late(15)], ['acceptance', late(8), 'seen']),
  ...rows('zjg-jingang-2', ['works', late(21)], ['payment', late(2)]),
  ...rows('zjg-jingang-3', ['review', 'today'], ['close', 'week']),
  ...rows('zjg-housheng-1', ['evaluation', late(3)]),
  ...rows('zjg-housheng-2', ['settlement', late(11), 'seen']),
  ...rows('zjg-deji-1', ['acceptance', late(2)], ['review', later(3)]),
  ...rows('zjg-changyinsha-1', ['report', later(2)]),
];

export const OPEN_PROJECTS: readonly OpenProject[] = [...DAXIN, ...YANGSHE, ...ELSEWHERE];

/** The reviewed file waits for the leader: the review came two working days after it was sent. */
function reviewed(days: DemoDays, sentOn: CivilDate): Extra {
  const two = days.after(sentOn, 2);
  return {
    on: two < days.today ? two : days.workday(-1),
    steps: (project, day) => STEPS_OF.review(project, day),
  };
}

/** Working days after the end of a limit on which the standard ladder calls (programmes/zhangjiagang.yaml). */
const CALLED_AFTER = [20, 15, 10, 5, 3, 1];

/** Whoever owns the limit answers the newest call before today, two hours after it came. */
function acknowledged(days: DemoDays, at: StandName, due: CivilDate): Extra[] {
  const { stage, limit, owner } = STANDS[at];
  const clockId = `${limit}.${stage}.1`;
  const calls = CALLED_AFTER.map((n) => days.after(due, n));
  const on = calls.find((call) => call < days.today);
  if (on === undefined) return [];
  const data = { clockId, note: '已知悉，正在办理。' };
  return [
    { on, steps: (project, day) => [{ ...step(day, by(project)[owner], 'acknowledge', data), hour: 11 }] },
  ];
}

/** Every open project, walked so far that its limit ends as wished. */
export function openCases(maker: ProjectMaker, days: DemoDays, programme: Programme): DemoCase[] {
  return OPEN_PROJECTS.map(({ community, at, due, seen }) => {
    const limit = limitAt(programme, at);
    const on = days.beginFor(limit, due);
    const extras = [
      ...(at === 'determine' ? [reviewed(days, on)] : []),
      ...(seen === true ? acknowledged(days, at, days.dueOf(limit, on)) : []),
    ];
    return maker.walk({ community, last: STANDS[at].last, on, extras, lived: isLate(due) });
  });
}
