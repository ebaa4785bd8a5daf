import fc from 'fast-check';
import { withClosures } from '../../../../domain/calendar/closures';
import { parseInstant } from '../../../../domain/calendar/instant';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { messagesOf, type Message } from '../../../../domain/case/messages';
import { describeClockStep, explainClock } from '../../../../domain/case/why-clock';
import { digest } from '../../../../domain/messages/digest';
import { wordsOf, type Worded } from '../../../../domain/messages/text';
import { resident } from '../../../support/channels/residents';
import { actor, draft, shipped, until, type Story } from '../../../support/domain';

const NOW = parseInstant('2026-03-12T10:00:00+08:00');
const reviewing = until(draft(shipped('longgang')), 'UNDER_REVIEW');
const rungOf = (story: Story): Message => messagesOf(story.state, story.last, story)[0]!;
const worded = (story: Story, audience: 'person' | 'robot' | 'sms' = 'person', asOf = NOW): Worded => {
  const { kind, data, acknowledgeBy } = rungOf(story);
  // As it comes back from the database.
  return wordsOf({ kind, data: JSON.parse(JSON.stringify(data)), acknowledgeBy }, audience, asOf);
};

describe('"why this date" in a message', () => {
  it('has the steps of the one function that explains, in both languages', () => {
    const told = reviewing.wake();
    const clock = told.state.clocks.find(({ id }) => id === rungOf(told).clockId)!;
    const steps = explainClock(clock, shippedCalendar);
    const { why } = worded(told);
    expect(why?.zh.steps).toEqual(steps.map((step) => describeClockStep(step, 'zh')));
    expect(why?.en.steps).toEqual(steps.map((step) => describeClockStep(step, 'en')));
    expect(why?.zh.steps.at(-1)).toBe(`到期：${clock.dueDate} 24:00`);
    expect([why?.zh.short, why?.en.short]).toEqual([
      '自3月2日起10个工作日，跳过4天',
      '10 working days from 2 March, 4 days skipped',
    ]);
  });

  it('names the quarter of an inspection and not the days that are left of it', () => {
    const running = until(draft(shipped('zhangjiagang')), 'works')
      .on('2026-05-13')
      .do('start');
    const clock = running.state.clocks.find(({ kind }) => kind === 'inspection')!;
    expect(clock.limit).toEqual({ amount: 48, unit: 'day' });
    const [first] = explainClock(clock, shippedCalendar);
    expect(describeClockStep(first!, 'zh')).toBe(
      '2026 年第 2 季度检查：到本期最后一天为止，时限即到那天的天数',
    );
    const { why } = worded(running.wake(clock.next!.at));
    expect(why?.zh.short).toBe('2026 年第 2 季度检查，到本期最后一天');
    expect(why?.en.short).toBe('Inspection of Q2 2026, by the last day of that period');
  });

  it('tells pauses, changes, and the year when it is another', () => {
    const leader = actor('leader@street');
    const longer = reviewing.do('extend', { amount: 2 }, leader);
    expect(worded(longer).why?.zh.short).toBe('自3月2日起12个工作日，跳过4天，时限调整1次');
    const paused = reviewing.do('pause-clock', {}, leader).on('2026-03-05').do('resume-clock', {}, leader);
    const [why] = [worded(paused.wake()).why];
    expect(why?.zh.short).toMatch(/^自3月2日起10个工作日，跳过\d+天，暂停\d+天$/);
    expect(why?.en.short).toMatch(/, paused \d+ days?$/);
  });

  it('is left out while the calendar says another date than the one that was fixed', () => {
    const closed = withClosures(shippedCalendar, [
      { id: 'x', date: '2026-03-10', kind: 'closed', reason: '台风' } as never,
    ]);
    const moved = reviewing.at({ calendarFor: () => closed }).wake();
    expect(worded(moved)).toMatchObject({ why: null });
    expect(worded(moved).zh.line).toContain('截止 2026-03-16');
  });

  it('is nothing when the message was written without it, or by somebody else', () => {
    const { kind, data } = rungOf(reviewing.wake());
    for (const why of [
      undefined,
      null,
      [],
      'x',
      [{ kind: 'started' }],
      [{ kind: 'due', due: {} }],
      [{ kind: 'x' }],
    ])
      expect(wordsOf({ kind, data: { ...data, why }, acknowledgeBy: null }, 'person', NOW).why).toBeNull();
  });

  it('is short at the end of each line where several are told, and nowhere in an SMS', () => {
    const one = worded(reviewing.wake());
    const two = worded(reviewing.do('supervise', { text: '请说明进展', workdays: 3 }));
    expect(digest([one], 'of-many').zh.lines).toEqual([one.zh.line]);
    const many = digest([one, two], 'of-many');
    expect(many.zh.lines.map((line) => /自3月2日起\d+个工作日.*。$/.test(line))).toEqual([true, true]);
    expect(many.en.lines.every((line) => line.endsWith('.'))).toBe(true);
    expect(many.why.map(({ number }) => number)).toEqual([two.number, one.number]);
    expect(digest([one, two]).zh.lines.join('')).not.toContain('自3月');
  });

  it('never tells a group the words of whoever closed an office for a day', () => {
    fc.assert(
      fc.property(resident, ({ name, phone, address }) => {
        const reason = `${name} ${phone} ${address}`;
        const data = {
          ...rungOf(reviewing.wake()).data,
          why: [
            {
              kind: 'started',
              at: '2026-03-02T02:00:00.000Z',
              date: '2026-03-02',
              limit: { amount: 1, unit: 'workday' },
            },
            {
              kind: 'skipped',
              reason: 'holiday',
              name: reason,
              from: '2026-03-03',
              to: '2026-03-03',
              days: 1,
              local: true,
            },
            { kind: 'makeup', date: '2026-03-07', name: reason, total: 1, local: true },
            { kind: 'rolled', from: '2026-03-08', to: '2026-03-09', name: reason },
            {
              kind: 'due',
              due: { dueDate: '2026-03-09', dueAt: '2026-03-09T16:00:00.000Z', provisional: false },
            },
          ],
        };
        const told = { kind: 'rung', data, acknowledgeBy: null };
        const group = wordsOf(told, 'robot', NOW);
        const said = JSON.stringify([group, digest([group, group], 'always')]);
        for (const personal of [name, phone, address]) expect(said).not.toContain(personal);
        expect(group.why?.zh.steps).toHaveLength(5);
        // Otherwise the property would prove nothing.
        expect(JSON.stringify(wordsOf(told, 'person', NOW).why)).toContain(name);
      }),
    );
  });
});
