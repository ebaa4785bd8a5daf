import { step, type Story } from '../story';
import { demoName } from '../people';

const chairman = ['grid-worker', 'wanxiang-grid'] as const;
const officer = ['officer', 'beihaodongcun'] as const;
const secretary = ['secretary', 'beihaodongcun'] as const;

/** NT3: a tree has fallen in the rain; the neighbourhood chairman gathers the volunteers and clears it the same day. */
export const treeStory: Story = {
  id: 'nt-tree',
  programme: 'nantong',
  kind: 'MATTER',
  place: 'beihaodongcun',
  title: '万象西园大树倒伏清理',
  openedBy: chairman,
  suggestions: [{ channel: 'phone', words: '暴雨把大树刮倒了，挡住了路。' }],
  steps: [
    {
      ...step(0, chairman, 'accept', { duplicatesChecked: true, urgent: true, category: 'at-once' }),
      hour: 11,
    },
    {
      ...step(0, chairman, 'start', {
        plan: '应急方案：勘查、清障、设警示标志',
        personInCharge: { personId: 'grid-worker-at-wanxiang-grid', label: demoName('grid-worker') },
      }),
      hour: 12,
    },
    {
      ...step(0, chairman, 'complete', (d) => ({
        summary: '道路已清理，设警示标志。',
        finishedOn: d(0),
        served: { personTimes: 12, people: 12 },
      })),
      hour: 15,
    },
    {
      ...step(0, officer, 'close', {
        publicText: '倒伏大树当日清理完毕。',
        served: { personTimes: 12, people: 12 },
      }),
      hour: 16,
    },
  ],
};

/** NT8, NT9: the time-limited traffic loop after half a year of groundwork. */
export const trafficStory: Story = {
  id: 'nt-traffic',
  programme: 'nantong',
  kind: 'PROJECT',
  place: 'beihaodongcun',
  title: '濠景路限时微循环',
  openedBy: chairman,
  suggestions: [{ channel: 'survey', words: '上学放学时濠景路堵得走不动。' }],
  steps: [
    step(0, chairman, 'accept', { duplicatesChecked: true, category: 'traffic' }),
    step(190, officer, 'shortlist', { estimateFen: 3_000_000 }),
    step(196, secretary, 'approve', { approvedFen: 3_000_000, publicText: '设置濠景路限时微循环项目。' }),
    step(198, officer, 'start', {
      plan: '七个点位志愿者值守',
      personInCharge: { personId: 'officer-at-beihaodongcun', label: demoName('officer') },
    }),
  ],
};

export const nantongStories = [treeStory, trafficStory];
