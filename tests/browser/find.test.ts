import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';
import { expectGood } from './support/quality';

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
  expect(new Set(await found().locator('mark').allTextContents())).toEqual(new Set(['健身']));
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

it('goes from the box into the list and back with the arrows, and Enter opens what has the focus', async () => {
  await page.goto('/find?text=健身');
  await found().nth(1).waitFor();
  const box = page.getByLabel('查找什么');
  await box.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = (await found().nth(1).getAttribute('href'))!;
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(second);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.locator('input[type="search"]:focus').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${second}`);
  await page.goBack();
  await found().first().waitFor();
  expect(await box.inputValue()).toBe('健身');
});

it('says what to do when nothing is found, and takes words of any script as words', async () => {
  for (const text of ['没有这样的事项', '<b>%_\\', '👩‍👩‍👧', 'مرحبا']) {
    await page.goto(`/find?text=${encodeURIComponent(text)}`);
    await page.getByText('没有找到事项').waitFor();
  }
  expect(opened.trouble).toEqual([]);
});

const PROPOSER = '居民甲乙丙';

/** A case that goes back to a resident's suggestion. */
async function proposedCase({ request }: BrowserContext): Promise<string> {
  const send = async (path: string, data: object) => {
    const headers = { 'X-Banjie-Request': '1', 'Idempotency-Key': randomUUID() };
    const answer = await request.post(`/api/v1/${path}`, { headers, data });
    if (!answer.ok()) throw new Error(await answer.text());
    return (await answer.json()) as { id: string; caseId: string };
  };
  const place = { programmeCode: 'zhangjiagang', organisationId: 'daxin' };
  const { id } = await send('suggestions', {
    ...{ ...place, channel: 'wechat', noticeShown: true, words: '楼道没有灯' },
    proposer: { name: PROPOSER, phone: '19900000123' },
  });
  const title = '楼道照明改造';
  return (await send('cases', { ...place, kind: 'PROJECT', title, suggestions: [id] })).caseId;
}

const searches = () => bureau.api.prisma.auditRecord.count({ where: { action: 'personal-data-searched' } });

it('finds by who proposed it only when asked, says that it is recorded, and keeps the name out of the address', async () => {
  const caseId = await proposedCase(opened.context);
  await page.goto('/find');
  await page.getByRole('button', { name: '按提出人查找（留痕）' }).click();
  await page.getByText('每次查找都会留下记录').waitFor();
  const who = page.getByLabel('提出人的姓名或电话');
  const search = page.getByRole('button', { name: '查找并留下记录' });
  await who.fill('居');
  await search.click();
  await page.getByRole('link', { name: '请填写完整的姓名或电话号码。' }).waitFor();
  expect(await searches()).toBe(0);
  await who.fill('居民甲乙');
  await search.click();
  await page.getByText('没有这位提出人的事项').waitFor();
  for (const asked of [PROPOSER, '199 0000 0123']) {
    await who.fill(asked);
    await search.click();
    await found().first().waitFor();
    expect(await found().first().getAttribute('href')).toBe(`/cases/${caseId}`);
  }
  expect(await searches()).toBe(3);
  expect(decodeURIComponent(page.url())).not.toContain('居民');
  await expectGood(opened);
  const other = await bureau.visitAs('daxin-reviewer');
  await other.page.goto('/find?by=proposer');
  await other.page.getByLabel('查找什么').waitFor();
  expect(await other.page.getByText('按提出人查找').count()).toBe(0);
  await other.context.close();
});
