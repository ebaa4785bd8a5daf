import { localTextOf, type Instant } from '../calendar/instant';
import type { Words } from '../errors';
import { clockCalled, leftWords, toldNames } from './line-names';
import { say, type Say } from './line-said';

type ByTime = 'NoticeEnded' | 'ClockOverdue' | 'RungsReached' | 'CallClimbed' | 'DeadlinesMoved';

const answerBy = (until: Instant | null): Words | null =>
  until === null
    ? null
    : { zh: `请于 ${localTextOf(until)} 前签收`, en: `to be acknowledged by ${localTextOf(until)}` };

/** Who was told; at the top of a ladder, or where posts are empty, there is nobody. */
const reached = (told: Words): Words =>
  told.zh === ''
    ? { zh: '无人可通知', en: 'nobody could be told' }
    : { zh: `已通知${told.zh}`, en: `told: ${told.en}` };

/** What time does by itself. */
export const TIME_LINES: { readonly [T in ByTime]: Say<T> } = {
  NoticeEnded: () => say('公示期满', 'the public notice has ended'),
  ClockOverdue: (f, names) => {
    const clock = clockCalled(names, f.clockId);
    return say(`${clock.zh}已逾期`, `${clock.en} is overdue`);
  },
  RungsReached: (f, names) => {
    const [clock, left, told] = [
      clockCalled(names, f.clockId),
      leftWords(f.clockId, f.left, names),
      toldNames(f.to, names),
    ];
    return say(`催办${clock.zh}`, `reminder of ${clock.en}`, left, reached(told), answerBy(f.acknowledgeBy));
  },
  CallClimbed: (f, names) => {
    const [clock, told] = [clockCalled(names, f.clockId), toldNames(f.to, names)];
    return say(
      `${clock.zh}的催办无人签收，升级`,
      `nobody acknowledged the reminder of ${clock.en}; it climbs`,
      leftWords(f.clockId, f.left, names),
      reached(told),
      answerBy(f.acknowledgeBy),
    );
  },
  DeadlinesMoved: (f, names) => {
    const timely = f.timely.map((id) => clockCalled(names, id));
    return say(
      '时限重算',
      'limits were counted anew',
      f.why,
      f.confirmed.length === 0
        ? null
        : {
            zh: `${f.confirmed.length} 个暂定日期已确定`,
            en: `${f.confirmed.length} provisional date(s) are settled`,
          },
      timely.length === 0
        ? null
        : {
            zh: `按新日期${timely.map((name) => name.zh).join('、')}未逾期`,
            en: `by the new date not late: ${timely.map((name) => name.en).join(', ')}`,
          },
    );
  },
};
