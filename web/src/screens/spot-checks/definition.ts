import type { FormInstance } from 'antd';
import type { SpotCheckDefinition, SpotCheckQuestion } from '../../api/generated/schema';
import { ProblemError } from '../../api/problem';

type Happened = NonNullable<SpotCheckQuestion['frame']['happened']>;

/** The form as it is typed. */
export interface Fields {
  title?: string;
  organisationId?: string;
  programmes: string[];
  kind: 'all' | 'PROJECT' | 'MATTER';
  grades: string[];
  what: Happened['what'] | 'any';
  from?: string;
  until?: string;
  overdue: boolean;
  strata: NonNullable<SpotCheckQuestion['strata']>;
  size: number | null;
  minimum: number | null;
  exclusions: ({ caseNumber?: string; reason?: string } | undefined)[];
  chance: 'phrases' | 'number';
  witnessIds: string[];
  source?: string;
  drawnAt?: string;
  patienceMinutes: number;
}

export const INITIAL: Fields = {
  programmes: [],
  kind: 'all',
  grades: [],
  what: 'any',
  overdue: false,
  strata: ['town'],
  size: 10,
  minimum: 0,
  exclusions: [],
  chance: 'phrases',
  witnessIds: [],
  patienceMinutes: 60,
};

/** What the API is asked; null as long as place or size are missing. */
export function questionOf(fields: Fields): SpotCheckQuestion | null {
  const { organisationId, programmes, kind, grades, what, from, until, overdue, strata, size, minimum } =
    fields;
  if (organisationId === undefined || size === null || size < 1) return null;
  const dated = what !== 'any' && from !== undefined && until !== undefined && from !== '' && until !== '';
  if (what !== 'any' && (!dated || from > until)) return null;
  return {
    organisationId,
    frame: {
      programmes,
      kinds: kind === 'all' ? [] : [kind],
      grades,
      happened: dated ? { what, from, until } : null,
      overdue,
    },
    strata,
    size,
    minimum: minimum ?? 0,
    exclusions: fields.exclusions.flatMap((one) =>
      one?.caseNumber?.trim() && one.reason?.trim()
        ? [{ caseNumber: one.caseNumber.trim(), reason: one.reason.trim() }]
        : [],
    ),
  };
}

/** What people choose is a time in Beijing, wherever their machine is. */
export const inBeijing = (local: string): string => `${local}:00+08:00`;

/** The whole definition; called once the form says that nothing is missing. */
export function definitionOf(fields: Fields): SpotCheckDefinition {
  const question = questionOf(fields);
  if (question === null) throw new Error('The form is not complete');
  const { title = '', chance, witnessIds, source = '', drawnAt = '', patienceMinutes } = fields;
  return {
    ...question,
    title,
    patienceMinutes,
    visits: { purpose: 'spot-check', inspectorIds: null, barred: [], most: null },
    chance:
      chance === 'phrases'
        ? { kind: 'phrases', witnessIds }
        : { kind: 'number', source, drawnAt: inBeijing(drawnAt) },
  };
}

/** The field of the form for a place of the body that the API found at fault. */
const FIELD_OF: readonly (readonly [RegExp, keyof Fields])[] = [
  [/^\/title/, 'title'],
  [/^\/organisationId/, 'organisationId'],
  [/^\/frame\/happened/, 'until'],
  [/^\/strata/, 'strata'],
  [/^\/size/, 'size'],
  [/^\/minimum/, 'minimum'],
  [/^\/chance\/(witness|kind)/, 'witnessIds'],
  [/^\/chance\/source/, 'source'],
  [/^\/chance\/drawnAt/, 'drawnAt'],
  [/^\/patience/, 'patienceMinutes'],
];

/** Says each fault at its field; answers whether every one has found its place. */
export function showFaults(form: FormInstance<Fields>, error: Error): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { errors = [], detail } = error.problem;
  const placed = errors.map(({ pointer, message }) => {
    const name = FIELD_OF.find(([pattern]) => pattern.test(pointer))?.[1];
    if (name !== undefined)
      form.setFields([{ name, errors: [errors.length === 1 ? (detail ?? message) : message] }]);
    return name;
  });
  const [first] = placed;
  if (first !== undefined) form.scrollToField(first, { block: 'center', focus: true });
  return placed.length > 0 && !placed.includes(undefined);
}
