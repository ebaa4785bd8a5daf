import { z } from 'zod';
import { didYouMean } from './nearest';
import type { Fault, Keys } from './problem';

type Issue = z.core.$ZodIssue;
/** What a message needs of the file: what stands at a place. */
export type ValueAt = (keys: Keys) => unknown;

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
};

/** What was found, in words: the value itself, or its shape when it is a list or a map. */
function found(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return unwrap(schema.def.innerType);
  return schema instanceof z.ZodPipe ? unwrap(schema.def.in) : schema;
}

/** The members of an object schema; zod types them loosely where the object itself is unknown. */
function shapeOf(schema: z.ZodObject): Record<string, z.core.$ZodType | undefined> {
  return schema.shape;
}

/** The shape that a choice of shapes takes for this value: told by its `kind`, or all of them when nothing tells. */
function options(schema: z.core.$ZodType, kind: unknown): z.core.$ZodType[] {
  if (!(schema instanceof z.ZodUnion)) return [schema];
  const all = schema.def.options.map(unwrap);
  const told = all.filter((option) => {
    const literal = option instanceof z.ZodObject ? shapeOf(option)['kind'] : undefined;
    return literal instanceof z.ZodLiteral && [...literal.values].includes(kind as string);
  });
  return told.length > 0 ? told : all;
}

/** The keys that the schema knows at a place of the file. */
function knownKeys(schema: z.core.$ZodType, keys: Keys, valueAt: ValueAt, at = 0): string[] {
  const kind = valueAt([...keys.slice(0, at), 'kind']);
  return options(unwrap(schema), kind).flatMap((option) => {
    if (at === keys.length) return option instanceof z.ZodObject ? Object.keys(option.shape) : [];
    const next =
      option instanceof z.ZodObject
        ? shapeOf(option)[String(keys[at])]
        : option instanceof z.ZodArray
          ? option.element
          : option instanceof z.ZodRecord
            ? option.valueType
            : undefined;
    return next === undefined ? [] : knownKeys(next, keys, valueAt, at + 1);
  });
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${NAMES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}`;
    case 'too_small':
      return issue.origin === 'number' ? `expected at least ${issue.minimum}` : 'expected it not to be empty';
    case 'too_big':
      return `expected at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_format':
      return issue.format === 'date' ? 'expected a day that exists, as 2026-03-04' : issue.message;
    default:
      return issue.message;
  }
}

/** Messages that the schema itself wrote are kept: they know more than the kind of issue tells. */
function ownMessage(issue: Issue): string | undefined {
  return issue.message.startsWith('expected') ? issue.message : undefined;
}

function wrongValue(issue: Issue, keys: Keys, valueAt: ValueAt): string {
  const value = valueAt(keys);
  const own = ownMessage(issue);
  if (value === undefined) return `is missing; ${own ?? expectation(issue)}`;
  const words =
    issue.code === 'invalid_value' && typeof value === 'string'
      ? didYouMean(value, issue.values.map(String))
      : '';
  const text = own ?? expectation(issue);
  return `${text}, found ${found(value)}${words}`;
}

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, keys: Keys, known: readonly string[]): Fault[] {
  return issue.keys.map((key) => ({
    keys: [...keys, key],
    message: `unknown key${didYouMean(key, known) || `; expected ${[...new Set(known)].join(', ')}`}`,
  }));
}

/** Says in words a clerk understands what zod found: what was expected, what was found, and what was probably meant. */
export function explainIssue(schema: z.core.$ZodType, issue: Issue, valueAt: ValueAt): Fault[] {
  const keys = issue.path.filter((key) => typeof key !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue, keys, knownKeys(schema, keys, valueAt));
    case 'invalid_key':
      return [{ keys, message: 'expected a short name of a-z, 0-9 and "-" as key' }];
    case 'invalid_union': {
      const value = valueAt(keys);
      const kinds = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
      if (issue.discriminator === undefined || kinds.length === 0) {
        const known = [...new Set(knownKeys(schema, keys, valueAt))];
        return [
          {
            keys,
            message: `expected one of ${known.map((key) => `{ ${key}: … }`).join(', ')}, each with its own kind of value`,
          },
        ];
      }
      if (value === undefined) return [{ keys, message: `is missing; expected one of ${kinds.join(', ')}` }];
      return [
        {
          keys,
          message: `expected one of ${kinds.join(', ')}, found ${found(value)}${didYouMean(typeof value === 'string' ? value : '', kinds)}`,
        },
      ];
    }
    default:
      return [{ keys, message: wrongValue(issue, keys, valueAt) }];
  }
}
