import type { Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';
import { expectGood } from './support/quality';

let bureau: Bureau;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
  opened = await bureau.visitAs('zjg-officer');
  ({ page } = opened);
}, 120_000);
afterAll(() => bureau.close());

const views = (on: Page = page) => on.getByRole('navigation', { name: '已存视图' });
const names = async (on: Page = page) =>
  (await views(on).getByRole('link').allTextContents()).map((name) => name.trim());

async function save(name: string) {
  await page.getByRole('button', { name: '存为视图' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('视图名称').fill(name);
  await dialog.getByRole('button', { name: '保存视图' }).click();
  return dialog;
}

it('keeps the filters of the board under a name and shows them again in one step', async () => {
  await page.goto('/board');
  await page.getByText('常用的筛选可以存成视图').waitFor();
  expect(await page.getByRole('button', { name: '存为视图' }).count()).toBe(0);
  await page.goto('/board?kind=MATTER&due=soon');
  await (await save('三日内的事务')).waitFor({ state: 'detached' });
  await views().getByRole('link', { name: '三日内的事务', exact: true }).waitFor();
  await page.goto('/board?lateBy=3');
  const dialog = await save('三日内的事务');
  await dialog.getByText('您已有名为“三日内的事务”的视图，请换一个名称。').waitFor();
  // The browser itself notes the refusal.
  expect(opened.trouble.splice(0)).toEqual([expect.stringContaining('409')]);
  await dialog.getByLabel('视图名称').fill('逾期三天以上');
  await dialog.getByRole('button', { name: '保存视图' }).click();
  await views().getByRole('link', { name: '逾期三天以上' }).waitFor();
  await views().getByRole('link', { name: '三日内的事务' }).click();
  await page.waitForURL('**/board?due=soon&kind=MATTER');
  // The address is there a moment before the page is.
  await views().locator('[aria-current="true"]', { hasText: '三日内的事务' }).waitFor();
  expect(await views().locator('[aria-current="true"]').count()).toBe(1);
  // Those of one screen are not those of another.
  await page.goto('/find?text=健身&among=open');
  await save('在办的健身');
  await views().getByRole('link', { name: '在办的健身' }).waitFor();
  expect(await names()).toEqual(['在办的健身']);
  await page.getByLabel('查找什么').fill('车棚');
  await page.waitForURL((url) => url.searchParams.get('text') === '车棚');
  await views().getByRole('link', { name: '在办的健身' }).click();
  await page.waitForURL((url) => url.searchParams.get('text') === '健身');
  await page.locator('input[type="search"][value="健身"]').waitFor();
  expect(await page.getByLabel('查找什么').inputValue()).toBe('健身');
});

it('renames one, puts one first, deletes one and takes it back', async () => {
  await page.goto('/board');
  expect((await views().getByRole('link').first().textContent())?.trim()).toBe('三日内的事务');
  await page.getByRole('button', { name: '管理视图' }).click();
  const dialog = page.getByRole('dialog', { name: '管理视图' });
  const line = (name: string) =>
    dialog.getByRole('listitem').filter({ has: page.getByLabel(`“${name}”的名称`, { exact: true }) });
  await line('逾期三天以上').getByRole('button', { name: '排到首个' }).click();
  await line('逾期三天以上').getByRole('button', { name: '不再排首个' }).waitFor();
  await line('三日内的事务').getByRole('textbox').fill('快到期的事务');
  await line('三日内的事务').getByRole('button', { name: '改名为所填名称' }).click();
  await line('快到期的事务').waitFor();
  await expectGood(opened);
  await line('逾期三天以上').getByRole('button', { name: '删除' }).click();
  await line('逾期三天以上').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: '撤销删除' }).click();
  await line('逾期三天以上').getByRole('button', { name: '不再排首个' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await names()).toEqual(['逾期三天以上', '快到期的事务']);
});

it('is the same on a phone, in the other language', async () => {
  const phone = await bureau.visitAs('zjg-officer', { size: 'phone', language: 'en' });
  await phone.page.goto('/board');
  const list = phone.page.getByRole('navigation', { name: 'Saved views' });
  await list.getByRole('link', { name: '快到期的事务' }).click();
  await phone.page.waitForURL('**/board?due=soon&kind=MATTER');
  await list.getByRole('button', { name: 'Manage views' }).click();
  await phone.page.getByRole('dialog', { name: 'Manage views' }).waitFor();
  await expectGood(phone);
});
