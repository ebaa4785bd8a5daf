import type { Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';
import { tabTo } from './support/keys';
import { expectGood } from './support/quality';

/** The supervisor's desk: every number opens the list behind it, and the sheet of a quarterly check names what was missed. */

let bureau: Bureau;
let leader: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
  leader = await bureau.visitAs('zjg-leader');
  ({ page } = leader);
  page.setDefaultTimeout(20_000);
}, 240_000);
afterAll(() => bureau.close());

const due = () => page.getByRole('region', { name: '待检查，按镇和周' });
const rows = () => page.getByRole('region', { name: '待检查清单，最先到期的在前' }).getByRole('listitem');

/** The numbers of one line of a table that open a list, each with where it leads. */
async function numbersOf(line: string): Promise<{ count: number; label: string }[]> {
  const links = due()
    .getByRole('row')
    .filter({ hasText: line })
    .getByRole('link', { name: /: \d+$/ });
  return (await links.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))).map(
    (label) => ({ label, count: Number(label.split(': ').at(-1)) }),
  );
}

it('opens exactly the visits that a number counts', async () => {
  await page.goto('/supervision');
  await due().getByRole('rowheader', { name: '合计' }).waitFor();
  const numbers = await numbersOf('大新镇');
  expect(numbers.length).toBeGreaterThanOrEqual(2);
  for (const { label, count } of numbers) {
    await page.goto('/supervision');
    await due().getByRole('link', { name: label, exact: true }).click();
    await rows().first().waitFor();
    expect([label, await rows().count()]).toEqual([label, count]);
    for (const text of await rows().allInnerTexts()) expect(text).toContain('大新镇');
  }
  await page.goto('/supervision');
  await due().getByRole('rowheader', { name: '合计' }).waitFor();
  // The first number of the last line is what is overdue anywhere.
  const [all] = await numbersOf('合计');
  await due()
    .getByRole('link', { name: all?.label ?? '', exact: true })
    .focus();
  await page.keyboard.press('Enter');
  await rows().first().waitFor();
  expect(await rows().count()).toBe(all?.count);
  for (const text of await rows().allInnerTexts()) expect(text).toContain('逾期');
  expect(await page.getByRole('button', { name: '已逾期' }).getAttribute('aria-pressed')).toBe('true');
  await expectGood(leader);
}, 120_000);

it('opens exactly the bulletins that wait', async () => {
  await page.goto('/supervision');
  const link = page.getByRole('link', { name: /^待签发的草稿: \d+$/ });
  const count = Number(await link.innerText());
  expect(count).toBeGreaterThan(0);
  await link.click();
  await page.locator('[data-bulletin]').first().waitFor();
  expect(await page.locator('[data-bulletin]').count()).toBe(count);
  expect(await page.locator('[data-bulletin] [data-status]:not([data-status="DRAFT"])').count()).toBe(0);
  await expectGood(leader);
  await page.getByLabel('显示哪些').getByText('已签发').click();
  await page.getByText('没有这样的通报。').waitFor();
}, 60_000);

it('opens exactly the findings that a number counts', async () => {
  await page.goto('/supervision');
  const ages = page.getByRole('region', { name: '未整改到位的问题，按存在时间' });
  await ages.getByRole('rowheader').first().waitFor();
  const links = ages.getByRole('link');
  await links.first().waitFor();
  for (let i = 0; i < (await links.count()); i += 1) {
    const count = Number(await links.nth(i).innerText());
    await links.nth(i).click();
    await page.locator('[data-finding]').first().waitFor();
    expect(await page.locator('[data-finding]').count()).toBe(count);
    await page.goBack();
    await links.first().waitFor();
  }
}, 120_000);

it('has the sheet of a quarter for each town, to read, to print and as a file', async () => {
  await page.goto('/supervision');
  await due().getByRole('link', { name: '打开锦丰镇季度检查表' }).click();
  await page.getByRole('heading', { name: /^锦丰镇 \d{4} 年第 [1-4] 季度检查表$/ }).waitFor();
  // Works that began long ago missed the inspection of an earlier quarter.
  let missed = '';
  for (const back of [1, 2]) {
    await page.getByRole('combobox', { name: '季度' }).click();
    await page.locator('.ant-select-item-option').nth(back).click();
    await page.waitForURL(/quarter=/);
    await page.getByText(/^实施项目 \d+ 个：/).waitFor();
    missed = await page
      .getByText(/^漏查：/)
      .first()
      .innerText()
      .catch(() => '');
    if (missed !== '') break;
  }
  expect(missed).toMatch(/^漏查：.+ \(\d{4}-\d{6}\)/);
  const first = page.getByRole('row').nth(1);
  expect(await first.innerText()).toContain('漏查');
  expect(missed).toContain(await first.getByRole('link').innerText());

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^季度检查表-\d{4}-Q[1-4]\.xlsx$/);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
  expect(await page.getByRole('navigation', { name: '主菜单' }).isVisible()).toBe(false);
  expect(await first.isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await expectGood(leader);
}, 120_000);

it('is in the menu of those who supervise, and is no page for others', async () => {
  await page.goto('/desk');
  await tabTo(page, '监督工作台');
  await page.keyboard.press('Enter');
  await due().waitFor();
  const other = await bureau.visitAs('daxin-reviewer');
  await other.page.goto('/supervision');
  await other.page.getByRole('heading', { level: 1 }).waitFor();
  expect(await other.page.getByRole('link', { name: '监督工作台' }).count()).toBe(0);
  expect(await other.page.getByRole('region', { name: '待检查，按镇和周' }).count()).toBe(0);
  await other.context.close();
}, 60_000);

it('draws some of a town’s overdue cases in three clicks, sends somebody, and has the report', async () => {
  await page.goto('/supervision');
  await due().getByRole('link', { name: '大新镇突击抽查' }).click();
  await page.getByText(/^现在逾期的事项有 \d+ 件。$/).waitFor();
  await page.getByRole('button', { name: '封存名单' }).click();
  const draw = page.getByRole('form', { name: '抽取 3 件' });
  await draw.getByRole('textbox').fill('短');
  await draw.getByRole('button', { name: '抽取 3 件' }).click();
  // Too short a phrase is said at the field, and nothing is drawn.
  await draw.locator('[aria-invalid=true]').waitFor();
  await draw.getByRole('textbox').fill('今天抽三件逾期事项');
  await expectGood(leader);
  await draw.getByRole('button', { name: '抽取 3 件' }).click();
  const drawn = page.getByRole('region', { name: '已抽出' });
  await drawn.waitFor();
  const numbers = await drawn.getByRole('listitem').getByRole('link').allInnerTexts();
  expect(new Set(numbers).size).toBe(3);
  await expectGood(leader);

  await drawn.getByRole('link', { name: /^公开记录/ }).click();
  const visits = page.getByRole('region', { name: '走访与发现的问题' });
  await visits.getByText('抽中 3 件，已走访 0 件').waitFor();
  expect(await visits.getByRole('row').count()).toBe(4);
  for (const number of numbers) expect(await visits.innerText()).toContain(number);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    visits.getByRole('button', { name: '导出 Excel' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^抽查报告-.+\.xlsx$/);

  await page.getByRole('button', { name: '指定检查员…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('去检查的事项').click();
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: numbers[0] ?? '?' })
    .click();
  // Those who can go come first; who cannot is shown and cannot be chosen.
  await dialog.getByRole('combobox', { name: '检查员' }).fill('检查');
  const people = page.locator('.ant-select-item-option').filter({ hasText: '本次已有' });
  await people.last().click();
  await dialog.getByLabel('原因').fill('派定的检查员出差');
  await dialog.getByRole('button', { name: '指定此人前往' }).click();
  await page.getByText('已指定').waitFor();
  await expectGood(leader);
}, 180_000);
