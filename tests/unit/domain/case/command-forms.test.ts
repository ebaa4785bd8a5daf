import { COMMAND_TYPES, type CommandType } from '../../../../domain/case/commands';
import { commandForm, commandJsonSchema, type JsonSchema } from '../../../../domain/case/command-forms';
import { fieldName } from '../../../../domain/case/field-names';
import { allowedCommands, fitsNow } from '../../../../domain/case/guard';
import { ROLES } from '../../../../domain/roles';
import { actorWith, draft, shipped, until, type Story } from '../../../support/domain';
import { REACHABLE } from './reachable';

type Fields = Record<string, JsonSchema>;

/** Every field of a schema by its path, those inside others and inside lists too. */
function fieldsOf(schema: JsonSchema, prefix = ''): [string, JsonSchema][] {
  const items = schema['items'] as JsonSchema | undefined;
  if (items !== undefined) return fieldsOf(items, prefix);
  return Object.entries((schema['properties'] ?? {}) as Fields).flatMap(([name, field]) => [
    [prefix + name, field] as [string, JsonSchema],
    ...fieldsOf(field, `${prefix}${name}.`),
  ]);
}

const ALL = COMMAND_TYPES.flatMap((type) =>
  fieldsOf(commandJsonSchema(type)).map(([path]) => [type, path] as const),
);
const formOf = (story: Story, type: CommandType, lang?: 'zh' | 'en') =>
  commandForm(type, story.state, story.programme, lang);
const field = (story: Story, type: CommandType, path: string) =>
  new Map(fieldsOf(formOf(story, type).schema)).get(path);

it.each(ALL)('the field %s %s has a name in both languages', (type, path) => {
  const name = fieldName(type, path);
  expect(name?.zh).toMatch(/\p{Script=Han}/u);
  expect(name?.en).toMatch(/^[A-Z][\x20-\x7e]+$/);
});

describe('a form of any case', () => {
  const forms = Object.values(REACHABLE).flatMap((story) =>
    COMMAND_TYPES.filter((type) => fitsNow(story.state, story.programme, type)).map((type) =>
      formOf(story, type),
    ),
  );

  it('names every field and every value to choose', () => {
    expect(forms.length).toBeGreaterThan(300);
    for (const { schema } of forms) {
      for (const [, { enum: values, ...about }] of fieldsOf(schema)) {
        expect(about['x-title']).toEqual({ zh: about['title'], en: expect.any(String) });
        if (Array.isArray(values)) expect(Object.keys(about['x-enum-names'] as object)).toEqual(values);
      }
    }
  });

  it('asks for money in fen, and for long texts in long fields', () => {
    for (const [path, about] of forms.flatMap(({ schema }) => fieldsOf(schema))) {
      if (path.endsWith('Fen')) expect([path, about['x-widget']]).toEqual([path, 'money']);
      if (about['maxLength'] === 2000) expect([path, about['x-widget']]).toEqual([path, 'long-text']);
    }
  });
});

it('speaks the language of the reader', () => {
  const story = draft(shipped('zhangjiagang')).do('submit');
  const titles = (lang: 'zh' | 'en') => {
    const { reason } = formOf(story, 'return', lang).schema['properties'] as Fields;
    return reason?.['title'];
  };
  expect([titles('zh'), titles('en')]).toEqual(['退回理由', 'Reason for returning']);
});

it('asks for the confirmation last', () => {
  const story = draft(shipped('changchun-yangguang')).do('submit');
  const names = Object.keys(formOf(story, 'accept').schema['properties'] as Fields);
  expect(names).toEqual([
    ...['category', 'grade', 'urgent', 'itemType', 'estimateFen', 'personInCharge', 'duplicatesChecked'],
  ]);
});

describe('what can be chosen', () => {
  const reviewing = until(draft(shipped('longgang')), 'UNDER_REVIEW');

  it.each([
    ['a grade', draft(shipped('changchun-yangguang')).do('submit'), 'accept', 'grade', /绿色/],
    ['a reason', reviewing, 'reject', 'reasonCode', /负面清单/],
    ['a clock', reviewing, 'extend', 'clockId', /^“街道专家论证”（\d{4}-\d\d-\d\d 到期）/],
    ['an order', reviewing.do('supervise'), 'answer-order', 'orderId', /^请说明进展/],
    [
      'an objection',
      REACHABLE['ON_NOTICE, with an objection']!,
      'answer-objection',
      'objectionId',
      /^第 1 件/,
    ],
    ['a paper', REACHABLE['VOTING']!, 'record-count', 'papers.paper', /./],
    ['a body', REACHABLE['DELIBERATING']!, 'record-decision', 'body', /议事会/],
    ['whom to supervise', reviewing, 'supervise', 'to', /责任岗位/],
  ] as const)('%s, by its name', (_what, story, type, path, zh) => {
    const about = field(story, type, path);
    const names = about?.['x-enum-names'] as Record<string, { zh: string; en: string }>;
    expect(
      Object.values(names)
        .map((name) => name.zh)
        .join('\n'),
    ).toMatch(zh);
    expect(Object.keys(names)).toEqual(about?.['enum']);
  });

  it('a colleague of the same post', () => {
    expect(field(reviewing, 'hand-over', 'personId')).toMatchObject({
      ...{ 'x-widget': 'person', 'x-post': { role: 'expert', level: 'STREET' } },
    });
  });
});

describe('what is missing', () => {
  const bare = until(draft(shipped('longgang')), 'acceptance');

  it('is told with the form, and is what the refusal names', () => {
    const everybody = actorWith('a', ROLES);
    const found = allowedCommands(bare.state, everybody, bare.programme)
      .map((type) => formOf(bare, type))
      .find(({ missing }) => missing.length > 0);
    expect(found?.missing[0]).toEqual({
      kind: expect.any(String),
      name: { zh: expect.any(String), en: expect.any(String) },
    });
    expect(bare.refuses(found!.type)).toBe('evidence-missing');
    expect(formOf(bare.papers(), found!.type).missing).toEqual([]);
  });
});
