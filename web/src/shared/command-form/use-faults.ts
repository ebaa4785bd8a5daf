import type { FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem';
import { useLanguage } from '../../i18n/use-language';
import type { Fault } from '../forms/fault-summary';
import type { Field, JsonSchema } from './fields';
import { faultsOf } from './validate';

type Path = (string | number)[];
interface FieldError {
  name: Path;
  errors: string[];
}

/**
 * Puts faults next to their fields and together at the top: those found here before sending, and those the API found.
 */
export function useFaults(
  form: FormInstance<Record<string, unknown>>,
  fields: readonly Field[],
  /** Where the API finds the form's data in the request: a JSON pointer. */
  root = '/data',
) {
  const { t } = useTranslation('parts');
  const { language, say } = useLanguage();

  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const show = (found: readonly FieldError[]) => {
    // A path may lead below a field, into a list of texts or a group as a whole; the field is then named.
    const shown = found.map(({ name, errors }) => ({ name: knownPath(fields, name), errors }));
    form.setFields(shown.map(({ name, errors }) => ({ name, errors })));
    setFaults(
      shown.map(({ name, errors }) => ({ name, errors: errors.map((error) => spoken(name, error)) })),
    );
  };
  /** At the top a fault is read without its field, so it names it. */
  const spoken = (name: Path, error: string): string => {
    const field = fieldAt(fields, name);
    const label = field === null ? '' : say(field.name);
    return label === '' || error.includes(label) ? error : `${label}: ${error}`;
  };
  return {
    /** For the summary at the top of the form. */
    faults,
    show,
    /** Whether the data can be sent; otherwise every fault is shown. */
    ofData: (schema: JsonSchema, data: unknown): boolean => {
      const faults = faultsOf(schema, data, language);
      const named = faults.map(({ path, isMissing, isMisshapen, message }) => {
        const field = fieldAt(fields, path);
        const shape = isMisshapen ? (field?.shape ?? null) : null;
        const plain = shape === null ? message : say(shape);
        const text = isMissing && field ? t('form.needed', { name: say(field.name) }) : plain;
        return { name: [...path], errors: [text] };
      });
      form.setFields(form.getFieldsError().map(({ name }) => ({ name, errors: [] })));
      show(named);
      return named.length === 0;
    },
    /** Faults that name a place of the data; the rest is in the problem's own words. */
    ofProblem: (error: Error): void => {
      if (!(error instanceof ProblemError)) return;
      const { errors = [] } = error.problem;
      const inData = errors
        .filter(({ pointer }) => pointer.startsWith(`${root}/`))
        .map(({ pointer, message }) => ({ name: stepsOf(pointer.slice(root.length)), errors: [message] }))
        .filter(({ name: [first] }) => root !== '' || fields.some(({ key }) => key === first));
      show(inData);
    },
  };
}

/** `/papers/0/votes` (RFC 6901) as a path of the form. */
function stepsOf(pointer: string): Path {
  const steps = pointer.split('/').slice(1);
  return steps
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function fieldAt(fields: readonly Field[], path: readonly (string | number)[]): Field | null {
  let inside = fields;
  let found: Field | null = null;
  for (const step of path.filter((each) => typeof each === 'string')) {
    const field = inside.find(({ key }) => key === step);
    if (field === undefined) return found;
    found = field;
    inside = field.fields;
  }
  return found;
}

/** As far as the path leads to something that is drawn. */
function knownPath(fields: readonly Field[], path: Path): Path {
  const [key, ...rest] = path;
  const field = fields.find((each) => each.key === key);
  if (field === undefined || key === undefined) return path;
  if (field.kind === 'group') return [key, ...knownPath(field.fields, rest)];
  const [line, ...inLine] = rest;
  if (field.kind === 'list' && line !== undefined) return [key, line, ...knownPath(field.fields, inLine)];
  return field.kind === 'texts' && line !== undefined ? [key, line] : [key];
}
