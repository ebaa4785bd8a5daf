import type { Case, CommandForm, LedgerLine } from '../api/generated/schema';
import type { Words } from '../i18n/words';
import type { Choice, EarlierFinding, TakenCase } from './model';

/** Kinds of documents that photos of a visit are attached as, the most fitting first; every programme takes the last. */
const PHOTO_KINDS = ['inspection-photo', 'photos', 'other'];
/** What residents said is not taken along: it may name them. */
const BY_INSPECTORS: ReadonlySet<unknown> = new Set(['inspection', 'spot-check', 'look-back']);
const MOST_EARLIER = 10;

interface Field {
  readonly enum?: readonly string[];
  readonly 'x-enum-names'?: Readonly<Record<string, Words>>;
  readonly properties?: Readonly<Record<string, Field>>;
  readonly items?: Field;
}

/** The choices of a field in a list of a form: `items.id` is the check list, `findings.kind` what can be found. */
function choicesOf(form: CommandForm | undefined, list: string, field: string): Choice[] {
  const schema = form?.schema as Field | undefined;
  const found = schema?.properties?.[list]?.items?.properties?.[field];
  const names = found?.['x-enum-names'] ?? {};
  return (found?.enum ?? []).map((value) => ({ value, name: names[value] ?? { zh: value, en: value } }));
}

/** The places from the town down, as people say an address. */
export function placeOf(chain: Case['organisationChain']): string {
  return chain
    .slice(1)
    .map(({ name }) => name)
    .join(' ');
}

/**
 * Picks what is needed on site out of a case, name by name: whatever else the API may come to say about a case stays where
 * it is, and with it the personal data of residents.
 */
export function pickCase(of: Case, ledger: readonly LedgerLine[], takenAt: string): TakenCase {
  const form = of.allowed.find(({ type }) => type === 'record-inspection');
  const findingKinds = choicesOf(form, 'findings', 'kind');
  const known = of.attachable?.kinds.map(({ kind }) => kind) ?? [];
  return {
    ...{ caseId: of.id, number: of.number, title: of.title, place: placeOf(of.organisationChain) },
    ...{ checkList: choicesOf(form, 'items', 'id'), findingKinds },
    earlier: earlierFindings(ledger, findingKinds),
    photoKind: PHOTO_KINDS.find((kind) => known.includes(kind)) ?? 'other',
    mayReport: form !== undefined,
    worksBeganOn: of.worksBeganOn,
    awaited: of.awaited.map(({ name, from, personId }) => ({ name, from, personId })),
    takenAt,
  };
}

interface Found {
  readonly findingId?: string;
  readonly kind?: string;
  readonly text?: string;
  readonly source?: string;
}

function earlierFindings(ledger: readonly LedgerLine[], kinds: readonly Choice[]): EarlierFinding[] {
  const mended = new Set(
    ledger
      .filter(({ type, facts }) => type === 'FindingVerified' && facts['passed'] === true)
      .map(({ facts }) => facts['findingId']),
  );
  const nameOf = (kind: string): Words =>
    kinds.find(({ value }) => value === kind)?.name ?? { zh: kind, en: kind };
  return ledger
    .flatMap((line) => foundIn(line).map((found) => ({ on: line.at, ...found })))
    .filter(({ source }) => BY_INSPECTORS.has(source))
    .map(({ on, findingId, kind = '', text = '' }) => ({
      ...{ on, kind: nameOf(kind), text, open: !mended.has(findingId) },
    }))
    .reverse()
    .slice(0, MOST_EARLIER);
}

function foundIn({ type, facts }: LedgerLine): Found[] {
  if (type === 'FindingRaised') return [facts];
  return type === 'InspectionRecorded' ? (facts['findings'] as Found[]) : [];
}
