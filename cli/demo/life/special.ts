import { addDays } from '../../../domain/calendar/civil-date';
import { noticeStory } from '../stories/xihu';
import { paper, step } from '../story';
import { demoName } from '../people';
import { by, photosAndSheet } from './acts';
import type { DemoDays } from './days';
import type { DemoCase, ProjectMaker } from './walk';

const cityOfficer = ['officer', 'zjg'] as const;

/** A supervision order that waits for the town reviewer of 大新镇, and one that was answered (督办). */
function orders(maker: ProjectMaker, days: DemoDays): DemoCase[] {
  const [given, answered] = [days.workday(-2), days.workday(-1)];
  const review = { last: 'send', on: days.workday(-8), lived: true } as const;
  return [
    maker.walk({
      ...{ ...review, community: 'daxin' },
      extras: [
        {
          on: given,
          steps: (_, day) => [
            step(day, cityOfficer, 'supervise', {
              text: '居民多次来电，请说明审核进度和预计办结时间。',
              workdays: 3,
            }),
          ],
        },
      ],
    }),
    maker.walk({
      ...{ ...review, community: 'zjg-jinfeng-4' },
      extras: [
        {
          on: given,
          steps: (_, day) => [step(day, cityOfficer, 'supervise', { text: '请尽快组织评审。', workdays: 2 })],
        },
        {
          on: answered,
          steps: (p, day) => [
            step(day, by(p).reviewer, 'answer-order', {
              orderId: 'order.1',
              text: '已安排本周五评审会，会后三日内办结。',
            }),
          ],
        },
      ],
    }),
  ];
}

/** Limits that people moved or stopped: extended, paused, and works that stand still over the winter into next year. */
function moved(maker: ProjectMaker, days: DemoDays): DemoCase[] {
  const yesterday = days.workday(-1);
  return [
    maker.walk({
      ...{ community: 'daxin', last: 'decide', on: days.workday(-4), lived: true },
      extras: [
        {
          on: yesterday,
          steps: (p, day) => [
            step(day, by(p).leader, 'extend', {
              ...{
                clockId: 'stage.report.1',
                amount: 5,
                reason: '征求意见范围扩大到相邻小区。',
                approver: demoName('leader'),
              },
            }),
          ],
        },
      ],
    }),
    maker.walk({
      ...{ community: 'zjg-daxin-1', last: 'send', on: days.workday(-5), lived: true },
      extras: [
        {
          on: yesterday,
          steps: (p, day) => [
            step(day, by(p).leader, 'pause-clock', (d) => ({
              ...{
                clockId: 'stage.town-review.1',
                reason: '等待供电部门出具现场勘查意见。',
                until: d(day + 21),
              },
            })),
          ],
        },
      ],
    }),
    maker.walk({
      ...{ community: 'zjg-daxin-2', last: 'start', on: days.workday(-20), lived: true },
      extras: [
        {
          on: days.workday(-2),
          steps: (p, day) => [
            step(day, by(p).works, 'suspend', (d) => ({
              ...{
                reason: '气温过低，混凝土无法养护，开春复工。',
                until: d(day + 110),
                approver: demoName('leader'),
              },
            })),
          ],
        },
      ],
    }),
  ];
}

/** Sent back: two files to be completed, and works that did not pass. */
function sentBack(maker: ProjectMaker, days: DemoDays): DemoCase[] {
  const returned = (community: string, back: number) =>
    maker.walk({
      ...{ community, last: 'send', on: days.workday(-6), lived: true },
      extras: [
        {
          on: days.workday(-back),
          steps: (p, day) => [
            step(day, by(p).reviewer, 'return', {
              reason: '缺少造价清单。',
              missing: ['造价清单', '现场照片'],
            }),
          ],
        },
      ],
    });
  const rework = maker.walk({
    ...{ community: 'daxin', last: 'complete', on: days.workday(-5), lived: true },
    extras: [
      {
        on: days.workday(-2),
        steps: (p, day) => [
          ...photosAndSheet(p, day),
          step(day, by(p).inspector, 'inspect-works', {
            ...{ passed: false, sheet: '标识牌未安装，两处焊点开裂。', signboard: false },
          }),
        ],
      },
    ],
  });
  return [returned('daxin', 2), returned('zjg-tangqiao-4', 3), rework];
}

/** Reviewed as reported: a small one, and an urgent one of any size (ZJ10). */
function fast(maker: ProjectMaker, days: DemoDays): DemoCase[] {
  return [
    maker.walk({ community: 'zjg-daxin-3', last: 'send', on: days.workday(-1), fast: true, lived: true }),
    maker.walk({
      ...{
        community: 'zjg-jingang-4',
        last: 'approve',
        on: days.workday(-1),
        fast: true,
        urgent: true,
        lived: true,
      },
      extras: [
        {
          on: days.workday(-1),
          steps: (p, day) => [{ ...paper(day, by(p).works, 'photos', '现场照片.png'), hour: 17 }],
        },
      ],
    }),
  ];
}

/** The same wish twice, made one; and two wishes in one case, made two. */
function pair(maker: ProjectMaker, days: DemoDays): DemoCase[] {
  const kept = maker.walk({ community: 'zjg-leyu-3', last: 'accept', on: days.workday(-3), lived: true });
  const merged = maker.walk({
    ...{ community: 'zjg-leyu-3', last: 'accept', on: days.workday(-2) },
    extras: [
      {
        on: days.workday(-1),
        steps: (p, day) => [
          {
            ...step(day, by(p).officer, 'merge', (_, known) => ({
              ...{ into: known.caseOf(kept.story.id), publicText: '与已受理的同类事项合并办理。' },
            })),
            hour: 14,
          },
        ],
      },
    ],
  });
  const split = maker.walk({
    ...{ community: 'zjg-fenghuang-3', last: 'accept', on: days.workday(-2), words: 2, lived: true },
    extras: [
      {
        on: days.workday(-1),
        steps: (p, day) => [
          {
            ...step(day, by(p).officer, 'split', (_, { suggestions }) => ({
              ...{ title: `${p.title}（二期）`, suggestions: suggestions.slice(1) },
            })),
            hour: 15,
          },
        ],
      },
    ],
  });
  return [merged, kept, split];
}

/** A notice of 西湖 that still runs, with an objection nobody has answered. */
function noticed(days: DemoDays): DemoCase {
  const until = noticeStory.steps.findIndex(({ type }) => type === 'record-objection') + 1;
  const steps = noticeStory.steps.slice(0, until);
  const start = addDays(days.today, -1 - (steps.at(-1)?.day ?? 0));
  const story = { ...noticeStory, id: 'xh-notice-running', title: '小区南门人行道铺装和座椅', steps };
  return { story, start, lived: true };
}

/** Every situation that a visitor may look for and that does not come by itself. */
export function specialCases(maker: ProjectMaker, days: DemoDays): DemoCase[] {
  return [
    ...orders(maker, days),
    ...moved(maker, days),
    ...sentBack(maker, days),
    ...fast(maker, days),
    ...pair(maker, days),
    noticed(days),
  ];
}
