import { addMs, compareInstants } from '../../../../domain/calendar/instant';
import { isRefusal } from '../../../../domain/errors';
import { defineCheck, definerOf } from '../../../../domain/spot-check/define';
import { commitmentTo } from '../../../../domain/spot-check/seed';
import { statusOf, type Definition } from '../../../../domain/spot-check/state';
import { checkWake, workOf } from '../../../../domain/spot-check/time';
import { Check, definition, HOUR, NONCE, START, STRATA, WITNESSES } from '../../../support/spot-check';

const PHRASES: Record<string, string> = {
  w1: '杨舍的桂花开了！',
  w2: 'seven red bicycles',
  w3: '第三位见证人的短语',
};
const commit = (check: Check, ...people: string[]) =>
  people.reduce((one, by) => one.do(by, { type: 'commit', commitment: commitmentTo(PHRASES[by]!) }), check);
const reveal = (check: Check, ...people: string[]) =>
  people.reduce((one, by) => one.do(by, { type: 'reveal', phrase: PHRASES[by]! }), check);
const types = ({ events }: Check) => events.map(({ type }) => type);

describe('phrases of witnesses', () => {
  it('fix the seed after the freeze, when everybody has committed and then told', () => {
    const committing = Check.define().frozen();
    expect(statusOf(committing.state)).toBe('COMMITTING');
    const revealing = commit(committing, 'w3', 'w1', 'w2');
    expect(statusOf(revealing.state)).toBe('REVEALING');
    const seeded = reveal(revealing, 'w2', 'w3', 'w1');
    // In the order in which the record names the witnesses, whoever was first.
    expect(seeded.state.seed).toBe(`${PHRASES['w1']!}|${PHRASES['w2']!}|${PHRASES['w3']!}`);
    expect([statusOf(seeded.state), workOf(seeded.state)]).toEqual(['SEEDED', 'draw']);
    expect(types(seeded)).toEqual([
      ...['Defined', 'PopulationFrozen'],
      ...['PhraseCommitted', 'PhraseCommitted', 'PhraseCommitted', 'RevealingBegun'],
      ...['PhraseRevealed', 'PhraseRevealed', 'PhraseRevealed', 'SeedFixed'],
    ]);
    const drawn = seeded.drawn();
    expect(drawn.state.drawn?.map(({ key, quota }) => [key, quota])).toEqual([
      ['工程', 6],
      ['服务', 3],
      ['货物', 1],
    ]);
    expect(workOf(drawn.state)).toBeNull();
  });

  it('are refused before the freeze, from others, twice, out of turn and when they do not fit', () => {
    const given = { type: 'commit', commitment: commitmentTo(PHRASES['w1']!) } as const;
    expect(Check.define().refuses('w1', given)).toBe('not-now');
    const committing = Check.define().frozen();
    expect(committing.refuses('supervisor', given)).toBe('not-your-command');
    expect(committing.refuses('w1', { type: 'reveal', phrase: PHRASES['w1']! })).toBe('not-now');
    expect(committing.refuses('w1', { type: 'commit', commitment: 'F'.repeat(64) })).toBe('unknown-value');
    const one = commit(committing, 'w1');
    expect(one.refuses('w1', given)).toBe('not-now');
    // Who copies a commitment can copy the phrase.
    expect(one.refuses('w2', given)).toBe('unknown-value');
    const revealing = commit(one, 'w2', 'w3');
    expect(revealing.refuses('w1', { type: 'reveal', phrase: PHRASES['w2']! })).toBe('unknown-value');
    expect(revealing.refuses('w1', given)).toBe('not-now');
    const told = reveal(revealing, 'w1');
    expect(told.refuses('w1', { type: 'reveal', phrase: PHRASES['w1']! })).toBe('not-now');
  });

  it.each([
    ['too short', '1234567', 'unknown-value'],
    ['just long enough', '12345678', null],
    ['long enough in rare characters', '𠮷'.repeat(8), null],
    ['too long', 'a'.repeat(101), 'unknown-value'],
    ['with the sign between phrases', '12345|678', 'unknown-value'],
    ['with a line break', '1234\n5678', 'unknown-value'],
  ])('%s', (_what, phrase, code) => {
    const committing = Check.define()
      .frozen()
      .do('w1', { type: 'commit', commitment: commitmentTo(phrase) });
    expect(commit(committing, 'w2', 'w3').refuses('w1', { type: 'reveal', phrase })).toBe(code);
  });

  it.each([
    ['never commits', (check: Check) => commit(check, 'w1', 'w3')],
    ['never tells', (check: Check) => reveal(commit(check, 'w1', 'w2', 'w3'), 'w1', 'w3')],
  ])(
    'of a witness who %s are given up: the others begin anew, and nothing told before counts',
    (_what, until) => {
      const waiting = until(Check.define().frozen());
      expect(checkWake(waiting.state)).toBe(addMs(START, HOUR));
      expect(waiting.after(HOUR - 1).settled().events).toHaveLength(waiting.events.length);
      const anew = waiting.after(HOUR).settled();
      expect(anew.last).toMatchObject({
        type: 'RoundRepeated',
        actorId: null,
        facts: { struck: [WITNESSES[1]] },
      });
      expect(anew.state.round).toMatchObject({
        ...{ number: 2, step: 'committing', commitments: {}, phrases: {} },
        witnesses: [WITNESSES[0], WITNESSES[2]],
        until: addMs(START, 2 * HOUR),
      });
      expect(anew.refuses('w2', { type: 'commit', commitment: 'a'.repeat(64) })).toBe('not-your-command');
      const seeded = reveal(commit(anew, 'w1', 'w3'), 'w3', 'w1');
      expect(seeded.state.seed).toBe(`${PHRASES['w1']!}|${PHRASES['w3']!}`);
    },
  );

  it('of fewer than two witnesses end the check', () => {
    const ended = commit(Check.define().frozen(), 'w1').after(HOUR).settled();
    expect(ended.state.ended).toEqual({ how: 'CANCELLED', cause: 'silence', reason: null });
    expect([checkWake(ended.state), workOf(ended.state)]).toEqual([null, null]);
    expect(ended.refuses('w2', { type: 'commit', commitment: 'a'.repeat(64) })).toBe('not-now');
  });
});

describe('a public number', () => {
  const drawnAt = addMs(START, 24 * HOUR);
  const number: Partial<Definition> = {
    chance: { kind: 'number', source: '福利彩票双色球第 2020123 期', drawnAt },
  };
  const entered = (value = '03 08 12 17 25 31 + 09') =>
    Check.define(number)
      .frozen()
      .after(24 * HOUR)
      .do('a', { type: 'enter-number', value });

  it('is entered by one person once it is out, and confirmed by another', () => {
    const frozen = Check.define(number).frozen();
    expect([statusOf(frozen.state), checkWake(frozen.state)]).toEqual(['AWAITING_NUMBER', null]);
    expect(frozen.refuses('a', { type: 'enter-number', value: '7' })).toBe('not-now');
    expect(entered().refuses('a', { type: 'confirm-number', value: '03 08 12 17 25 31 + 09' })).toBe(
      'same-person',
    );
    const seeded = entered().do('b', { type: 'confirm-number', value: '03 08 12 17 25 31 + 09' });
    expect(seeded.state.seed).toBe('03 08 12 17 25 31 + 09');
    expect(seeded.refuses('a', { type: 'enter-number', value: '7' })).toBe('not-now');
  });

  it('that the second person reads otherwise is entered anew; both readings stay in the record', () => {
    const rejected = entered('12').do('b', { type: 'confirm-number', value: '21' });
    expect(rejected.state.number).toBeNull();
    expect(rejected.events.slice(-2)).toMatchObject([
      { type: 'NumberEntered', actorId: 'a', facts: { value: '12' } },
      { type: 'NumberRejected', actorId: 'b', facts: { value: '21' } },
    ]);
    expect(rejected.refuses('b', { type: 'confirm-number', value: '12' })).toBe('not-now');
    expect(rejected.do('b', { type: 'enter-number', value: '12' }).state.number).toEqual({
      value: '12',
      enteredBy: 'b',
    });
  });

  it.each(['', ' 12', '12 ', 'twelve', '1'.repeat(61)])('is made of digits: not "%s"', (value) => {
    expect(
      Check.define(number)
        .frozen()
        .after(24 * HOUR)
        .refuses('a', { type: 'enter-number', value }),
    ).toBe('unknown-value');
  });

  it('that was out before the freeze ends the check: somebody could have known it', () => {
    const late = Check.define(number)
      .after(24 * HOUR)
      .frozen();
    expect(late.state.ended).toEqual({ how: 'CANCELLED', cause: 'number-out', reason: null });
    expect(late.state.frozen).toBeNull();
  });

  it('has nothing to do with phrases', () => {
    expect(Check.define().frozen().refuses('a', { type: 'enter-number', value: '7' })).toBe('not-now');
    expect(
      Check.define(number)
        .frozen()
        .refuses('w1', { type: 'commit', commitment: 'a'.repeat(64) }),
    ).toBe('not-now');
  });
});

describe('a drawn sample', () => {
  const drawn = reveal(commit(Check.define().frozen(), 'w1', 'w2', 'w3'), 'w1', 'w2', 'w3').drawn();
  const sample = (check: Check, key: string) =>
    check.state.drawn!.find((one) => one.key === key)!.drawn.map(({ id }) => id);

  it('takes the next rank of the stratum for a project that is gone, with the reason', () => {
    const [first] = sample(drawn, '货物');
    const once = drawn.do('supervisor', { type: 'replace', gone: first!, reason: '该项目已撤销' });
    const [second] = sample(once, '货物');
    expect(second).not.toBe(first);
    expect(once.state.replacements).toEqual([{ gone: first, by: second, reason: '该项目已撤销' }]);
    const twice = once.do('supervisor', { type: 'replace', gone: second!, reason: '找不到' });
    expect(new Set([first, second, ...sample(twice, '货物')]).size).toBe(3);
    // The others stay as they were drawn.
    expect(sample(twice, '工程')).toEqual(sample(drawn, '工程'));
  });

  it('gets smaller when a stratum has nobody left', () => {
    const all = Array.from(STRATA.get('货物')!).reduce(
      (check) =>
        check.do('supervisor', { type: 'replace', gone: sample(check, '货物')[0]!, reason: '不存在' }),
      drawn,
    );
    expect(sample(all, '货物')).toEqual([]);
    expect(all.state.replacements.at(-1)?.by).toBeNull();
    expect(new Set(all.state.replacements.map(({ gone }) => gone)).size).toBe(10);
  });

  it('is changed in no other way', () => {
    expect(drawn.refuses('supervisor', { type: 'replace', gone: 'G999', reason: 'x' })).toBe('unknown-value');
    expect(
      drawn.refuses('supervisor', { type: 'replace', gone: sample(drawn, '货物')[0]!, reason: ' ' }),
    ).toBe('value-required');
    expect(Check.define().frozen().refuses('supervisor', { type: 'replace', gone: 'G1', reason: 'x' })).toBe(
      'not-now',
    );
  });

  it('is closed or cancelled with a reason, once', () => {
    expect(drawn.refuses('supervisor', { type: 'cancel', reason: '' })).toBe('value-required');
    const closed = drawn.do('supervisor', { type: 'close', reason: '全部整改' });
    expect(closed.state.ended).toEqual({ how: 'CLOSED', cause: 'person', reason: '全部整改' });
    expect(closed.refuses('supervisor', { type: 'cancel', reason: 'x' })).toBe('not-now');
    const cancelled = drawn.do('supervisor', { type: 'cancel', reason: '名单有误' });
    // What was drawn stays in the record.
    expect(cancelled.state.drawn).toEqual(drawn.state.drawn);
    expect(statusOf(cancelled.state)).toBe('CANCELLED');
  });
});

describe('a definition', () => {
  const fault = (more: Partial<Definition>) => {
    try {
      defineCheck('c1', { ...definition, ...more }, START);
      return null;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return [error.code, error.details.errors?.[0]?.pointer];
    }
  };

  it.each<[string, Partial<Definition>, string, string]>([
    ['nothing to draw', { size: 0 }, 'count-wrong', '/size'],
    ['a part of one', { size: 1.5 }, 'count-wrong', '/size'],
    ['a minimum above the size', { minimum: 11 }, 'count-wrong', '/minimum'],
    ['a stratum twice', { strata: ['type', 'type'] }, 'unknown-value', '/strata'],
    [
      'a case excluded twice',
      { exclusions: [1, 2].map(() => ({ caseNumber: 'x', reason: 'y' })) },
      'unknown-value',
      '/exclusions',
    ],
    [
      'an exclusion without a reason',
      { exclusions: [{ caseNumber: 'x', reason: ' ' }] },
      'value-required',
      '/exclusions',
    ],
    [
      'days the wrong way round',
      { frame: { ...definition.frame, happened: { what: 'paid', from: '2020-01-01', until: '2019-01-01' } } },
      'date-out-of-order',
      '/frame/happened',
    ],
    ['no patience', { patienceMs: 60_000 }, 'unknown-value', '/patienceMs'],
    [
      'one witness',
      { chance: { kind: 'phrases', witnesses: WITNESSES.slice(0, 1) } },
      'count-wrong',
      '/chance/witnesses',
    ],
    [
      'the same witness twice',
      { chance: { kind: 'phrases', witnesses: [WITNESSES[0]!, WITNESSES[0]!] } },
      'count-wrong',
      '/chance/witnesses',
    ],
    [
      'a number that is out',
      { chance: { kind: 'number', source: 'x', drawnAt: START } },
      'date-out-of-order',
      '/chance/drawnAt',
    ],
  ])('with %s is refused', (_what, more, code, pointer) => {
    expect(fault(more)).toEqual([code, pointer]);
  });

  it('is the first line of the record', () => {
    const check = Check.define();
    expect(fault({})).toBeNull();
    expect(check.events).toMatchObject([
      { type: 'Defined', actorId: 'supervisor', facts: { id: 'c1', definition } },
    ]);
    expect([statusOf(check.state), workOf(check.state), check.state.seq]).toEqual(['DEFINED', 'freeze', 1]);
    expect(compareInstants(check.state.definedAt, START)).toBe(0);
  });
});

describe('a check that nobody is told of', () => {
  const phrase = { type: 'phrase', phrase: '今天抽三件逾期事项' } as const;
  const begun = () =>
    Check.define({ chance: { kind: 'server' } })
      .frozen()
      .committed();

  it('is frozen, then the server commits, then a phrase is typed, and both halves are the seed', () => {
    const frozen = Check.define({ chance: { kind: 'server' } }).frozen();
    expect(workOf(frozen.state)).toBe('commit');
    expect(frozen.refuses('supervisor', phrase)).toBe('not-now');
    const waiting = begun();
    expect(statusOf(waiting.state)).toBe('AWAITING_PHRASE');
    // Nothing of the nonce is in the record before the phrase.
    expect(JSON.stringify(waiting.events)).not.toContain(NONCE);
    const seeded = waiting.do('supervisor', phrase);
    expect(seeded.state.seed).toBe(`${NONCE}|今天抽三件逾期事项`);
    expect(types(seeded).slice(-3)).toEqual(['ServerCommitted', 'PhraseGiven', 'SeedFixed']);
    expect(seeded.refuses('supervisor', phrase)).toBe('not-now');
  });

  it('refuses a phrase that could be guessed, and goes nowhere with a nonce that was not committed to', () => {
    expect(begun().refuses('supervisor', { type: 'phrase', phrase: 'short' })).toBe('unknown-value');
    const other = Check.define({ chance: { kind: 'server' } })
      .frozen()
      .committed(commitmentTo('another nonce'));
    expect(other.refuses('supervisor', phrase)).toBe('population-changed');
  });

  it('ends without a phrase in time', () => {
    const waiting = begun();
    expect(checkWake(waiting.state)).toBe(addMs(START, HOUR));
    const late = waiting.after(HOUR).settled();
    expect(late.state.ended).toEqual({ how: 'CANCELLED', cause: 'silence', reason: null });
    expect(late.refuses('supervisor', phrase)).toBe('not-now');
  });
});

describe('by whom a check is defined', () => {
  const actor = (
    role: 'leader' | 'officer' | 'inspector',
    level: 'CITY' | 'STREET' | 'COMMUNITY',
    orgPath: string,
  ) =>
    ({
      ...{ personId: 'p', displayName: 'p', via: 'session' as const },
      posts: [{ role, level, organisationId: 'x', orgPath }],
    }) as const;
  const may =
    (...of: Parameters<typeof actor>) =>
    (path: string) =>
      definerOf({ ...actor(...of), posts: [...actor(...of).posts] }, { path }).orgPath;

  it('is a post above the place, or at the head of the tree', () => {
    expect(may('leader', 'CITY', '/zjg/')('/zjg/')).toBe('/zjg/');
    expect(may('officer', 'STREET', '/zjg/daxin/')('/zjg/daxin/one/')).toBe('/zjg/daxin/');
    for (const refused of [
      () => may('officer', 'COMMUNITY', '/zjg/daxin/one/')('/zjg/daxin/one/'),
      () => may('leader', 'STREET', '/zjg/daxin/')('/zjg/daxin/'),
      () => may('leader', 'STREET', '/zjg/daxin/')('/zjg/'),
      () => may('inspector', 'CITY', '/zjg/')('/zjg/daxin/'),
    ])
      expect(refused).toThrow(/above it/);
  });
});
