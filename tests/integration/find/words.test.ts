import fc from 'fast-check';
import { hasWords, newestWithWords } from '../../../api/lines/words';
import { containing } from '../../../api/where';
import { createPrisma, Prisma, type PrismaClient } from '../../../prisma/client';
import { actorAt, give, makeWorld, openCase, type World } from '../../support/world';

const CASES = 40;
const SIGNS = ['车', '棚', '楼', '道', '灯', '3', '号', 'L', 'e', '_', '%', '𠮷'];
const letters = (min: number, max: number) =>
  fc.array(fc.constantFrom(...SIGNS), { minLength: min, maxLength: max }).map((signs) => signs.join(''));
const sql = Prisma.sql;

let world: World;
let prisma: PrismaClient;
beforeAll(async () => {
  world = await makeWorld();
  prisma = createPrisma(world.database.url, { max: 4 });
  const titles = fc.sample(letters(3, 12), { numRuns: CASES, seed: 7 });
  for (const [i, title] of titles.entries()) {
    const place = i % 3 === 0 ? 'tanglian' : 'daxin';
    const by = actorAt('officer', place);
    // Several were opened at the same instant.
    const at = `2026-02-${String(10 + (i % 7)).padStart(2, '0')}T02:00:00.000Z`;
    const { caseId } = await openCase(world, { programme: 'zhangjiagang', place, title, by, at });
    if (i % 4 !== 0) continue;
    const data = { reasonCode: 'not-feasible', publicText: '暂不具备条件。' };
    await give(world, caseId, { by, at: '2026-02-20T02:00:00.000Z', type: 'reject', data });
  }
}, 60_000);
afterAll(async () => {
  await prisma.$disconnect();
  await world.close();
});

/** Every case read, none left out by an index. */
async function oneByOne(text: string, where: Prisma.Sql): Promise<{ id: string; opened_at: Date }[]> {
  return prisma.$queryRaw`
    select c.id, c.opened_at from cases c
     where (c.title ilike ${containing(text)} or c.number ilike ${containing(text)}) and ${where}
     order by c.opened_at desc, c.id desc`;
}

const asked = fc.record({
  text: fc.oneof(letters(1, 4), fc.constantFrom('2026', '2026-00', '-000', '01', '1', '000012', 'E', 'l')),
  open: fc.boolean(),
  limit: fc.integer({ min: 1, max: 12 }),
  lookThrough: fc.constantFrom(0, 5, 1_000),
  place: fc.constantFrom(null, 'tanglian', 'daxin'),
});

describe('finding cases by words', () => {
  it('gives what reading every case gives, whichever way it is found, page after page', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(asked, async ({ text, open, limit, lookThrough, place }) => {
        const where = sql`${open ? sql`c.ended_at is null` : sql`true`}
          and ${place === null ? sql`true` : sql`c.organisation_id = ${place}`}`;
        const all = await oneByOne(text, where);
        found += all.length;
        const places = place === null ? null : [place];
        const seen: string[] = [];
        for (let after: [string, string] | null = null; ;) {
          const page: string[] = await newestWithWords(prisma, {
            ...{ text, where, open, places, after, limit, lookThrough },
          });
          const expected = all.slice(seen.length, seen.length + limit);
          expect([...page].sort()).toEqual(expected.map(({ id }) => id).sort());
          const last = expected.at(-1);
          if (last === undefined) break;
          seen.push(...page);
          after = [last.opened_at.toISOString(), last.id];
        }
        expect(seen).toHaveLength(all.length);
        const narrowed = await prisma.$queryRaw<{ id: string }[]>`
          select c.id from cases c where ${where} and ${hasWords(text, { open })} order by c.opened_at desc, c.id desc`;
        expect(narrowed.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(150);
  }, 60_000);

  it('knows an ended case as ended', async () => {
    const { rows } = await world.pool.query<{ wrong: number }>(
      `SELECT count(*)::int AS wrong FROM case_words w JOIN cases c ON c.id = w.case_id WHERE w.open <> (c.ended_at IS NULL)`,
    );
    expect(rows[0]?.wrong).toBe(0);
    expect(await prisma.caseWords.count({ where: { open: false } })).toBe(CASES / 4);
  });
});
