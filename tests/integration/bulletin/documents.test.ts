import { Workbook } from 'exceljs';
import { bulletinDocx } from '../../../api/bulletins/docx';
import { bulletinXlsx } from '../../../api/bulletins/xlsx';
import { checkDocument } from '../../../api/files/check-document';
import { PART_NAMES, PARTS } from '../../../domain/bulletin/edition';
import { definitionRows, tablesOf } from '../../../domain/bulletin/tables';
import type { Detail } from '../../../domain/bulletin/details';
import type { Edition } from '../../../ledger/bulletin/rows';
import { loadArticle } from '../../support/article-totals';
import { piecesOf, unzip, wordTables, wordText } from '../../support/unzip';
import { actorAt, makeWorld, openCase, type World } from '../../support/world';

const NOW = '2026-03-02T02:00:00.000Z';
const by = { by: 'leader', now: NOW };
const TITLES = {
  markup: '<b>楼道</b> & "灯" 😀 ]]>',
  long: '楼'.repeat(299) + '梯',
  formula: '=HYPERLINK("http://example.com","看")',
};
const NEXT = '请看<附件>：\n第二行 😀 \uFFFE完。';

let world: World;
let edition: Edition;
let draft: Edition;
let detail: Detail;

beforeAll(async () => {
  world = await makeWorld();
  await loadArticle(world.database);
  const officer = actorAt('officer', 'zjg-daxin-1');
  const place = { programme: 'zhangjiagang', place: 'zjg-daxin-1', by: officer };
  for (const title of Object.values(TITLES)) {
    const { caseId } = await openCase(world, { ...place, title, at: '2026-02-12T02:00:00.000Z' });
    await world.ledger.enforce({
      caseId,
      ownCaseOnly: true,
      budgetMs: 5_000,
      now: '2026-02-26T02:00:00.000Z',
    });
  }
  const { bulletins } = world.ledger;
  const built = { programme: 'zhangjiagang', organisationId: 'zjg', month: '2026-02', again: false, ...by };
  draft = await bulletins.build(built);
  const { id, edits } = await bulletins.edit({ id: draft.id, ...by, parts: { next: NEXT }, edits: 0 });
  await bulletins.sign({ id, ...by, edits });
  edition = await bulletins.publish({ id, ...by });
  detail = await bulletins.detail(edition);
}, 120_000);
afterAll(() => world.close());

const documentXml = async (file: Buffer): Promise<string> =>
  (await unzip(file)).get('word/document.xml') ?? '';

describe('the document', () => {
  it('says in its tables exactly what was frozen, in both languages', async () => {
    for (const lang of ['zh', 'en'] as const) {
      const file = await bulletinDocx(edition, lang);
      expect(await checkDocument(file)).toContain('wordprocessingml');
      const tables = wordTables(await documentXml(file));
      const wanted = tablesOf(edition.content, lang).map(({ head, rows }) => [[...head], ...rows]);
      expect(tables.slice(0, wanted.length)).toEqual(wanted);
      expect(tables.at(-1)?.slice(1)).toEqual(definitionRows(lang));
    }
    const overdue = tablesOf(edition.content, 'zh').at(-1);
    expect(overdue?.rows.map((row) => row[1])).toEqual(Object.values(TITLES));
  });

  it('has the article’s totals and what people wrote, markup and all', async () => {
    const xml = await documentXml(await bulletinDocx(edition, 'zh'));
    const text = wordText(xml);
    expect(text).toContain('累计征集建议1448条，申报927个，立项924个（工程类618个、服务类306个）');
    expect(text).toContain('4329.67万元');
    expect(text).toContain('98.0%');
    const paragraphs = piecesOf(xml, 'w:p').map(wordText);
    expect(paragraphs).toEqual(expect.arrayContaining(['请看<附件>：', '第二行 😀 完。']));
    expect(xml).not.toMatch(/[\uFFFE\uFFFF]/);
    for (const [i, part] of PARTS.entries())
      expect(paragraphs).toContain(`${'一二三四五'[i]}、${PART_NAMES[part].zh}`);
    expect(paragraphs).toEqual(
      expect.arrayContaining([
        '〔2026〕第1期',
        '关于2026年2月张家港市民生微实事推进情况的通报',
        '现将2026年2月张家港市民生微实事推进情况通报如下：',
        ...['张家港市民政局', '2026年3月2日'],
      ]),
    );
    expect(text).toContain(`SHA-256 ${edition.sha256}`);
    expect(paragraphs).not.toContain('（草稿，未签发）');
  });

  it('is laid out as the standard for official documents wants it', async () => {
    const files = await unzip(await bulletinDocx(edition, 'zh'));
    const [upright = '', sideways = ''] = piecesOf(files.get('word/document.xml') ?? '', 'w:sectPr');
    // A4; 37 mm above, 28 mm to the left; 22 lines and 28 characters between the margins.
    expect(upright).toContain('w:w="11906" w:h="16838"');
    expect(upright).toMatch(/w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(upright).toContain('w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"');
    expect(sideways).toContain('w:w="16838" w:h="11906" w:orient="landscape"');
    const styles = files.get('word/styles.xml') ?? '';
    const style = (id: string): string =>
      new RegExp(`w:styleId="${id}">.*?</w:style>`, 's').exec(styles)?.[0] ?? '';
    expect(style('BulletinHead')).toMatch(/w:eastAsia="方正小标宋简体".*w:color w:val="FF0000"/);
    expect(style('BulletinTitle')).toContain('<w:sz w:val="44"/>');
    expect(style('Heading1')).toMatch(/w:eastAsia="黑体".*<w:sz w:val="32"\/>/);
    expect(styles).toMatch(/<w:rPrDefault>.*w:eastAsia="仿宋".*<w:sz w:val="32"\/>/);
    expect([...files.keys()].some((name) => name.startsWith('word/fonts/'))).toBe(false);
    expect(files.get('word/settings.xml')).toContain('evenAndOddHeaders');
  });

  it('says of a draft that it is one, and of a correction what it corrects', async () => {
    expect(wordText(await documentXml(await bulletinDocx(draft, 'zh')))).toContain('（草稿，未签发）');
    const { id } = await world.ledger.bulletins.correct({ id: edition.id, ...by });
    const correction = await world.ledger.bulletins.load(id);
    const text = wordText(await documentXml(await bulletinDocx(correction!, 'zh')));
    expect(text).toContain('（更正〔2026〕第1期）');
    expect(text).toContain('〔2026〕第1期通报的部分内容有误，现予更正，更正前后对照见附件6。');
    expect(text).toContain('6.更正前后对照');
    const about = rowsOf(await workbookOf(await bulletinXlsx(correction!, detail, 'zh')), '说明');
    expect(about).toContainEqual(['期号', '草稿，未签发']);
    expect(about).toContainEqual(['更正', '〔2026〕第1期']);
  });
});

const workbookOf = async (file: Buffer): Promise<Workbook> => {
  const workbook = new Workbook();
  await workbook.xlsx.load(Uint8Array.from(file).buffer);
  return workbook;
};
const rowsOf = (workbook: Workbook, sheet: string): unknown[][] =>
  (workbook.getWorksheet(sheet)?.getSheetValues() ?? []).slice(1).map((row) => (row as unknown[]).slice(1));

describe('the workbook', () => {
  it('has the same cells as the document, numbers as numbers', async () => {
    const workbook = await workbookOf(await bulletinXlsx(edition, detail, 'zh'));
    for (const [sheet, table] of tablesOf(edition.content, 'zh').entries()) {
      const rows = rowsOf(workbook, workbook.worksheets[sheet + 1]?.name ?? '');
      const said = rows.map((row) =>
        Array.from(row, (cell) => String((cell as string | number | undefined) ?? '').replace(/^'/, '')),
      );
      const plain = (text: string): string => (/^\d+\.\d+$/.test(text) ? String(Number(text)) : text);
      const wanted = [table.head, ...table.rows].map((row) => row.map(plain));
      expect(said.map((row, i) => row.concat(Array(wanted[i]!.length - row.length).fill('')))).toEqual(
        wanted,
      );
    }
    expect(rowsOf(workbook, '总体情况')[1]).toEqual(['征集建议', 0, 0, 1448]);
  });

  it('has every figure as a number to calculate with', async () => {
    const [titles, ...rows] = rowsOf(await workbookOf(await bulletinXlsx(edition, detail, 'zh')), '全部数字');
    const at = (title: string): number => titles!.indexOf(title);
    const sum = rows.find(([name]) => name === '合计')!;
    const towns = rows.slice(0, -2);
    expect(sum[at('批准金额（元）·累计')]).toBe(43_296_700);
    expect(sum[at('立项·累计')]).toBe(924);
    expect(sum[at('覆盖率')]).toBe(0.98);
    for (const title of [
      '征集建议·累计',
      '申报·本月',
      '立项·累计',
      '批准金额（元）·累计',
      '覆盖社区',
      '逾期未结',
    ]) {
      const added = towns.reduce((all, row) => all + (row[at(title)] as number), 0);
      expect([title, Math.round(added * 100) / 100]).toEqual([title, sum[at(title)]]);
    }
  });

  it('lists the cases behind the month; a title is never a formula', async () => {
    const { month } = edition.content.sum;
    expect(detail.more).toBe(0);
    expect(
      detail.lines.filter(({ appliedAt }) => appliedAt !== null && appliedAt >= '2026-01-31T16'),
    ).toHaveLength(month.applied);
    const [titles, ...rows] = rowsOf(await workbookOf(await bulletinXlsx(edition, detail, 'zh')), '事项明细');
    expect(titles?.slice(0, 4)).toEqual(['编号', '事项', '镇（街道）', '所在']);
    expect(rows.map(([, title]) => title)).toEqual([TITLES.markup, TITLES.long, `'${TITLES.formula}`]);
    expect(rows.map((row) => row.slice(2, 6))).toEqual(
      Array(3).fill(['大新镇', '大新镇第一社区', '', '2026-02-12']),
    );
  });
});
