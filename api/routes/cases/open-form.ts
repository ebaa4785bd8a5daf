import { z } from 'zod';
import { openingFacts, text } from '../../../domain/case/commands';
import type { JsonSchema } from '../../../domain/case/command-forms';
import type { Words } from '../../../domain/errors';
import { KIND_WORDS } from '../../../domain/programme/render-words';
import type { Programme } from '../../../domain/programme/schema';
import { newWords } from '../suggestions/new-suggestion';

/** What is asked when a case is opened; programme and place are chosen before. */
const asked = z.strictObject({
  kind: z.enum(['PROJECT', 'MATTER']),
  title: text(300),
  ...openingFacts,
  suggestion: newWords.extend({ noticeShown: z.boolean() }).optional(),
});

interface FieldWords extends Words {
  readonly hint?: Words;
  readonly widget?: 'confirm' | 'money';
  /** What is wrong when the text does not have its form. */
  readonly form?: Words;
}

const FIELDS: Readonly<Record<string, FieldWords>> = {
  kind: { zh: '种类', en: 'Kind' },
  title: {
    ...{ zh: '标题', en: 'Title' },
    hint: {
      zh: '什么地方的什么事，例如：3幢自行车棚漏雨翻修。不要写个人信息。',
      en: 'What and where, such as: bicycle shed of block 3 leaks. No personal data.',
    },
  },
  place: {
    ...{ zh: '地点', en: 'Place' },
    hint: {
      zh: '在哪里，例如：3幢北侧。不要写住址等个人信息。',
      en: 'Where it is, such as: north of block 3. No address of a person.',
    },
  },
  category: { zh: '类别', en: 'Category' },
  itemType: { zh: '项目类型', en: 'Type' },
  estimateFen: {
    ...{ zh: '估算金额', en: 'Estimated cost' },
    widget: 'money',
    hint: {
      zh: '有资金的项目，不清楚可以不填。',
      en: 'For projects with money; leave it out if it is not known.',
    },
  },
  suggestion: { zh: '居民建议', en: 'Suggestion' },
  'suggestion.channel': { zh: '来源渠道', en: 'How it came in' },
  'suggestion.words': {
    ...{ zh: '居民原话', en: 'Words of the resident' },
    hint: { zh: '照原话登记，之后不能修改。', en: 'As they were said; they are never changed afterwards.' },
  },
  'suggestion.proposer': { zh: '建议人', en: 'Proposer' },
  'suggestion.proposer.name': { zh: '姓名', en: 'Name' },
  'suggestion.proposer.phone': {
    ...{ zh: '电话', en: 'Phone' },
    form: {
      zh: '请填写 5 至 20 位电话号码，只能有数字、空格、“-”和开头的“+”。',
      en: 'A phone number has 5 to 20 digits, blanks or "-", with "+" at most in front.',
    },
  },
  'suggestion.proposer.address': { zh: '住址', en: 'Address' },
  'suggestion.proposer.birthDate': { zh: '出生日期', en: 'Date of birth' },
  'suggestion.proposer.noMessages': { zh: '不接收办理进展消息', en: 'Wants no messages about it' },
  'suggestion.noticeShown': {
    ...{ zh: '已向建议人出示个人信息告知书', en: 'The privacy notice was shown to the proposer' },
    widget: 'confirm',
  },
};

/** Longer texts than this get a field of several lines. */
const LONG = 500;

/** What the programme offers to choose from. */
function choicesOf(path: string, { kinds, channels, proposers, ...lists }: Programme): JsonSchema {
  const named = (options: readonly { id: string; name: Words }[]): JsonSchema => ({
    enum: options.map(({ id }) => id),
    'x-enum-names': Object.fromEntries(options.map(({ id, name }) => [id, name])),
  });
  if (path === 'kind') return named(kinds.map((id) => ({ id, name: KIND_WORDS[id] })));
  if (path === 'suggestion.channel') return named(channels);
  if (path === 'category') return named(lists.categories);
  if (path === 'itemType') return named(lists['item-types']);
  const minAge = proposers['min-age'];
  if (path !== 'suggestion.proposer.birthDate' || minAge === undefined) return {};
  return {
    'x-hint': {
      zh: `本制度要求建议人年满 ${minAge} 周岁。`,
      en: `The programme asks for ${minAge} years of age.`,
    },
  };
}

function fieldOf(schema: JsonSchema, path: string, programme: Programme): JsonSchema {
  // "Somebody or nobody": the form asks for somebody.
  const plain = (schema['anyOf'] as JsonSchema[] | undefined)?.find(({ type }) => type !== 'null') ?? schema;
  const { hint, widget, form, ...name } = FIELDS[path] ?? { zh: path, en: path };
  const isLong = typeof plain['maxLength'] === 'number' && plain['maxLength'] > LONG;
  const shown = widget ?? (isLong ? 'long-text' : undefined);
  return {
    ...inside(plain, path, programme),
    'x-title': name,
    ...(hint && { 'x-hint': hint }),
    ...(form && { 'x-form': form }),
    ...(shown && { 'x-widget': shown }),
    ...choicesOf(path, programme),
  };
}

function inside(schema: JsonSchema, path: string, programme: Programme): JsonSchema {
  const properties = schema['properties'] as Record<string, JsonSchema> | undefined;
  if (properties === undefined) return schema;
  const fields = Object.entries(properties)
    .map(([key, property]) => [key, path === '' ? key : `${path}.${key}`, property] as const)
    .filter(([, below]) => isAsked(below, programme))
    .map(([key, below, property]) => [key, fieldOf(property, below, programme)] as const);
  return { ...schema, properties: Object.fromEntries(fields) };
}

/** A programme without money, categories or types is asked for none. */
function isAsked(path: string, { kinds, categories, 'item-types': types }: Programme): boolean {
  if (path === 'estimateFen') return kinds.includes('PROJECT');
  if (path === 'category') return categories.length > 0;
  return path !== 'itemType' || types.length > 0;
}

/** The form for opening a case under a programme, as those of commands are (CommandForm). */
export function openForm(programme: Programme): JsonSchema {
  return inside(z.toJSONSchema(asked, { io: 'input', reused: 'inline' }), '', programme);
}
