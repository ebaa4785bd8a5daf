import { startOfDay } from '../../../../domain/calendar/instant';
import { computeDue, explainDue } from '../../../../domain/calendar/due';
import { parseLimit } from '../../../../domain/calendar/limit';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { vectors } from './vectors';

describe('golden vectors', () => {
  test.each(vectors)('$from + $limit is due $due: $why', ({ from, limit, roll, due, provisional }) => {
    const input = { start: startOfDay(from), limit: parseLimit(limit), roll };
    const answer = computeDue(shippedCalendar, input);
    expect(answer.dueDate).toBe(due);
    expect(answer.provisional).toBe(provisional ?? false);
    expect(explainDue(shippedCalendar, input).at(-1)).toEqual({ kind: 'due', due: answer });
  });
});
