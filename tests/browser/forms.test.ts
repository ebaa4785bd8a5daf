import type { Page } from 'playwright-core';
import { imagined2027 } from '../unit/domain/calendar/notices';
import { Bureau, type OpenedPage, type Visit } from './support/bureau';
import { openCase } from './support/open-case';
import { expectGood, overflowing } from './support/quality';

/** What becomes of what people type: into forms of every kind, whatever happens to the page meanwhile. */

let bureau: Bureau;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
}, 240_000);
afterAll(() => bureau.close());
afterEach(() => opened.context.close());

async function visitAs(who: string, path: string, visit: Visit = {}): Promise<void> {
  opened = await bureau.visitAs(who, visit);
  ({ page } = opened);
  page.setDefaultTimeout(20_000);
  await page.goto(path);
}
const button = (name: string) => page.getByRole('button', { name, exact: true });

it('keeps what is typed into a form that is no command, but no password', async () => {
  await visitAs('admin', '/admin/people');
  await button('新建账号…').click();
  const dialog = page.getByRole('dialog', { name: '新建账号' });
  await dialog.getByLabel('姓名').fill('巡查员甲');
  await dialog.getByLabel('初始密码').fill('Chezhang-1234');
  await page.reload();
  await button('新建账号…').click();
  await dialog.getByText('已恢复您上次没有提交的内容。').waitFor();
  expect(await dialog.getByLabel('姓名').inputValue()).toBe('巡查员甲');
  expect(await dialog.getByLabel('初始密码').inputValue()).toBe('');
  await dialog.getByRole('button', { name: '清空重填' }).click();
  expect(await dialog.getByLabel('姓名').inputValue()).toBe('');
  // What is missing is told at the top, and leads to its field.
  await dialog.getByRole('button', { name: '新建账号', exact: true }).click();
  const faults = dialog.getByRole('region', { name: '有 1 处需要改' });
  await faults.and(page.locator(':focus')).waitFor();
  await faults.getByRole('link').click();
  await dialog.getByLabel('姓名').and(page.locator(':focus')).waitFor();
  await expectGood(opened);
});

/** A form that was sent as it is: what is wrong stands at its top, has the focus and leads to its field. */
async function expectFaults(send: string, ...messages: readonly [first: string, ...others: string[]]) {
  await button(send).click();
  const faults = page.getByRole('region', { name: `有 ${messages.length} 处需要改` });
  await faults.and(page.locator(':focus')).waitFor();
  expect(await faults.getByRole('link').allInnerTexts()).toEqual(messages);
  await faults.getByRole('link', { name: messages[0] }).click();
}

it('says at the top of every form what is wrong, also before one has signed in', async () => {
  opened = await bureau.visit({});
  ({ page } = opened);
  page.setDefaultTimeout(20_000);
  const has = (label: string) =>
    page.getByLabel(label, { exact: true }).and(page.locator(':focus')).waitFor();
  await page.goto('/sign-in');
  await expectFaults('登录', '请填写用户名。', '请填写密码。');
  await has('用户名');
  await expectGood(opened);
  await page.goto('/receipts');
  await expectFaults('查看进展', '请填写回执编号。');
  await has('回执编号');
  await expectGood(opened);
  await bureau.signIn(opened.context, 'daxin-officer');
  await page.goto('/find?by=proposer');
  await expectFaults('查找并留下记录', '请填写完整的姓名或电话号码。');
  await page.getByRole('textbox').and(page.locator(':focus')).waitFor();
  await page.goto('/account');
  await button('修改密码…').click();
  await expectFaults(
    '修改密码并退出其他设备',
    '请填写当前密码。',
    '请填写新密码。',
    '请填写再次输入的新密码。',
  );
  await has('当前密码');
  await expectGood(opened);
});

it('opens the page anew after a release took its parts away, with what was typed; then says what to do', async () => {
  const caseId = await openCase(bureau, 'daxin-officer', '府前小区车棚翻修');
  await visitAs('daxin-officer', `/cases/${caseId}`);
  await button('添加备注').click();
  await page.getByRole('form', { name: '添加备注' }).getByLabel('内容').fill('施工队周三到场。');
  let gone = 0;
  const refuse = (times: number) =>
    page.route(/\/assets\/find-screen-[^/]*\.js/, (route) => {
      gone += 1;
      return gone > times ? route.continue() : route.fulfill({ status: 404, body: '' });
    });
  await refuse(1);
  await page.getByRole('link', { name: '查找事项' }).click();
  await page.getByRole('heading', { level: 1, name: '查找事项' }).waitFor();
  expect(gone).toBeGreaterThan(0);
  await page.goto(`/cases/${caseId}`);
  await button('添加备注').click();
  const text = page.getByRole('form', { name: '添加备注' }).getByLabel('内容');
  expect(await text.inputValue()).toBe('施工队周三到场。');
  gone = 0;
  await page.unrouteAll();
  await refuse(Infinity);
  await page.getByRole('link', { name: '查找事项' }).click();
  await page.getByText('这个页面出错了').waitFor();
  await page.getByText(/请重新打开页面；如果再次出错/).waitFor();
  await page.unrouteAll();
});

interface Year {
  status: string;
  days: { date: string; kind: string }[];
}
async function officialNotice(): Promise<{ status: string; make: string[] }> {
  const answer = await page.request.get('/api/v1/calendar/years/2027');
  const { status, days } = (await answer.json()) as Year;
  return { status, make: days.filter(({ kind }) => kind === 'makeup-workday').map(({ date }) => date) };
}

it('imports a notice as JSON and corrects it day by day, each seen first', async () => {
  await visitAs('zjg-leader', '/admin/calendar?year=2027');
  await button('导入放假通知…').click();
  const dialog = page.getByRole('dialog', { name: '导入放假通知' });
  const json = dialog.getByLabel('通知（JSON）');
  await json.fill('{"year":2027,');
  await button('预览会改变什么').click();
  await dialog.getByText('内容不是有效的 JSON 对象，请检查括号和引号后再预览。').waitFor();
  await json.fill(JSON.stringify(imagined2027));
  await button('预览会改变什么').click();
  await dialog.getByText(/^2027年：改变 \d+ 天$/).waitFor();
  expect(await officialNotice()).toMatchObject({ status: 'PROVISIONAL' });
  await button('启用2027年日历并重算期限').click();
  await page.getByText('日历已启用，正在重算在办事项的期限。').waitFor();
  await dialog.waitFor({ state: 'hidden' });
  expect(await officialNotice()).toMatchObject({ status: 'OFFICIAL' });

  // The make-up day of May is another one: the whole notice again, by hand.
  const moved = imagined2027.days.map((day) =>
    day.date === '2027-04-25' ? { ...day, date: '2027-05-08' } : day,
  );
  await button('导入放假通知…').click();
  await dialog.getByLabel('逐日填写').check();
  await button('预览会改变什么').click();
  await dialog.getByRole('link', { name: '请填写年份。' }).waitFor();
  await dialog.getByRole('link', { name: '第 1 天的名称: 请填写。' }).click();
  await dialog.getByLabel('第 1 天的名称').and(page.locator(':focus')).waitFor();
  await dialog.getByLabel('年份').fill('2027');
  await dialog.getByLabel('通知网址').fill(imagined2027.papers[0]!);
  for (const [at, { date, name, isOffDay }] of moved.entries()) {
    if (at > 0) await dialog.getByRole('button', { name: /增加一天$/ }).click();
    await dialog.getByLabel(`第 ${at + 1} 天的日期`).fill(date);
    await dialog.getByLabel(`第 ${at + 1} 天的名称`).fill(name);
    if (isOffDay) continue;
    await dialog.getByLabel(`第 ${at + 1} 天休息还是上班`).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await button('预览会改变什么').click();
  await dialog.getByText('2027年：改变 2 天').waitFor();
  await button('启用2027年日历并重算期限').click();
  await dialog.waitFor({ state: 'hidden' });
  const { make } = await officialNotice();
  expect([make.includes('2027-05-08'), make.includes('2027-04-25')]).toEqual([true, false]);
  expect(opened.trouble).toEqual([]);
}, 120_000);

it('answers a suggestion without a case, seen by its receipt, and takes that back', async () => {
  await visitAs('daxin-officer', '/suggestions');
  const waiting = page.getByRole('list', { name: '建议', exact: true }).getByRole('listitem');
  const first = waiting.first();
  const receiptNo = /\d{8}-[0-9A-Z]{8}/.exec(await first.innerText())![0];
  await first.getByRole('button', { name: /不予采纳/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '答复不予采纳' }).click();
  await dialog.getByRole('link', { name: '请选择原因。' }).waitFor();
  await dialog.getByLabel('原因').click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByLabel(/答复内容/).fill('已列入明年道路改造。');
  await expectGood(opened);
  await dialog.getByRole('button', { name: '答复不予采纳' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await waiting.filter({ hasText: receiptNo }).waitFor({ state: 'detached' });
  await page.goto(`/receipts/${receiptNo}`);
  await page.getByText('已列入明年道路改造。').waitFor();
  await expectGood(opened);
  await page.goto('/suggestions?show=refused');
  await waiting.filter({ hasText: receiptNo }).waitFor();
  await expectGood(opened);
  await waiting.filter({ hasText: receiptNo }).getByRole('button', { name: '撤回答复' }).click();
  await waiting.filter({ hasText: receiptNo }).waitFor({ state: 'detached' });
  await page.goto(`/receipts/${receiptNo}`);
  await page.getByText('已收到，等待社区研究。').waitFor();
});

it('shows days as the reader of the page writes them, typed or picked', async () => {
  await visitAs('admin', '/admin/audit', { language: 'en' });
  const from = page.getByLabel('From');
  await from.fill('2026-03-04');
  await page.keyboard.press('Enter');
  await page.waitForURL(/from=2026-03-04/);
  expect(await from.inputValue()).toBe('4 Mar 2026');
  await expectGood(opened);
});

describe.each(['desktop', 'phone'] as const)('a title of 300 signs on a %s', (size) => {
  it('wraps in messages and in lists of administration', async () => {
    const long = `L${'o'.repeat(140)}ng ${'长'.repeat(150)}${size}`.slice(0, 300);
    const { prisma } = bureau.api;
    const caseId = await openCase(bureau, 'daxin-officer', long);
    const { id: personId } = await prisma.person.findFirstOrThrow({ where: { signInName: 'daxin-officer' } });
    const told = {
      key: `long-${size}`,
      kind: 'order-answered',
      data: { number: '2026-000001', title: long },
    };
    await prisma.notification.create({ data: { ...told, caseId, personId, at: new Date() } });
    await visitAs('daxin-officer', '/messages', { size });
    await page.getByText(long).first().waitFor();
    expect(await overflowing(page)).toEqual([]);
    await opened.context.close();

    const name = `N${'a'.repeat(198)}`;
    const account = await prisma.person.create({ data: { id: `long-${size}`, displayName: name } });
    await prisma.post.create({
      data: {
        id: `long-${size}`,
        personId: account.id,
        organisationId: 'zjg-daxin',
        role: 'officer',
        fromDate: '2026-01-01',
      },
    });
    await visitAs('admin', `/admin/people?text=${name.slice(0, 20)}`, { size });
    await page.getByRole('button', { name }).first().waitFor();
    expect(await overflowing(page)).toEqual([]);
    await page.goto('/admin/organisations?at=zjg-daxin');
    await page.getByText(name).first().waitFor();
    expect(await overflowing(page)).toEqual([]);
    await page.goto('/admin/audit');
    await page.getByRole('table').waitFor();
    expect(await overflowing(page)).toEqual([]);
  });
});
