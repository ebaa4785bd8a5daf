import { civilDateOf, addMs } from '../calendar/instant';
import type { BulletinContent } from './counts';
import { PARTS, type PartTexts } from './edition';
import { daysOf, percentOf, wanOf } from './tables';

const dayWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

function overview({ sum, cutOff, itemTypes }: BulletinContent): string {
  const { month, total, single } = sum;
  const types = itemTypes
    .map(({ id, name }) => `${name.zh}${sum.types[id]?.confirmedTotal ?? 0}个`)
    .join('、');
  return [
    `截至${dayWords(civilDateOf(addMs(cutOff, -1)))}，累计征集建议${total.suggestions}条，申报${total.applied}个，立项${total.confirmed}个${types === '' ? '' : `（${types}）`}，批准金额${wanOf(total.budgetFen)}，覆盖社区${single.covered}个，占社区总数${single.communities}个的${percentOf(single.covered, single.communities)}。`,
    `本月征集建议${month.suggestions}条，申报${month.applied}个，立项${month.confirmed}个，到位资金${month.funded}个，开工${month.started}个，完工${month.done}个；拨付${wanOf(month.disbursedFen)}，支付${wanOf(month.paidFen)}。`,
  ].join('\n');
}

function towns({ sum, determineWithin }: BulletinContent): string {
  const { single } = sum;
  const limit = determineWithin === null ? '' : `（时限${determineWithin}个工作日）`;
  const determined =
    single.determined === 0
      ? '本月没有确定的项目。'
      : `本月确定项目${single.determined}个，从上报到确定平均${daysOf(single.determinedNet, single.determined)}个工作日${limit}，连同暂停平均${daysOf(single.determinedGross, single.determined)}个工作日。`;
  const onTime =
    single.stopped === 0
      ? '本月没有办结的时限。'
      : `本月办结时限${single.stopped}个，按时${single.onTime}个，按时率${percentOf(single.onTime, single.stopped)}；连同暂停计，按时${single.onTimeGross}个，占${percentOf(single.onTimeGross, single.stopped)}。`;
  return `${determined}\n${onTime}各单位进展见附件。`;
}

function problems({ sum, overdue }: BulletinContent): string {
  if (sum.single.overdue === 0) return '截止时没有逾期未结的时限。';
  const worst = overdue[0];
  const worstWords =
    worst === undefined
      ? ''
      : `逾期最久的是${worst.place}“${worst.title}”（${worst.number}），逾期${worst.workdaysLate}个工作日，责任岗位：${worst.holder.zh}。`;
  return `截止时逾期未结的时限${sum.single.overdue}个。${worstWords}清单见附件。`;
}

/** What is due in a month may have been inspected before, so the visits of the month are no part of it. */
function lookBack({ sum: { single } }: BulletinContent): string {
  return `本月到期的巡查${single.inspectionsDue}次，漏查${single.inspectionsMissed}次；本月开展巡查${single.inspectionsDone}次；新发现问题${single.findingsRaised}个，整改销号${single.findingsClosed}个，截止时未整改${single.findingsOpen}个。`;
}

function next({ sum: { single } }: BulletinContent): string {
  const asks = [
    ...(single.overdue > 0 ? ['对逾期事项逐项明确办结日期'] : []),
    ...(single.inspectionsMissed > 0 ? ['补齐漏查的项目'] : []),
    ...(single.findingsOpen > 0 ? ['按期完成整改并提交佐证'] : []),
    ...(single.covered < single.communities ? ['推动尚无项目的社区申报'] : []),
  ];
  return asks.length === 0 ? '请各单位继续按时限办理。' : `请各单位${asks.join('，')}。`;
}

/** The five parts as the figures alone would say them: what an officer starts from. */
export function draftTexts(content: BulletinContent): PartTexts {
  if (content.empty)
    return {
      overview: '截至本月末没有任何记录，各项数字均为零。',
      ...{ towns: '本月没有进展。', problems: '没有逾期事项。', lookBack: '没有巡查和整改。' },
      next: '请各单位按时登记。',
    };
  return {
    overview: overview(content),
    towns: towns(content),
    problems: problems(content),
    lookBack: lookBack(content),
    next: next(content),
  };
}

/** The texts of a bulletin that was counted anew: what nobody wrote follows the figures, what somebody wrote stays. */
export function textsAnew(
  before: { readonly content: BulletinContent; readonly parts: PartTexts },
  content: BulletinContent,
): PartTexts {
  const [then, now] = [draftTexts(before.content), draftTexts(content)];
  const kept = PARTS.filter((part) => before.parts[part] !== then[part]);
  return { ...now, ...Object.fromEntries(kept.map((part) => [part, before.parts[part]])) };
}
