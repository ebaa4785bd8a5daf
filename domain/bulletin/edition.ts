import { Refusal, type Words } from '../errors';
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

export interface EditionNumber {
  readonly year: number;
  readonly number: number;
}

/** 〔2026〕第3期: numbers go by year. */
export const numberOf = ({ year, number }: EditionNumber): string => `〔${year}〕第${number}期`;

/** What can be done with a bulletin, and the state it must be in. */
const STEPS = {
  ...{ edit: 'DRAFT', rebuild: 'DRAFT', sign: 'DRAFT', discard: 'DRAFT' },
  ...{ unsign: 'SIGNED', publish: 'SIGNED' },
  correct: 'PUBLISHED',
} as const satisfies Record<string, BulletinStatus>;
export type Step = keyof typeof STEPS;
export const BULLETIN_STEPS = Object.keys(STEPS) as readonly Step[];

const REASONS: Readonly<Record<BulletinStatus, Words>> = {
  DRAFT: { zh: '通报还是草稿，尚未签发。', en: 'The bulletin is a draft; it has not been signed.' },
  SIGNED: {
    zh: '通报已签发；要修改请先撤回签发。',
    en: 'The bulletin is signed; take the signature back to change it.',
  },
  PUBLISHED: {
    zh: '已发布的通报不能改动；请另发更正。',
    en: 'A published bulletin cannot be changed; publish a correction.',
  },
};

/** Whether a bulletin in this state can take the step. */
export const fitsStep = (step: Step, status: BulletinStatus): boolean => STEPS[step] === status;

/** Throws 'not-now' when a bulletin in this state cannot take the step. */
export function checkStep(step: Step, status: BulletinStatus): void {
  if (!fitsStep(step, status)) throw new Refusal('not-now', REASONS[status]);
}
