import type { SpotCheckLine, SpotCheckRecord } from '../../api/generated/schema';
import { drawAgain, rowsOf, sampleOf, sha256 } from '../../shared/repeat-draw';

/** What this browser found by itself, from the published files alone. */
export interface OwnFindings {
  readonly recordWhole: boolean;
  /** The first line that does not fit; null = all do. */
  readonly brokenLine: number | null;
  readonly populationSha256: string;
  readonly populationFits: boolean;
  /** Null before the sample is drawn. */
  readonly sampleRepeats: boolean | null;
}

const GENESIS = '0'.repeat(64);

/** RFC 8785 for what a record holds: members sorted by UTF-16 units, no blanks. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

async function brokenLineOf(checkId: string, record: readonly SpotCheckLine[]): Promise<number | null> {
  let before = GENESIS;
  for (const { seq, type, at, actorId, facts, prevHash, hash } of record) {
    const body = canonical({ checkId, seq, type, at, actorId, facts });
    if (prevHash !== before || (await sha256(prevHash + body)) !== hash) return seq;
    before = hash;
  }
  return null;
}

/** The seed must be the phrases that the record tells, each of which fits its commitment. */
async function phrasesFit(record: readonly SpotCheckLine[]): Promise<boolean> {
  const commitments = new Map<unknown, unknown>();
  for (const { type, facts } of record) {
    // Of a check that nobody was told of, the server commits and tells its half with the phrase.
    if (type === 'ServerCommitted') commitments.set('server', facts['commitment']);
    if (type === 'PhraseGiven') {
      const nonce = facts['nonce'];
      if (typeof nonce !== 'string' || (await sha256(nonce)) !== commitments.get('server')) return false;
    }
    if (type === 'PhraseCommitted') commitments.set(facts['personId'], facts['commitment']);
    if (type === 'PhraseRevealed') {
      const phrase = facts['phrase'];
      if (typeof phrase !== 'string' || (await sha256(phrase)) !== commitments.get(facts['personId']))
        return false;
    }
  }
  return true;
}

/** Computes hash chain, hash of the population and sample once more. */
export async function findOneself(
  { check, record }: SpotCheckRecord,
  population: ArrayBuffer,
): Promise<OwnFindings> {
  const brokenLine = await brokenLineOf(check.id, record);
  const populationSha256 = await sha256(population);
  const { seed, size, minimum, sample } = check;
  const again =
    seed === null || sample === null
      ? null
      : await drawAgain(rowsOf(population, check.strata), { seed, size, minimum });
  return {
    recordWhole: brokenLine === null && (await phrasesFit(record)),
    brokenLine,
    populationSha256,
    populationFits: populationSha256 === check.population?.sha256,
    sampleRepeats: again && again.join('\n') === sampleOf(check).join('\n'),
  };
}
