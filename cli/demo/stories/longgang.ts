import { paper, step, type Story, type StoryStep } from '../story';
import type { Role } from '../../../domain/roles';
import { demoName } from '../people';

type By = readonly [Role, string];
const at = (role: Role, place: string): By => [role, place];

const community = 'sz-longcheng-1';
const officer = at('officer', community);
const secretary = at('secretary', community);
const street = (role: Role): By => at(role, 'sz-longcheng');
const district = (role: Role): By => at(role, 'sz-longgang');

/** From the residents' order to the report to the district (LG5, LG9–LG11, LG16). */
const upToTheReport: readonly StoryStep[] = [
  step(0, officer, 'accept', { duplicatesChecked: true, estimateFen: 6_800_000 }),
  paper(1, officer, 'item-sheet', '一菜一单.txt'),
  step(1, officer, 'shortlist', { estimateFen: 6_800_000, itemType: 'service' }),
  step(2, secretary, 'call-meeting', (d) => ({ meetingDate: d(4), agendaSentOn: d(2) })),
  paper(4, secretary, 'minutes', '票决记录.txt'),
  {
    ...step(4, secretary, 'record-decision', (d) => ({
      ...{ body: 'council', heldOn: d(4), eligible: 16, present: 14, for: 13, against: 1, abstained: 0 },
      minutes: '社区和谐共建促进会票决通过。',
    })),
    hour: 21,
  },
  step(5, officer, 'submit-for-review', { note: '一单一方已制定' }),
  paper(7, street('expert'), 'panel-opinion', '专家评审意见.txt'),
  {
    ...step(7, street('expert'), 'review', { opinion: '需求真实，方案可行。', signedBy: demoName('expert') }),
    hour: 11,
  },
  step(8, street('reviewer'), 'review', { opinion: '同意上报区民政局。', signedBy: demoName('reviewer') }),
];

const base: Omit<Story, 'id' | 'title' | 'steps'> = {
  programme: 'longgang',
  kind: 'PROJECT',
  place: community,
  openedBy: officer,
  suggestions: [{ channel: 'committee', words: '社区老人多，希望办老年食堂和健康讲座。' }],
};

/** The district reviews and refers, finance disburses, both in time: then works, acceptance, poll, settlement, closing. */
export const keptStory: Story = {
  ...base,
  id: 'lg-kept',
  title: '老年助餐点改造',
  steps: [
    ...upToTheReport,
    step(11, district('reviewer'), 'review', {
      opinion: '审核完毕，报专责小组会议审定。',
      signedBy: demoName('reviewer'),
    }),
    step(14, district('leader'), 'approve', { approvedFen: 6_500_000, publicText: '专责小组会议审定通过。' }),
    step(21, district('finance'), 'disburse', (d) => ({
      amountFen: 6_500_000,
      account: '专项账户',
      paidOn: d(21),
    })),
    step(22, street('implementer'), 'start', {
      plan: '场地改造四周，试运营一周。',
      personInCharge: { personId: 'implementer-at-sz-longcheng', label: demoName('implementer') },
      procurement: { method: '小额采购', suppliersAsked: 3, reason: '综合评分最高' },
      contractFen: 6_300_000,
    }),
    step(50, street('implementer'), 'complete', (d) => ({
      ...{ summary: '助餐点开业。', finishedOn: d(50), served: { personTimes: 620, people: 140 } },
    })),
    paper(50, street('implementer'), 'photos', '完工照片说明.txt'),
    paper(52, street('inspector'), 'acceptance-sheet', '验收单.txt'),
    { ...step(52, street('inspector'), 'inspect-works', { passed: true, sheet: '符合方案。' }), hour: 11 },
  ],
};

/** The district missed its five working days (LG16). */
export const missedReviewStory: Story = {
  ...base,
  id: 'lg-missed-review',
  title: '社区健康讲座',
  steps: [...upToTheReport],
};

export const longgangStories = [keptStory, missedReviewStory];
