import { parseProgramme } from '../../../../domain/programme/parse';
import { isKnownRule } from '../../../../domain/programme/known-rules';
import { edit, fixtureText, problemsOf } from './programme-files';

const SMALL = fixtureText('small');
const withNote = (note: string) =>
  edit(SMALL, 'kinds: [MATTER]                                     # doc: 1', `kinds: [MATTER] # ${note}`);
const complaint = (note: string) =>
  problemsOf(withNote(note)).map(({ line, message }) => `${line} ${message}`);

describe('where values come from', () => {
  test('a value takes the comment of its own line, otherwise that of what it belongs to', () => {
    const text = edit(SMALL, 'limit: 1 month', 'limit: 1 month # default: not stated');
    const { sources } = parseProgramme(text, 'x.yaml');
    expect(sources).toMatchObject({
      'stages.handle.limit': 'default: not stated',
      'stages.handle.owner': 'doc: 3',
      'stages.handle.name.zh': 'doc: 3',
      'channels.desk.name.en': 'doc: 1',
    });
  });

  test('a clause may speak for one key of its line', () => {
    const text = edit(
      SMALL,
      'stages:\n',
      'supervision: { bulletin: { every: month, owner: officer@city } } # doc: 9; owner: default: not stated\nstages:\n',
    );
    const { sources } = parseProgramme(text, 'x.yaml');
    expect(sources['supervision.bulletin.every']).toBe('doc: 9');
    expect(sources['supervision.bulletin.owner']).toBe('default: not stated');
  });

  test.each([
    'ZJ10',
    'LG16, LG17',
    'XH18a',
    'ZJ10 (strictly below; see there)',
    'law: 民法典 202',
    'practice: 2.1',
    'practice: 3.3 T18',
    'doc: 办法 5',
    'default: not stated in the document',
    'ZJ99',
  ])('another city may cite %s', (note) => expect(complaint(note)).toEqual([]));

  test.each([
    ['ZJ', '6 comment: "ZJ" is not a source; expected rule ids such as "ZJ10"'],
    ['zj10', '6 comment: "zj10" is not a source'],
    ['QQ10', '6 comment: "QQ10" is not a source'],
    ['ZJ010', '6 comment: "ZJ010" is not a source'],
    ['ZJ10 LG2', '6 comment: "ZJ10 LG2" is not a source'],
    ['default', '6 comment: "default" says too little'],
    ['law:', '6 comment: "law:" says too little'],
    ['practice: somewhere', '6 comment: "practice: somewhere" names no section'],
    ['doc: 1; owner: default: x', '6 comment: names the key "owner", which has no value on this line'],
  ])('"%s" is no source', (note, message) => {
    expect(complaint(note)).toEqual([expect.stringContaining(message)]);
  });

  test('a value without a source is a problem, told once a line', () => {
    expect(problemsOf(edit(SMALL, '# doc: 3', '')).map(({ line, path }) => `${line} ${path}`)).toEqual([
      '16 stages.handle.id',
      '17 stages.handle.kind',
      '18 stages.handle.name.zh',
      '19 stages.handle.owner',
      '20 stages.handle.limit',
    ]);
  });

  test('a line of prose is not a source', () => {
    const text = edit(
      SMALL,
      '  - id: handle                                      # doc: 3',
      '  # doc: 3\n  - id: handle',
    );
    expect(problemsOf(text)[0]).toMatchObject({ line: 17, path: 'stages.handle.id' });
  });

  test('a "#" inside quotes is not a comment', () => {
    expect(problemsOf(edit(SMALL, 'en: Handling', 'en: "Handling # 3"'))).toEqual([]);
  });

  test('one of the seven may only cite rules that were read', () => {
    const text = edit(SMALL, 'code: small-town', 'code: longgang');
    expect(problemsOf(edit(text, '# doc: 3', '# LG25')).map(({ message }) => message)).toEqual([
      'comment: rule LG25 is not one of the rules read from the articles',
    ]);
    expect(problemsOf(edit(text, '# doc: 3', '# LG24'))).toEqual([]);
  });

  test.each([
    ['XH32', true],
    ['XH33', false],
    ['XH18a', true],
    ['XH18b', false],
    ['ZJ31', true],
    ['CC1', true],
    ['CC2', false],
    ['NT15', true],
    ['NT0', false],
    ['constructor', false],
  ])('rule %s known: %s', (rule, known) => {
    expect(isKnownRule(rule)).toBe(known);
  });
});
