import { definitionRows, percentOf, TABLE_IDS, tablesOf } from '../../../../domain/bulletin/tables';
import type { BulletinContent } from '../../../../domain/bulletin/counts';
import { contentOf, counts, OVERDUE_LINE } from '../../../support/bulletin';

const table = (content: BulletinContent, id: (typeof TABLE_IDS)[number], lang: 'zh' | 'en' = 'zh') =>
  tablesOf(content, lang).find((one) => one.id === id)!;

describe('the tables', () => {
  it('come in order, and every line has a cell under every title', () => {
    const content = contentOf([counts({}), counts({})], { overdue: [OVERDUE_LINE] });
    for (const lang of ['zh', 'en'] as const) {
      const tables = tablesOf(content, lang);
      expect(tables.map(({ id }) => id)).toEqual(TABLE_IDS.filter((id) => id !== 'changes'));
      for (const { head, rows } of tables) for (const row of rows) expect(row).toHaveLength(head.length);
    }
  });

  it('tell money in 万元 and the change on the month before with its sign', () => {
    const month = { suggestions: 4, applied: 7, paidFen: 5_000_000, disbursedFen: 1 };
    const before = counts({ month: { suggestions: 9, applied: 7, paidFen: 0, disbursedFen: 2 } });
    const { rows } = table(
      contentOf([counts({ month, total: { paidFen: 4_329_670_000 } })], { before }),
      'totals',
    );
    expect(rows.find(([name]) => name === '征集建议')).toEqual(['征集建议', '4', '-5', '0']);
    expect(rows.find(([name]) => name === '申报')).toEqual(['申报', '7', '0', '0']);
    expect(rows.find(([name]) => name === '支付金额（万元）')).toEqual([
      ...['支付金额（万元）', '5.00', '+5.00', '4329.67'],
    ]);
    // A fen less is nothing in 万元, and nothing has no sign.
    expect(rows.find(([name]) => name === '拨付金额（万元）')?.[2]).toBe('0.00');
  });

  it('tell every item type of the programme, and those that it no longer has', () => {
    const one = (confirmedTotal: number) => ({ confirmedMonth: 0, confirmedTotal, doneTotal: 0 });
    const types = { works: one(618), '': one(2), goods: one(1) };
    const { head, rows } = table(contentOf([counts({ total: { confirmed: 621 }, types })]), 'types');
    expect(head.filter((title) => title.endsWith('立项（累计）'))).toEqual([
      ...['工程类：立项（累计）', '服务类：立项（累计）', '未分类：立项（累计）', 'goods：立项（累计）'],
    ]);
    expect(rows.at(-1)).toEqual(['合计', '0', '618', '0', '0', '0', '0', '0', '2', '0', '0', '1', '0']);
  });

  it('tell rates with what they are made of, net and gross, and do not rank few cases', () => {
    const town = (stopped: number, onTime: number, onTimeGross: number) =>
      counts({ single: { stopped, onTime, onTimeGross } });
    const content = contentOf([town(10, 9, 8), town(4, 4, 4), town(20, 20, 20)]);
    const { rows } = table(content, 'time');
    expect(rows.map((row) => row.slice(3))).toEqual([
      ['9/10', '90.0%', '8/10', '80.0%', '0', '2'],
      ['4/4', '100.0%', '4/4', '100.0%', '0', '数量过少'],
      ['20/20', '100.0%', '20/20', '100.0%', '0', '1'],
      ['33/34', '97.1%', '32/34', '94.1%', '0', ''],
    ]);
  });

  it('tell average days against the limit of the programme, and a dash where there were none', () => {
    const single = { determined: 4, determinedNet: 37, determinedGross: 50 };
    const { head, rows } = table(contentOf([counts({ single }), counts({})]), 'time');
    expect(head[1]).toContain('时限 10');
    expect(rows.map((row) => row.slice(1, 3))).toEqual([
      ['9.3', '12.5'],
      ['–', '–'],
      ['9.3', '12.5'],
    ]);
    expect(table(contentOf([counts({})], { determineWithin: null }), 'time').head[1]).not.toContain('时限');
  });

  it('tell coverage as communities with a project of all communities', () => {
    const single = { communities: 50, covered: 49 };
    const { rows } = table(contentOf([counts({ single })]), 'supervision');
    expect(rows.at(-1)?.slice(0, 3)).toEqual(['合计', '49/50', '98.0%']);
  });

  it('list what is overdue with who holds it and the rung, in both languages, and how many more there are', () => {
    const content = contentOf([counts({ single: { overdue: 201 } })], {
      overdue: [OVERDUE_LINE, { ...OVERDUE_LINE, rung: null }],
    });
    const zh = table(content, 'overdue');
    expect(zh.title).toBe('逾期清单（最久的 2 项，另有 199 项）');
    expect(zh.rows[0]).toEqual([
      ...['2026-000007', '楼道接电', '塘联社区', '镇（街道）审核', '杨舍镇 审核人', '2026-10-12', '9'],
      '逾期第 3个工作日',
    ]);
    expect(zh.rows[1]?.at(-1)).toBe('无');
    const en = table(content, 'overdue', 'en');
    expect(en.rows[0]?.slice(3)).toEqual([
      ...['Town review', '杨舍镇 reviewer', '2026-10-12', '9', '3 working days late'],
    ]);
    const few = contentOf([counts({ single: { overdue: 1 } })], { overdue: [OVERDUE_LINE] });
    expect(table(few, 'overdue').title).toBe('逾期清单');
  });
});

describe('a percentage', () => {
  it.each([
    [49, 50, '98.0%'],
    [0, 9, '0.0%'],
    [9, 9, '100.0%'],
    [9_999, 10_000, '99.9%'],
    [1, 10_000, '0.1%'],
    [0, 0, '–'],
  ])('%d of %d is %s', (part, whole, text) => expect(percentOf(part, whole)).toBe(text));
});

it('every definition has a line', () => {
  const rows = definitionRows('zh');
  expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining(['立项', '按时数（毛）', '覆盖率']));
  expect(rows.every((row) => row.length === 2)).toBe(true);
});
