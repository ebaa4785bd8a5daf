import { randomUUID } from 'node:crypto';
import { parkingStory } from '../../cli/demo/stories/zhangjiagang';
import { openBureau, type Bureau } from './support/bureau';
import { commandsOf, type Receipt } from './support/person';
import { at, tell } from './support/tell';

let bureau: Bureau;

beforeAll(async () => {
  bureau = await openBureau(at('2026-03-01'));
});
afterAll(() => bureau.close());

const clerk = () => bureau.as('officer', 'tanglian');
const secretary = () => bureau.as('secretary', 'tanglian');
const now = at('2026-03-02');
const open = () => clerk().open({ programme: 'zhangjiagang', place: 'tanglian' }, now);
const note = (text: string, ifMatch?: string) => ({
  ...{ at: now, body: { type: 'note', data: { text } } },
  ...(ifMatch !== undefined && { ifMatch }),
});

describe('two people at once on one case', () => {
  it('with If-Match: one is recorded, the other is told to look again', async () => {
    const { caseId, seq } = await open();
    const answers = await Promise.all(
      [clerk(), secretary()].map((person) =>
        person.send('POST', commandsOf(caseId), note('同时', `"${seq}"`)),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const second = answers.find(({ status }) => status === 412);
    expect(second?.body).toMatchObject({ code: 'changed-meanwhile' });
    expect((await clerk().ledger(caseId)).filter(({ type }) => type === 'NoteAdded')).toHaveLength(1);
  });

  it('without: both are recorded, one after the other', async () => {
    const { caseId, seq } = await open();
    const texts = Array.from({ length: 6 }, (_, i) => `第${i}条`);
    const answers = await Promise.all(
      texts.map((text, i) =>
        (i % 2 ? clerk() : secretary()).ask<Receipt>('POST', commandsOf(caseId), note(text)),
      ),
    );
    const seqs = answers.map((answer) => answer.seq).sort((a, b) => a - b);
    expect(seqs).toEqual(texts.map((_, i) => seq + 1 + i));
    const lines = await clerk().ledger(caseId);
    expect(lines.map((line) => line.seq)).toEqual(lines.map((_, i) => i + 1));
    const notes = lines.filter(({ type }) => type === 'NoteAdded').map(({ facts }) => facts['text']);
    expect([...notes].sort()).toEqual([...texts].sort());
  });

  it('who both decide: the second finds that it is done', async () => {
    const { caseId } = await tell(bureau, parkingStory, '2026-03-02');
    const reviewer = bureau.as('reviewer', 'zjg-jingkai');
    const body = { type: 'review', data: { opinion: '同意', signedBy: '审核员甲' } };
    const when = at('2026-03-10');
    const answers = await Promise.all(
      [1, 2].map(() => reviewer.send('POST', commandsOf(caseId), { at: when, body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const passed = (await reviewer.ledger(caseId)).filter(({ type }) => type === 'ReviewPassed');
    expect(passed).toHaveLength(1);
  });
});

describe('the same key', () => {
  it('sent five times at once is one line and five equal answers', async () => {
    const { caseId } = await open();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => clerk().ask('POST', commandsOf(caseId), { ...note('一次'), key })),
    );
    answers.forEach((answer) => expect(answer).toEqual(answers[0]));
    expect((await clerk().ledger(caseId)).filter(({ type }) => type === 'NoteAdded')).toHaveLength(1);
  });

  it('answers the same after the case has moved on', async () => {
    const { caseId } = await open();
    const key = randomUUID();
    const first = await clerk().ask('POST', commandsOf(caseId), { ...note('先'), key });
    const reason = { reasonCode: 'not-feasible', publicText: '不具备条件。' };
    await clerk().give(caseId, 'reject', reason, at('2026-03-03'));
    expect(await clerk().ask('POST', commandsOf(caseId), { ...note('先'), key })).toEqual(first);
  });

  it('with another body is refused, for commands and for opening', async () => {
    const { caseId } = await open();
    const key = randomUUID();
    await clerk().ask('POST', commandsOf(caseId), { ...note('这个'), key });
    const reused = await clerk().refused('POST', commandsOf(caseId), { ...note('那个'), key });
    expect(reused).toMatchObject({ status: 422, code: 'key-reused' });
    const about = { programmeCode: 'zhangjiagang', kind: 'PROJECT', organisationId: 'tanglian', title: '一' };
    const again = { at: now, key: randomUUID() };
    const opened = await clerk().ask<Receipt>('POST', '/api/v1/cases', { ...again, body: about });
    expect(await clerk().ask('POST', '/api/v1/cases', { ...again, body: about })).toEqual(opened);
    const other = { ...again, body: { ...about, title: '二' } };
    expect(await clerk().refused('POST', '/api/v1/cases', other)).toMatchObject({ code: 'key-reused' });
    const lines = await clerk().ledger(caseId);
    expect(lines.filter(({ type }) => type === 'NoteAdded').map(({ facts }) => facts['text'])).toEqual([
      '这个',
    ]);
  });
});

describe('what does not concern one', () => {
  it('a case of another city does not exist, and none is opened there', async () => {
    const { caseId, seq } = await open();
    const foreign = bureau.as('officer', 'yangguang');
    for (const path of ['', '/ledger', '/clocks/stage.accept.1/why'])
      expect(await foreign.refused('GET', `/api/v1/cases/${caseId}${path}`)).toMatchObject({ status: 404 });
    expect(await foreign.refused('POST', commandsOf(caseId), note('看看'))).toMatchObject({ status: 404 });
    const body = {
      programmeCode: 'zhangjiagang',
      kind: 'PROJECT',
      title: '别处',
      organisationId: 'tanglian',
    };
    expect(await foreign.refused('POST', '/api/v1/cases', { at: now, body })).toMatchObject({ status: 403 });
    expect((await clerk().show(caseId, now)).seq).toBe(seq);
  });
});

describe('rare characters', () => {
  // Emoji with joiners, characters beyond the basic plane, combining marks, right-to-left text.
  const RARE = '🚲👨‍👩‍👧‍👦𠮷野家 𡘙 é e\u0301 ﷽ \u200f שלום 㐂\u3000"\\\\<b>';

  it('survive from the suggestion to the ledger and back', async () => {
    const about = { programme: 'zhangjiagang', place: 'tanglian' };
    const words = `希望${RARE}。`;
    const said = await bureau.person('resident-b').suggest({ ...about, channel: 'wechat', words }, now);
    const { caseId } = await clerk().open({ ...about, title: RARE, suggestions: [said.id] }, now);
    await clerk().give(caseId, 'note', { text: RARE }, now);
    await clerk().attach(caseId, 'other', now, '照片🚲𠮷.txt', RARE);
    await clerk().give(caseId, 'reject', { reasonCode: 'not-feasible', publicText: RARE }, at('2026-03-03'));

    const view = await clerk().show(caseId, at('2026-03-03'));
    expect(view).toMatchObject({ title: RARE, outcome: { publicText: RARE } });
    const lines = await clerk().ledger(caseId);
    expect(lines.find(({ type }) => type === 'NoteAdded')?.facts['text']).toBe(RARE);
    expect((await bureau.stranger.receipt(said.receiptNo)).cases).toMatchObject([
      { title: RARE, outcome: RARE },
    ]);
    const listed = await clerk().ask<{ items: { id: string; words: string }[] }>(
      'GET',
      '/api/v1/suggestions',
    );
    expect(listed.items.find(({ id }) => id === said.id)?.words).toBe(words);
    expect((await bureau.person('resident-b').told(caseId)).at(-1)?.data).toMatchObject({ publicText: RARE });
    expect(await bureau.faults()).toEqual([]);
  });

  it('halves of characters and U+0000 are refused, and nothing is written', async () => {
    const { caseId, seq } = await open();
    for (const text of ['\ud83d', 'a\u0000b'])
      expect((await clerk().refused('POST', commandsOf(caseId), note(text))).status).toBeLessThan(500);
    expect((await clerk().show(caseId, now)).seq).toBe(seq);
  });
});
