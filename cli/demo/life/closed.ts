import { addDays, type CivilDate } from '../../../domain/calendar/civil-date';
import { DEMO_ORGANISATIONS } from '../organisations';
import { step } from '../story';
import { demoName } from '../people';
import { by, type Act } from './acts';
import type { Chance } from './chance';
import type { DemoDays } from './days';
import type { DemoCase, Extra, ProjectMaker } from './walk';

/** Towns and how punctual each is, in per cent of its projects; 常阴沙 is too small to be ranked. */
const TOWNS: readonly { town: string; projects: number; punctual: number }[] = [
  { town: 'zjg-daxin', projects: 30, punctual: 78 },
  { town: 'zjg-jingkai', projects: 30, punctual: 86 },
  { town: 'zjg-jinfeng', projects: 22, punctual: 55 },
  { town: 'zjg-tangqiao', projects: 22, punctual: 92 },
  { town: 'zjg-leyu', projects: 14, punctual: 70 },
  { town: 'zjg-fenghuang', projects: 14, punctual: 82 },
  { town: 'zjg-nanfeng', projects: 14, punctual: 95 },
  { town: 'zjg-jingang', projects: 20, punctual: 45 },
  { town: 'zjg-housheng', projects: 12, punctual: 66 },
  { town: 'zjg-deji', projects: 8, punctual: 75 },
];
const TOO_SMALL = 'zjg-changyinsha';

/** The projects of the last six months and how long each took to be crossed off. */
const MONTHS_BACK_DAYS = 180;

/** One act that came after its limit, in working days. */
const LATE: Partial<Record<Act, number>> = {
  ...{
    accept: 5,
    call: 8,
    shortlist: 8,
    review: 12,
    start: 13,
    inspect: 13,
    survey: 14,
    disburse: 18,
    close: 8,
  },
};
const LATE_ON_STANDARD = [
  'accept',
  'call',
  'shortlist',
  'review',
  'start',
  'inspect',
  'survey',
  'disburse',
  'close',
] as const;
const LATE_ON_FAST = ['review', 'start', 'inspect', 'survey', 'disburse', 'close'] as const;

function gapsOf(fast: boolean, punctual: number, chance: Chance): Partial<Record<Act, number>> {
  if (chance.happens(punctual)) return {};
  const late: Act = chance.pick(fast ? LATE_ON_FAST : LATE_ON_STANDARD);
  return { [late]: (LATE[late] ?? 0) + chance.between(0, 4) };
}

interface Ending {
  last: Act;
  end: (walkOn: CivilDate) => Extra;
}

/** Cases that end otherwise than by being carried out: on the day after their last act. */
function endings(days: DemoDays): readonly Ending[] {
  const soon = (on: CivilDate): CivilDate => days.after(on, 1);
  return [
    {
      last: 'send',
      end: (on) => ({
        on: soon(on),
        steps: (p, day) => [
          step(day, by(p).reviewer, 'reject', {
            ...{ reasonCode: 'already-planned', publicText: '该路段已列入市级改造计划，不再重复立项。' },
          }),
        ],
      }),
    },
    {
      last: 'open',
      end: (on) => ({
        on: soon(on),
        steps: (p, day) => [
          step(day, by(p).officer, 'transfer', {
            ...{
              to: '镇城管办',
              reasonCode: 'needs-other-body',
              publicText: '属城管职责，已转镇城管办办理。',
            },
          }),
        ],
      }),
    },
    {
      last: 'accept',
      end: (on) => ({
        on: soon(on),
        steps: (p, day) => [
          step(day, by(p).officer, 'withdraw', {
            ...{ reasonCode: 'need-has-gone', publicText: '物业已自行处理，建议人同意撤回。' },
          }),
        ],
      }),
    },
    {
      last: 'start',
      end: (on) => ({
        on: soon(on),
        steps: (p, day) => [
          step(day, by(p).works, 'terminate', {
            ...{ reasonCode: 'implementer-failed', approver: demoName('leader') },
            publicText: '施工单位无力履约，终止后另行安排。',
          }),
        ],
      }),
    },
  ];
}

/** Every sixth project of a town ended before it was carried out. */
const OTHERWISE_EVERY = 6;

/** The projects of the last six months that are done, in every town, and one in the smallest. */
export function closedCases(maker: ProjectMaker, days: DemoDays, chance: Chance): DemoCase[] {
  const others = endings(days);
  const done = TOWNS.flatMap(({ town, projects, punctual }) => {
    const communities = DEMO_ORGANISATIONS.filter((o) => o.parentId === town).map(({ id }) => id);
    return Array.from({ length: projects }, (_, i) => {
      const community = communities[i % communities.length] ?? town;
      const on = days.before(addDays(days.today, -Math.floor((i * MONTHS_BACK_DAYS) / projects)), 2);
      const fast = chance.happens(40);
      const other = i % OTHERWISE_EVERY === 5 ? chance.pick(others) : undefined;
      if (other !== undefined)
        return maker.walk({ community, last: other.last, on, extras: [other.end(on)], fast });
      return maker.walk({ community, last: 'close', on, fast, gaps: gapsOf(fast, punctual, chance) });
    });
  });
  const [only] = DEMO_ORGANISATIONS.filter((o) => o.parentId === TOO_SMALL);
  const withdrawn = others.find(({ last }) => last === 'accept');
  if (only === undefined || withdrawn === undefined) throw new Error('nothing to close');
  const on = days.before(days.today, 30);
  return [...done, maker.walk({ community: only.id, last: withdrawn.last, on, extras: [withdrawn.end(on)] })];
}
