import type { Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';

let bureau: Bureau;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
  opened = await bureau.visitAs('zjg-officer', { zone: 'America/New_York' });
  ({ page } = opened);
}, 120_000);
afterAll(() => bureau.close());

const found = () => page.getByRole('list', { name: '找到的事项' }).getByRole('link');

it('is reached by one key from anywhere and finds by words and by number while one types', async () => {
  await page.goto('/desk');
  await page.locator('h1').first().waitFor();
  await page.keyboard.press('/');
  await page.waitForURL('**/find');
  await page.locator('input[type="search"]:focus').waitFor();
  await page.keyboard.type('健身');
  await found().first().waitFor();
  const titles = await found().allTextContents();
  expect(titles.length).toBeGreaterThan(1);
  for (const title of titles) expect(title).toContain('健身');
  const number = await page
    .getByText(/^\d{4}-\d{6}$/)
    .first()
    .textContent();
  await page.getByLabel('查找什么').fill(number!);
  await page.getByRole('listitem').filter({ hasText: number! }).first().waitFor();
  await found().nth(1).waitFor({ state: 'detached' });
  expect(opened.trouble).toEqual([]);
});

it('leads to the cases of a place, and to a case by the keyboard alone', async () => {
  await page.goto('/find?text=大新镇');
  await page.getByRole('link', { name: '大新镇的事项' }).click();
  await page.waitForURL('**/board?due=all&organisationId=**');
  await page.locator('tbody tr').first().waitFor();
  await page.goto('/find?text=健身');
  await found().first().waitFor();
  const where = await found().first().getAttribute('href');
  await page.locator('h1').first().click();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${where!}`);
});

it('says what to do when nothing is found, and takes words of any script as words', async () => {
  for (const text of ['没有这样的事项', '<b>%_\\', '👩‍👩‍👧', 'مرحبا']) {
    await page.goto(`/find?text=${encodeURIComponent(text)}`);
    await page.getByText('没有找到事项').waitFor();
  }
  expect(opened.trouble).toEqual([]);
});
