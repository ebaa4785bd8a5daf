import type { Words } from '../../i18n/words';

/** A JSON schema of the API, with what it says for screens (CommandForm in the OpenAPI document). */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly 'x-title'?: Words;
  readonly 'x-hint'?: Words;
  readonly 'x-widget'?: string;
  /** What is wrong when a text does not have its form. */
  readonly 'x-form'?: Words;
  /** What the programme expects here, one line of the list for each. */
  readonly 'x-suggested'?: readonly Words[];
  readonly 'x-enum-names'?: Readonly<Record<string, Words | string>>;
}

export type FieldKind =
  | 'text'
  | 'long-text'
  | 'money'
  | 'number'
  | 'percent'
  | 'date'
  | 'yes-no'
  /** Yes or no must be said: an untouched tick would say neither. */
  | 'decision'
  | 'confirm'
  | 'choice'
  | 'group'
  | 'list'
  | 'texts'
  | 'other';

/** One field of a form. */
export interface Field {
  readonly key: string;
  readonly kind: FieldKind;
  readonly name: Words;
  readonly hint: Words | null;
  /** Said when a text does not have its form. */
  readonly shape: Words | null;
  readonly required: boolean;
  readonly options: readonly { readonly value: string; readonly name: Words }[];
  readonly maxLength: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly initial: unknown;
  /** Fields of a group, or of each line of a list. */
  readonly fields: readonly Field[];
  /** What the API calls the way to fill it in, for widgets that a screen brings along. */
  readonly widget: string | null;
}

/** Longer texts than this get several lines. */
const LONG = 500;

/** The fields of an object, in the order in which the API lists them. */
export function fieldsOf(schema: JsonSchema): Field[] {
  return Object.entries(schema.properties ?? {}).map(([key, property]) =>
    fieldOf(key, property, schema.required?.includes(key) ?? false),
  );
}

function fieldOf(key: string, schema: JsonSchema, required: boolean): Field {
  // "A value or null": the form leaves it empty for null.
  const plain = schema.anyOf?.find(({ type }) => type !== 'null');
  if (plain !== undefined) return fieldOf(key, { ...schema, ...plain, anyOf: undefined }, required);
  const kind = kindOf(schema, required);
  return {
    ...{ key, kind, required },
    name: schema['x-title'] ?? both(schema.title ?? key),
    hint: schema['x-hint'] ?? null,
    shape: schema['x-form'] ?? null,
    options: optionsOf(schema),
    maxLength: schema.maxLength ?? null,
    minimum: schema.minimum ?? null,
    maximum: schema.maximum ?? null,
    initial: suggestedLines(schema) ?? schema.default ?? onlyChoice(schema, required),
    fields: kind === 'group' ? fieldsOf(schema) : kind === 'list' ? fieldsOf(schema.items ?? {}) : [],
    widget: schema['x-widget'] ?? null,
  };
}

/** Where something must be chosen and there is one thing to choose, it is chosen. */
function onlyChoice({ enum: values = [] }: JsonSchema, required: boolean): string | undefined {
  return required && values.length === 1 ? values[0] : undefined;
}

/** Lines of a list that the programme already names: the groups of a survey. */
function suggestedLines({ items }: JsonSchema): Record<string, string>[] | null {
  const [found] = Object.entries(items?.properties ?? {}).filter(([, field]) => field['x-suggested']);
  if (found === undefined) return null;
  const [key, field] = found;
  // The ledger is kept in Chinese.
  return (field['x-suggested'] ?? []).map(({ zh }) => ({ [key]: zh }));
}

const both = (text: string): Words => ({ zh: text, en: text });

function optionsOf({ enum: values = [], 'x-enum-names': names = {} }: JsonSchema): Field['options'] {
  return values.map((value) => {
    const name = names[value] ?? value;
    return { value, name: typeof name === 'string' ? both(name) : name };
  });
}

function kindOf(schema: JsonSchema, required: boolean): FieldKind {
  const { type, format, enum: values, maxLength = 0, items, 'x-widget': widget } = schema;
  if (schema.const === true || widget === 'confirm') return 'confirm';
  if (values !== undefined) return 'choice';
  if (type === 'string') {
    if (format === 'date') return 'date';
    return widget === 'long-text' || maxLength > LONG ? 'long-text' : 'text';
  }
  if (type === 'integer' || type === 'number')
    return widget === 'money' ? 'money' : widget === 'percent' ? 'percent' : 'number';
  if (type === 'boolean') return required ? 'decision' : 'yes-no';
  if (type === 'object') return 'group';
  if (type === 'array') return items?.type === 'object' ? 'list' : 'texts';
  return 'other';
}

/** What a form starts with: the values the API would fill in by itself. */
export function initialValues(fields: readonly Field[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { key, kind, initial, fields: inner } of fields) {
    const value = kind === 'group' ? initialValues(inner) : initial;
    if (value !== undefined && value !== null) values[key] = value;
  }
  return values;
}

/** What was typed as the API takes it: without fields, lines and groups that were left empty. */
export function typedValues(
  fields: readonly Field[],
  typed: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = fields.map((field) => [field.key, typedValue(field, typed[field.key])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function typedValue(field: Field, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (field.kind === 'group') {
    const inner = typedValues(field.fields, value as Record<string, unknown>);
    const isTouched = Object.values(inner).some((each) => each !== false);
    return isTouched || field.required ? inner : undefined;
  }
  if (field.kind === 'list')
    return (value as (Record<string, unknown> | undefined)[]).map((line) =>
      typedValues(field.fields, line ?? {}),
    );
  if (field.kind === 'texts') return (value as unknown[]).filter((line) => line !== undefined && line !== '');
  return typeof value === 'string' ? value.trim() || undefined : value;
}
