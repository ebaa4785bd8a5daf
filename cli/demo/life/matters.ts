import { daysBetween, type CivilDate } from '../../../domain/calendar/civil-date';
import type { Limit } from '../../../domain/calendar/limit';
import { demoName, demoPersonId } from '../people';
import { paper, step, type StoryStep } from '../story';
import type { DemoDays, Wish } from './days';
import { MATTERS } from './needs';
import type { DemoCase } from './walk';

const officer = ['officer', 'yangguang'] as const;
const secretary = ['secretary', 'yangguang'] as const;
const GRADES: Readonly<Record<'green' | 'orange', Limit>> = {
  green: { amount: 1, unit: 'week' },
  orange: { amount: 1, unit: 'month' },
};
const ACCEPTING: Limit = { amount: 1, unit: 'workday' };

type Doing = 'accept' | 'council' | 'handle' | 'cross-off' | 'closed';
const PASSED: Readonly<Record<Doing, number>> = {
  accept: 0,
  council: 1,
  handle: 3,
  'cross-off': 4,
  closed: 5,
};

interface Matter {
  grade: 'green' | 'orange';
  at: Doing;
  /** For one that is done: so many working days ago. */
  due: Wish | { done: number };
}

/** 阳光社区: what its officer and secretary have on their desks, and what is done. */
const OPEN_MATTERS: readonly Matter[] = [
  { grade: 'green', at: 'accept', due: { late: 1 } },
  { grade: 'green', at: 'accept', due: { late: 2 } },
  { grade: 'orange', at: 'accept', due: 'today' },
  { grade: 'green', at: 'handle', due: { late: 2 } },
  { grade: 'green', at: 'handle', due: 'today' },
  { grade: 'green', at: 'cross-off', due: 'week' },
  { grade: 'orange', at: 'handle', due: { later: 4 } },
  { grade: 'green', at: 'council', due: { late: 1 } },
  { grade: 'orange', at: 'council', due: { late: 2 } },
  { grade: 'green', at: 'council', due: 'today' },
  { grade: 'green', at: 'council', due: 'week' },
  { grade: 'orange', at: 'council', due: { later: 40 } },
];
const DONE_MATTERS: readonly Matter[] = Array.from({ length: 18 }, (_, i) => ({
  ...{ grade: i % 4 === 3 ? ('orange' as const) : ('green' as const), at: 'closed' as const },
  due: { done: 3 + i * 7 },
}));

/** What happens to a matter, one act a day; the council meets in the evening. */
function actsOf(title: string, { grade, at }: Matter, about: (typeof MATTERS)[number]) {
  const accept = (day: number): StoryStep[] => [
    step(day, officer, 'accept', { duplicatesChecked: true, grade, category: about.category }),
  ];
  const council = (day: number): StoryStep[] => [
    {
      ...step(day, secretary, 'call-meeting', (d) => ({ meetingDate: d(day), place: '百姓议事堂' })),
      hour: 11,
    },
    { ...paper(day, officer, 'minutes', `议事记录-${about.title}.pdf`), hour: 19 },
    {
      ...step(day, secretary, 'record-decision', (d) => ({
        ...{
          body: 'hall',
          heldOn: d(day),
          eligible: 30,
          present: 22,
          remote: 2,
          for: 20,
          against: 1,
          abstained: 1,
        },
        minutes: `议定办理“${title}”。`,
      })),
      hour: 20,
    },
  ];
  const start = (day: number): StoryStep[] => [
    step(day, officer, 'start', {
      plan: about.plan,
      personInCharge: { personId: demoPersonId(...officer), label: demoName('officer') },
    }),
  ];
  const complete = (day: number): StoryStep[] => [
    {
      ...step(day, officer, 'complete', (d) => ({ summary: `${about.plan}，已完成。`, finishedOn: d(day) })),
      hour: 15,
    },
  ];
  const close = (day: number): StoryStep[] => [
    {
      ...step(day, officer, 'close', {
        publicText: `${title}：${about.plan}，已办结。`,
        callback: { reached: true, resolved: true, satisfied: true },
      }),
      hour: 16,
    },
  ];
  return [accept, council, start, complete, close].slice(0, PASSED[at]);
}

/** When a matter was opened: so that the limit that counts ends as wished. */
function openedOn({ grade, at, due }: Matter, days: DemoDays): CivilDate {
  if (typeof due === 'object' && 'done' in due) return days.before(days.workday(-due.done), PASSED[at] - 1);
  return days.beginFor(at === 'accept' ? ACCEPTING : GRADES[grade], due);
}

/** Acts of one matter: accepted on its first day, one more each day, the last ones before today. */
function caseOf(matter: Matter, i: number, days: DemoDays): DemoCase {
  const about = MATTERS[i % MATTERS.length];
  if (about === undefined) throw new Error('no matter of this kind');
  const place = ['一期', '二期', '三期', '四期'][Math.floor(i / MATTERS.length) % 4] ?? '';
  const title = `${place}${about.title}`;
  const start = openedOn(matter, days);
  const last = daysBetween(start, days.workday(-1));
  const acts = actsOf(title, matter, about);
  const story = {
    ...{
      id: `matter-${String(i + 1).padStart(2, '0')}`,
      programme: 'changchun-yangguang',
      kind: 'MATTER' as const,
    },
    ...{ place: 'yangguang', title, openedBy: officer },
    suggestions: [{ channel: i % 2 === 0 ? 'point' : 'meeting', words: about.words }],
    steps: acts.flatMap((act, n) => act(Math.min(n, last))),
  };
  return { story, start, lived: matter.at !== 'closed' };
}

/** The three-colour matters of 阳光社区 beside those of its article. */
export function matterCases(days: DemoDays): DemoCase[] {
  return [...DONE_MATTERS, ...OPEN_MATTERS].map((matter, i) => caseOf(matter, i, days));
}
