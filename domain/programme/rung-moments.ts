import { formatLimit } from '../calendar/limit';
import type { Channel, Relation, RungMoment } from './ladder-schema';
import type { Both } from './render-words';

/** Whom a rung tells, in words. */
export const RELATION_WORDS: Readonly<Record<Relation, Both>> = {
  owner: { zh: '责任岗位', en: 'the post itself' },
  deputy: { zh: '本单位副职', en: 'the deputy head' },
  head: { zh: '本单位负责人', en: 'the head of the organisation' },
  above: { zh: '上一级经办人', en: 'the officer one level up' },
  street: { zh: '街道（镇）经办人', en: 'the officer of the street' },
  bureau: { zh: '区主管部门经办人', en: 'the officer of the bureau' },
  'supervising-leader': { zh: '区负责人', en: 'the leader of the bureau' },
};

/** How somebody is told, in words. */
export const CHANNEL_WORDS: Readonly<Record<Channel, Both>> = {
  wecom: { zh: '企业微信', en: 'WeCom' },
  dingtalk: { zh: '钉钉', en: 'DingTalk' },
  mail: { zh: '邮件', en: 'e-mail' },
  sms: { zh: '短信', en: 'SMS' },
  webhook: { zh: '其他系统', en: 'another system' },
};

const amountOf =
  (unit: 'workday' | 'hour') =>
  (amount: number): Both => ({
    zh: formatLimit({ amount, unit }, 'zh'),
    en: formatLimit({ amount, unit }, 'en'),
  });
/** So many working days, in words. */
export const workdays = amountOf('workday');
/** So many working hours, in words. */
export const workingHours = amountOf('hour');

/** When a rung fires, as people say it. */
export function momentWords(at: RungMoment): Both {
  switch (at.kind) {
    case 'share':
      return { zh: `时限用去 ${at.percent}% 时`, en: `when ${at.percent}% of the limit is used` };
    case 'due':
      return { zh: '逾期后一上班', en: 'as soon as people work after it is missed' };
    case 'hours': {
      const { zh, en } = workingHours(at.hours);
      return { zh: `逾期后 ${zh}`, en: `${en} after it is missed` };
    }
    case 'days': {
      const { zh, en } = workdays(Math.abs(at.days));
      if (at.days === 0) return { zh: '最后一天早上', en: 'in the morning of the last day' };
      if (at.days < 0) return { zh: `到期前 ${zh}`, en: `${en} before it ends` };
      return { zh: `逾期第 ${zh}`, en: `${en} after it is missed` };
    }
    default:
      return at satisfies never;
  }
}
