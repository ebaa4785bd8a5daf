import { createLedger, type Ledger } from '../../../ledger/ledger';
import { SETTLED } from '../../../ledger/outbox/settled';
import { loadArticle } from '../../support/article-totals';
import { actorAt, makeWorld, type World } from '../../support/world';

const NOW = '2026-03-02T02:00:00.000Z';
const OFFICER = actorAt('officer', 'zjg').personId;
const LEADER = actorAt('leader', 'zjg').personId;

let world: World;
let ledger: Ledger;
beforeAll(async () => {
  world = await makeWorld();
  await loadArticle(world.database);
  ledger = createLedger(world.pool, ['mail', 'sms']);
}, 120_000);
afterAll(() => world.close());

const build = (month: string, by: string | null) =>
  ledger.bulletins.build({
    ...{ programme: 'zhangjiagang', organisationId: 'zjg', month, again: false, by, now: NOW },
  });

interface Message {
  kind: string;
  role: string;
  place: string;
  data: Record<string, unknown>;
  channels: string[];
  settled: boolean;
}

/** What was told of a bulletin, in order. */
async function messagesOf(bulletinId: string): Promise<Message[]> {
  const { rows } = await world.pool.query<Message>(
    `SELECT n.kind, n.role, n.organisation_id AS place, n.data, ${SETTLED} AS settled,
            ARRAY(SELECT channel FROM outbox o WHERE o.notification_id = n.id) AS channels
       FROM notifications n WHERE n.data->>'bulletin' = $1 ORDER BY n.id`,
    [bulletinId],
  );
  return rows;
}
/** What is new to those who were told of it, and who has answered the rest. */
const unread = async (bulletinId: string): Promise<string[]> => {
  const { rows } = await world.pool.query<{ what: string }>(
    `SELECT kind || coalesce(' read by ' || read_by, '') AS what FROM notifications WHERE data->>'bulletin' = $1 ORDER BY id`,
    [bulletinId],
  );
  return rows.map(({ what }) => what);
};
const open = async (bulletinId: string): Promise<string[]> =>
  (await messagesOf(bulletinId)).filter(({ settled }) => !settled).map(({ kind, role }) => `${kind} ${role}`);

it('a draft is told to those who write it and those who sign it, once, but not to whoever has made it', async () => {
  const ids = await Promise.all([1, 2].map(async () => (await build('2020-09', null)).id));
  expect(new Set(ids).size).toBe(1);
  const told = await messagesOf(ids[0] ?? '');
  expect(told.map(({ kind, role, place }) => [kind, role, place]).sort()).toEqual([
    ['bulletin-drafted', 'officer', 'zjg'],
    ['bulletin-to-sign', 'leader', 'zjg'],
  ]);
  for (const { channels } of told) expect(channels).toEqual(['mail']);
  expect(await open((await build('2020-08', OFFICER)).id)).toEqual(['bulletin-to-sign leader']);
  expect(await open((await build('2020-07', LEADER)).id)).toEqual(['bulletin-drafted officer']);
});

it('who wrote it learns that it was signed and that it came back, each time, until it is done', async () => {
  const { bulletins } = ledger;
  const { id } = await build('2020-06', OFFICER);
  const by = { id, by: LEADER, now: NOW };
  expect(await unread(id)).toEqual(['bulletin-to-sign']);
  await bulletins.sign({ ...by, edits: 0 });
  expect(await open(id)).toEqual(['bulletin-signed officer']);
  expect(await unread(id)).toEqual([`bulletin-to-sign read by ${LEADER}`, 'bulletin-signed']);
  await bulletins.unsign(by);
  expect(await open(id)).toEqual(['bulletin-to-sign leader', 'bulletin-returned officer']);
  await bulletins.sign({ ...by, edits: 1 });
  expect(await open(id)).toEqual(['bulletin-signed officer']);
  await expect(bulletins.sign({ ...by, edits: 1 })).rejects.toMatchObject({ code: 'not-now' });
  expect((await messagesOf(id)).map(({ kind }) => kind)).toEqual([
    ...['bulletin-to-sign', 'bulletin-signed', 'bulletin-returned', 'bulletin-signed'],
  ]);
});

it('every place learns its number once it is published, and a correction says what it corrects', async () => {
  const { bulletins } = ledger;
  const { id } = await build('2020-05', OFFICER);
  await bulletins.sign({ id, by: LEADER, now: NOW, edits: 0 });
  const published = await bulletins.publish({ id, by: OFFICER, now: NOW });
  const towns = published.content.towns.map((town) => town.id).filter((one) => one !== 'zjg');
  expect(towns.length).toBeGreaterThan(2);
  const told = (await messagesOf(id)).filter(({ kind }) => kind === 'bulletin-published');
  expect(told.map(({ role, place }) => [role, place])).toEqual(towns.map((place) => ['leader', place]));
  for (const { data, channels } of told) {
    expect(channels).toEqual(['mail']);
    expect(data).toEqual({
      ...{ bulletin: id, edits: 0, month: '2020-05', edition: `〔2026〕第${published.number}期` },
      programmeZh: published.programmeName.zh,
      programmeEn: published.programmeName.en,
    });
  }
  const { id: correctionId } = await bulletins.correct({ id, by: OFFICER, now: NOW });
  expect(await open(correctionId)).toEqual(['bulletin-to-sign leader']);
  await bulletins.sign({ id: correctionId, by: LEADER, now: NOW, edits: 0 });
  await bulletins.publish({ id: correctionId, by: LEADER, now: NOW });
  const last = (await messagesOf(correctionId)).at(-1);
  expect(last).toMatchObject({
    kind: 'bulletin-published',
    data: { corrects: `〔2026〕第${published.number}期` },
  });
});

it('nobody is asked for a correction that was given up', async () => {
  const { bulletins } = ledger;
  const { id } = await build('2020-04', OFFICER);
  await bulletins.sign({ id, by: LEADER, now: NOW, edits: 0 });
  await bulletins.publish({ id, by: OFFICER, now: NOW });
  const correction = await bulletins.correct({ id, by: OFFICER, now: NOW });
  await bulletins.discard({ id: correction.id, by: OFFICER, now: NOW });
  expect(await unread(correction.id)).toEqual([`bulletin-to-sign read by ${OFFICER}`]);
  expect((await unread(id)).at(-1)).toBe('bulletin-published');
  expect(await open(correction.id)).toEqual([]);
});
