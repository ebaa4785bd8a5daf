import { paper, step, type Story } from '../story';

const officer = ['officer', 'taoshatang'] as const;
const street = ['officer', 'nc-nanpu'] as const;
const publisher = ['publisher', 'nc-xihu'] as const;

/** Two ballots, three days of notice, an objection, the revised plan, published by the district office (XH16–XH27). */
export const noticeStory: Story = {
  id: 'xh-notice',
  programme: 'xihu',
  kind: 'PROJECT',
  place: 'taoshatang',
  title: '小区空地铺装防滑改造和健身器材',
  openedBy: officer,
  suggestions: [
    { channel: 'wechat', words: '空地铺的地砖存在安全隐患，老人孩子容易摔倒。' },
    { channel: 'box', words: '有的小区装了健身器材，我们小区还没有，能否装一批？' },
  ],
  steps: [
    step(0, officer, 'accept', {
      duplicatesChecked: true,
      category: 'safety',
      itemType: 'works',
      estimateFen: 8_000_000,
    }),
    step(5, street, 'shortlist', { estimateFen: 8_000_000, itemType: 'works', library: 'street' }),
    step(8, street, 'open-voting', (d) => ({
      papers: [
        { paper: 'street', budgetFen: 105_000_000 },
        { paper: 'community', budgetFen: 30_000_000 },
      ],
      ...{ briefingHeldOn: d(7), opensOn: d(9), closesOn: d(11) },
    })),
    paper(11, street, 'count-sheet', '点票记录.txt'),
    {
      ...step(11, street, 'record-count', {
        papers: [
          { paper: 'street', issued: 700, valid: 650, invalid: 12 },
          { paper: 'community', issued: 700, valid: 650, invalid: 12 },
        ],
        ...{ paper: 'community', votes: 431, rank: 2, elected: true, line: '第5名起超出总体预算额度' },
      }),
      hour: 17,
    },
    step(12, officer, 'open-notice', {
      publicText: '拟实施：空地防滑改造和健身器材。',
      place: '社区公告栏',
      objectTo: '淘沙塘社区居委会',
    }),
    step(13, officer, 'record-objection', (d) => ({ text: '健身器材离卧室窗户太近。', receivedOn: d(13) })),
    step(14, officer, 'answer-objection', {
      objectionId: 'o1',
      valid: true,
      answer: '意见合理，器材移到东侧。',
    }),
    step(14, officer, 'revise', { reason: '健身器材移位' }),
    step(15, officer, 'finish-revision', { plan: '健身器材移至小区东侧，距住宅15米。' }),
    step(22, publisher, 'approve', {
      approvedFen: 7_900_000,
      publicText: '淘沙塘社区空地改造列入幸福微实事项目。',
    }),
  ],
};

export const xihuStories = [noticeStory];
