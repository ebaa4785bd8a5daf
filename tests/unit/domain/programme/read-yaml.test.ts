import { edit, fixtureText, problemsOf } from './programme-files';

const SMALL = fixtureText('small');

function only(text: string): string {
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  return `${problems[0]?.line} ${problems[0]?.message}`;
}

describe('files that are not plain YAML are refused before they are looked into', () => {
  test.each([
    ['an empty file', '', '1 the file is empty; expected a programme'],
    [
      'a second document',
      `${SMALL}---\nkind: other\n`,
      /found 2 documents; expected one programme in one file/,
    ],
    [
      'a key twice',
      edit(SMALL, '    limit: 1 month', '    limit: 1 month\n    limit: 2 month'),
      '21 the same key stands twice in this map',
    ],
    ['a tab', edit(SMALL, '    limit: 1 month', '    limit:\t1 month'), '20 found a tab; expected spaces'],
    [
      'an alias',
      edit(SMALL, 'limit: 1 month', 'limit: *x'),
      '20 found the alias *x; expected every value written out in full',
    ],
    ['a directive', `%YAML 1.1\n---\n${SMALL}`, /^1 found the directive %YAML 1.1/],
    ['nested keys without end', `${'? '.repeat(60)}x\n`, /nest more than 32 deep/],
    [
      'an anchor',
      edit(SMALL, 'limit: 1 month', 'limit: &x 1 month'),
      '20 found the anchor &x; expected every value written out in full',
    ],
    ['a tag', edit(SMALL, 'limit: 1 month', 'limit: !!str 1'), /^20 found the tag/],
    ['a tag of its own', edit(SMALL, 'limit: 1 month', 'limit: !js/function 1'), /^20 found the tag/],
    [
      'bytes that are not UTF-8',
      edit(SMALL, '办理', '\uFFFD'),
      '18 expected UTF-8 text, found bytes that are not UTF-8',
    ],
    [
      'a null character',
      edit(SMALL, 'Handling', 'Hand\u0000ling'),
      '18 found a control character; expected plain text',
    ],
    [
      'more than 200 KB',
      `${SMALL}# ${'x'.repeat(200_000)}\n`,
      /^1 the file has \d+ bytes; expected at most 200000/,
    ],
    [
      'thousands of keys',
      Array.from({ length: 2001 }, (_, index) => `k${index}: 1\n`).join(''),
      '2001 the file has more than 4000 keys and values; expected one programme',
    ],
    ['an open bracket', edit(SMALL, 'kinds: [MATTER]', 'kinds: [MATTER'), /not readable as YAML/],
    ['brackets without end', '['.repeat(150_000), /nest more than 32 deep/],
    ['maps nested in brackets', `a: ${'{a: '.repeat(50)}1${'}'.repeat(50)}\n`, /nest more than 32 deep/],
    ['dashes without end', `${'- '.repeat(60)}x\n`, /nest more than 32 deep/],
  ])('%s', (_what, text, message) => {
    if (typeof message === 'string') expect(only(text)).toBe(message);
    else
      expect(
        problemsOf(text)
          .map(({ line, message: words }) => `${line} ${words}`)
          .join('\n'),
      ).toMatch(message);
  });

  test('a hundred thousand nested dashes end in a problem, not in a broken stack', () => {
    expect(problemsOf('- '.repeat(95_000))[0]?.message).toMatch(/nest/);
  });

  test('keys that every object has are unknown keys like any other', () => {
    const text = edit(
      SMALL,
      'kinds: [MATTER]',
      'kinds: [MATTER] # doc: 1\n__proto__: { polluted: true } # doc: 1\nconstructor: 1',
    );
    expect(problemsOf(text).map(({ path }) => path)).toEqual(['__proto__', 'constructor']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('a byte-order mark and Windows line ends are read', () => {
    expect(problemsOf(`\uFEFF${SMALL.replaceAll('\n', '\r\n')}`)).toEqual([]);
  });

  test('emoji and rare characters survive in names', () => {
    expect(problemsOf(edit(SMALL, '办理', '𠮷办理🌳'))).toEqual([]);
  });
});
