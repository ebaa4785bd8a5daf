import type { Page } from 'playwright-core';
import { Bureau } from './support/bureau';
import { openCase } from './support/open-case';
import { focused, tabTo } from './support/keys';
import { expectGood } from './support/quality';

const TITLE = `<script>alert(1)</script> شارع 🚲 ${'长'.repeat(240)}`;

let bureau: Bureau;
let caseId: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  caseId = await openCase(bureau, 'daxin-officer', TITLE);
}, 120_000);
afterAll(() => bureau.close());

async function open(signInName: string, path = `/cases/${caseId}`) {
  const opened = await bureau.visitAs(signInName, { zone: 'America/Los_Angeles' });
  opened.page.setDefaultTimeout(20_000);
  await opened.page.goto(path);
  return opened;
}

const linesOf = async (page: Page): Promise<{ type: string }[]> => {
  const answer = await page.request.get(`/api/v1/cases/${caseId}/ledger?limit=200`);
  return ((await answer.json()) as { items: { type: string }[] }).items;
};

/** Chinese within the elements that is not said to be Chinese (WCAG 3.1.2). */
const untold = (page: Page, within: string) =>
  page.locator(within).evaluateAll((elements) =>
    elements.flatMap((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (walker.nextNode() !== null) {
        const { textContent: text, parentElement } = walker.currentNode;
        const language = parentElement?.closest('[lang]')?.getAttribute('lang') ?? '';
        if (/\p{Script=Han}/u.test(text ?? '') && !language.startsWith('zh')) found.push(text ?? '');
      }
      return found;
    }),
  );

it('says on an English page which texts are Chinese, and on a Chinese page which are English', async () => {
  const { context, page } = await bureau.visitAs('daxin-reviewer', { language: 'en' });
  page.setDefaultTimeout(20_000);
  const answer = await page.request.get('/api/v1/cases?limit=1&open=true');
  const { items } = (await answer.json()) as { items: { id: string; title: string }[] };
  await page.goto('/desk');
  await page.locator('[data-row]').first().waitFor();
  expect(await page.locator('[data-row] [lang="zh-CN"]').count()).toBeGreaterThan(0);
  expect(await untold(page, '[data-row], [data-row] + *, main li p, header button')).toEqual([]);
  await page.goto(`/cases/${items[0]!.id}`);
  await page.getByRole('heading', { level: 1, name: items[0]!.title }).waitFor();
  await page.locator('ol p').first().waitFor();
  expect(await page.locator('ol p [lang="zh-CN"]').count()).toBeGreaterThan(0);
  expect(await untold(page, 'h1, main dl dd, ol li > div p')).toEqual([]);
  await page.goto('/messages');
  await page.locator('main li p').first().waitFor();
  expect(await untold(page, 'main li h2, main li p')).toEqual([]);
  await context.close();

  const title = 'Bicycle shed of block 3';
  const english = await open('daxin-officer', `/cases/${await openCase(bureau, 'daxin-officer', title)}`);
  await english.page.locator('h1 [lang="en"]', { hasText: title }).waitFor();
  await expectGood(english);
  await english.context.close();
});

it('gives a supervision order once however often it is sent, and whoever it is for answers it', async () => {
  const city = await open('zjg-officer');
  await city.page.getByRole('button', { name: '督办', exact: true }).click();
  const form = city.page.getByRole('form', { name: '督办' });
  await form.getByLabel('督办要求').fill('请三日内说明进展。');
  await form.getByLabel('回复期限（工作日）').fill('3');
  await form.getByRole('button', { name: '督办', exact: true }).dblclick();
  await city.page.getByText('请三日内说明进展。').first().waitFor();

  const community = await open('daxin-officer');
  const panel = community.page.getByRole('region', { name: '现在办理' });
  await panel.getByRole('button', { name: '回复督办' }).click();
  const answer = community.page.getByRole('form', { name: '回复督办' });
  await answer.getByLabel('回复内容').fill('已约好施工队。');
  await answer.getByRole('button', { name: '回复督办' }).click();
  await panel.getByText(/已记录：回复督办/).waitFor();
  const orders = community.page.getByRole('region', { name: '督办与签收' });
  await orders.getByText('已约好施工队。').waitFor();
  // The other page, open all the while, tells what happened.
  await city.page.getByText(/有 \d+ 条新记录/).waitFor();
  const types = (await linesOf(city.page)).map(({ type }) => type);
  expect(types.filter((type) => type === 'OrderGiven')).toHaveLength(1);
  await expectGood(city);
  await expectGood(community);
}, 240_000);

it('keeps what is typed while another tab changes the case, and shows the change before it is sent', async () => {
  const [first, second] = [await open('daxin-officer'), await open('daxin-officer')];
  const note = async (page: Page, text: string) => {
    await page.getByRole('button', { name: '添加备注' }).first().click();
    await page.getByRole('form', { name: '添加备注' }).getByLabel('内容').fill(text);
  };
  const send = (page: Page) =>
    page.getByRole('form', { name: '添加备注' }).getByRole('button', { name: '添加备注' }).click();
  await note(first.page, '第一个窗口');
  await note(second.page, '第二个窗口');
  await send(first.page);
  const form = second.page.getByRole('form', { name: '添加备注' });
  await form
    .getByRole('alert')
    .getByText(/第一个窗口/)
    .waitFor();
  expect(await form.getByLabel('内容').inputValue()).toBe('第二个窗口');
  await form.getByRole('button', { name: '我已核对' }).click();
  await send(second.page);
  await form.waitFor({ state: 'detached' });
  await first.page
    .getByRole('region', { name: '台账' })
    .getByText(/第二个窗口/)
    .waitFor();
}, 240_000);

it('says that a file is too big before anything is sent, and prints on A4', async () => {
  const { page } = await open('daxin-officer');
  const files = page.getByRole('region', { name: '材料' });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    files.getByRole('button', { name: '选择文件' }).click(),
  ]);
  await chooser.setFiles({ name: '录像.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(21 << 20) });
  await files
    .getByRole('alert')
    .getByText(/21 MB.*20 MB/)
    .waitFor();
  await page.getByRole('link', { name: '打印台账' }).click();
  await page.getByRole('heading', { name: '三、办理记录' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(TITLE);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][^ ]* 84[12]/);
}, 240_000);

it('answers whoever may not see it like an address that leads nowhere', async () => {
  const { page } = await open('yangguang-officer');
  await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
}, 60_000);

it('is worked by the keyboard alone: forms and dialogs have the focus and give it back', async () => {
  const { page } = await open('daxin-officer');
  await page.getByRole('region', { name: '台账' }).getByRole('listitem').first().waitFor();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('跳到正文');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');

  await tabTo(page, '更多');
  await page.keyboard.press('Enter');
  await tabTo(page, '添加备注');
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: '添加备注' });
  await form.locator(':focus').waitFor();
  expect(await focused(page)).toMatch(/^内容/);
  await page.keyboard.type('键盘写的');
  await tabTo(page, '添加备注');
  await page.keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });
  await page
    .locator('[data-receipt]:focus')
    .getByText(/已记录：添加备注/)
    .waitFor();

  await tabTo(page, '为什么是这一天');
  await page.keyboard.press('Enter');
  const why = page.getByRole('dialog');
  await why.getByText('计算过程').waitFor();
  await page.keyboard.press('Escape');
  await why.waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('为什么是这一天');

  await page.locator('#content').focus();
  await tabTo(page, '受理');
  await page.keyboard.press('Enter');
  await page.getByRole('form', { name: '受理' }).locator(':focus').waitFor();
  await tabTo(page, '收起');
  await page.keyboard.press('Enter');
  await page.getByRole('form').waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('受理');
}, 120_000);
