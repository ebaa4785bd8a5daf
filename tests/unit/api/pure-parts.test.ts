import { z } from 'zod';
import { decodeCursor, encodeCursor, toPage } from '../../../api/cursor';
import { parseInput, refuseBrokenText } from '../../../api/input';
import { problemOf, STATUS } from '../../../api/problem';
import { refusalOf } from '../../../api/refusal-of';
import { ageOn } from '../../../api/routes/suggestions/new-suggestion';
import { newReceiptNo, RECEIPT_NO } from '../../../api/routes/suggestions/receipt-no';
import { scopeOf } from '../../../api/scope';
import { below } from '../../../api/where';
import type { Actor, ActorPost } from '../../../domain/actor';
import { CalendarError } from '../../../domain/calendar/errors';
import { Refusal, refusalAt, REFUSALS } from '../../../domain/errors';
import type { Access } from '../../../domain/permissions';

const post = (role: ActorPost['role'], orgPath: string): ActorPost => ({
  role,
  level: 'STREET',
  organisationId: 'x',
  orgPath,
});
const actor = (...posts: ActorPost[]): Actor => ({
  personId: 'p',
  displayName: '审核员甲',
  posts,
  via: 'session',
});
const officers: Access = { who: 'posts', roles: ['officer'], where: 'anywhere' };

describe('a problem', () => {
  it('names the place that is wrong in the language of the request', () => {
    const words = { zh: '没有这个组织。', en: 'There is no such organisation.' };
    const told = (language: 'zh' | 'en') =>
      problemOf(refusalAt('unknown-reference', '/organisationId', words), language, 'r');
    expect(told('zh')).toMatchObject({ errors: [{ pointer: '/organisationId', message: words.zh }] });
    expect(told('en')).toMatchObject({
      detail: words.en,
      errors: [{ pointer: '/organisationId', message: words.en }],
    });
  });
});

describe('scope', () => {
  it('reaches down the tree, not up and not to a neighbour whose name begins alike', () => {
    const scope = scopeOf(actor(post('officer', '/zjg/yangshe/')), officers);
    expect(scope.covers('/zjg/yangshe/tanglian/')).toBe(true);
    expect(scope.covers('/zjg/')).toBe(false);
    expect(scope.covers('/zjg/yangshe-east/')).toBe(false);
  });

  it('counts only posts with a role that the route names', () => {
    const scope = scopeOf(actor(post('finance', '/zjg/'), post('officer', '/cc/')), officers);
    expect(scope.paths).toEqual(['/cc/']);
  });

  it('names the highest places once', () => {
    const scope = scopeOf(
      actor(post('officer', '/zjg/yangshe/'), post('officer', '/zjg/'), post('officer', '/zjg/')),
      officers,
    );
    expect(scope.paths).toEqual(['/zjg/']);
  });

  it('answers a missing row and one out of reach alike', () => {
    const scope = scopeOf(actor(post('officer', '/cc/')), officers);
    for (const row of [null, { orgPath: '/zjg/' }])
      expect(() => scope.require(row)).toThrow(new Refusal('not-found').message);
  });

  it('covers nothing for somebody without a post', () => {
    expect(scopeOf(actor(), officers).covers('/zjg/')).toBe(false);
    expect(scopeOf(null, { who: 'public' }).covers('/zjg/')).toBe(false);
  });
});

describe('cursors', () => {
  const keys = z.tuple([z.string(), z.number()]);

  it('come back as they were given', () => {
    expect(decodeCursor(encodeCursor(['车棚', 7]), keys)).toEqual(['车棚', 7]);
    expect(decodeCursor(undefined, keys)).toBeNull();
  });

  it.each(['', '%', 'e30', encodeCursor(['a']), encodeCursor(['a\0', 1]), encodeCursor([null, 1])])(
    'refuse %j',
    (cursor) => {
      expect(() => decodeCursor(cursor, keys)).toThrow(REFUSALS['cursor-invalid'].en);
    },
  );

  it('are there only when there is a next page', () => {
    const page = (rows: number[]) =>
      toPage(
        rows,
        2,
        (row) => [row],
        (row) => row,
      );
    expect(page([1, 2]).nextCursor).toBeNull();
    expect(page([1, 2, 3])).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
    expect(page([])).toEqual({ items: [], nextCursor: null });
  });
});

describe('input', () => {
  it('points into the body by RFC 6901', () => {
    const schema = z.strictObject({ 'a/b': z.array(z.strictObject({ 'c~d': z.number() })) });
    try {
      parseInput(schema, { 'a/b': [{ 'c~d': '1' }] }, '', 'zh');
      throw new Error('it passed');
    } catch (error) {
      expect((error as Refusal).details.errors).toMatchObject([{ pointer: '/a~1b/0/c~0d' }]);
    }
  });

  it.each(['', '车棚', '👨‍👩‍👧‍👦', '𠮷', '\u200d', '\uFEFF', 'a\tb\n'])('keeps %j', (text) => {
    expect(() => refuseBrokenText({ text }, '')).not.toThrow();
  });

  it.each(['\0', 'a\uD800', '\uDC00b', '\uDC00\uD800'])('refuses %j', (text) => {
    expect(() => refuseBrokenText({ list: [text] }, '')).toThrow(/NUL/);
  });
});

describe('refusals', () => {
  it('all have a status, and none is a success', () => {
    for (const code of Object.keys(REFUSALS))
      expect(STATUS[code as keyof typeof STATUS]).toBeGreaterThanOrEqual(400);
  });

  it('carry their members but never overwrite the problem itself', () => {
    const refusal = new Refusal('key-reused', { zh: '甲', en: 'a' }, { seq: 7, status: 200, title: 'x' });
    expect(problemOf(refusal, 'en', 'r')).toEqual({
      type: '/problems/key-reused',
      title: REFUSALS['key-reused'].en,
      status: 422,
      code: 'key-reused',
      detail: 'a',
      seq: 7,
      requestId: 'r',
    });
  });

  it.each([
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'unavailable'],
    [Object.assign(new Error('x'), { code: '57P01' }), 'unavailable'],
    [Object.assign(new Error('x'), { cause: { kind: 'DatabaseNotReachable' } }), 'unavailable'],
    [
      Object.assign(new Error('x'), {
        code: 'P2010',
        meta: { driverAdapterError: { cause: { originalCode: '57014' } } },
      }),
      'unavailable',
    ],
    [new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]), 'unavailable'],
    [new Error('timeout exceeded when trying to connect'), 'unavailable'],
    [new CalendarError('year-missing', 'x'), 'calendar-year-missing'],
    [new CalendarError('date-invalid', 'x'), 'invalid-input'],
    [new CalendarError('calendar-invalid', 'x'), 'internal'],
    [new URIError('x'), 'internal'],
    ['a string', 'internal'],
    [undefined, 'internal'],
  ])('mean the right thing: %p', (error, code) => {
    expect(refusalOf(error).code).toBe(code);
  });
});

describe('small rules', () => {
  it('count full years', () => {
    expect([ageOn('2008-05-01', '2026-04-30'), ageOn('2008-05-01', '2026-05-01')]).toEqual([17, 18]);
    expect([ageOn('2008-02-29', '2026-02-28'), ageOn('2008-02-29', '2026-03-01')]).toEqual([17, 18]);
  });

  it('make receipt numbers of their pattern, each another', () => {
    const numbers = Array.from({ length: 200 }, () => newReceiptNo('2026-03-04'));
    for (const number of numbers) expect(number).toMatch(RECEIPT_NO);
    expect(new Set(numbers).size).toBe(200);
  });

  it('let wildcards of a path mean themselves', () => {
    expect(below('/a_b%/')).toEqual({ startsWith: '/a\\_b\\%/' });
  });
});
