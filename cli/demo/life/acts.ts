import type { Fen } from '../../../domain/money';
import { posts } from '../stories/zhangjiagang';
import { demoName, demoPersonId } from '../people';
import { paper, step, type StoryStep } from '../story';
import type { Need } from './needs';

/** What happens to a Zhangjiagang project, in this order; `open` is its first day. */
export const ACTS = [
  'open',
  'accept',
  'call',
  'decide',
  'shortlist',
  'send',
  'review',
  'approve',
  'start',
  'complete',
  'inspect',
  'survey',
  'disburse',
  'settle',
  'close',
] as const;
export type Act = (typeof ACTS)[number];

/** A reason and an approver for passing a soft cap (ZJ12). */
export interface Override {
  reason: string;
  approver: string;
}

/** One project as the acts need it. */
export interface Project {
  need: Need;
  title: string;
  community: string;
  town: string;
  estimateFen: Fen;
  approvedFen: Fen;
  urgent: boolean;
  /** Above the yearly amount of its community at these acts. */
  override: Partial<Record<'shortlist' | 'approve', Override>>;
}

const at = (hour: number, one: StoryStep): StoryStep => ({ ...one, hour });

/** Every act as commands, the documents it needs first. Hours keep acts of one day in order. */
export const STEPS_OF: Readonly<Record<Act, (project: Project, day: number) => StoryStep[]>> = {
  open: () => [],
  accept: ({ need, urgent, estimateFen, ...p }, day) => [
    at(
      10,
      step(day, by(p).officer, 'accept', {
        ...{ duplicatesChecked: true, urgent, estimateFen, itemType: need.itemType },
      }),
    ),
  ],
  call: (p, day) => [
    at(
      11,
      step(day, by(p).secretary, 'call-meeting', (d) => ({
        ...{ meetingDate: d(day + 2), agendaSentOn: d(day), place: '社区议事厅' },
      })),
    ),
  ],
  decide: (p, day) => [
    at(19, paper(day, by(p).secretary, 'minutes', `议事会记录-${p.need.title}.pdf`)),
    at(
      20,
      step(day, by(p).secretary, 'record-decision', (d) => ({
        ...{ body: 'council', heldOn: d(day), eligible: 15, present: 13, remote: 1 },
        ...{ for: 12, against: 0, abstained: 1, minutes: `居民议事会商议，同意申报“${p.title}”。` },
      })),
    ),
  ],
  shortlist: ({ need, estimateFen, override, ...p }, day) => [
    at(
      11,
      step(day, by(p).officer, 'shortlist', {
        ...{ estimateFen, itemType: need.itemType },
        ...(override.shortlist === undefined ? {} : { capOverride: override.shortlist }),
      }),
    ),
  ],
  send: (p, day) => [
    at(12, step(day, by(p).officer, 'submit-for-review', { note: '已在楼道和微信群征求意见。' })),
  ],
  review: (p, day) => [
    at(
      14,
      step(day, by(p).reviewer, 'review', {
        opinion: '程序完备，需求真实，同意。',
        signedBy: demoName('reviewer'),
      }),
    ),
  ],
  approve: ({ title, approvedFen, override, ...p }, day) => [
    at(
      16,
      step(day, by(p).leader, 'approve', {
        ...{ approvedFen, publicText: `${title}列入民生微实事项目。` },
        ...(override.approve === undefined ? {} : { capOverride: override.approve }),
      }),
    ),
  ],
  start: ({ need, approvedFen, community, ...p }, day) => [
    at(
      9,
      step(day, by({ community, ...p }).works, 'start', {
        plan: need.plan,
        personInCharge: { personId: demoPersonId('implementer', community), label: demoName('implementer') },
        procurement: { method: '询价', suppliersAsked: 3, reason: '三家报价中最低' },
        contractFen: Math.floor(approvedFen * 0.97),
      }),
    ),
  ],
  complete: ({ need, ...p }, day) => [
    at(
      15,
      step(day, by(p).works, 'complete', (d) => ({
        ...{ summary: need.done, finishedOn: d(day), served: { personTimes: 120, people: 86 } },
      })),
    ),
  ],
  inspect: (p, day) => [
    ...photosAndSheet(p, day),
    at(
      10,
      step(day, by(p).inspector, 'inspect-works', {
        passed: true,
        sheet: '现场查看，符合方案。',
        signboard: true,
      }),
    ),
  ],
  survey: (p, day) => [
    at(
      15,
      step(day, by(p).townOfficer, 'record-survey', {
        groups: [{ group: '社区居民', asked: 40, answered: 36, satisfied: 34 }],
      }),
    ),
  ],
  disburse: ({ approvedFen, ...p }, day) => [
    at(
      10,
      step(day, by(p).finance, 'disburse', (d) => ({
        ...{ amountFen: approvedFen, account: '民生微实事专户', paidOn: d(day) },
      })),
    ),
  ],
  settle: (p, day) => [
    at(13, paper(day, by(p).finance, 'invoices', `发票和结算单-${p.need.title}.pdf`)),
    at(14, step(day, by(p).finance, 'settle', { invoices: 2 })),
  ],
  close: ({ title, need, ...p }, day) => [
    at(16, step(day, by(p).townOfficer, 'close', { publicText: `${title}已完成：${need.done}` })),
  ],
};

/** The papers an acceptance needs. */
export function photosAndSheet(p: Pick<Project, 'community' | 'town' | 'need'>, day: number): StoryStep[] {
  return [
    at(9, paper(day, by(p).works, 'photos', `完工照片-${p.need.title}.png`)),
    at(9, paper(day, by(p).inspector, 'acceptance-sheet', `验收单-${p.need.title}.pdf`)),
  ];
}

/** Who acts on the project. */
export function by({ community, town }: Pick<Project, 'community' | 'town'>): ReturnType<typeof posts> {
  return posts(community, town);
}
