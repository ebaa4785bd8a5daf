import fc from 'fast-check';
import { addMs, DAY_MS, parseInstant } from '../../../../domain/calendar/instant';
import { digest } from '../../../../domain/messages/digest';
import { URGENCIES, wordsOf, type Worded } from '../../../../domain/messages/text';

const NOW = parseInstant('2026-03-11T09:00:00+08:00');
const MIDNIGHT = parseInstant('2026-03-11T00:00:00+08:00');

/** A message about a limit that ends so many days after (before: negative) the tenth of March at 24:00. */
function about(days: number, kind = 'rung', number = days + 100): Worded {
  const data = {
    number: `2026-${String(number).padStart(6, '0')}`,
    clock: 'stage.review.1',
    name: '审核',
    dueAt: addMs(MIDNIGHT, days * DAY_MS),
  };
  return wordsOf({ kind, data, acknowledgeBy: null }, 'robot', NOW);
}

describe('a digest', () => {
  it('is the message itself when there is one', () => {
    const one = about(-2);
    expect(digest([one])).toMatchObject({
      zh: { title: '逾期：审核，已逾期 3 天', lines: [one.zh.line] },
      count: 1,
    });
  });

  it('counts in its title, and tells the most urgent first', () => {
    const some = [
      about(2),
      about(0),
      about(-3),
      about(1),
      about(-1),
      about(9, 'order'),
      about(5, 'notice-ended'),
    ];
    const { zh, en, number, count } = digest(some);
    expect(zh.title).toBe('1 项督办，3 项逾期，2 项临期，1 条通知');
    expect(en.title).toBe('1 supervision order, 3 overdue, 2 due soon, 1 notice');
    expect(zh.lines.map((line) => line.slice(0, 11))).toEqual(
      [109, 97, 99, 100, 101, 102, 105].map((n) => `2026-${String(n).padStart(6, '0')}`),
    );
    expect([number, count]).toEqual(['2026-000109', 7]);
  });

  it('tells somebody with two posts once of one limit, and rather that nobody acknowledged it', () => {
    const said = digest([about(-1), about(-1, 'climbed'), about(-1, 'rung')]);
    expect(said.count).toBe(1);
    expect(said.zh.lines[0]).toContain('未按时签收');
  });

  it('loses nothing: every limit has its line, in order, whatever the order they came in', () => {
    const some = fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(some, fc.constantFrom('rung', 'order'), (days, kind) => {
        const messages = days.map((d) => about(d, kind));
        const { zh, count } = digest(messages);
        expect(count).toBe(days.length);
        expect([...zh.lines].sort()).toEqual(messages.map((m) => m.zh.line).sort());
        const ranks = zh.lines.map((line) => messages.find((m) => m.zh.line === line)!);
        const keys = ranks.map((m) => [URGENCIES.indexOf(m.urgency), m.dueAt ?? ''] as const);
        expect(keys).toEqual([...keys].sort((a, b) => a[0] - b[0] || a[1].localeCompare(b[1])));
      }),
    );
  });

  it('of nothing is a mistake', () => {
    expect(() => digest([])).toThrow('nothing');
  });
});
