import type { DemoDays } from './days';

/** Words of a resident that nobody has made a case of yet. */
export interface LooseSuggestion {
  programme: string;
  place: string;
  channel: string;
  words: string;
  /** So many working days ago. */
  daysAgo: number;
}

const loose = (programme: string, place: string, channel: string, ...words: readonly string[]) =>
  words.map((said, i): LooseSuggestion => ({ programme, place, channel, words: said, daysAgo: 1 + i * 2 }));

/** By WeChat, on paper, by phone and out of the box, as each programme takes them. */
const SUGGESTIONS: readonly LooseSuggestion[] = [
  ...loose(
    ...(['zhangjiagang', 'daxin', 'wechat'] as const),
    '菜场门口的台阶太滑，下雨天摔过好几个人。',
    '府前新村的快递架能不能加个雨棚？',
    '电动车又停满楼道了，希望再建一个车棚。',
  ),
  ...loose(
    ...(['zhangjiagang', 'daxin', 'council'] as const),
    '（书面来信）盼望在小公园装两盏路灯，方便老人晚上散步。',
    '（书面来信）活动室的空调坏了，夏天没法待。',
  ),
  ...loose(
    ...(['zhangjiagang', 'tanglian', 'wechat'] as const),
    '塘市花苑东门的减速带松了，半夜响得睡不着。',
    '健身步道边缺垃圾桶。',
  ),
  ...loose(
    ...(['zhangjiagang', 'zjg-jingang-1', 'wechat'] as const),
    '希望社区办个手机班，教老人用健康码和挂号。',
    '河边的护栏有一段低了，孩子容易翻过去。',
  ),
  ...loose(
    ...(['zhangjiagang', 'zjg-tangqiao-1', 'council'] as const),
    '（书面来信）十号院没有晾衣服的地方，请考虑。',
  ),
  ...loose(
    ...(['xihu', 'taoshatang', 'box'] as const),
    '楼梯间的窗户关不上，冬天灌风。',
    '希望社区图书角周末也开放。',
    '垃圾房旁边的墙皮掉了，砸到过人。',
  ),
  ...loose(...(['xihu', 'taoshatang', 'wechat'] as const), '空地的乒乓球台裂了，换一张吧。'),
  ...loose(...(['xihu', 'taoshatang', 'collectors'] as const), '（上门收集）独居老人想要门口装一个扶手。'),
  ...loose(
    ...(['nantong', 'beihaodongcun', 'phone'] as const),
    '（来电）楼下窨井盖松动，车一过就响。',
    '（来电）小区后门的路灯三天没亮了。',
  ),
  ...loose(...(['changchun-yangguang', 'yangguang', 'point'] as const), '小广场的音箱能不能早点关？'),
];

/** A resident as a post and a letter, with a number that cannot exist: none in China begins with 100. */
export interface LooseProposer {
  name: string;
  phone: string;
  address: string;
}

export interface DatedSuggestion extends LooseSuggestion {
  id: string;
  on: string;
  /** The number that the resident was given. */
  receiptNo: string;
  /** Null: nobody said who it was. */
  proposer: LooseProposer | null;
}

const LETTERS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

/** Nobody signs what goes into the box, and of the others one in three leaves no name. */
function proposerOf({ channel }: LooseSuggestion, i: number): LooseProposer | null {
  if (channel === 'box' || i % 3 === 2) return null;
  const name = `居民${LETTERS[i % LETTERS.length] ?? ''}`;
  return { name, phone: `100 0000 ${String(1001 + i)}`, address: `${i + 1}幢` };
}

/** What lies on the table of each place, with its day. */
export function looseSuggestions(days: DemoDays): DatedSuggestion[] {
  return SUGGESTIONS.map((one, i) => {
    const on = days.workday(-one.daysAgo);
    const receiptNo = `${on.replaceAll('-', '')}-DEM0${String(i + 1).padStart(4, '0')}`;
    return { ...one, id: `${LOOSE_PREFIX}${i + 1}`, on, receiptNo, proposer: proposerOf(one, i) };
  });
}

/** They are written last: where the first is, the demo is complete. */
export const LOOSE_PREFIX = 'demo-loose-';
