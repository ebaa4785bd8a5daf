import { z } from 'zod';
import type { Words } from '../errors';
import type { Programme } from '../programme/schema';
import type { Choice } from './choice';
import { choicesFor } from './choices';
import { COMMAND_NAMES } from './command-names';
import { commandSchemas, type CommandType } from './commands';
import { missingEvidence } from './evidence';
import { fieldName, inOrder } from './field-names';
import { stageOf } from './path';
import type { CaseState } from './state';

/**
 * A JSON schema as it travels: screens and scripts build forms from it. Fields carry `title` in the reader's language and
 * `x-title` in both, `x-widget` (see `Widget`), `x-hint`, and beside an `enum` its names as `x-enum-names`.
 */
export type JsonSchema = { [key: string]: unknown };

/** One thing the caller may do next. */
export interface CommandForm {
  type: CommandType;
  name: Words;
  schema: JsonSchema;
  /** Documents that must be attached before this can be done. */
  missing: { kind: string; name: Words }[];
}

const bare = new Map<CommandType, JsonSchema>();

/** The JSON schema of a command's data, the same for every case. */
export function commandJsonSchema(type: CommandType): JsonSchema {
  const known = bare.get(type) ?? z.toJSONSchema(commandSchemas[type], { io: 'input' });
  bare.set(type, known);
  return known;
}

type Lang = 'zh' | 'en';

interface Making {
  readonly type: CommandType;
  readonly lang: Lang;
  readonly choices: readonly Choice[];
  /** Of the stage the case is in: who may be chosen for it, and what it suggests. */
  readonly state: CaseState;
  readonly programme: Programme;
}

/** Longer texts than this get a field of several lines. */
const LONG = 500;

const propertiesOf = (schema: JsonSchema) => schema['properties'] as Record<string, JsonSchema> | undefined;

function widgetOf(schema: JsonSchema, { type }: Making, path: string): string | null {
  const named = fieldName(type, path)?.widget;
  if (named !== undefined) return named;
  return typeof schema['maxLength'] === 'number' && schema['maxLength'] > LONG ? 'long-text' : null;
}

/** A form of fields in a fields' form: the fields of an object, or of the objects of a list. */
function inside(schema: JsonSchema, making: Making, path: string): JsonSchema {
  const items = schema['items'] as JsonSchema | undefined;
  if (items !== undefined) return { ...schema, items: inside(items, making, path) };
  return propertiesOf(schema) === undefined ? schema : named(schema, making, `${path}.`);
}

/** For the duty of a stage only holders of its post can be chosen. */
function holderOf({ type, state, programme }: Making, path: string): JsonSchema {
  const owner = type === 'hand-over' && path === 'personId' ? stageOf(state, programme)?.owner : undefined;
  return owner === undefined ? {} : { 'x-post': { role: owner.role, level: owner.level } };
}

/** What the programme expects to be filled in here. */
function suggested({ type, state, programme }: Making, path: string): JsonSchema {
  const stage = stageOf(state, programme);
  if (type !== 'record-survey' || path !== 'groups.group' || stage?.kind !== 'survey') return {};
  return { 'x-suggested': stage.groups };
}

function oneField(schema: JsonSchema, making: Making, path: string): JsonSchema {
  const { type, lang, choices } = making;
  const name = fieldName(type, path);
  const widget = widgetOf(schema, making, path);
  const options = choices.find(({ field }) => field === path)?.options ?? [];
  return {
    ...inside(schema, making, path),
    ...(name && { title: name[lang], 'x-title': { zh: name.zh, en: name.en } }),
    ...(name?.hint && { 'x-hint': name.hint }),
    ...(widget !== null && { 'x-widget': widget }),
    ...(options.length > 0 && {
      enum: options.map(({ value }) => value),
      'x-enum-names': Object.fromEntries(options.map((option) => [option.value, option.name])),
    }),
    ...holderOf(making, path),
    ...suggested(making, path),
  };
}

/** The fields of an object with their names, in the order in which people think of them. */
function named(schema: JsonSchema, making: Making, prefix: string): JsonSchema {
  const properties = propertiesOf(schema) ?? {};
  const order = inOrder(making.type, Object.keys(properties));
  const fields = order.map((key) => [key, oneField(properties[key] ?? {}, making, prefix + key)] as const);
  return { ...schema, properties: Object.fromEntries(fields) };
}

/** The form of one command for one case: the general schema, narrowed to what can be chosen here, in words. */
export function commandForm(
  type: CommandType,
  state: CaseState,
  programme: Programme,
  lang: Lang = 'zh',
): CommandForm {
  const general = commandJsonSchema(type);
  const choices = choicesFor(type, state, programme);
  const schema = named(general, { type, lang, choices, state, programme }, '');
  const required = [
    ...((general['required'] as string[] | undefined) ?? []),
    ...choices.filter((choice) => choice.required === true).map(({ field }) => field),
  ];
  return {
    type,
    name: COMMAND_NAMES[type],
    schema: { ...schema, ...(required.length > 0 ? { required } : {}) },
    missing: missingEvidence(state, type, programme),
  };
}
