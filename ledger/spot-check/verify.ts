import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import { draw } from '../../domain/draw/draw';
import { readPopulation } from '../../domain/draw/population';
import { Refusal } from '../../domain/errors';
import { assignInspectors, loadOf } from '../../domain/spot-check/assign';
import { evolveCheck, replayCheck } from '../../domain/spot-check/evolve';
import { commitmentTo } from '../../domain/spot-check/seed';
import type { SpotCheck } from '../../domain/spot-check/state';
import { linkOf, GENESIS } from '../chain';
import { changedLines, populationBytes } from './population';
import { bodyOf, loadCheck, recordOf, type KeptCheck, type Line } from './rows';

export interface Verified {
  readonly recordWhole: boolean;
  /** Lines of the published population that are no longer what was frozen. */
  readonly changedLines: readonly { readonly from: number; readonly to: number }[];
  /** Whether every phrase that was told is the one that was committed to. Null before one is told, or with a number. */
  readonly phrasesFit: boolean | null;
  /** Whether the sample is what population, seed and rule make of it. Null before it is drawn. */
  readonly sampleRepeats: boolean | null;
  /** Whether inspectors are assigned as the rule does. Null before they are. */
  readonly inspectorsRepeat: boolean | null;
}

/** Computes everything anew from the record and the published population. */
export async function verifyCheck(pool: Pool, checkId: string): Promise<Verified> {
  const check = await loadCheck(pool, checkId);
  if (check === null) throw new Refusal('not-found');
  const { state } = check;
  const record = await recordOf(pool, checkId);
  const changed = state.frozen === null ? [] : await changedLines(pool, checkId, state.frozen);
  return {
    recordWhole: isWhole(check, record),
    changedLines: changed,
    phrasesFit: phrasesFit(state),
    sampleRepeats: changed.length > 0 ? false : await repeats(pool, state, record),
    inspectorsRepeat: inspectorsRepeat(record),
  };
}
/** Every line is chained to the one before it, and the row is what the lines come to. */
function isWhole({ state, hash: last }: KeptCheck, record: readonly Line[]): boolean {
  let before = GENESIS;
  const chained = record.every(({ seq, event, prevHash, hash }) => {
    const fits = prevHash === before && linkOf(prevHash, bodyOf(state.id, seq, event)) === hash;
    before = hash;
    return fits;
  });
  return (
    chained && before === last && isDeepStrictEqual(replayCheck(record.map(({ event }) => event)), state)
  );
}

/** Replacements aside: the sample as it was first drawn. */
async function repeats(
  pool: Pool,
  { id, definition, seed, drawn }: SpotCheck,
  record: readonly Line[],
): Promise<boolean | null> {
  if (drawn === null || seed === null) return null;
  const { size, minimum, strata } = definition;
  const population = readPopulation(await populationBytes(pool, id), strata);
  const again = draw(population, { seed, size, minimum });
  const first = record.find(({ event }) => event.type === 'SampleDrawn')?.event;
  return first?.type === 'SampleDrawn' && isDeepStrictEqual(again, first.facts.strata);
}

function phrasesFit({ round, server }: SpotCheck): boolean | null {
  if (server !== undefined)
    return server.told === null ? null : commitmentTo(server.told.nonce) === server.commitment;
  if (round === null || Object.keys(round.phrases).length === 0) return null;
  const { commitments } = round;
  return Object.entries(round.phrases).every(([by, phrase]) => commitmentTo(phrase) === commitments[by]);
}

/** Each line of the rule again, with the visits that people had by then. */
function inspectorsRepeat(record: readonly Line[]): boolean | null {
  let state: SpotCheck | null = null;
  let answer: boolean | null = null;
  for (const { event } of record) {
    if (event.type === 'InspectorsAssigned' && state !== null) {
      const candidates = event.facts.candidates.map(({ personId }) => personId);
      const rule = { most: state.definition.visits?.most ?? null, load: loadOf(state) };
      const again = assignInspectors(state.seed ?? '', { cases: event.facts.cases, candidates }, rule);
      const fits = event.facts.cases.every(({ caseNumber, personId }) => again.get(caseNumber) === personId);
      answer = (answer ?? true) && fits;
    }
    state = evolveCheck(state, event);
  }
  return answer;
}
