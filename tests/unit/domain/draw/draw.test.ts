import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoints } from '../../../../domain/draw/code-points';
import { draw, rankOf, ranked } from '../../../../domain/draw/draw';
import { DrawError } from '../../../../domain/draw/errors';
import { readPopulation, writePopulation } from '../../../../domain/draw/population';
import { quotasOf } from '../../../../domain/draw/quotas';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function refusal(make: () => unknown): { code: string; en: string; zh: string; line: number | null } {
  try {
    make();
  } catch (error) {
    if (!(error instanceof DrawError)) throw error;
    const { code, en, zh, line } = error;
    return { code, en, zh, line };
  }
  throw new Error('nothing was refused');
}

const quotas = (populations: Record<string, number>, size: number, minimum?: number) =>
  Object.fromEntries(
    quotasOf(
      Object.entries(populations).map(([key, population]) => ({ key, population })),
      size,
      minimum,
    ).map(({ key, quota }) => [key, quota]),
  );

describe('quotas', () => {
  it.each<[string, Record<string, number>, number, number, Record<string, number>]>([
    ['whole shares', { a: 50, b: 30, c: 20 }, 10, 0, { a: 5, b: 3, c: 2 }],
    // 3.5, 2.1, 1.4: the place that is left goes to a.
    ['the largest remainder', { a: 50, b: 30, c: 20 }, 7, 0, { a: 4, b: 2, c: 1 }],
    // A third each.
    ['equal remainders to the smaller key', { c: 10, a: 10, b: 10 }, 4, 0, { a: 2, b: 1, c: 1 }],
    ['all of them', { a: 3, b: 1 }, 4, 0, { a: 3, b: 1 }],
    ['one of many', { a: 1, b: 1, c: 1 }, 1, 0, { a: 1, b: 0, c: 0 }],
    // Without it b and c would have none.
    ['a minimum', { a: 96, b: 2, c: 2 }, 10, 1, { a: 8, b: 1, c: 1 }],
    ['a minimum that a stratum cannot give', { a: 96, b: 1, c: 3 }, 10, 2, { a: 7, b: 1, c: 2 }],
    // 7.2, 1.2, 1.2 and 2.4: b and c are raised to 2, which leaves 8 for a and d by 60 : 20.
    ['the rest by the same rule', { a: 60, b: 10, c: 10, d: 20 }, 12, 2, { a: 6, b: 2, c: 2, d: 2 }],
  ])('give %s', (_what, populations, size, minimum, expected) => {
    expect(quotas(populations, size, minimum)).toEqual(expected);
  });

  it.each<[string, number, number, string]>([
    ['more than there are', 5, 0, '5 are to be drawn and the population has 4 only.'],
    ['nothing', 0, 0, 'The size is a whole number from 1, not 0.'],
    ['a part of one', 1.5, 0, 'The size is a whole number from 1, not 1.5.'],
    ['less than nothing as a minimum', 2, -1, 'The minimum of a stratum is a whole number from 0, not -1.'],
    [
      'a minimum that needs more',
      2,
      2,
      'At least 2 of each stratum make 3, more than the 2 that are to be drawn.',
    ],
  ])('refuse %s', (_what, size, minimum, en) => {
    const { code, zh, ...refused } = refusal(() => quotas({ a: 3, b: 1 }, size, minimum));
    expect([code, refused.en]).toEqual(['size-invalid', en]);
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('know the order of rare characters', () => {
    // U+FA11 before U+20BB7, which UTF-16 units put the other way round.
    expect(['𠮷', '﨑', 'z', ''].sort(byCodePoints)).toEqual(['', 'z', '﨑', '𠮷']);
    expect(['𠮷', '﨑'].sort()).toEqual(['𠮷', '﨑']);
    expect(['ab', 'a', 'b'].sort(byCodePoints)).toEqual(['a', 'ab', 'b']);
  });
});

describe('a rank', () => {
  it('is the HMAC of RFC 4231, case 2', () => {
    expect(rankOf('Jefe', 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('takes seed and id in UTF-8', () => {
    // printf %s ZJG-2018-0001 | openssl dgst -sha256 -hmac 种子
    expect(rankOf('种子', 'ZJG-2018-0001')).toBe(
      '71c7804b42719e29d1ee50886bd7242dcf3ccf9087fe5a3b6813f4de2c8546f0',
    );
  });

  it('tells who is next in line', () => {
    const all = ranked('s', ['a', 'b', 'c', 'd']);
    expect(draw({ strata: new Map([['', ['d', 'c', 'b', 'a']]]) }, { seed: 's', size: 2 })[0]?.drawn).toEqual(
      all.slice(0, 2),
    );
  });
});

describe('a draw of the published example', () => {
  const file = readFileSync(join(__dirname, '../../../fixtures/draw/population.csv'));
  const population = readPopulation(file, ['type', 'town']);
  const rule = { seed: '20260101 张家港', size: 40 };

  it('is what ten lines of Python make of it', () => {
    const repeated = JSON.parse(
      readFileSync(join(__dirname, '../../../fixtures/draw/sample.json'), 'utf8'),
    ) as { strata: unknown; sample: string[]; populationSha256: string };
    const drawn = draw(population, rule);
    expect(drawn.map(({ key, population: of, quota }) => ({ key, population: of, quota }))).toEqual(
      repeated.strata,
    );
    expect(drawn.flatMap((stratum) => stratum.drawn.map(({ id }) => id))).toEqual(repeated.sample);
    expect(population.sha256).toBe(repeated.populationSha256);
  });

  it('is what they make of it with a minimum for each stratum too', () => {
    // python3 draw.py population.csv type,town 26 种子 2
    const repeated = JSON.parse(
      readFileSync(join(__dirname, '../../../fixtures/draw/sample-with-minimum.json'), 'utf8'),
    ) as { sample: string[] };
    const ids = (minimum: number) =>
      draw(population, { seed: '种子', size: 26, minimum }).flatMap(({ drawn }) => drawn.map(({ id }) => id));
    expect(ids(2)).toEqual(repeated.sample);
    expect(ids(0)).not.toEqual(repeated.sample);
  });

  it('is another one with another seed', () => {
    const ids = (seed: string) =>
      draw(population, { ...rule, seed }).flatMap(({ drawn }) => drawn.map(({ id }) => id));
    expect(ids('20260101 张家港 ')).not.toEqual(ids(rule.seed));
  });

  it('needs a seed', () => {
    expect(refusal(() => draw(population, { ...rule, seed: '' })).code).toBe('seed-invalid');
  });
});

describe('the file of a population', () => {
  it('is read as it stands: quoted values, blanks, an empty value, further columns, CRLF and a byte order mark', () => {
    const text =
      '\ufeffid,note,type,town\r\nP1,"a,b","工""程",杨舍镇\r\nP2,,,"两\n行"\r\n\r\n P3 ,x,工"程,杨舍镇\r\n';
    expect(refusal(() => readPopulation(bytes(text), ['type', 'town'])).code).toBe('population-invalid');
    const good = text.replace('工"程,', '"工""程",');
    const { strata, size } = readPopulation(bytes(good), ['type', 'town']);
    expect([...strata]).toEqual([
      ['工"程|杨舍镇', ['P1', ' P3 ']],
      ['|两\n行', ['P2']],
    ]);
    expect(size).toBe(3);
  });

  it('is one stratum when no column is asked for', () => {
    expect([...readPopulation(bytes('id\nA\nB\n'), []).strata]).toEqual([['', ['A', 'B']]]);
  });

  it('reads back what was written, whatever is in it', () => {
    const rows = [
      { id: 'P1', values: ['工,程', '"杨舍"'] },
      { id: 'P2', values: ['', 'a\nb'] },
      { id: 'P3', values: [' x ', '\r'] },
    ];
    const { strata } = readPopulation(bytes(writePopulation(['type', 'town'], rows)), ['type', 'town']);
    expect([...strata]).toEqual(rows.map(({ id, values }) => [values.join('|'), [id]]));
    expect(writePopulation(['type'], [{ id: 'P1', values: ['工程'] }])).toBe('id,type\nP1,工程\n');
  });

  it.each<[string, string, string[], string, string, number | null]>([
    ['nothing in it', '', [], 'population-invalid', 'The population is an empty file.', null],
    [
      'a header only',
      'id,type\n',
      ['type'],
      'population-invalid',
      'The population has a header and nothing to draw from.',
      null,
    ],
    [
      'no id',
      'nr,type\n1,a\n',
      ['type'],
      'population-invalid',
      'There is no column "id"; there is: nr, type.',
      1,
    ],
    [
      'a column twice',
      'id,type,type\n1,a,b\n',
      ['type'],
      'population-invalid',
      'The column "type" is there twice.',
      1,
    ],
    [
      'no such stratum',
      'id,type\n1,a\n',
      ['town'],
      'strata-invalid',
      'There is no column "town"; there is: id, type.',
      1,
    ],
    [
      'a stratum asked for twice',
      'id,type\n1,a\n',
      ['type', 'type'],
      'strata-invalid',
      'The stratum "type" is named twice.',
      null,
    ],
    ['an empty id', 'id,type\n1,a\n,b\n', ['type'], 'population-invalid', 'Line 3 has no id.', 3],
    [
      'an id twice',
      'id,type\n1,a\n2,a\n1,b\n',
      ['type'],
      'population-invalid',
      'The id "1" of line 4 is in line 2 already.',
      4,
    ],
  ])('with %s is refused', (_what, text, strata, code, en, line) => {
    expect(refusal(() => readPopulation(bytes(text), strata))).toMatchObject({ code, en, line });
  });

  it('that is not UTF-8, or has lines of another length, is refused', () => {
    expect(refusal(() => readPopulation(Buffer.from([0x69, 0x64, 0x0a, 0xb9, 0xa4]), [])).en).toBe(
      'The population is not UTF-8 text.',
    );
    const odd = refusal(() => readPopulation(bytes('id,type\n1,a\n2\n'), ['type']));
    expect([odd.code, odd.line]).toEqual(['population-invalid', 3]);
  });
});
