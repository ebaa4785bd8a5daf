import { paper, step, type Story, type StoryStep } from '../story';
import type { Role } from '../../../domain/roles';
import { demoName } from '../people';

type By = readonly [Role, string];

/** The posts that act on a case of one community, as the article has them. */
export function posts(community: string, town: string) {
  return {
    officer: ['officer', community] as By,
    secretary: ['secretary', community] as By,
    works: ['implementer', community] as By,
    reviewer: ['reviewer', town] as By,
    leader: ['leader', town] as By,
    inspector: ['inspector', town] as By,
    townOfficer: ['officer', town] as By,
    finance: ['finance', town] as By,
  };
}

const council = (day: number, secretary: By): StoryStep[] => [
  step(day, secretary, 'call-meeting', (d) => ({
    meetingDate: d(day + 2),
    agendaSentOn: d(day),
    place: '社区议事厅',
  })),
  { ...paper(day + 2, secretary, 'minutes', '议事会记录.txt'), hour: 20 },
  {
    ...step(day + 2, secretary, 'record-decision', (d) => ({
      ...{
        body: 'council',
        heldOn: d(day + 2),
        eligible: 15,
        present: 13,
        remote: 1,
        for: 12,
        against: 0,
        abstained: 1,
      },
      minutes: '居民议事会充分商议，同意申报。',
    })),
    hour: 21,
  },
];

const d1 = posts('daxin', 'zjg-daxin');

/** ZJ25: 53 bicycle sheds of 府前新村 without mains; 8 days for review and contract, 12 for the work, 20 in all. */
export const shedStory: Story = {
  id: 'zjg-shed',
  programme: 'zhangjiagang',
  kind: 'PROJECT',
  place: 'daxin',
  title: '府前新村53个自行车库安全接电',
  openedBy: d1.officer,
  suggestions: [
    { channel: 'wechat', words: '车库没有电，大家都从楼上飞线充电，太危险了。' },
    { channel: 'council', words: '希望给府前新村的自行车库统一接电，装分电表，预付费。' },
  ],
  steps: [
    step(0, d1.officer, 'accept', { duplicatesChecked: true, estimateFen: 9_600_000, itemType: 'works' }),
    ...council(1, d1.secretary),
    step(4, d1.officer, 'note', {
      text: '社区党总支与供电部门现场分析：社区申请一个总电表，再装53个分电表，预付费。',
    }),
    step(5, d1.officer, 'shortlist', { estimateFen: 9_600_000, itemType: 'works' }),
    step(5, d1.officer, 'submit-for-review', { note: '1个总电表、53个分电表' }),
    step(8, d1.reviewer, 'review', { opinion: '程序完备，同意。', signedBy: demoName('reviewer') }),
    step(12, d1.leader, 'approve', {
      approvedFen: 9_500_000,
      publicText: '府前新村自行车库接电列入民生微实事项目。',
    }),
    step(13, d1.works, 'start', {
      plan: '申请总电表；布线；装53个分电表；调试预付费。',
      personInCharge: { personId: 'implementer-at-daxin', label: demoName('implementer') },
      contractFen: 9_200_000,
      procurement: { method: '询价', suppliersAsked: 3, reason: '三家报价中最低' },
    }),
    step(19, d1.works, 'report-progress', { text: '总电表已通电，分电表完成31个。', percent: 60 }),
    step(25, d1.works, 'complete', (d) => ({ summary: '53个分电表全部通电，飞线清除。', finishedOn: d(25) })),
    paper(25, d1.works, 'photos', '完工照片说明.txt'),
    paper(28, d1.inspector, 'acceptance-sheet', '验收单.txt'),
    {
      ...step(28, d1.inspector, 'inspect-works', {
        passed: true,
        sheet: '53个分电表抽查10个，均正常。',
        signboard: true,
      }),
      hour: 11,
    },
  ],
};

/** Exactly 10,000 yuan is not "below 10,000": the standard way, with the council (ZJ10). */
export const tenThousandStory: Story = {
  id: 'zjg-ten-thousand',
  programme: 'zhangjiagang',
  kind: 'PROJECT',
  place: 'tanglian',
  title: '塘市花苑健身步道更换腐烂木板',
  openedBy: ['officer', 'tanglian'],
  suggestions: [{ channel: 'wechat', words: '健身步道的木板烂了好几块，老人容易绊倒。' }],
  steps: [
    step(0, ['officer', 'tanglian'], 'accept', {
      duplicatesChecked: true,
      estimateFen: 1_000_000,
      itemType: 'works',
    }),
  ],
};

/** Below 10,000 yuan: reviewed as reported (ZJ10). */
export const fastStory: Story = {
  ...tenThousandStory,
  id: 'zjg-fast',
  title: '塘市花苑疏通油污堵塞管道',
  suggestions: [{ channel: 'wechat', words: '3幢楼下的管道被油污堵了，污水漫出来。' }],
  steps: [
    step(0, ['officer', 'tanglian'], 'accept', {
      duplicatesChecked: true,
      estimateFen: 680_000,
      itemType: 'works',
    }),
    step(0, ['officer', 'tanglian'], 'shortlist', { estimateFen: 680_000, itemType: 'works' }),
    step(0, ['officer', 'tanglian'], 'submit-for-review', { note: '随报随审' }),
  ],
};

/** ZJ24: lorries parked everywhere at night; waits for the town's review. */
export const parkingStory: Story = {
  ...tenThousandStory,
  id: 'zjg-parking',
  title: '塘市花苑夜间货车停放整治',
  suggestions: [{ channel: 'council', words: '一到晚上货车随意停放，居民出行很不方便。' }],
  steps: [
    step(0, ['officer', 'tanglian'], 'accept', {
      duplicatesChecked: true,
      estimateFen: 7_800_000,
      itemType: 'works',
    }),
    ...council(1, ['secretary', 'tanglian']),
    step(4, ['officer', 'tanglian'], 'shortlist', {
      estimateFen: 7_800_000,
      itemType: 'works',
    }),
    step(4, ['officer', 'tanglian'], 'submit-for-review', { note: '居委会已广泛征集居民意见' }),
  ],
};

/** Returned for a missing document: its clock stands still. */
export const returnedStory: Story = {
  ...parkingStory,
  id: 'zjg-returned',
  title: '塘市花苑沿河防护栏修复',
  suggestions: [{ channel: 'wechat', words: '沿河防护栏缺了一段，小孩子很危险。' }],
  steps: [
    ...parkingStory.steps,
    step(7, ['reviewer', 'zjg-jingkai'], 'return', { reason: '缺少造价清单', missing: ['造价清单'] }),
  ],
};

export const zhangjiagangStories = [shedStory, tenThousandStory, fastStory, parkingStory, returnedStory];
