import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';
import { expectGood } from './support/quality';

interface BoardCase {
  id: string;
  number: string;
  title: string;
}

let bureau: Bureau;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
}, 120_000);
afterAll(() => bureau.close());
beforeEach(async () => {
  opened = await bureau.visitAs('zjg-officer');
  ({ page } = opened);
});
afterEach(() => opened.context.close());

async function read<T>(path: string): Promise<T> {
  const answer = await page.request.get(path);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as T;
}

const listed = async (query = 'due=overdue', limit = 50): Promise<BoardCase[]> =>
  (await read<{ items: BoardCase[] }>(`/api/v1/board/cases?limit=${limit}&${query}`)).items;

async function titles(): Promise<string[]> {
  await page.locator('tbody tr').first().waitFor();
  return page.locator('tbody tr td a').allTextContents();
}

it('opens with the most overdue case first, and leads to it', async () => {
  const [worst] = await listed();
  await page.goto('/board');
  expect((await titles())[0]).toBe(worst!.title);
  await page.getByRole('link', { name: worst!.title, exact: true }).first().click();
  await page.waitForURL(`**/cases/${worst!.id}`);
});

it('keeps what was chosen in the address, through a reload and back', async () => {
  await page.goto('/board');
  await titles();
  await page.getByRole('button', { name: '全部在办' }).click();
  await page.waitForURL('**/board?due=all');
  await page.getByRole('navigation', { name: '组织' }).getByText('大新镇', { exact: true }).click();
  await page.waitForURL('**organisationId=**');
  const query = new URL(page.url()).search.slice(1).replace('due=all', '');
  const expected = (await listed(query)).map(({ title }) => title);
  await page.locator('tbody tr').nth(expected.length).waitFor({ state: 'detached' });
  expect(await titles()).toEqual(expected);
  await page.reload();
  expect(await titles()).toEqual(expected);
  await page.goBack();
  expect(new URL(page.url()).search).toBe('?due=all');
});

it('opens lists and menus where they can be reached by mouse, also for those who want no motion', async () => {
  await page.goto('/board?due=all');
  await titles();
  await page.getByRole('combobox', { name: '全部制度' }).click();
  await page.getByTitle('张家港市民生微实事').click();
  await page.waitForURL('**programme=zhangjiagang**');
  await page.getByRole('button', { name: '账户菜单' }).click();
  await page.getByRole('menuitem', { name: '键盘快捷键' }).click();
  await page.getByRole('dialog').waitFor();
});

it('exports the list exactly as it is filtered', async () => {
  await page.goto('/board?due=overdue');
  await titles();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await download.path());
  const cells = book.worksheets[0]!.getColumn(1).values.map(String);
  const numbers = (await listed('due=overdue', 200)).map(({ number }) => number);
  for (const number of numbers) expect(cells.some((cell) => cell.includes(number))).toBe(true);
  expect(book.worksheets[0]!.rowCount).toBe(numbers.length + 1);
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 CSV' }).click(),
  ]);
  const text = readFileSync(await csv.path(), 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(numbers.length + 1);
});

it('supervises two cases with one text; both have their order', async () => {
  const [first, second] = await listed();
  await page.goto('/board');
  await titles();
  for (const { title } of [first!, second!]) await page.getByLabel(`选择 ${title}`, { exact: true }).check();
  await page.getByRole('button', { name: '督办选中的 2 件' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: '下达 2 件督办' }).click();
  await drawer.getByRole('link', { name: '请写明要求对方答复什么。' }).waitFor();
  await drawer.getByLabel('督办内容').fill('请说明逾期原因和办结日期 <script>alert(1)</script>');
  await drawer.hover({ position: { x: 5, y: 5 } });
  await expectGood(opened);
  await drawer.getByRole('button', { name: '下达 2 件督办' }).click();
  await drawer.waitFor({ state: 'hidden' });
  for (const { id } of [first!, second!]) {
    const { orders } = await read<{ orders: { text: string; answer: string | null }[] }>(
      `/api/v1/cases/${id}`,
    );
    expect(orders.filter(({ text }) => text.includes('<script>'))).toHaveLength(1);
  }
});

it('on the wall goes on showing what it knew when the server is away, and says so', async () => {
  await page.clock.install();
  await page.goto('/board?due=all');
  await titles();
  await page.getByRole('button', { name: '大屏显示' }).click();
  await page.getByText('更新于').waitFor();
  const shown = await page.locator('ol li').allTextContents();
  await page.route('**/api/v1/board**', (route) => route.abort());
  await page.clock.fastForward(31_000);
  await page.getByText('暂时连接不上').waitFor();
  expect(await page.locator('ol li').allTextContents()).toEqual(shown);
  await page.unroute('**/api/v1/board**');
  await page.clock.fastForward(31_000);
  await page.getByText('更新于').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('tbody tr').first().waitFor();
});
