import type { Calendar } from '../calendar/calendar';
import { describeStep, explainDue, type WhyStep } from '../calendar/due';
import { localTextOf, type Instant } from '../calendar/instant';
import { formatLimit, type Lang, type Limit } from '../calendar/limit';
import type { Clock, LimitChange, Words } from './state';

/** One step of "why this date": how it was counted, and how the limit came to be what it is. */
export type ClockStep =
  | WhyStep
  | { readonly kind: 'changed'; at: Instant; from: Limit; to: Limit; why: LimitChange['why'] }
  /** A regular inspection is due by the end of a period of the calendar: its limit is the number of days to it. */
  | { readonly kind: 'period'; readonly called: Words };

const WHY: Readonly<Record<LimitChange['why'], { zh: string; en: string }>> = {
  extended: { zh: '延期', en: 'extended' },
  shortened: { zh: '缩短', en: 'shortened' },
  regraded: { zh: '调整紧急程度', en: 'changed with the urgency' },
  programme: { zh: '制度调整', en: 'changed with the programme' },
};

/** Why a clock ends when it does: the changes of its limit, then the walk from its start to its due date. */
export function explainClock(clock: Clock, calendar: Calendar): ClockStep[] {
  const { startedAt: start, limit, roll, pauses, changes } = clock;
  const changed = changes.map((change, i): ClockStep => {
    const to = changes[i + 1]?.from ?? limit;
    return { kind: 'changed', at: change.at, from: change.from, to, why: change.why };
  });
  const period: ClockStep[] = clock.kind === 'inspection' ? [{ kind: 'period', called: clock.name }] : [];
  return [...period, ...changed, ...explainDue(calendar, { start, limit, roll, pauses })];
}

/** One step as an officer reads it. */
export function describeClockStep(step: ClockStep, lang: Lang): string {
  if (step.kind === 'period')
    return lang === 'zh'
      ? `${step.called.zh}：到本期最后一天为止，时限即到那天的天数`
      : `${step.called.en}: due by the last day of that period, the limit is the days to it`;
  if (step.kind !== 'changed') return describeStep(step, lang);
  const [from, to, at] = [formatLimit(step.from, lang), formatLimit(step.to, lang), localTextOf(step.at)];
  const why = WHY[step.why][lang];
  return lang === 'zh' ? `${at} ${why}：${from}改为${to}` : `${at} ${why}: ${from} became ${to}`;
}
