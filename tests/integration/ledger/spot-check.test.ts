import { randomUUID } from 'node:crypto';
import { addMs, type Instant } from '../../../domain/calendar/instant';
import { isRefusal } from '../../../domain/errors';
import { readPopulation } from '../../../domain/draw/population';
import type { SpotCheckCommand } from '../../../domain/spot-check/decide';
import { commitmentTo } from '../../../domain/spot-check/seed';
import type { Definition } from '../../../domain/spot-check/state';
import { createLedger, type Ledger } from '../../../ledger/ledger';
import { withClient } from '../../../scripts/postgres/databases';
import { definition as looked, HOUR, WITNESSES } from '../../support/spot-check';
import { actorAt, give as step, makeWorld, openCase, type World } from '../../support/world';

const NOW = '2026-03-10T01:00:00.000Z';
const PLACES = { daxin: 12, tanglian: 6, 'zjg-tangqiao-1': 2 } as const;

let world: World;
let ledger: Ledger;
let numbers: string[];
/** Cases of three towns, opened on three days of March; and one of another city. */
beforeAll(async () => {
  world = await makeWorld();
  ledger = createLedger(world.pool);
  numbers = [];
  for (const [place, count] of Object.entries(PLACES))
    for (let i = 0; i < count; i += 1)
      numbers.push(await open('zhangjiagang', place, `2026-03-0${2 + (i % 3)}`));
  await open('xihu', 'taoshatang', '2026-03-02');
}, 120_000);
afterAll(() => world.close());

async function open(programme: string, place: string, day: string): Promise<string> {
  const opened = await openCase(world, {
    programme,
    place,
    by: actorAt('officer', place),
    at: `${day}T02:00:00.000Z`,
  });
  return opened.number;
}

const definition = (more: Partial<Definition> = {}): Definition => ({
  ...looked,
  ...{ title: '三月抽查', organisationId: 'zjg', strata: ['town'], size: 5, minimum: 1 },
  frame: { ...looked.frame, happened: { what: 'opened', from: '2026-03-01', until: '2026-03-31' } },
  ...more,
});
const define = (more: Partial<Definition> = {}, key: string = randomUUID()) =>
  ledger.spotChecks.define({ definition: definition(more), now: NOW, key });
const advance = (checkId: string, now: Instant = NOW, by: Ledger = ledger) =>
  by.spotChecks.advance({ checkId, now });
const give = (
  checkId: string,
  by: string,
  command: SpotCheckCommand,
  now: Instant = NOW,
  key: string = randomUUID(),
) => ledger.spotChecks.command({ checkId, by, command, now, key });
const stateOf = async (checkId: string) => (await ledger.spotChecks.load(checkId))!.state;
const typesOf = async (checkId: string) =>
  (await ledger.spotChecks.record(checkId)).map(({ event }) => event.type);
async function textOf(checkId: string): Promise<string> {
  let text = '';
  for await (const part of ledger.spotChecks.population(checkId)) text += part;
  return text;
}
const phraseOf = (by: string) => `the phrase of ${by}`;
async function seed(checkId: string): Promise<void> {
  for (const { personId } of WITNESSES)
    await give(checkId, personId, { type: 'commit', commitment: commitmentTo(phraseOf(personId)) });
  for (const { personId } of WITNESSES)
    await give(checkId, personId, { type: 'reveal', phrase: phraseOf(personId) });
}
async function drawn(more: Partial<Definition> = {}): Promise<string> {
  const id = await define(more);
  await advance(id);
  await seed(id);
  await advance(id);
  return id;
}
async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code;
  }
}
const asOwner = (sql: string, values: unknown[] = []) =>
  withClient(world.database.ownerUrl, async (client) => {
    await client.query("SET session_replication_role = 'replica'");
    await client.query(sql, values);
  });

it('runs from the frozen population to a sample that its published file repeats', async () => {
  const id = await define();
  expect(await advance(id)).toEqual({ over: false, wakeAt: addMs(NOW, HOUR), status: 'COMMITTING' });
  const text = await textOf(id);
  const lines = text.trimEnd().split('\n');
  expect(lines[0]).toBe('id,town');
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual([...numbers].sort());
  const { frozen } = await stateOf(id);
  const population = readPopulation(Buffer.from(text, 'utf8'), ['town']);
  expect(frozen).toMatchObject({ size: 20, excluded: 0, sha256: population.sha256, at: NOW });
  expect(frozen?.strata.map(({ population: of }) => of).sort((a, b) => a - b)).toEqual([2, 6, 12]);
  await seed(id);
  expect(await advance(id)).toEqual({ over: true, wakeAt: null, status: 'DRAWN' });
  const { drawn: strata, seed: made } = await stateOf(id);
  expect(made).toBe(WITNESSES.map(({ personId }) => phraseOf(personId)).join('|'));
  // 3, 1.5 and 0.5 of 5: the smaller key of the two equal remainders.
  expect(strata!.reduce((sum, { quota }) => sum + quota, 0)).toBe(5);
  for (const { key, drawn: cases } of strata!)
    for (const { id: number } of cases) expect(population.strata.get(key)).toContain(number);
  expect(await typesOf(id)).toEqual([
    ...[
      'Defined',
      'PopulationFrozen',
      'PhraseCommitted',
      'PhraseCommitted',
      'PhraseCommitted',
      'RevealingBegun',
    ],
    ...['PhraseRevealed', 'PhraseRevealed', 'PhraseRevealed', 'SeedFixed', 'SampleDrawn'],
  ]);
  expect(await ledger.spotChecks.verify(id)).toEqual({
    recordWhole: true,
    changedLines: [],
    phrasesFit: true,
    sampleRepeats: true,
    inspectorsRepeat: null,
  });
});

describe('the frame', () => {
  const idsOf = async (more: Partial<Definition>) => {
    const id = await define({ size: 1, minimum: 0, ...more });
    await advance(id);
    return (await textOf(id))
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]!);
  };
  const frame = definition().frame;

  it('takes both days, and the city only', async () => {
    const on = (from: string, until: string) =>
      idsOf({ frame: { ...frame, happened: { what: 'opened', from, until } } });
    // Every third case of each town.
    expect(await on('2026-03-02', '2026-03-02')).toHaveLength(4 + 2 + 1);
    expect(await on('2026-03-02', '2026-03-03')).toHaveLength(8 + 4 + 2);
    expect(await on('2026-03-04', '2026-03-31')).toHaveLength(4 + 2);
  });

  it('is a setting: overdue ones, of a programme, of a town', async () => {
    expect(await idsOf({ frame: { ...frame, overdue: true } })).toHaveLength(20);
    expect(await idsOf({ frame: { ...frame, programmes: ['zhangjiagang'], happened: null } })).toHaveLength(
      20,
    );
    expect(await idsOf({ organisationId: 'zjg-tangqiao', frame: { ...frame, happened: null } })).toHaveLength(
      2,
    );
  });

  it('that holds nothing, or too few, ends the check and says why', async () => {
    for (const more of [
      { frame: { ...frame, happened: { what: 'paid', from: '2026-03-01', until: '2026-03-31' } as const } },
      { size: 21 },
      // Two of each of three towns are six.
      { size: 5, minimum: 2 },
    ]) {
      const id = await define(more);
      expect(await advance(id)).toMatchObject({ over: true, status: 'CANCELLED' });
      expect((await stateOf(id)).ended).toEqual({ how: 'CANCELLED', cause: 'too-few', reason: null });
      expect((await stateOf(id)).seed).toBeNull();
    }
  });

  it('divides by the type that a case was accepted with; those that have none are a stratum too', async () => {
    const by = actorAt('officer', 'daxin');
    const about = { programme: 'zhangjiagang', place: 'daxin', by, at: '2026-02-02T02:00:00.000Z' };
    const accepted = { duplicatesChecked: true, estimateFen: 3_000_000, itemType: 'service' };
    const { caseId } = await openCase(world, about);
    await step(world, caseId, { by, at: '2026-02-03T02:00:00.000Z', type: 'accept', data: accepted });
    await openCase(world, about);
    const id = await define({
      ...{ strata: ['type'], size: 2, minimum: 1 },
      frame: { ...frame, happened: { what: 'opened', from: '2026-02-01', until: '2026-02-28' } },
    });
    await advance(id);
    expect((await stateOf(id)).frozen?.strata).toEqual([
      { key: '', population: 1 },
      { key: 'service', population: 1 },
    ]);
  });

  it('is published as it is called, commas, quotes and line ends too', async () => {
    const name = '塘桥,"东"\r\n镇|街道';
    const { rows } = await world.pool.query<{ name: string }>(
      "SELECT name FROM organisations WHERE id = 'zjg-tangqiao'",
    );
    const rename = (to: string) =>
      asOwner("UPDATE organisations SET name = $1 WHERE id = 'zjg-tangqiao'", [to]);
    await rename(name);
    const [plain, id] = [
      await define({ strata: [], size: 1, minimum: 0 }),
      await define({ strata: ['town', 'type'] }),
    ];
    await advance(id);
    await advance(plain);
    await rename(rows[0]!.name);
    const { frozen } = await stateOf(id);
    const population = readPopulation(Buffer.from(await textOf(id), 'utf8'), ['town', 'type']);
    expect(frozen?.strata.map(({ key }) => key)).toContain(`${name}|`);
    expect(frozen?.strata).toEqual(
      [...population.strata]
        .map(([key, ids]) => ({ key, population: ids.length }))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    );
    expect(population.sha256).toBe(frozen?.sha256);
    expect((await stateOf(plain)).frozen?.strata).toEqual([{ key: '', population: 20 }]);
  });

  it('leaves out who was excluded, by name and with the reason, and counts them', async () => {
    const exclusions = [{ caseNumber: numbers[0]!, reason: '抽查人员曾参与评审' }];
    const id = await define({ exclusions });
    await advance(id);
    expect(await textOf(id)).not.toContain(numbers[0]!);
    expect((await stateOf(id)).frozen).toMatchObject({ size: 19, excluded: 1 });
  });
});

describe('the record', () => {
  it('holds a command once, however often it is sent, and refuses another one with its key', async () => {
    const key = randomUUID();
    const id = await define({}, key);
    expect(await define({}, key)).toBe(id);
    expect(await code(define({ size: 6 }, key))).toBe('key-reused');
    await advance(id);
    const commit = { type: 'commit', commitment: commitmentTo(phraseOf('w1')) } as const;
    const seq = await give(id, 'w1', commit, NOW, 'one');
    expect(await give(id, 'w1', commit, NOW, 'one')).toBe(seq);
    expect(await code(give(id, 'w1', commit))).toBe('not-now');
    expect((await typesOf(id)).filter((type) => type === 'PhraseCommitted')).toHaveLength(1);
  });

  it('refuses a seed before the freeze', async () => {
    const id = await define();
    expect(await code(give(id, 'w1', { type: 'commit', commitment: 'a'.repeat(64) }))).toBe('not-now');
    expect(await typesOf(id)).toEqual(['Defined']);
  });

  it('goes on where it was when a process ends between two steps, and freezes and draws once', async () => {
    const id = await define();
    // Two workers at once, each with a connection pool of its own.
    const other = createLedger(world.pool);
    await Promise.all([advance(id), advance(id, NOW, other), advance(id)]);
    await seed(id);
    await Promise.all([advance(id), advance(id, NOW, other), advance(id)]);
    const types = await typesOf(id);
    for (const once of ['PopulationFrozen', 'SeedFixed', 'SampleDrawn'])
      expect(types.filter((type) => type === once)).toHaveLength(1);
    expect(await ledger.spotChecks.verify(id)).toMatchObject({ recordWhole: true, sampleRepeats: true });
  });

  it('strikes off a silent witness when time is up, also when only a command notices', async () => {
    const id = await define();
    await advance(id);
    for (const by of ['w1', 'w2'])
      await give(id, by, { type: 'commit', commitment: commitmentTo(phraseOf(by)) });
    const later = addMs(NOW, HOUR);
    expect(await code(give(id, 'w3', { type: 'commit', commitment: 'a'.repeat(64) }, later))).toBe(
      'not-your-command',
    );
    expect(await advance(id, later)).toEqual({
      over: false,
      wakeAt: addMs(later, HOUR),
      status: 'COMMITTING',
    });
    expect((await stateOf(id)).round).toMatchObject({ number: 2, witnesses: WITNESSES.slice(0, 2) });
  });

  it('runs two checks at once without mixing them', async () => {
    const [a, b] = await Promise.all([drawn(), drawn({ size: 4, title: '另一次' })]);
    expect((await stateOf(a)).drawn!.flatMap((one) => one.drawn)).toHaveLength(5);
    expect((await stateOf(b)).drawn!.flatMap((one) => one.drawn)).toHaveLength(4);
  });

  it('cannot be changed by the application, and tells when somebody else did', async () => {
    const id = await drawn();
    for (const sql of [
      "UPDATE spot_check_lines SET facts = '{}' WHERE check_id = $1",
      'DELETE FROM spot_check_lines WHERE check_id = $1',
      "UPDATE population_parts SET text = '' WHERE check_id = $1",
    ])
      await expect(world.pool.query(sql, [id])).rejects.toThrow(/permission denied|append-only/);
    await asOwner(
      'UPDATE spot_check_lines SET facts = \'{"seed":"another"}\' WHERE check_id = $1 AND type = \'SeedFixed\'',
      [id],
    );
    expect(await ledger.spotChecks.verify(id)).toMatchObject({ recordWhole: false });
  });

  it('is what counts: a row that says something else is found out', async () => {
    const id = await drawn();
    expect((await ledger.spotChecks.verify(id)).recordWhole).toBe(true);
    await asOwner(
      "UPDATE spot_checks SET state = jsonb_set(state::jsonb, '{seed}', '\"another\"')::json WHERE id = $1",
      [id],
    );
    expect((await ledger.spotChecks.verify(id)).recordWhole).toBe(false);
  });
});

describe('a population that was changed after the freeze', () => {
  it('is named by its lines, and nothing is drawn from it', async () => {
    const id = await define();
    await advance(id);
    await seed(id);
    await asOwner("UPDATE population_parts SET text = replace(text, $2, 'BJ-1') WHERE check_id = $1", [
      id,
      numbers[3]!,
    ]);
    expect(await code(advance(id))).toBe('population-changed');
    expect(await typesOf(id)).not.toContain('SampleDrawn');
    expect((await ledger.spotChecks.verify(id)).changedLines).toEqual([{ from: 1, to: 21 }]);
  });

  it('gives nobody in place of a project that is gone', async () => {
    const id = await drawn();
    const gone = (await stateOf(id)).drawn![0]!.drawn[0]!.id;
    await asOwner('DELETE FROM population_parts WHERE check_id = $1', [id]);
    expect(await code(give(id, 'supervisor', { type: 'replace', gone, reason: '已撤销' }))).toBe(
      'population-changed',
    );
    expect(await ledger.spotChecks.verify(id)).toMatchObject({ sampleRepeats: false });
  });
});

it('takes the next rank for a project that is gone; the sample still repeats', async () => {
  const id = await drawn();
  const first = (await stateOf(id)).drawn!.find(({ population }) => population > 6)!;
  const gone = first.drawn[0]!.id;
  await give(id, 'supervisor', { type: 'replace', gone, reason: '该项目已撤销' });
  const { replacements, drawn: now } = await stateOf(id);
  expect(replacements).toEqual([{ gone, by: expect.stringMatching(/./) as string, reason: '该项目已撤销' }]);
  const ids = now!.find(({ key }) => key === first.key)!.drawn.map((one) => one.id);
  expect(ids).toHaveLength(first.quota);
  expect(ids).not.toContain(gone);
  expect(await ledger.spotChecks.verify(id)).toEqual({
    recordWhole: true,
    changedLines: [],
    phrasesFit: true,
    sampleRepeats: true,
    inspectorsRepeat: null,
  });
});
