import { z } from 'zod';
import { isCivilDate } from '../calendar/civil-date';
import { isFestival } from '../calendar/describe-step';
import { civilDateOf, localTextOf, type Instant } from '../calendar/instant';
import { formatLimit, type Lang } from '../calendar/limit';
import { describeClockStep, type ClockStep } from '../case/why-clock';
import type { MessageData } from './facts';
import type { Audience } from './kinds';
import { plural } from './when';

/** "Why this date", as a message tells it. */
export interface Why {
  /** `自3月10日起5个工作日，跳过2天，暂停1天`: numbers and dates only. */
  readonly short: string;
  readonly steps: readonly string[];
}

const date = z.string().refine(isCivilDate);
const instant = z.iso.datetime();
const count = z.number().min(0).max(1e12);
const name = z.string().max(100);
const local = z.literal(true).optional();
const limit = z.object({
  amount: z.int().min(1).max(3_650),
  unit: z.enum(['workday', 'day', 'week', 'month', 'hour']),
});
const due = z.object({ dueDate: date, dueAt: instant, provisional: z.boolean() });

/** The steps as the database gives them back: written by us, read with care all the same. */
const stepSchema: z.ZodType<ClockStep> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), at: instant, date, limit }),
  z.object({
    ...{ kind: z.literal('counted'), unit: z.enum(['workday', 'day']) },
    ...{ from: date, to: date, days: count, total: count },
  }),
  z.object({ kind: z.literal('makeup'), date, name, total: count.nullable(), local }),
  z.object({
    ...{ kind: z.literal('skipped'), reason: z.enum(['weekend', 'holiday']), name: name.nullable() },
    ...{ from: date, to: date, days: count, local },
  }),
  z.object({ kind: z.literal('worked'), from: instant, to: instant, ms: count, totalMs: count }),
  z.object({
    ...{ kind: z.literal('paused'), from: instant, to: instant.nullable() },
    ...{ days: count, onLastDay: z.boolean() },
  }),
  z.object({ kind: z.literal('matched'), date, months: count, lastOfMonth: z.boolean() }),
  z.object({ kind: z.literal('rolled'), from: date, to: date, name: name.nullable(), local }),
  z.object({ kind: z.literal('provisional'), years: z.array(z.int()) }),
  z.object({ kind: z.literal('due'), due }),
  z.object({
    ...{ kind: z.literal('changed'), at: instant, from: limit, to: limit },
    why: z.enum(['extended', 'shortened', 'regraded', 'programme']),
  }),
  z.object({ kind: z.literal('period'), called: z.object({ zh: name, en: name }) }),
]) as z.ZodType<ClockStep>;
const stepsSchema = z.array(stepSchema).min(1).max(1_000);

const NO_NAME: Readonly<Record<Lang, string>> = { zh: '另行安排', en: 'by arrangement' };

/** What a place calls a day of its own somebody has typed: a group is told that there is one, not its name. */
function plain(step: ClockStep, lang: Lang): ClockStep {
  return 'name' in step && step.name !== null && !isFestival(step.name)
    ? { ...step, name: NO_NAME[lang] }
    : step;
}

const sum = (steps: readonly ClockStep[], kind: 'skipped' | 'paused'): number =>
  steps.reduce((days, step) => days + (step.kind === kind ? step.days : 0), 0);

const MONTHS = 'January February March April May June July August September October November December';

/** `3月10日`, with its year when the limit ends in another one. */
function dayWords(at: Instant, lang: Lang, { year: endYear, time }: { year: number; time: boolean }): string {
  const [year = 0, month = 1, day = 1] = civilDateOf(at).split('-').map(Number);
  const clock = time ? localTextOf(at).slice(10) : '';
  if (lang === 'zh') return `${year === endYear ? '' : `${year}年`}${month}月${day}日${clock}`;
  return `${day} ${MONTHS.split(' ')[month - 1]}${year === endYear ? '' : ` ${year}`}${clock}`;
}

function shortOf(steps: readonly ClockStep[], lang: Lang): string | null {
  const start = steps.find((step) => step.kind === 'started');
  const end = steps.findLast((step) => step.kind === 'due');
  if (start === undefined || end === undefined) return null;
  const { limit: given, at } = start;
  const from = dayWords(at, lang, {
    year: Number(end.due.dueDate.slice(0, 4)),
    time: given.unit === 'hour',
  });
  const [skipped, paused] = [sum(steps, 'skipped'), sum(steps, 'paused')];
  const changed = steps.filter((step) => step.kind === 'changed').length;
  const standing = steps.some((step) => step.kind === 'paused' && step.to === null);
  const rolled = steps.some((step) => step.kind === 'rolled');
  // 48 days are nobody's rule: the inspection is due with its quarter.
  const period = steps.find((step) => step.kind === 'period')?.called[lang];
  const amount = formatLimit(given, lang);
  const parts =
    lang === 'zh'
      ? [
          period === undefined ? `自${from}起${amount}` : `${period}，到本期最后一天`,
          ...(skipped > 0 ? [`跳过${skipped}天`] : []),
          ...(paused > 0 ? [`暂停${paused}天`] : []),
          ...(standing ? ['现暂停计时'] : []),
          ...(rolled ? ['逢休息日顺延'] : []),
          ...(changed > 0 ? [`时限调整${changed}次`] : []),
        ]
      : [
          period === undefined ? `${amount} from ${from}` : `${period}, by the last day of that period`,
          ...(skipped > 0 ? [`${plural(skipped, 'day')} skipped`] : []),
          ...(paused > 0 ? [`paused ${plural(paused, 'day')}`] : []),
          ...(standing ? ['paused now'] : []),
          ...(rolled ? ['rolled over a rest day'] : []),
          ...(changed > 0 ? [`limit changed ${plural(changed, 'time')}`] : []),
        ];
  return parts.join(lang === 'zh' ? '，' : ', ');
}

/** Why the date of a message is what it is; null when it is about no limit, or was written without its steps. */
export function whyOf(data: MessageData, audience: Audience): Readonly<Record<Lang, Why>> | null {
  const read = stepsSchema.safeParse(data['why']);
  if (!read.success) return null;
  const said = (lang: Lang): Why | null => {
    const short = shortOf(read.data, lang);
    const shown = audience === 'person' ? read.data : read.data.map((step) => plain(step, lang));
    return short === null ? null : { short, steps: shown.map((step) => describeClockStep(step, lang)) };
  };
  const [zh, en] = [said('zh'), said('en')];
  return zh === null || en === null ? null : { zh, en };
}
