import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { imagined2027 } from '../unit/domain/calendar/notices';
import { Bureau, type OpenedPage, type Visit } from './support/bureau';
import { openCase } from './support/open-case';
import { expectGood, overflowing } from './support/quality';

/** What administrators do from day to day, in a browser that is somewhere else. */

const ZONE = 'America/Los_Angeles';
const DAY = 86_400_000;
const HARD = 'فترة 🙂 <script>alert(1)</script>';

let bureau: Bureau;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
}, 240_000);
afterAll(() => bureau.close());
afterEach(() => opened.context.close());

async function visitAs(who: string, path: string, visit: Visit = {}): Promise<void> {
  opened = await bureau.visitAs(who, { zone: ZONE, ...visit });
  ({ page } = opened);
  page.setDefaultTimeout(20_000);
  await page.goto(path);
}
async function read<T>(path: string): Promise<T> {
  const answer = await page.request.get(path);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as T;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
/** A civil date some days from now, and as the screens write it. */
const day = (ahead: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + ahead * DAY);
const written = (date: string, language = 'zh-CN') =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'short', day: 'numeric', weekday: 'short' })
    .formatToParts(Date.parse(date))
    .filter(({ type }) => type === 'day')
    .map(({ value }) => value)
    .join('');

it('imports a notice from a table: previews what changes, then puts the year in force', async () => {
  await visitAs('zjg-leader', '/admin/calendar?year=2027');
  await page.getByText('暂定').first().waitFor();
  await button('导入放假通知…').click();
  const dialog = page.getByRole('dialog', { name: '导入放假通知' });
  await dialog.getByLabel('粘贴表格（CSV）').check();
  await dialog.getByLabel('年份').fill('2027');
  await dialog.getByLabel('通知网址').fill(imagined2027.papers[0]!);
  const lines = imagined2027.days.map(
    ({ date, name, isOffDay }) => `${date},${name},${isOffDay ? '休' : '班'}`,
  );
  await dialog.getByLabel('通知（CSV）').fill(['日期,名称,休/班', ...lines].join('\n'));
  await button('预览会改变什么').click();
  await dialog.getByText(/^2027年：改变 \d+ 天$/).waitFor();
  await dialog.getByRole('heading', { name: '在办事项' }).waitFor();
  expect((await read<{ status: string }>('/api/v1/calendar/years/2027')).status).toBe('PROVISIONAL');
  await button('启用2027年日历并重算期限').click();
  await page.getByText('日历已启用，正在重算在办事项的期限。').waitFor();
  await dialog.waitFor({ state: 'hidden' });
  expect((await read<{ status: string }>('/api/v1/calendar/years/2027')).status).toBe('OFFICIAL');
  await page.getByRole('main').getByText('正式', { exact: true }).first().waitFor();
  expect(opened.trouble).toEqual([]);
});

it('enters a closure over three days, seen first, on exactly those days; and takes it back', async () => {
  await visitAs('zjg-leader', '/admin/organisations?at=zjg-daxin');
  await button('登记停工或加班…').click();
  const dialog = page.getByRole('dialog', { name: /登记停工或加班/ });
  const [first, last] = [day(30), day(32)];
  await dialog.getByLabel('第一天', { exact: true }).fill(first);
  await dialog.getByLabel(/^最后一天/).fill(last);
  await dialog.getByLabel('怎么称呼').fill('台风停工');
  await dialog.getByLabel('依据').fill(`市防指〔2026〕3号 ${HARD}`);
  await button('先看看会改变什么').click();
  await dialog.getByText('改变的日子：').waitFor();
  await button('登记并重算期限').click();
  await dialog.waitFor({ state: 'hidden' });
  const line = page.getByRole('listitem').filter({ hasText: '台风停工' });
  await line.getByText(HARD, { exact: false }).waitFor();
  expect(await line.locator('strong').innerText()).toMatch(
    new RegExp(`月${written(first)}.*–.*月${written(last)}`),
  );
  const closures = async () =>
    (await read<{ items: object[] }>('/api/v1/calendar/closures?organisationId=zjg-daxin')).items;
  expect(await closures()).toMatchObject([{ date: first, until: last, kind: 'CLOSED' }]);
  await line.getByRole('button', { name: '撤销…' }).click();
  await button('撤销并重算').click();
  await line.waitFor({ state: 'detached' });
  expect(await closures()).toEqual([]);
  await expectGood(opened);
});

it('names who stands in for three days, and takes that back, in English', async () => {
  await visitAs('zjg-leader', '/admin/substitutes', { language: 'en' });
  await page.getByRole('button', { name: 'Enter a substitute …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Who stands in').click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const [first, last] = [day(5), day(7)];
  await dialog.getByLabel('First day').fill(first);
  await dialog.getByLabel('Last day').fill(last);
  await dialog.getByLabel('Reason').fill(HARD);
  await dialog.getByRole('button', { name: 'Enter the substitute' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const row = page.getByRole('row').filter({ hasText: HARD });
  await row.getByText('to come', { exact: true }).waitFor();
  expect(await row.getByRole('cell').first().innerText()).toMatch(
    new RegExp(`\\b${written(first, 'en')}\\b.*–.*\\b${written(last, 'en')}\\b`),
  );
  await row.getByRole('button', { name: 'Cancel …' }).click();
  await button('Cancel the substitution').click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('switch').click();
  await row.getByText('cancelled', { exact: true }).waitFor();
  await expectGood(opened);
});

it('makes a token that opens the API, shown once, and revokes it', async () => {
  await visitAs('zjg-officer', '/account');
  await button('新建令牌…').click();
  await page.getByLabel('名称（用来做什么）').fill(`月报脚本 ${HARD}`);
  await button('新建令牌').click();
  const made = page.getByRole('alert').filter({ hasText: '请立即复制保存' });
  const token = (await made.locator('.ant-typography').innerText()).trim();
  const status = async () => {
    const headers = { Authorization: `Bearer ${token}` };
    return (await fetch(`${bureau.api.url}/api/v1/me`, { headers })).status;
  };
  expect(await status()).toBe(200);
  await page.reload();
  const row = page.getByRole('row').filter({ hasText: '月报脚本' });
  await row.waitFor();
  expect(await made.count()).toBe(0);
  await row.getByRole('button', { name: '作废令牌' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '作废令牌' }).click();
  await row.getByText('已作废').waitFor();
  expect(await status()).toBe(401);
  await expectGood(opened);
});

it('sends a test message by a channel, and a message again that did not arrive', async () => {
  const { prisma } = bureau.api;
  await prisma.workerHeartbeat.create({
    data: {
      id: randomUUID(),
      at: new Date(),
      engineOk: true,
      detail: { channels: { mail: null }, deliveries: {} },
    },
  });
  const [id, at] = [randomUUID(), new Date()];
  const { personId } = await prisma.post.findFirstOrThrow({ where: { role: 'operator' } });
  await prisma.contact.upsert({
    where: { personId },
    create: { personId, email: 'operator@example.invalid' },
    update: { email: 'operator@example.invalid' },
  });
  await prisma.delivery.create({
    data: {
      id,
      channel: 'mail',
      target: `person:${personId}`,
      createdAt: at,
      nextAt: at,
      attempts: 8,
      state: 'DEAD',
      error: 'HTTP 500',
    },
  });
  await visitAs('operator', '/admin/channels');
  await button('给自己发一条测试消息').click();
  await page.getByText('测试消息已排队，稍候看“最近送达”。').waitFor();
  expect(await prisma.delivery.count({ where: { channel: 'mail', state: 'PENDING' } })).toBe(1);
  const row = page.getByRole('row').filter({ hasText: 'HTTP 500' });
  await row.getByRole('button', { name: '重新发送' }).click();
  await page.getByText('如果其实已经送到，对方会收到两次。').waitFor();
  await page.getByRole('tooltip').getByRole('button', { name: '重新发送' }).click();
  await row.waitFor({ state: 'detached' });
  expect((await prisma.delivery.findUniqueOrThrow({ where: { id } })).state).toBe('PENDING');
  expect(opened.trouble).toEqual([]);
});

it.each(['desktop', 'phone'] as const)(
  'takes a title of 300 signs of every kind as text, on a %s',
  async (size) => {
    const title = `${HARD} ${'长'.repeat(250 - size.length)}${size}`;
    const caseId = await openCase(bureau, 'daxin-officer', title);
    await visitAs('daxin-officer', '/find', { size });
    const { items } = await read<{ items: { caseId: string }[] }>('/api/v1/duties?limit=100');
    expect(items.map((duty) => duty.caseId)).toContain(caseId);
    for (const path of ['/board?due=all&text=فترة', '/find?text=فترة']) {
      await page.goto(path);
      await page.locator(`a[href="/cases/${caseId}"]`).waitFor();
      await expectGood(opened);
    }
    for (const group of ['week', 'later']) {
      await page.goto(`/desk?group=${group}`);
      await page
        .getByRole('main')
        .getByText(/截止|没有/)
        .first()
        .waitFor();
      expect(await overflowing(page)).toEqual([]);
    }
    await page.goto('/find?text=فترة');
    await page.getByRole('link', { name: title, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  },
);
