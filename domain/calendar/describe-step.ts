import { weekday, type CivilDate } from './civil-date';
import { endOfDay, HOUR_MS, localTextOf } from './instant';
import { formatLimit, type Lang } from './limit';
import type { Due, WhyStep } from './why';

const FESTIVALS: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
};

/** Whether this is nothing but festivals of the law; anything else somebody has typed. */
export function isFestival(name: string): boolean {
  return name.split('、').every((part) => Object.hasOwn(FESTIVALS, part));
}

/** A notice joins festivals with 、; a name we do not know, such as a local closure's, stays as it was written. */
function english(name: string): string {
  return name
    .split('、')
    .map((part) => (Object.hasOwn(FESTIVALS, part) ? (FESTIVALS[part] ?? part) : part))
    .join(', ');
}

function range(from: CivilDate, to: CivilDate, lang: Lang): string {
  if (from === to) return from;
  return lang === 'zh' ? `${from}至${to}` : `${from} to ${to}`;
}

function plural(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}

function hoursOf(ms: number): string {
  return String(Math.round((ms / HOUR_MS) * 100) / 100);
}

function dueText({ dueDate, dueAt }: Due): string {
  return dueAt === endOfDay(dueDate) ? `${dueDate} 24:00` : localTextOf(dueAt);
}

const WEEKDAYS = '一二三四五六日';
const WEEKDAYS_EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Why a day was off: a weekend, a festival, or what the place itself gave as its reason. */
function restZh({ name, local }: { name: string | null; local?: true }, festival: string): string {
  if (name === null) return '周末';
  return local ? `本地停工（${name}）` : `${name}${festival}`;
}

function describeZh(step: WhyStep): string {
  switch (step.kind) {
    case 'started': {
      const limit = formatLimit(step.limit, 'zh');
      if (step.limit.unit === 'hour') return `${localTextOf(step.at)}起算，时限${limit}`;
      return `${step.date}起算，当日不计，时限${limit}`;
    }
    case 'counted': {
      const unit = step.unit === 'workday' ? '个工作日' : '天';
      return `${range(step.from, step.to, 'zh')}：计${step.days}${unit}，累计${step.total}${unit}`;
    }
    case 'makeup': {
      const date = `${step.date}（周${WEEKDAYS[weekday(step.date) - 1]}）`;
      const day = step.local ? `${date}本地照常上班（${step.name}）` : `${date}是${step.name}调休上班日`;
      return step.total === null ? `${day}，计入` : `${day}，计1个工作日，累计${step.total}个工作日`;
    }
    case 'skipped':
      return `${range(step.from, step.to, 'zh')}：${restZh(step, '放假')}，不计`;
    case 'worked':
      return `${localTextOf(step.from)}至${localTextOf(step.to).slice(11)}：计${hoursOf(step.ms)}小时，累计${hoursOf(step.totalMs)}小时`;
    case 'paused': {
      if (step.to === null) return `${localTextOf(step.from)}起暂停计时，尚未恢复；以下为立即恢复时的到期日`;
      const last = step.onLastDay ? '；期限最后一日在暂停中，顺延至恢复当日' : '';
      return `${localTextOf(step.from)}至${localTextOf(step.to)}暂停计时${step.days}天${last}`;
    }
    case 'matched':
      return `${step.months}个月后的${step.lastOfMonth ? '月份没有对应日，以月末日' : '对应日'}${step.date}为最后一日（民法典第202条）`;
    case 'rolled':
      return `${step.from}是${restZh(step, '假期')}，顺延至下一个工作日${step.to}（民法典第203条）`;
    case 'provisional':
      return `${step.years.join('、')}年放假通知尚未发布，日期暂定`;
    case 'due':
      return `到期：${dueText(step.due)}${step.due.provisional ? '（暂定）' : ''}`;
  }
}

function describeEn(step: WhyStep): string {
  switch (step.kind) {
    case 'started': {
      const limit = formatLimit(step.limit, 'en');
      if (step.limit.unit === 'hour') return `started at ${localTextOf(step.at)}, limit ${limit}`;
      return `started on ${step.date}, which is not counted, limit ${limit}`;
    }
    case 'counted': {
      const unit = step.unit === 'workday' ? 'working day' : 'day';
      return `${range(step.from, step.to, 'en')}: ${plural(step.days, unit)}, ${step.total} in all`;
    }
    case 'makeup': {
      const date = `${step.date} (${WEEKDAYS_EN[weekday(step.date) - 1]})`;
      const day = step.local
        ? `${date} is worked here (${step.name})`
        : `${date} is a make-up working day for ${english(step.name)}`;
      return step.total === null ? `${day} and counts` : `${day}: 1 working day, ${step.total} in all`;
    }
    case 'skipped':
      return `${range(step.from, step.to, 'en')}: ${step.name === null ? 'weekend' : step.local ? `closed here (${step.name})` : english(step.name)}, not counted`;
    case 'worked':
      return `${localTextOf(step.from)} to ${localTextOf(step.to).slice(11)}: ${hoursOf(step.ms)} h, ${hoursOf(step.totalMs)} h in all`;
    case 'paused': {
      if (step.to === null)
        return `paused since ${localTextOf(step.from)}; the date below holds if it resumed at once`;
      const last = step.onLastDay
        ? '; the last day fell into the pause and moves to the day of resuming'
        : '';
      return `paused from ${localTextOf(step.from)} to ${localTextOf(step.to)}: ${plural(step.days, 'day')}${last}`;
    }
    case 'matched': {
      const day = step.lastOfMonth
        ? `no matching day, so the last day of the month, ${step.date}`
        : `the matching day, ${step.date}`;
      return `${plural(step.months, 'month')} on: ${day} (Civil Code art. 202)`;
    }
    case 'rolled': {
      const reason =
        step.name === null
          ? 'a weekend'
          : step.local
            ? `off here (${step.name})`
            : `in ${english(step.name)}`;
      return `${step.from} is ${reason}: moved to the next working day, ${step.to} (Civil Code art. 203)`;
    }
    case 'provisional':
      return `provisional: the holiday notice for ${step.years.join(', ')} is not published`;
    case 'due':
      return `due ${dueText(step.due)}${step.due.provisional ? ' (provisional)' : ''}`;
  }
}

/** One step in words, for staff, the public and messages. */
export function describeStep(step: WhyStep, lang: Lang): string {
  return lang === 'zh' ? describeZh(step) : describeEn(step);
}
