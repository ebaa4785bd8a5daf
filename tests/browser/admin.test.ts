import type { Page } from 'playwright-core';
import { Bureau, type OpenedPage, type Visit } from './support/bureau';
import { axeFindings, expectGood } from './support/quality';

let bureau: Bureau;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
}, 120_000);
afterAll(() => bureau.close());
afterEach(() => opened.context.close());

async function visitAs(who: string, path: string, visit: Visit = {}): Promise<void> {
  opened = await bureau.visitAs(who, visit);
  ({ page } = opened);
  await page.goto(path);
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

it('lets a visitor in by one click, offers the tour once, and turns its pages by keyboard', async () => {
  opened = await bureau.visit({ first: true });
  ({ page } = opened);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /^审计员/ }).click();
  await button('开始导览').click();
  const tour = page.getByRole('dialog');
  await tour.getByText('您现在是审计员').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await tour.getByText('我的待办', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await tour.waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await button('开始导览').count()).toBe(0);
  await page.getByRole('button', { name: /账户菜单/ }).click();
  const again = page.getByRole('menuitem', { name: '再看一遍导览' });
  await again.waitFor();
  await again.focus();
  await page.keyboard.press('Enter');
  await tour.getByText('您现在是审计员').waitFor();
});

it('shows what the posts allow, and the page of what is not there for everything else', async () => {
  await visitAs('daxin-reviewer', '/admin');
  await page.getByRole('link', { name: /^代班/ }).waitFor();
  expect(await page.getByRole('link', { name: /^(人员账号|操作审计|发送渠道|计时准不准)/ }).count()).toBe(0);
  for (const path of ['people', 'audit', 'channels', 'lateness', 'programmes/nowhere']) {
    await page.goto(`/admin/${path}`);
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
  }
});

it('adds an account and gives it a post, by keyboard only; script in a name is only text', async () => {
  await visitAs('admin', '/admin/people');
  const name = '<img src=x onerror=alert(1)> العربية 🙂';
  await button('新建账号…').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('姓名（或岗位称呼）').focus();
  await page.keyboard.insertText(name);
  await page.keyboard.press('Enter');
  await page.getByText('账号已新建，接下来请给他安排岗位。').waitFor();
  await page.getByLabel('按姓名或用户名查找').focus();
  await page.keyboard.insertText('<img');
  // The list is read anew with the words: what has the focus before that loses it.
  await page.waitForURL('**text=**');
  await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
  await button(name).press('Enter');
  await button('安排岗位…').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `给${name}安排岗位` });
  await dialog.getByLabel('岗位', { exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('在哪个单位').focus();
  await page.keyboard.insertText('大新镇 · 大新社区');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: '安排岗位' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('岗位已安排，立即生效。').waitFor();
  expect(await page.locator('tbody tr').first().innerText()).toContain('大新镇 · 大新社区');
  await expectGood(opened);
});

it('previews a notice with every fault, then with what would change, in another zone', async () => {
  await visitAs('zjg-leader', '/admin/calendar?year=2027', { zone: 'America/Los_Angeles' });
  await button('导入放假通知…').click();
  await page.getByLabel('通知（JSON）').fill('{"year":');
  await button('预览会改变什么').click();
  await page.getByText('内容不是有效的 JSON 对象', { exact: false }).waitFor();
  const day = (date: string, isOffDay: boolean) => ({ name: '元旦', date, isOffDay });
  const notice = (last: string) =>
    JSON.stringify({
      year: 2027,
      papers: ['https://www.gov.cn/zhengce/content/202611/content_1.htm'],
      days: [day('2027-01-01', true), day('2027-01-02', true), day(last, true)],
    });
  await page.getByLabel('通知（JSON）').fill(notice('2027-02-30'));
  await button('预览会改变什么').click();
  await page.getByText('通知有问题，还不能导入').waitFor();
  expect(await page.getByRole('button', { name: /启用2027年日历/ }).count()).toBe(0);
});

it('checks a draft of a programme and names the line of each problem', async () => {
  await visitAs('zjg-leader', '/admin/programmes/zhangjiagang');
  await button('在此基础上起草…').click();
  const file = page.getByLabel('制度文件');
  const text = await file.inputValue();
  const line = text.split('\n').findIndex((one) => one.startsWith('kinds:')) + 1;
  await file.fill(text.replace('kinds: [PROJECT]', 'kinds: [PROJEKT]'));
  await button('检查草案').click();
  await page.getByText(`第 ${line} 行`, { exact: true }).waitFor();
  expect(await button('发布为新版本').count()).toBe(0);
  await file.fill(`${text}\n# 起草\n`);
  await button('检查草案').click();
  await button('发布为新版本').click();
  await page.getByText('已发布第 2 版。').waitFor();
  await page.goto('/admin/programmes/zhangjiagang?compare=1');
  await page.getByText('两版读起来完全一样').waitFor();
  // Every changed value is told with where it stands and where it comes from, and no other one.
  await button('在此基础上起草…').click();
  await file.fill(
    text.replace(
      'limit: 10 workday                                                         # ZJ9 (it was 23)',
      'limit: 8 workday # doc: 试点办法 3',
    ),
  );
  await button('检查草案').click();
  await button('发布为新版本').click();
  await page.getByText('已发布第 3 版。').waitFor();
  await page.goto('/admin/programmes/zhangjiagang?compare=2');
  await page.getByRole('heading', { name: '第 2 版与第 3 版的不同' }).waitFor();
  const changes = page.getByRole('main').locator('section > div');
  expect((await changes.allInnerTexts()).map((one) => one.replace(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/^第 2 版 环节 › 4\. 镇级审核 · 审核 › 时限 10个工作日 ?ZJ9 .*快速通道 1个工作日/),
    expect.stringMatching(
      /^第 3 版 环节 › 4\. 镇级审核 · 审核 › 时限 8个工作日 ?试点办法 3 .*快速通道 1个工作日/,
    ),
  ]);
});

it('reads a programme in words, on a phone too: no id of its file, and where every value comes from', async () => {
  await visitAs('zjg-leader', '/admin/programmes/zhangjiagang?version=1', { size: 'phone' });
  const row = page.getByRole('row', { name: '4. 镇级审核' });
  await row.waitFor();
  const said = (await row.innerText()).replace(/\s+/g, ' ');
  expect(said).toContain('街道（镇）审核人 ZJ5 10个工作日 ZJ9 快速通道 1个工作日 ZJ10 默认');
  await page.getByText('规则摘自《人民日报 2020-11-23 第 12 版》').waitFor();
  const all = await page.getByRole('main').innerText();
  expect(all).not.toMatch(/\b(fast|standard|town-review|paid-this-year|item-type|workday)\b/);
  for (const heading of ['通道', '催办：标准催办', '资金上限', '材料', '监督', '检查清单'])
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
  await expectGood(opened);
});

it('reads and acknowledges a message, and marks it so for the whole post', async () => {
  await visitAs('daxin-reviewer', '/messages?show=unacknowledged');
  const awaited = page.getByRole('button', { name: '签收', exact: true });
  await awaited.first().waitFor();
  const before = await awaited.count();
  await awaited.first().click();
  await page.waitForFunction(
    (count) =>
      [...document.querySelectorAll('button')].filter((one) => one.textContent === '签收').length < count,
    before,
  );
  expect(opened.trouble).toEqual([]);
});
