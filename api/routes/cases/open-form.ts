import { z } from 'zod';
import { text } from '../../../domain/case/commands';
import type { JsonSchema } from '../../../domain/case/command-forms';
import type { Words } from '../../../domain/errors';
import { KIND_WORDS } from '../../../domain/programme/render-words';
import type { Programme } from '../../../domain/programme/schema';
import { newWords } from '../suggestions/new-suggestion';

/** What is asked when a case is opened; programme and place are chosen before. */
const asked = z.strictObject({
  kind: z.enum(['PROJECT', 'MATTER']),
  title: text(300),
  suggestion: newWords.extend({ noticeShown: z.boolean() }).optional(),
});

interface FieldWords extends Words {
  readonly hint?: Words;
  readonly widget?: 'confirm';
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
function choicesOf(path: string, { kinds, channels, proposers }: Programme): JsonSchema {
  const named = (options: readonly { id: string; name: Words }[]): JsonSchema => ({
    enum: options.map(({ id }) => id),
    'x-enum-names': Object.fromEntries(options.map(({ id, name }) => [id, name])),
  });
  if (path === 'kind') return named(kinds.map((id) => ({ id, name: KIND_WORDS[id] })));
  if (path === 'suggestion.channel') return named(channels);
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
  const fields = Object.entries(properties).map(([key, property]) => {
    const below = path === '' ? key : `${path}.${key}`;
    return [key, fieldOf(property, below, programme)] as const;
  });
  return { ...schema, properties: Object.fromEntries(fields) };
}

/** The form for opening a case under a programme, as those of commands are (CommandForm). */
export function openForm(programme: Programme): JsonSchema {
  return inside(z.toJSONSchema(asked, { io: 'input', reused: 'inline' }), '', programme);
}
