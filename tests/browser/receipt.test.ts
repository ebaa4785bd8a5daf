import { randomUUID } from 'node:crypto';
import { Bureau } from './support/bureau';
import { expectGood } from './support/quality';

const WORDS = '楼道灯坏了，请尽快修好。';
const TITLE = '大新社区楼道灯更换';
const PROPOSER = { name: '居民甲', phone: '13912345678', address: '大新社区3幢2单元' };

let bureau: Bureau;
let receiptNo: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  const { context } = await bureau.visitAs('daxin-officer');
  const post = async (path: string, data: object): Promise<Record<string, unknown>> => {
    const headers = { 'X-Banjie-Request': '1', 'Idempotency-Key': randomUUID() };
    const answer = await context.request.post(path, { headers, data });
    if (answer.status() !== 201) throw new Error(await answer.text());
    return (await answer.json()) as Record<string, unknown>;
  };
  const place = { programmeCode: 'zhangjiagang', organisationId: 'daxin' };
  const made = await post('/api/v1/suggestions', {
    ...{ ...place, channel: 'wechat', words: WORDS, noticeShown: true, proposer: PROPOSER },
  });
  receiptNo = String(made['receiptNo']);
  await post('/api/v1/cases', {
    ...{ ...place, kind: 'PROJECT', title: TITLE, suggestions: [made['id']], submit: true },
  });
  await context.close();
}, 180_000);
afterAll(() => bureau.close());

it.each(['zh-CN', 'en'] as const)(
  'tells a resident on a phone how it stands, in %s, without signing in',
  async (language) => {
    const opened = await bureau.visit({ language, size: 'phone' });
    const { page } = opened;
    await page.goto('/receipts');
    await page.getByRole('textbox').fill(` ${receiptNo.toLowerCase()} `);
    await page.getByRole('button', { name: language === 'en' ? 'See how it stands' : '查看进展' }).click();
    await page.waitForURL(`**/receipts/${receiptNo}`);
    await page.getByRole('heading', { name: TITLE }).waitFor();
    const told = await page.locator('main').innerText();
    expect(told).toContain(language === 'en' ? 'It has been taken up' : '已经立项');
    await page.getByText(language === 'en' ? 'Why this date' : '为什么是这一天').click();
    expect(await page.locator('details li').count()).toBeGreaterThan(0);
    for (const personal of [WORDS, ...Object.values(PROPOSER)])
      expect(await page.content()).not.toContain(personal);
    await expectGood(opened);
    await opened.context.close();
  },
);

it('says so when there is no such number, and lets me try again', async () => {
  const opened = await bureau.visit({ size: 'phone' });
  await opened.page.goto('/receipts/20260304-00000000');
  await opened.page.getByRole('alert').getByText('没有找到这个编号').waitFor();
  await opened.page.getByRole('textbox').fill(receiptNo);
  await opened.page.getByRole('button', { name: '查看进展' }).click();
  await opened.page.getByRole('heading', { name: TITLE }).waitFor();
  await opened.context.close();
});
