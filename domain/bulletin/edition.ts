import { Refusal } from '../errors';
import { compareInstants, type Instant } from '../calendar/instant';
import { monthsAfter, startOfMonth, type Month } from '../figures/month';

/** The five parts of a bulletin (domain.md 5). */
export const PARTS = ['overview', 'towns', 'problems', 'lookBack', 'next'] as const;
export type Part = (typeof PARTS)[number];
export type PartTexts = Readonly<Record<Part, string>>;

export const PART_NAMES = {
  overview: { zh: '总体情况', en: 'Overview' },
  towns: { zh: '各镇（街道）进展', en: 'Progress by town' },
  problems: { zh: '存在问题', en: 'Problems' },
  lookBack: { zh: '“回头看”及整改', en: 'Look-back and rectification' },
  next: { zh: '下一步要求', en: 'What is asked next' },
} as const satisfies Record<Part, { zh: string; en: string }>;

export const BULLETIN_STATUSES = ['DRAFT', 'SIGNED', 'PUBLISHED'] as const;
export type BulletinStatus = (typeof BULLETIN_STATUSES)[number];

/** The month ends before this instant. */
export const cutOffOf = (month: Month): Instant => startOfMonth(monthsAfter(month, 1));

/** Throws 'not-now' for a month that is not over: its figures would still change. */
export function checkOver(month: Month, now: Instant): void {
  if (compareInstants(now, cutOffOf(month)) >= 0) return;
  throw new Refusal('not-now', {
    zh: `${month} 还没有结束，${monthsAfter(month, 1)}-01 起才能编制。`,
    en: `${month} is not over: its bulletin can be built from ${monthsAfter(month, 1)}-01.`,
  });
}

/** 〔2026〕第3期: numbers go by year. */
export const numberOf = ({ year, number }: { year: number; number: number }): string =>
  `〔${year}〕第${number}期`;

const STEPS: Readonly<Record<'edit' | 'rebuild' | 'sign' | 'publish' | 'correct', BulletinStatus>> = {
  edit: 'DRAFT',
  rebuild: 'DRAFT',
  sign: 'DRAFT',
  publish: 'SIGNED',
  correct: 'PUBLISHED',
};

/** Throws 'not-now' when a bulletin in this state cannot take the step. */
export function checkStep(step: keyof typeof STEPS, status: BulletinStatus): void {
  if (STEPS[step] === status) return;
  throw new Refusal('not-now', {
    zh: status === 'PUBLISHED' ? '已发布的通报不能改动；请另发更正。' : '通报当前状态不能这样办理。',
    en:
      status === 'PUBLISHED'
        ? 'A published bulletin cannot be changed; publish a correction.'
        : 'The bulletin is not at that step.',
  });
}
