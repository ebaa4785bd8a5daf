import { type Instant } from '../../../../domain/calendar/instant';
import {
  isForResidents,
  isMessageKind,
  MESSAGE_KINDS,
  type Audience,
} from '../../../../domain/messages/kinds';
import { wordsOf, type Told } from '../../../../domain/messages/text';
import { at, told } from '../../../support/told';

const line = (of: Told, asOf: Instant, audience: Audience = 'person') => wordsOf(of, audience, asOf).zh.line;
const KINDS = Object.keys(MESSAGE_KINDS);

describe('the words of a message', () => {
  it.each([
    [at('2026-03-08'), 'soon', '截止 2026-03-10，还有 2 天。请在截止前办理。'],
    [at('2026-03-10', '23:59'), 'soon', '截止 2026-03-10，今天截止。请在截止前办理。'],
    [at('2026-03-11', '00:00'), 'late', '截止 2026-03-10，已逾期 1 天。请立即办理。'],
    [at('2026-03-11', '23:59'), 'late', '截止 2026-03-10，已逾期 1 天。请立即办理。'],
    [at('2026-03-13'), 'late', '截止 2026-03-10，已逾期 3 天。请立即办理。'],
  ])('say at %s how late or how long still', (asOf, urgency, words) => {
    const worded = wordsOf(told('rung'), 'person', asOf);
    expect(worded.urgency).toBe(urgency);
    expect(worded.zh.line).toBe(`2026-000123《车棚翻修》 镇级审核：${words}`);
  });

  it('tell a limit in hours with its time, and in hours how late', () => {
    const hours = { dueAt: at('2026-03-10', '15:30'), dueDate: '2026-03-10' };
    expect(line(told('rung', hours), at('2026-03-10', '13:00'))).toContain(
      '截止 2026-03-10 15:30，还有 2 小时。',
    );
    expect(line(told('rung', hours), at('2026-03-10', '15:29'))).toContain('还有 1 分钟');
    expect(line(told('rung', hours), at('2026-03-10', '17:31'))).toContain('已逾期 2 小时');
    expect(line(told('rung', hours), at('2026-03-12', '09:00'))).toContain('已逾期 2 天');
  });

  it('say that a date is provisional, until when to acknowledge, and whose place one takes', () => {
    const of = told('rung', { provisional: true, instead: 'reviewer@street' }, at('2026-03-11', '12:00'));
    expect(wordsOf(of, 'person', at('2026-03-11'))).toMatchObject({
      zh: {
        title: '逾期：镇级审核，已逾期 1 天',
        line: '2026-000123《车棚翻修》 镇级审核：截止 2026-03-10（暂定），已逾期 1 天。请立即办理。请于 2026-03-11 12:00 前签收。“街道（镇）审核人”岗位无人，改送您处理。',
      },
      en: {
        line: '2026-000123《车棚翻修》 town review: due 2026-03-10 (provisional), 1 day late. Please act now. Please acknowledge before 2026-03-11 12:00. It comes to you because nobody holds the post "street or town reviewer".',
      },
    });
    const asObject = told('rung', { instead: { role: 'reviewer', level: 'STREET' } });
    expect(line(asObject, at('2026-03-11'))).toContain('“街道（镇）审核人”岗位无人');
    expect(line(told('rung', { instead: 'nobody@nowhere' }), at('2026-03-11'))).not.toContain('岗位');
  });

  it.each([
    ['climbed', {}, '下级未按时签收，请您督促办理。'],
    [
      'order',
      { dueAt: at('2026-03-13', '00:00'), dueDate: '2026-03-12' },
      '督办：答复截止 2026-03-12，还有 1 天。请在系统中查看并答复。',
    ],
    ['rung', { watches: true }, '已逾期 1 天。请督促责任岗位办理。'],
    ['rung', { watches: true, dueAt: at('2026-03-13', '00:00') }, '请提醒责任岗位按期办理。'],
    ['order-answered', { answer: '今天完成。' }, '督办已答复。“今天完成。”请打开链接查看。'],
    ['handed-over', {}, '镇级审核 已转交，截止 2026-03-10，已逾期 1 天。请接手办理。'],
    ['handed-over', { reason: '外出培训' }, '已逾期 1 天。“外出培训”请接手办理。'],
    [
      'deadline-moved',
      { oldDueDate: '2026-10-08', newDueDate: '2026-10-09', provisional: true },
      '截止日由 2026-10-08 调整为 2026-10-09（暂定）。',
    ],
    ['deadline-moved', { count: 12 }, '12 项期限已按新的日历或制度调整。'],
    [
      'deadline-moved',
      {
        ...{ count: 3, later: 2, earlier: 1, confirmed: 4, stillProvisional: 1 },
        title: '2027 年放假安排',
      },
      '3 项期限已按新的日历或制度调整（延后 2 项、提前 1 项），4 项暂定日期已确认，1 项仍为暂定。依据：2027 年放假安排。',
    ],
    [
      'deadline-moved',
      { count: 0, confirmed: 2, title: '2027 年放假安排' },
      '2 项暂定日期已确认。依据：2027 年放假安排。',
    ],
    ['calendar-missing', { year: 2027 }, '2027 年放假安排尚未导入，涉及的期限均为暂定。'],
    [
      'bulletin-drafted',
      { month: '2026-10', programmeZh: '张家港市民生微实事', programmeEn: 'Zhangjiagang' },
      '张家港市民生微实事2026年10月通报草稿已编成。请修改文字后报请签发。',
    ],
    [
      'bulletin-to-sign',
      { month: '2026-10', programmeZh: '张家港市民生微实事', corrects: '〔2026〕第3期' },
      '张家港市民生微实事2026年10月通报更正草稿已编成（更正〔2026〕第3期）。文字改好后，请您审阅签发。',
    ],
    ['bulletin-signed', { month: '2026-10' }, '2026年10月通报已签发。请编号发布。'],
    ['bulletin-returned', { month: '2026-10' }, '2026年10月通报已撤回签发，退回草稿。请修改后再报签发。'],
    [
      'bulletin-published',
      { month: '2026-10', edition: '〔2026〕第3期' },
      '2026年10月通报〔2026〕第3期已发布。请阅，并落实其中的要求。',
    ],
    ['notice-ended', { unanswered: 2 }, '公示期已满。尚有 2 条异议待答复。'],
    ['notice-ended', { unanswered: 0 }, '公示期已满。请办理下一环节。'],
    ['test', {}, '这是一条测试消息'],
  ])('of kind %s %j', (kind, data, words) => {
    expect(line(told(kind, data), at('2026-03-11'))).toContain(words);
  });

  it('tell a group what to do in one sentence for all who are meant, and nothing that somebody wrote', () => {
    const asOf = at('2026-03-11');
    expect(line(told('rung', { watches: true }), asOf, 'robot')).toContain('请立即办理。');
    expect(line(told('order-answered', { answer: '今天完成。' }), asOf, 'robot')).not.toContain('今天');
    expect(line(told('handed-over', { reason: '外出培训' }), asOf, 'robot')).not.toContain('培训');
  });

  it('say in English which bulletin is out and which one it corrects', () => {
    const data = {
      month: '2026-10',
      programmeEn: 'Xihu',
      edition: '〔2026〕第4期',
      corrects: '〔2026〕第3期',
    };
    expect(wordsOf(told('bulletin-published', data), 'person', at('2026-11-02')).en).toEqual({
      title: 'The correction of October 2026 is published: 〔2026〕第4期',
      line: 'Xihu: the correction of October 2026 is published: 〔2026〕第4期 (corrects 〔2026〕第3期). Please read it and do what it asks.',
    });
  });

  it('tell proposers a number and nothing of the case', () => {
    const of = told('outcome', { publicText: '已办结', reasonCode: 'done' });
    expect(line(of, at('2026-03-11'))).toBe('2026-000123 您的建议已有结果。请打开链接查看。');
    expect(KINDS.filter((kind) => isMessageKind(kind) && isForResidents(kind))).toEqual([
      'outcome',
      'progress',
    ]);
  });

  it('refuse a kind that nobody wrote words for', () => {
    expect(() => wordsOf(told('greeting'), 'person', at('2026-03-11'))).toThrow('"greeting"');
    expect(() => wordsOf(told('toString'), 'person', at('2026-03-11'))).toThrow('"toString"');
    expect(() => wordsOf(told('rung', { dueAt: null }), 'person', at('2026-03-11'))).toThrow(
      'no due instant',
    );
  });

  it.each(KINDS)('%s is on one line, whatever somebody typed', (kind) => {
    const of = told(kind, { title: '车棚\r\nBcc: x\u2028翻修' });
    for (const said of Object.values({ ...wordsOf(of, 'person', at('2026-03-11')) }))
      expect(JSON.stringify(said)).not.toMatch(/\\[rn]|\u2028/);
  });
});
