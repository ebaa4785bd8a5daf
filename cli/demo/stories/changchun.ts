import { paper, step, type Story, type StoryStep } from '../story';
import { demoName } from '../people';

const officer = ['officer', 'yangguang'] as const;
const secretary = ['secretary', 'yangguang'] as const;

const hall = (day: number): StoryStep[] => [
  step(day, secretary, 'call-meeting', (d) => ({ meetingDate: d(day), place: '百姓议事堂' })),
  { ...paper(day, officer, 'minutes', '议事记录.txt'), hour: 19 },
  {
    ...step(day, secretary, 'record-decision', (d) => ({
      ...{
        body: 'hall',
        heldOn: d(day),
        eligible: 30,
        present: 24,
        remote: 3,
        for: 22,
        against: 0,
        abstained: 2,
      },
      minutes: '晚上召开，外地居民视频参会，一致同意办理。',
    })),
    hour: 20,
  },
];

const handled = (day: number, summary: string): StoryStep[] => [
  step(day, officer, 'start', {
    plan: summary,
    personInCharge: { personId: 'officer-at-yangguang', label: demoName('officer') },
  }),
];

const base: Omit<Story, 'id' | 'title' | 'steps'> = {
  programme: 'changchun-yangguang',
  kind: 'MATTER',
  place: 'yangguang',
  openedBy: officer,
  suggestions: [],
};

/** CA13: more seats on the small square; green, done within the week (CA5). */
export const greenStory: Story = {
  ...base,
  id: 'cc-green',
  title: '小广场增加座椅',
  suggestions: [{ channel: 'point', words: '希望能在小广场上多安装几个座椅。' }],
  steps: [
    step(0, officer, 'accept', { duplicatesChecked: true, grade: 'green', category: 'leisure' }),
    ...hall(1),
    ...handled(2, '联系物业安装六把座椅'),
    step(4, officer, 'complete', (d) => ({ summary: '六把座椅已安装。', finishedOn: d(4) })),
    step(5, officer, 'close', {
      publicText: '小广场已增加六把座椅。',
      callback: { reached: true, resolved: true, satisfied: true },
    }),
  ],
};

/** A dog-keeping convention; orange, still being handled when its month is over. */
export const orangeStory: Story = {
  ...base,
  id: 'cc-orange',
  title: '制订文明养狗公约',
  suggestions: [{ channel: 'meeting', words: '我建议制订文明养狗公约。' }],
  steps: [
    step(0, officer, 'accept', { duplicatesChecked: true, grade: 'orange', category: 'property' }),
    ...hall(3),
    ...handled(5, '起草公约，挨户征求意见'),
  ],
};

/** CA11: an estate left by its property firm; red, followed up until it is solved, one follow-up missed. */
export const redStory: Story = {
  ...base,
  id: 'cc-red',
  title: '世纪花园弃管小区电梯维修和物业选聘',
  suggestions: [{ channel: 'point', words: '物业撤走了，电梯坏了没人修。' }],
  steps: [
    step(0, officer, 'accept', { duplicatesChecked: true, grade: 'red', category: 'property' }),
    ...hall(6),
    ...handled(8, '居民出资维修电梯，社区联系电梯公司；选聘新物业'),
    step(20, secretary, 'follow-up', {
      text: '电梯已修好，定期检测；业委会正在选聘物业。',
      nextStep: '召开业主大会',
    }),
  ],
};

const grid = ['grid-worker', 'yingjun-grid-1'] as const;
const firm = ['implementer', 'yingjun-property'] as const;
const yingjun = ['secretary', 'yingjun'] as const;

/** CB6: the shed is voted down by the residents' representatives; the firm gives the site up. A success. */
export const vetoStory: Story = {
  id: 'cc-veto',
  programme: 'changchun-yingjun',
  kind: 'MATTER',
  place: 'yingjun',
  title: '小区内修建自行车棚',
  openedBy: grid,
  suggestions: [{ channel: 'council', words: '看到公告，不同意把车棚建在楼前绿地上。' }],
  steps: [
    step(0, grid, 'accept', { duplicatesChecked: true, category: 'conflict' }),
    step(1, firm, 'shortlist', {}),
    step(3, yingjun, 'call-meeting', (d) => ({ meetingDate: d(13), agendaSentOn: d(3) })),
    paper(13, yingjun, 'minutes', '民主评议记录.txt'),
    {
      ...step(13, yingjun, 'record-decision', (d) => ({
        ...{
          body: 'representatives',
          heldOn: d(13),
          eligible: 40,
          present: 36,
          for: 9,
          against: 25,
          abstained: 2,
        },
        minutes: '经民主评议，多数业主不同意在此修建。',
        publicText: '经民主评议未通过，物业放弃原选址，另行选址。',
      })),
      hour: 19,
    },
  ],
};

const duty = ['grid-worker', 'dongfeng-grid-1'] as const;

/** CC1: asked how to get a social security card; the duty grid leader answers at once. */
export const answeredStory: Story = {
  id: 'cc-answered',
  programme: 'changchun-dongfeng',
  kind: 'MATTER',
  place: 'dongfeng',
  title: '咨询社保卡办理',
  openedBy: duty,
  suggestions: [{ channel: 'point', words: '社保卡怎么办？' }],
  steps: [step(0, duty, 'answer', { publicText: '带身份证到社区服务大厅，当场可办。' })],
};

/** CC1: … or carries the papers. */
export const carriedStory: Story = {
  ...answeredStory,
  id: 'cc-carried',
  title: '代办养老金领取手续',
  suggestions: [{ channel: 'point', words: '腿脚不便，想请人代交领养老金的材料。' }],
  steps: [
    step(0, duty, 'accept', { duplicatesChecked: true, category: 'pension' }),
    step(0, duty, 'start', {
      plan: '代交材料',
      personInCharge: { personId: 'grid-worker-at-dongfeng-grid-1', label: demoName('grid-worker') },
    }),
  ],
};

export const changchunStories = [greenStory, orangeStory, redStory, vetoStory, answeredStory, carriedStory];
