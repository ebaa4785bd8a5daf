import type { Locator, Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';
import { DEMO_PASSWORD } from './support/demo-database';
import { expectGood } from './support/quality';

let bureau: Bureau;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
}, 240_000);
afterAll(() => bureau.close());
beforeEach(async () => {
  opened = await bureau.visitAs('daxin-officer', { zone: 'America/New_York' });
  ({ page } = opened);
  page.setDefaultTimeout(15_000);
});
afterEach(() => opened.context.close());

async function read<T>(path: string): Promise<T> {
  const answer = await page.request.get(path);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as T;
}
const title = () => page.getByLabel('标题');
const words = () => page.getByLabel('居民原话');
const submit = () => page.getByRole('button', { name: '立项登记' });
const done = (what: string) => page.getByRole('heading', { name: what });
const receiptShown = async () =>
  (
    await page
      .getByText(/^\d{8}-[0-9A-Z]{8}$/)
      .first()
      .textContent()
  )?.trim();

interface Receipt {
  state: string;
  cases: { number: string; title: string }[];
}

/** Goes on by the tab key until the focus is there. */
async function tabTo(there: Locator): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    if (await there.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The keyboard does not lead there');
}

it('opens a case for a resident from a letter, by the keyboard alone, and hands out a receipt', async () => {
  await page.goto('/desk');
  await tabTo(page.getByRole('main').getByRole('link', { name: '登记事项' }));
  await page.keyboard.press('Enter');
  await title().waitFor();
  await tabTo(title());
  await page.keyboard.type('府前新村7幢路灯不亮');
  await tabTo(page.getByRole('radio', { name: '微信群' }));
  await page.keyboard.press('ArrowRight');
  await tabTo(words());
  await page.keyboard.type('（书面来信）7幢门口的灯坏了半个月。');
  // Nothing is sent of somebody who was not told what becomes of their data, or cannot be reached.
  await tabTo(submit());
  await page.keyboard.press('Enter');
  // Every fault is told at the top, which has the focus, and leads to its field.
  const faults = page.getByRole('region', { name: /有 \d+ 处需要改/ });
  await faults.and(page.locator(':focus')).waitFor();
  await faults.getByRole('link', { name: '请填写已向建议人出示个人信息告知书。' }).waitFor();
  await tabTo(page.getByLabel('已向建议人出示个人信息告知书'));
  await page.keyboard.press('Space');
  await tabTo(page.getByLabel(/^姓名/));
  await page.keyboard.type('居民甲');
  await tabTo(page.getByLabel(/^电话/));
  await page.keyboard.type('请打电话');
  await tabTo(submit());
  await page.keyboard.press('Enter');
  await tabTo(faults.getByRole('link', { name: /请填写 5 至 20 位电话号码/ }));
  await page.keyboard.press('Enter');
  await page.getByLabel(/^电话/).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('100 0000 2001');
  await tabTo(submit());
  await page.keyboard.press('Enter');
  await done('已立项').and(page.locator(':focus')).waitFor();
  const receipt = await read<Receipt>(`/api/v1/suggestions/receipts/${(await receiptShown()) ?? ''}`);
  expect(receipt).toMatchObject({ state: 'IN_HAND', cases: [{ title: '府前新村7幢路灯不亮' }] });
  await page.getByText(receipt.cases[0]!.number, { exact: true }).waitFor();
  await expectGood(opened);
  await page.getByRole('link', { name: '查看事项' }).click();
  await page.getByRole('heading', { level: 1, name: '府前新村7幢路灯不亮' }).waitFor();
  await page.getByText('7幢门口的灯坏了半个月').first().waitFor();
  expect(await page.getByText('100 0000 2001').count()).toBe(0);
});

it('opens a case with its place, type and estimated cost, which the page of the case then says', async () => {
  await page.goto('/open');
  await title().fill('大新社区活动室墙面粉刷');
  await page.getByLabel(/^地点/).fill('3幢一楼活动室');
  await page.getByRole('radio', { name: '工程类' }).check();
  await page.getByLabel(/^估算金额/).fill('12500.5');
  await page.getByLabel('没有居民建议，工作人员直接登记').check();
  await submit().click();
  await done('已立项').waitFor();
  await page.getByRole('link', { name: '查看事项' }).click();
  const facts = page.getByLabel('事项要点');
  await facts.getByText(/大新社区 · 3幢一楼活动室/).waitFor();
  await facts.getByText('¥12,500.50').waitFor();
  await facts.getByText('工程类').waitFor();
  await expectGood(opened);
});

it('offers what may be the same while one types, and joins it instead of opening a second', async () => {
  const { items } = await read<{
    items: { id: string; number: string; title: string; programmeCode: string }[];
  }>('/api/v1/cases?open=true&organisationId=daxin&limit=50');
  const there = items.find(({ programmeCode }) => programmeCode === 'zhangjiagang')!;
  await page.goto('/open');
  await title().fill(there.title);
  const alike = page.getByRole('region', { name: '相近的事项' });
  const join = alike.getByRole('button', { name: `加入 ${there.number}` });
  await join.waitFor();
  await page.getByLabel('居民，没有留名').check();
  await join.click();
  await page.getByRole('link', { name: '请填写居民原话。' }).waitFor();
  await page.getByRole('radio', { name: '居民议事会' }).check();
  await words().fill('我们楼也有这个问题。');
  await join.click();
  await alike.getByText(/不再另立事项/).waitFor();
  await join.click();
  await done('已加入事项').waitFor();
  const { linkedSuggestions } = await read<{ linkedSuggestions: { words: string; how: string }[] }>(
    `/api/v1/cases/${there.id}`,
  );
  expect(linkedSuggestions.at(-1)).toMatchObject({ words: '我们楼也有这个问题。', how: 'joined' });
  expect(opened.trouble).toEqual([]);
});

it('keeps what was typed when the API does not answer, over a reload too, and opens one case in the end', async () => {
  const start = '👩‍👩‍👧 مرحبا <script>alert(1)</script> ';
  const odd = start + '长'.repeat(300 - start.length);
  await page.goto('/open');
  await title().fill(odd);
  await page.getByLabel('没有居民建议，工作人员直接登记').check();
  await page.route('**/api/v1/cases', (route) => route.abort());
  await submit().click();
  await page.getByRole('alert').getByText('连接不上服务器').waitFor();
  expect(await title().inputValue()).toBe(odd);
  await page.unroute('**/api/v1/cases');
  await page.reload();
  await page.getByText('已恢复您上次没有提交的内容。').waitFor();
  expect(await title().inputValue()).toBe(odd);
  expect(await page.getByLabel('没有居民建议，工作人员直接登记').isChecked()).toBe(true);
  await submit().dblclick();
  await done('已立项').waitFor();
  const { items } = await read<{ items: { title: string }[] }>(
    '/api/v1/cases?open=true&organisationId=daxin&limit=20',
  );
  expect(items.filter((one) => one.title === odd)).toHaveLength(1);
  await page.goto('/open');
  await title().waitFor();
  expect(await title().inputValue()).toBe('');
});

it('takes up what waits, and goes on after the session ran out; then it waits no more', async () => {
  await page.goto('/suggestions');
  const waiting = page.getByRole('list', { name: '建议' }).getByRole('listitem');
  await waiting.first().waitFor();
  const said = (await waiting.first().locator('p').first().textContent()) ?? '';
  const before = await waiting.count();
  await waiting
    .first()
    .getByRole('link', { name: /立项登记/ })
    .click();
  await page.getByText(said).waitFor();
  expect(said).toContain(await title().inputValue());
  await opened.context.clearCookies();
  await submit().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('用户名').fill('daxin-officer');
  await dialog.getByLabel('密码').fill(DEMO_PASSWORD);
  await dialog.getByRole('button', { name: '登录', exact: true }).click();
  await done('已立项').waitFor();
  const receipt = await read<Receipt>(`/api/v1/suggestions/receipts/${(await receiptShown()) ?? ''}`);
  expect(receipt.cases).toHaveLength(1);
  await page.getByRole('link', { name: '未立项的建议' }).click();
  await waiting.first().waitFor();
  await page.getByText(said).waitFor({ state: 'detached' });
  expect(await waiting.count()).toBe(before - 1);
  await page.goto('/suggestions?text=没有人说过这句话');
  await page.getByText('没有符合条件的建议').waitFor();
  // Words of another place are not there for this person.
  await page.goto('/open?suggestion=demo-loose-14');
  await page.getByRole('alert').getByText('没有找到').waitFor();
});
