import { postName } from '../programme/render-words';
import { approvedBy, brief, clockCalled, day, named } from './line-names';
import { say, type Say } from './line-said';

type Limits =
  | 'MessageRead'
  | 'Acknowledged'
  | 'DutyHandedOver'
  | 'OrderGiven'
  | 'OrderAnswered'
  | 'LimitExtended'
  | 'LimitShortened'
  | 'ClockPaused'
  | 'ClockResumed'
  | 'CaseRegraded';

/** What people do about limits, reminders and orders. */
export const LIMIT_LINES: { readonly [T in Limits]: Say<T> } = {
  MessageRead: () => say('已阅催办消息', 'read a reminder'),
  Acknowledged: (f, names) => {
    const clock = clockCalled(names, f.clockId);
    return say(`签收${clock.zh}的催办`, `acknowledged the reminder of ${clock.en}`, f.note);
  },
  DutyHandedOver: (f) =>
    say(`将待办移交${brief(f.label)}`, `handed the duty over to ${brief(f.label)}`, f.reason),
  OrderGiven: (f) => {
    const to = postName(f.to);
    return say(`向${to.zh}发出督办`, `gave a supervision order to the ${to.en}`, f.text);
  },
  OrderAnswered: (f) => say('回复督办', 'answered the supervision order', f.text),
  LimitExtended: (f, names) => {
    const clock = clockCalled(names, f.clockId);
    return say(
      `延长${clock.zh}的时限`,
      `extended the limit of ${clock.en}`,
      f.reason,
      approvedBy(f.approver),
    );
  },
  LimitShortened: (f, names) => {
    const clock = clockCalled(names, f.clockId);
    return say(
      `缩短${clock.zh}的时限`,
      `shortened the limit of ${clock.en}`,
      f.reason,
      approvedBy(f.approver),
    );
  },
  ClockPaused: (f, names) => {
    const clock = clockCalled(names, f.clockId);
    return say(`暂停${clock.zh}计时`, `paused ${clock.en}`, f.reason, day('至', 'until', f.until));
  },
  ClockResumed: (f, names) => {
    const clock = clockCalled(names, f.clockId);
    return say(`让${clock.zh}继续计时`, `let ${clock.en} run on`, f.note);
  },
  CaseRegraded: (f, { programme }) =>
    say(
      '调整紧急程度',
      'changed the urgency',
      named(programme.grades, f.grade),
      f.urgent ? { zh: '紧急', en: 'urgent' } : { zh: '不紧急', en: 'not urgent' },
      f.reason,
    ),
};
