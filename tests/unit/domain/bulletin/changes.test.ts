import { changesOf, tablesOfEdition } from '../../../../domain/bulletin/changes';
import { draftTexts, textsAnew } from '../../../../domain/bulletin/texts';
import { contentOf, counts, OVERDUE_LINE } from '../../../support/bulletin';

const said = (confirmed: number, overdue: readonly (typeof OVERDUE_LINE)[] = []) => {
  const content = contentOf([counts({ total: { confirmed } }), counts({})], { overdue });
  return { content, parts: draftTexts(content) };
};

it('what is the same is not told', () => {
  expect(changesOf(said(3), said(3), 'zh')).toMatchObject({ id: 'changes', rows: [] });
});

it('every figure that differs is told with where it stands, and the parts of the text', () => {
  expect(changesOf(said(3), said(4), 'zh').rows).toEqual([
    ['总体情况', '立项', '累计', '3', '4'],
    ['各单位进展（本月/累计）', '杨舍镇', '立项', '0/3', '0/4'],
    ['各单位进展（本月/累计）', '合计', '立项', '0/3', '0/4'],
    ['文字', '总体情况', '–', '原文字', '已修改'],
  ]);
});

it('a limit that is overdue no more is one line, and one of two limits of a case is told apart', () => {
  const second = { ...OVERDUE_LINE, what: { zh: '整改', en: 'rectification' }, workdaysLate: 2 };
  const rows = changesOf(
    said(3, [OVERDUE_LINE, second]),
    said(3, [{ ...second, workdaysLate: 4 }]),
    'zh',
  ).rows;
  expect(rows.filter(([table]) => table === '逾期清单')).toEqual([
    ['逾期清单', '2026-000007 整改', '逾期工作日', '2', '4'],
    ['逾期清单', '2026-000007 镇（街道）审核', '逾期工作日', '9', '–'],
  ]);
});

it('a town that is new has all its figures, from nothing', () => {
  const two = contentOf([counts({}), counts({ total: { done: 1 } })]);
  const one = contentOf([counts({})]);
  const parts = draftTexts(one);
  const rows = changesOf({ content: one, parts }, { content: two, parts }, 'en').rows;
  expect(rows).toContainEqual(['Progress by place (month/total)', '塘桥镇', 'Done', '–', '0/1']);
});

it('a correction ends with what it puts right; another bulletin has no such table', () => {
  const [before, after] = [said(3), said(4)];
  expect(tablesOfEdition({ ...after, corrected: null }, 'zh').map(({ id }) => id)).not.toContain('changes');
  const parts = textsAnew({ ...before, parts: { ...before.parts, next: '照旧。' } }, after.content);
  const last = tablesOfEdition({ ...after, parts, corrected: before }, 'zh').at(-1);
  expect(last).toMatchObject({ id: 'changes', title: '更正前后对照' });
  expect(last?.rows.slice(-2).map(([, part]) => part)).toEqual(['总体情况', '下一步要求']);
});
