import { openBureau, type Bureau } from './support/bureau';
import { at } from './support/tell';

let bureau: Bureau;

beforeAll(async () => {
  bureau = await openBureau(at('2026-03-01'));
});
afterAll(() => bureau.close());

const PLACE = { programme: 'zhangjiagang', place: 'tanglian' };
const clerk = () => bureau.as('officer', 'tanglian');
const now = at('2026-03-02');
const RESIDENTS = ['resident-a', 'resident-b', 'resident-c'];
const outcomesOf = async (person: string, caseId: string) =>
  (await bureau.person(person).told(caseId)).filter(({ kind }) => kind === 'outcome').map(({ data }) => data);

async function accepted(title: string, suggestions: string[]): Promise<string> {
  const { caseId } = await clerk().open({ ...PLACE, title, suggestions }, now);
  const data = { duplicatesChecked: true, itemType: 'works', estimateFen: 3_000_000 };
  await clerk().give(caseId, 'accept', data, at('2026-03-02', '11:00'));
  return caseId;
}

describe('merging and splitting keep every link, and every proposer learns the outcome (T4)', () => {
  it('through a merge, a split and two ends', async () => {
    const words = [];
    for (const person of RESIDENTS) {
      const said = { ...PLACE, channel: 'wechat', words: `${person}：健身步道的木板烂了。` };
      words.push(await bureau.person(person).suggest(said, now));
    }
    const boxed = await clerk().suggest(
      { ...PLACE, channel: 'council', words: '步道旁缺路灯。', proposer: null },
      now,
    );
    const [a, b, c] = words;
    const kept = await accepted('更换步道木板', [a!.id]);
    const gone = await accepted('步道维修和路灯', [b!.id, c!.id, boxed.id]);

    // Merged: the one case ends in the other, with all its words.
    const merged = { into: kept, publicText: '与同类事项合并办理。' };
    await clerk().give(gone, 'merge', merged, at('2026-03-03'));
    expect(await clerk().show(gone, at('2026-03-03'))).toMatchObject({
      status: 'MERGED',
      outcome: { success: true },
    });
    const all = [a!, b!, c!, boxed].map(({ id }) => id).sort();
    expect([...(await clerk().show(kept, at('2026-03-03'))).suggestions].sort()).toEqual(all);
    for (const person of ['resident-b', 'resident-c'])
      expect(await outcomesOf(person, gone)).toMatchObject([{ publicText: '与同类事项合并办理。' }]);
    expect(await outcomesOf('resident-a', gone)).toEqual([]);
    for (const { receiptNo } of [b!, c!, boxed]) {
      const receipt = await bureau.stranger.receipt(receiptNo);
      expect(receipt.state).toBe('IN_HAND');
      expect(receipt.cases.map(({ status }) => status).sort()).toEqual(['ACCEPTED', 'MERGED']);
    }
    expect(await clerk().refusal(gone, 'merge', { ...merged, into: kept }, at('2026-03-03'))).toMatchObject({
      ...{ code: 'case-ended' },
    });

    // Split: the words about lamps become a case of their own.
    const lamps = { title: '步道旁增设路灯', suggestions: [c!.id, boxed.id] };
    await clerk().give(kept, 'split', lamps, at('2026-03-04'));
    const into = (await clerk().ledger(kept)).at(-1)?.facts['into'] as string;
    const fresh = await clerk().show(into, at('2026-03-04'));
    expect(fresh).toMatchObject({ title: '步道旁增设路灯', organisationId: 'tanglian' });
    expect([...fresh.suggestions].sort()).toEqual([c!.id, boxed.id].sort());
    const left = (await clerk().show(kept, at('2026-03-04'))).suggestions;
    expect(left).toEqual(expect.arrayContaining([a!.id, b!.id]));

    // Both end; everybody hears what became of their own words.
    await clerk().give(into, 'accept', { duplicatesChecked: true, estimateFen: 500_000 }, at('2026-03-05'));
    await clerk().give(
      into,
      'reject',
      { reasonCode: 'not-feasible', publicText: '该路段已列入市政路灯计划。' },
      at('2026-03-06'),
    );
    await clerk().give(
      kept,
      'withdraw',
      { reasonCode: 'proposer-asked', publicText: '物业已自行更换。' },
      at('2026-03-06'),
    );
    for (const person of ['resident-a', 'resident-b'])
      expect(await outcomesOf(person, kept)).toMatchObject([{ publicText: '物业已自行更换。' }]);
    expect(await outcomesOf('resident-c', into)).toMatchObject([
      { publicText: '该路段已列入市政路灯计划。' },
    ]);
    for (const { receiptNo } of [c!, boxed]) {
      const receipt = await bureau.stranger.receipt(receiptNo);
      expect(receipt.cases).toContainEqual(
        expect.objectContaining({ outcome: '该路段已列入市政路灯计划。' }),
      );
      expect(receipt.state).toBe('ENDED');
    }
    const listed = await clerk().ask<{ items: { id: string; caseIds: string[] }[] }>(
      'GET',
      '/api/v1/suggestions?organisationId=tanglian',
    );
    const linksOf = (id: string) => listed.items.find((item) => item.id === id)?.caseIds;
    expect(linksOf(a!.id)).toEqual([kept]);
    expect(linksOf(b!.id)).toEqual([gone, kept]);
    expect(linksOf(boxed.id)).toEqual([gone, kept, into]);
    expect(await bureau.faults()).toEqual([]);
  });
});
