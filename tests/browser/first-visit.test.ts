import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';
import { expectGood } from './support/quality';

/** What somebody who has never seen the product manages from its start page, by what is written on the screen alone. */

let bureau: Bureau;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
  opened = await bureau.visit({ first: true });
  ({ page } = opened);
  page.setDefaultTimeout(20_000);
}, 240_000);
afterAll(() => bureau.close());

const menu = (name: string) =>
  page.getByRole('navigation', { name: '主菜单' }).filter({ visible: true }).getByRole('link', { name });
const rows = () =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('link') });

/** The days late that a line shows. */
const daysLate = (line: string) => Number(/逾期 (\d+) 个工作日/.exec(line)?.[1] ?? NaN);

const monthDue = (line: string) => Number(/(\d+)月\d+日[^\n]*截止/.exec(line)?.[1] ?? NaN);

function columnOf(sheet: ExcelJS.Worksheet, title: string): number {
  const titles = sheet.getRow(1).values as string[];
  return titles.indexOf(title);
}

let worst: string;

it('finds the most overdue case from the start page', async () => {
  await page.goto('/');
  await page.getByRole('button', { name: /看到管辖范围内的全部事项：谁逾期/ }).click();
  await page.getByRole('button', { name: '不用了' }).click();
  await menu('逾期督办').click();
  await rows().first().waitFor();
  const lines = await rows().allInnerTexts();
  const late = lines.map(daysLate);
  expect(late[0]).toBeGreaterThan(0);
  expect(late[0]).toBe(Math.max(...late));
  expect(lines[0]).toMatch(/审核|议事|实施|验收|受理|评审|公示|立项|核实/);
  worst = await rows().first().getByRole('link').innerText();
});

it('sees why it is late: the counting, who has it, what was reached', async () => {
  await rows().first().getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: worst }).waitFor();
  const clocks = page.getByRole('region', { name: '计时' });
  await clocks
    .getByText(/逾期 \d+/)
    .first()
    .waitFor();
  await clocks.getByRole('button', { name: '为什么是这一天' }).first().click();
  const why = page.getByRole('dialog');
  await why.getByText('计算过程').waitFor();
  const steps = await why.getByRole('listitem').allInnerTexts();
  expect(steps.some((step) => /开始|起算/.test(step))).toBe(true);
  expect(await why.getByRole('table').count()).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await why.waitFor({ state: 'hidden' });
  await page
    .getByRole('region', { name: '台账' })
    .getByText(/催办|提醒/)
    .first()
    .waitFor();
});

it('exports the overdue list of the month, exactly that', async () => {
  await menu('逾期督办').click();
  await rows().first().waitFor();
  const month = monthDue(await rows().last().innerText());
  await page.getByRole('combobox', { name: '应办结月份' }).click();
  await page.getByTitle(new RegExp(`年${month}月$`)).click();
  // The list is read anew: whatever is of another month leaves it.
  await rows()
    .filter({ hasNotText: new RegExp(`(?<!\\d)${month}月\\d+日`) })
    .first()
    .waitFor({ state: 'detached' });
  await rows().first().waitFor();
  const shown = await rows().getByRole('link').allInnerTexts();
  expect(shown.length).toBeGreaterThan(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await download.path());
  const [sheet] = book.worksheets;
  const column = (title: string) => {
    const [, ...cells] = (sheet!.getColumn(columnOf(sheet!, title)).values as string[]).slice(1);
    return cells;
  };
  expect(column('事项')).toEqual(shown);
  for (const due of column('应办结')) expect(Number(due.slice(5, 7))).toBe(month);
  for (const late of column('逾期工作日')) expect(Number(late)).toBeGreaterThan(0);
  await expectGood(opened);
});

it('answers the supervision order, as the post it was given to', async () => {
  await page.getByRole('button', { name: '账户菜单' }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.getByRole('button', { name: /^审核人/ }).click();
  await menu('我的待办').waitFor();
  const groups = page.getByRole('navigation', { name: '待办分组' }).getByRole('link');
  const order = page.getByRole('listitem').filter({ hasText: '督办待回复' });
  for (let at = 0; (await order.count()) === 0; at += 1) {
    await groups.nth(at).click();
    await groups.nth(at).and(page.locator('[aria-current="true"]')).waitFor();
    await page
      .getByText(/截止|接下来到期|没有/)
      .first()
      .waitFor();
  }
  await order.getByRole('link').click();
  const summary = page.getByRole('region', { name: '事项摘要' });
  await summary.getByText('居民多次来电').waitFor();
  await summary.getByRole('button', { name: '回复督办' }).click();
  const form = summary.getByRole('form', { name: '回复督办' });
  await form.getByLabel('回复内容').fill('材料齐全，周三前办完审核。');
  await form.getByRole('button', { name: '回复督办' }).click();
  await order.waitFor({ state: 'detached' });
  await expectGood(opened);
});
