import type { Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';
import { openCase } from './support/open-case';
import { axeFindings } from './support/quality';
import { Way } from './support/way';

const BANNER = /连接不上服务器（\d\d:\d\d 起）/;

let bureau: Bureau;
let way: Way;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
  way = await Way.open(bureau.api.url);
}, 240_000);
afterAll(async () => {
  await way.close();
  await bureau.close();
});
afterEach(async () => {
  await opened.context.close();
  await way.mend();
});

async function visitAs(signInName: string, path: string): Promise<void> {
  opened = await bureau.visitAs(signInName, { through: way.url });
  ({ page } = opened);
  page.setDefaultTimeout(20_000);
  await page.goto(path);
}

const banner = () => page.getByRole('alert').filter({ hasText: BANNER });

it('keeps what is typed on a case while the API is away, and records it once though an answer got lost', async () => {
  const caseId = await openCase(bureau, 'daxin-officer', '府前小区车棚翻修');
  await visitAs('daxin-officer', `/cases/${caseId}`);
  await page.getByRole('button', { name: '添加备注' }).click();
  const form = page.getByRole('form', { name: '添加备注' });
  const text = form.getByLabel('内容');
  const send = form.getByRole('button', { name: '添加备注' });
  await text.fill('施工队周三到场。');

  await way.break();
  await banner().waitFor();
  await send.click();
  await form.getByRole('alert').getByText('连接不上服务器', { exact: true }).waitFor();
  expect(await text.inputValue()).toBe('施工队周三到场。');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('府前小区车棚翻修');
  expect(await axeFindings(page)).toEqual([]);

  await way.mend();
  await banner().waitFor({ state: 'detached' });
  way.loseAnswers();
  await send.click();
  await form.getByRole('alert').getByText('连接不上服务器', { exact: true }).waitFor();
  await way.break();
  await way.mend();
  // Nothing is pressed: the page finds its own line in the ledger and fetches the receipt.
  await form.waitFor({ state: 'detached' });
  await page
    .getByRole('region', { name: '台账' })
    .getByText(/施工队周三到场。/)
    .waitFor();
  expect(await page.getByText(/条新记录/).count()).toBe(0);
  const answer = await page.request.get(`${bureau.api.url}/api/v1/cases/${caseId}/ledger?limit=200`);
  const { items } = (await answer.json()) as { items: { facts: { text?: string } }[] };
  expect(items.filter(({ facts }) => facts.text === '施工队周三到场。')).toHaveLength(1);
}, 120_000);

it('leaves the desk readable while the API is away; what was asked meanwhile comes with it', async () => {
  await visitAs('daxin-reviewer', '/desk?group=overdue');
  const rows = page.locator('[data-row]');
  await rows.first().click();
  const act = page.getByRole('region', { name: '事项摘要' }).getByRole('button', { name: '审核通过' });
  await act.waitFor();
  const titles = await rows.allInnerTexts();
  await way.break();
  await banner().waitFor();
  await act.click();
  await page.getByRole('heading', { name: '审核通过' }).waitFor();
  expect(await rows.allInnerTexts()).toEqual(titles);
  await way.mend();
  await banner().waitFor({ state: 'detached' });
  await page.getByRole('form', { name: '审核通过' }).getByLabel('意见').fill('同意。');
}, 120_000);

it('opens the page anew when a part of it could not be fetched, once', async () => {
  await visitAs('daxin-reviewer', '/desk?group=overdue');
  await page.route('**/assets/command-form-*.js', (route) => route.abort(), { times: 1 });
  const act = page.getByRole('region', { name: '事项摘要' }).getByRole('button', { name: '审核通过' });
  await page.locator('[data-row]').first().click();
  await Promise.all([page.waitForEvent('load'), act.click()]);
  await act.click();
  await page.getByRole('form', { name: '审核通过' }).getByLabel('意见').fill('同意。');
}, 120_000);

it('leaves the board readable while the API is away, says what could not be read, and reads it by itself', async () => {
  await visitAs('zjg-officer', '/board');
  const rows = page.locator('tbody tr td a');
  await rows.first().waitFor();
  const titles = await rows.allInnerTexts();
  await way.break();
  await banner().waitFor();
  expect(await rows.allInnerTexts()).toEqual(titles);
  await page.getByRole('button', { name: '三日内到期' }).click();
  await page
    .getByRole('main')
    .getByRole('alert')
    .getByText('连接不上服务器', { exact: true })
    .first()
    .waitFor();
  expect(
    await page.getByRole('navigation', { name: '组织' }).getByText('大新镇', { exact: true }).count(),
  ).toBe(1);
  await page
    .getByRole('navigation', { name: '主菜单' })
    .first()
    .getByRole('link', { name: '查找事项' })
    .click();
  await way.mend();
  await page.getByLabel('查找什么').waitFor();
  await page.goBack();
  await rows.first().waitFor();
  expect(await banner().count()).toBe(0);
}, 120_000);
