import { createHash } from 'node:crypto';
import { averageOf, shareOf } from '../../../domain/bulletin/counts';
import { tablesOf } from '../../../domain/bulletin/tables';
import { withClient } from '../../../scripts/postgres/databases';
import { ARTICLE, loadArticle } from '../../support/article-totals';
import { actorAt, give, makeWorld, openCase, type World } from '../../support/world';

const MONTH = '2020-09';
const NOW = '2026-03-02T02:00:00.000Z';
const zjg = { programme: 'zhangjiagang', organisationId: 'zjg', by: 'officer', now: NOW };
const by = { by: 'leader', now: NOW };

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await loadArticle(world.database);
}, 120_000);
afterAll(() => world.close());

const addSuggestion = (at: string): Promise<void> =>
  withClient(world.database.url, async (client) => {
    await client.query(
      `INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words, entered_by, created_at)
       SELECT x, x, 'zhangjiagang', o.id, o.path, 'wechat', '建议', 'x', $1
         FROM CAST(gen_random_uuid() AS text) AS x, organisations o WHERE o.id = 'zjg-daxin-1'`,
      [at],
    );
  });

const build = (more: object = {}) =>
  world.ledger.bulletins.build({ ...zjg, month: MONTH, again: true, ...more });

describe('the totals of the article', () => {
  it('come out of its data exactly, by town and in sum', async () => {
    const { content, parts } = await build();
    const { total, types, single, month } = content.sum;
    expect(total).toMatchObject({
      suggestions: 1448,
      applied: 924,
      confirmed: 924,
      budgetFen: ARTICLE.budgetFen,
    });
    expect(types['works']?.confirmedTotal).toBe(618);
    expect(types['service']?.confirmedTotal).toBe(306);
    expect(shareOf(single.covered, single.communities)).toBe(0.98);
    expect(month).toMatchObject({ suggestions: 0, confirmed: 924, started: 0 });
    expect(content.towns.reduce((sum, { counts }) => sum + counts.total.confirmed, 0)).toBe(924);
    expect(parts.overview).toContain('征集建议1448条');
    expect(parts.overview).toContain('工程类618个、服务类306个');
    expect(parts.overview).toContain('4329.67万元');
    expect(parts.overview).toContain('98.0%');
  });

  it('the same cells stand in the table', async () => {
    const { content } = await build();
    const funnel = tablesOf(content, 'zh').find(({ id }) => id === 'funnel');
    expect(funnel?.rows.at(-1)?.slice(0, 4)).toEqual(['合计', '0/1448', '0/924', '924/924']);
    expect(funnel?.rows.at(-1)?.[7]).toBe('4329.67/4329.67');
  });
});

describe('a month', () => {
  it('that is still open is refused', async () => {
    await expect(build({ month: '2026-03' })).rejects.toMatchObject({ code: 'not-now' });
    await expect(build({ month: '2026-02', now: '2026-02-28T15:59:59.999Z' })).rejects.toMatchObject({
      code: 'not-now',
    });
    await expect(build({ month: '2025-03', now: '2025-03-31T16:00:00.000Z' })).resolves.toMatchObject({
      month: '2025-03',
    });
  });

  it('without data gives zeros and says so', async () => {
    const { content, parts } = await build({ month: '2018-02' });
    expect(content.empty).toBe(true);
    expect(content.sum.total.suggestions).toBe(0);
    expect(content.sum.single.communities).toBe(50);
    expect(parts.overview).toContain('没有任何记录');
  });

  it('is built once, however many build it at the same time', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(
        async () =>
          (await build({ month: '2020-07', again: false, by: null, now: '2026-03-02T02:00:00.000Z' })).id,
      ),
    );
    expect(new Set(ids).size).toBe(1);
  });
});

describe('an edition', () => {
  it('that is counted anew keeps what somebody wrote; the rest follows the figures', async () => {
    const { bulletins } = world.ledger;
    const { id, parts } = await build({ month: '2020-06' });
    await bulletins.edit({ id, ...by, parts: { next: '请抓紧。' }, edits: 0 });
    await withClient(world.database.ownerUrl, (client) =>
      client.query(
        `INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words, entered_by, created_at)
         SELECT 'later-' || i, 'L' || i, programme_code, organisation_id, org_path, channel, words, entered_by, '2020-06-03T00:00:00Z'
           FROM generate_series(1, 7) i, (SELECT * FROM suggestions ORDER BY id LIMIT 1) one`,
      ),
    );
    const again = await build({ month: '2020-06' });
    expect(parts.overview).toContain('本月征集建议0条');
    expect(again.parts).toMatchObject({
      overview: expect.stringContaining('本月征集建议7条'),
      next: '请抓紧。',
    });
    await expect(bulletins.sign({ id, ...by, edits: 1 })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
  });

  it('goes from draft to signed to published, is frozen with its hash, and is corrected by a new number', async () => {
    const { bulletins } = world.ledger;
    const { id } = await build({ month: '2020-08' });
    const edited = await bulletins.edit({ id, ...by, parts: { next: '请抓紧。' }, edits: 0 });
    expect(edited.parts.next).toBe('请抓紧。');
    await expect(bulletins.edit({ id, ...by, parts: { next: '晚了。' }, edits: 0 })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await expect(bulletins.publish({ id, ...by })).rejects.toMatchObject({ code: 'not-now' });
    await expect(bulletins.sign({ id, ...by, edits: 0 })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await bulletins.sign({ id, ...by, edits: edited.edits });
    expect(await bulletins.unsign({ id, ...by })).toMatchObject({ status: 'DRAFT', signedAt: null });
    await bulletins.sign({ id, ...by, edits: 2 });
    await expect(bulletins.edit({ id, ...by, parts: {}, edits: 1 })).rejects.toMatchObject({
      code: 'not-now',
    });
    const published = await bulletins.publish({ id, ...by });
    expect(published).toMatchObject({ status: 'PUBLISHED', year: 2026, number: 1 });
    await withClient(world.database.url, async (client) => {
      const { rows } = await client.query<{ frozen: string }>('SELECT frozen FROM bulletins WHERE id = $1', [
        id,
      ]);
      expect(
        createHash('sha256')
          .update(rows[0]?.frozen ?? '')
          .digest('hex'),
      ).toBe(published.sha256);
    });
    await withClient(world.database.ownerUrl, async (client) => {
      const change = client.query(`UPDATE bulletins SET parts = '{}' WHERE id = $1`, [id]);
      await expect(change).rejects.toThrow('cannot be changed');
      await expect(client.query('DELETE FROM bulletins WHERE id = $1', [id])).rejects.toThrow(
        'cannot be changed',
      );
    });
    await expect(bulletins.discard({ id, ...by })).rejects.toMatchObject({ code: 'not-now' });
    await bulletins.discard({ id: (await bulletins.correct({ id, ...by })).id, ...by });
    const correction = await bulletins.correct({ id, ...by });
    expect(correction).toMatchObject({ status: 'DRAFT', corrects: id, parts: { next: '请抓紧。' } });
    await expect(bulletins.correct({ id, ...by })).rejects.toMatchObject({ code: 'already-exists' });
    await bulletins.sign({ id: correction.id, ...by, edits: 0 });
    expect(await bulletins.publish({ id: correction.id, ...by })).toMatchObject({ number: 2, corrects: id });
    expect(await bulletins.load(id)).toMatchObject({
      ...{ correctedBy: correction.id, correctedByNumber: { year: 2026, number: 2 }, number: 1 },
    });
    expect(await bulletins.load(correction.id)).toMatchObject({ correctsNumber: { year: 2026, number: 1 } });
  });

  it('is corrected once, however many begin at the same time', async () => {
    const { bulletins } = world.ledger;
    const { id } = await build({ month: '2020-05' });
    await bulletins.sign({ id, ...by, edits: 0 });
    await bulletins.publish({ id, ...by });
    const begun = await Promise.allSettled([1, 2, 3].map(() => bulletins.correct({ id, ...by })));
    const made = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(made).toHaveLength(1);
    expect(made[0]?.parts.overview).toContain('征集建议');
    for (const one of begun)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'already-exists' });
  });
});

describe('the list', () => {
  it('goes on after the last one seen, newest month first, and knows only what lies below', async () => {
    const { bulletins } = world.ledger;
    for (const month of ['2018-04', '2018-05', '2018-06']) await build({ month });
    const asked = { drafts: ['/zjg/'], status: 'DRAFT', after: null, limit: 100 } as const;
    const all = await bulletins.list(asked);
    const months = all.map(({ month }) => month);
    expect(months).toEqual([...months].sort().reverse());
    const first = await bulletins.list({ ...asked, limit: 2 });
    const rest = await bulletins.list({ ...asked, after: first[1]! });
    expect([...first, ...rest].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(all[0]).toMatchObject({ organisationName: '张家港市', status: 'DRAFT', publishedAt: null });
    expect(all[0]?.programmeName.zh).toContain('张家港');
    expect(all[0]).not.toHaveProperty('content');
    const elsewhere = await bulletins.list({ drafts: ['/xihu/'], after: null, limit: 100 });
    expect(new Set(elsewhere.map(({ status }) => status))).toEqual(new Set(['PUBLISHED']));
  });
});

describe('the sum', () => {
  it('counts communities and coverage apart from the towns', async () => {
    const { content } = await build();
    const { communities, covered } = content.sum.single;
    expect([covered, communities]).toEqual([49, 50]);
    const towns = content.towns.map(({ counts }) => counts.single);
    expect(towns.reduce((sum, one) => sum + one.covered, 0)).toBe(49);
    expect(towns.filter((one) => one.covered > 0).length).toBeGreaterThan(1);
  });

  it('and everything else is as of one moment, whatever is written while it is counted', async () => {
    let stop = false;
    const writing = (async () => {
      while (!stop) await addSuggestion('2020-03-15T00:00:00.000Z');
    })();
    try {
      // Between the questions for the month and for the one before suggestions come in.
      for (let turn = 0; turn < 10; turn += 1) {
        const { content } = await build({ month: '2020-04' });
        expect(content.sum.total.suggestions - content.before.month.suggestions).toBe(1448);
      }
    } finally {
      stop = true;
      await writing;
    }
  });
});

describe('cases that people handled', () => {
  it('count as applied in their month and as overdue after it, with the post that holds them', async () => {
    const officer = actorAt('officer', 'zjg-daxin-1');
    const opened = {
      programme: 'zhangjiagang',
      place: 'zjg-daxin-1',
      by: officer,
      at: '2026-02-12T02:00:00.000Z',
    };
    const { caseId, number } = await openCase(world, opened);
    const kept = await openCase(world, opened);
    const data = { duplicatesChecked: true, estimateFen: 3_000_000, itemType: 'works' };
    await give(world, kept.caseId, { by: officer, at: '2026-02-13T02:00:00.000Z', type: 'accept', data });
    const look = { caseId, ownCaseOnly: true, budgetMs: 5_000 };
    await world.ledger.enforce({ ...look, now: '2026-02-26T02:00:00.000Z' });
    // What fires in March was not reached in February.
    await world.ledger.enforce({ ...look, now: '2026-03-02T02:00:00.000Z' });
    const { content } = await build({ month: '2026-02', now: '2026-03-02T02:00:00.000Z' });
    expect(content.sum.month.applied).toBe(2);
    expect(content.sum.total.applied).toBe(926);
    expect(content.sum.single).toMatchObject({ stopped: 1, onTime: 1, onTimeGross: 1, overdue: 1 });
    expect(averageOf(content.sum.single.determinedNet, content.sum.single.determined)).toBeNull();
    expect(content.overdue).toMatchObject([
      {
        ...{ number, dueDate: '2026-02-24', workdaysLate: 4, place: '大新镇第一社区' },
        rung: { zh: '逾期后一上班', en: 'as soon as people work after it is missed' },
        holder: { zh: '大新镇第一社区 经办人', en: '大新镇第一社区 officer' },
      },
    ]);
    const daxin = content.towns.find(({ counts }) => counts.month.applied > 0);
    expect(daxin?.counts.single.overdue).toBe(1);
  });
});
