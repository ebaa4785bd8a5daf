import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';
import { openCase } from './support/open-case';
import { expectGood } from './support/quality';

/** What was found is put right with proof and verified by somebody else, all on the page of the case. */

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let bureau: Bureau;
let caseId: string;
let inspector: OpenedPage;
let community: OpenedPage;
beforeAll(async () => {
  bureau = await Bureau.open();
  caseId = await openCase(bureau, 'daxin-officer', '府前小区标识牌');
  [inspector, community] = [await bureau.visitAs('daxin-inspector'), await bureau.visitAs('daxin-officer')];
  for (const { page } of [inspector, community]) page.setDefaultTimeout(20_000);
}, 240_000);
afterAll(() => bureau.close());

const panelOf = (page: Page) => page.getByRole('region', { name: '现在办理' });

/** The form of a command, opened anew. */
async function formOf({ page }: OpenedPage, name: string, among?: '更多') {
  await page.goto(`/cases/${caseId}`);
  const panel = panelOf(page);
  if (among !== undefined) await panel.getByRole('button', { name: among }).click();
  await panel.getByRole('button', { name, exact: true }).click();
  return page.getByRole('form', { name });
}

async function send({ page }: OpenedPage, name: string): Promise<void> {
  await page.getByRole('form', { name }).getByRole('button', { name, exact: true }).click();
  await panelOf(page)
    .getByRole('status')
    .filter({ hasText: `已记录：${name}` })
    .waitFor();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('form').getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: option }).click();
}

it('goes from whoever found it to whoever mends it and back', async () => {
  const raise = await formOf(inspector, '登记问题并责令整改', '更多');
  await choose(inspector.page, '问题种类', '标识牌损坏或掉落');
  await raise.getByLabel('问题描述').fill('标识牌掉落');
  await choose(inspector.page, '问题来源', '居民反映');
  await raise.getByLabel('社区', { exact: true }).check();
  await send(inspector, '登记问题并责令整改');
  await expectGood(inspector);

  const attached = await community.page.request.post(`/api/v1/cases/${caseId}/files`, {
    headers: { 'X-Banjie-Request': '1', 'Idempotency-Key': randomUUID() },
    multipart: { kind: 'photos', file: { name: '整改后.png', mimeType: 'image/png', buffer: PNG } },
  });
  expect(attached.ok()).toBe(true);
  const answer = await formOf(community, '报告整改完成');
  await answer.getByLabel('标识牌损坏或掉落：标识牌掉落').check();
  await answer.getByLabel('整改情况').fill('已重新安装');
  await choose(community.page, '整改材料', '整改后.png');
  await community.page.keyboard.press('Escape');
  await send(community, '报告整改完成');
  await expectGood(community);

  const verify = await formOf(inspector, '复核整改');
  await verify.getByLabel('标识牌损坏或掉落：标识牌掉落').check();
  // Nothing is said by leaving it untouched.
  await verify.getByRole('button', { name: '复核整改', exact: true }).click();
  await verify.getByRole('link', { name: /整改到位/ }).waitFor();
  await verify.getByLabel('否', { exact: true }).check();
  await verify.getByLabel('备注（选填）').fill('没有固定牢');
  await send(inspector, '复核整改');

  const { findings } = (await (await inspector.page.request.get(`/api/v1/cases/${caseId}`)).json()) as {
    findings: object[];
  };
  expect(findings).toMatchObject([
    {
      ...{ status: 'OPEN', answers: [{ text: '已重新安装' }] },
      verdicts: [{ passed: false, note: '没有固定牢' }],
    },
  ]);
}, 240_000);

it('stands on the board with who has it, and on the page of the case with everything that was said', async () => {
  const { page } = inspector;
  await page.goto('/findings');
  const row = page.locator('[data-finding]').filter({ hasText: '府前小区标识牌' });
  await row.getByText('复核未通过 1 次').waitFor();
  expect(await row.innerText()).toMatch(/标识牌损坏或掉落\s+待整改[^]*来源：居民反映[^]*大新社区 · 经办人/);
  await page.getByRole('button', { name: '待复核' }).click();
  await page.getByText('没有符合条件的问题').waitFor();
  await page.reload();
  await page.getByText('没有符合条件的问题').waitFor();
  expect(await page.getByRole('button', { name: '待复核' }).getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: '清除筛选' }).first().click();
  await row.waitFor();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('整改督办.csv');
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect(lines.filter((line) => line.includes('府前小区标识牌'))).toHaveLength(1);
  expect(lines).toHaveLength(1 + (await page.locator('[data-finding]').count()));

  await row.getByRole('link', { name: '府前小区标识牌' }).click();
  const panel = page.getByRole('region', { name: '检查与整改' });
  await panel.getByText('复核未通过：没有固定牢').waitFor();
  expect(await panel.innerText()).toContain('报告整改：已重新安装');
  await panel.getByRole('link', { name: '下载 整改后.png' }).waitFor();
  await page.waitForFunction(() => {
    const { top } = document.querySelector('#overlay')?.getBoundingClientRect() ?? { top: -1 };
    return top >= 0 && top < innerHeight;
  });

  await panel.getByRole('button', { name: '登记监督意见', exact: true }).click();
  const form = panel.getByRole('form');
  await form.getByLabel('意见提出人').fill('人大代表甲');
  await form.getByLabel('意见内容').fill('请加固标识牌');
  await form.getByRole('button', { name: '登记监督意见', exact: true }).click();
  await panel.getByText('监督意见 · 人大代表甲').waitFor();
  await expectGood(inspector);

  await page.goto(`/cases/${caseId}/print`);
  for (const [name, words] of [
    ['六、问题与整改', '没有固定牢'],
    ['七、监督意见', '请加固标识牌'],
  ] as const)
    await page.getByRole('region', { name }).getByText(words).waitFor();
  await expectGood(inspector);
}, 120_000);
