import type { Lang } from '../calendar/limit';
import type { Level, PostRef, StageRole } from '../roles';
import type { CaseKind, Share, StageKind } from './schema';

export type { Lang } from '../calendar/limit';

/** The same words in both languages of the product. */
export type Both = Readonly<Record<Lang, string>>;

export const ROLE_WORDS: Readonly<Record<StageRole, Both>> = {
  'grid-worker': { zh: '网格员', en: 'grid worker' },
  officer: { zh: '经办人', en: 'officer' },
  secretary: { zh: '书记（议事会召集人）', en: 'party secretary (chair of the council)' },
  expert: { zh: '专家', en: 'expert' },
  reviewer: { zh: '审核人', en: 'reviewer' },
  publisher: { zh: '发布人', en: 'publisher' },
  finance: { zh: '财务', en: 'finance' },
  implementer: { zh: '实施单位', en: 'implementer' },
  inspector: { zh: '检查验收人', en: 'inspector' },
  deputy: { zh: '副职', en: 'deputy' },
  leader: { zh: '负责人', en: 'leader' },
};

export const LEVEL_WORDS: Readonly<Record<Level, Both>> = {
  CITY: { zh: '市', en: 'city' },
  DISTRICT: { zh: '区', en: 'district' },
  STREET: { zh: '街道（镇）', en: 'street or town' },
  COMMUNITY: { zh: '社区', en: 'community' },
  GRID: { zh: '网格（邻里）', en: 'grid or neighbourhood' },
  UNIT: { zh: '单位', en: 'firm or unit' },
};

export const STAGE_WORDS: Readonly<Record<StageKind, Both>> = {
  accept: { zh: '受理', en: 'acceptance' },
  screen: { zh: '筛选', en: 'screening' },
  deliberate: { zh: '协商', en: 'deliberation' },
  vote: { zh: '票决', en: 'vote' },
  review: { zh: '审核', en: 'review' },
  notice: { zh: '公示', en: 'public notice' },
  approve: { zh: '立项', en: 'approval' },
  fund: { zh: '拨付', en: 'payment' },
  implement: { zh: '实施', en: 'implementation' },
  inspect: { zh: '验收', en: 'acceptance of the works' },
  survey: { zh: '测评', en: 'survey' },
  settle: { zh: '结算', en: 'settlement' },
  close: { zh: '办结', en: 'closing' },
};

export const KIND_WORDS: Readonly<Record<CaseKind, Both>> = {
  PROJECT: { zh: '项目（有资金）', en: 'project (with money)' },
  MATTER: { zh: '事项（无资金）', en: 'matter (without money)' },
};

const TRACK_WORDS: Readonly<Record<string, Both>> = {
  fast: { zh: '快速通道', en: 'the fast track' },
  'at-once': { zh: '即办通道', en: 'the at-once track' },
};

/** A track by the name people know it by; one that a programme made up, in its own words. */
export function trackWords(id: string, lang: Lang): string {
  if (Object.hasOwn(TRACK_WORDS, id)) return TRACK_WORDS[id]?.[lang] ?? id;
  return lang === 'zh' ? `“${id}”通道` : `track "${id}"`;
}

/** A post in words: `区 审核人`, `district reviewer`. */
export function postWords({ role, level }: PostRef, lang: Lang): string {
  return `${LEVEL_WORDS[level][lang]} ${ROLE_WORDS[role][lang]}`;
}

/** A post by its name in a sentence: `街道（镇）审核人`, `street or town reviewer`. */
export const postName = (post: PostRef): Both => ({
  zh: postWords(post, 'zh').replace(' ', ''),
  en: postWords(post, 'en'),
});

/** A share in words; in Chinese law 以上 includes the number and 超过 excludes it (民法典 1259). */
export function shareWords({ num, den, strict }: Share, lang: Lang): string {
  if (lang === 'zh') return strict ? `超过 ${num}/${den}` : `${num}/${den} 以上`;
  return `${strict ? 'more than' : 'at least'} ${num}/${den}`;
}

/** How often something is done. */
export const RHYTHM_WORDS: Readonly<Record<'month' | 'quarter' | 'half-year' | 'year', Both>> = {
  month: { zh: '每月', en: 'every month' },
  quarter: { zh: '每季度', en: 'every quarter' },
  'half-year': { zh: '每半年', en: 'every half-year' },
  year: { zh: '每年', en: 'every year' },
};
