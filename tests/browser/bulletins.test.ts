import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { checkDocument } from '../../api/files/check-document';
import { Bureau, type OpenedPage } from './support/bureau';
import { expectGood } from './support/quality';

/** A monthly bulletin from its draft to the archive and its correction, as an officer, a leader and a reader see it. */

let bureau: Bureau;
let officer: OpenedPage;
let leader: OpenedPage;
let reader: OpenedPage;
let address: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  [officer, leader, reader] = [
    await bureau.visitAs('zjg-officer'),
    await bureau.visitAs('zjg-leader'),
    await bureau.visit(),
  ];
  for (const { page } of [officer, leader, reader]) page.setDefaultTimeout(20_000);
}, 240_000);
afterAll(() => bureau.close());

const partOf = (page: Page, name: string) => page.getByRole('form', { name: '通报文字' }).getByLabel(name);
const standing = (page: Page) => page.locator('article [data-status]').first();

async function act(page: Page, name: string, confirm: string): Promise<void> {
  await page.getByRole('region', { name: '下一步' }).getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: confirm, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

it('is found as a draft, written, and what is typed is not lost', async () => {
  const { page } = officer;
  await page.goto('/bulletins');
  await page.getByRole('region', { name: '未发布' }).locator('[data-bulletin] a').first().click();
  await partOf(page, '下一步要求').waitFor();
  address = new URL(page.url()).pathname;
  expect(await page.getByRole('button', { name: '签发', exact: true }).count()).toBe(0);
  await page.getByText('文字改好后，请市级负责人签发。').waitFor();

  await partOf(page, '下一步要求').fill('请各镇于月底前报送整改情况。');
  await page.reload();
  expect(await partOf(page, '下一步要求').inputValue()).toBe('请各镇于月底前报送整改情况。');
  await page.getByRole('button', { name: '保存文字' }).click();
  await page.getByText('已保存。').waitFor();
  await partOf(page, '存在问题').fill(' ');
  await page.getByText('五个部分都要有文字；没有情况请写“无”。').waitFor();
  expect(await page.getByRole('button', { name: '保存文字' }).isDisabled()).toBe(true);
  await page.reload();
  await page.getByRole('button', { name: '清空重填' }).click();
  await expectGood(officer);
}, 120_000);

it('asks before text that is not saved is left behind', async () => {
  const { page } = officer;
  await page.goto('/bulletins');
  await page.locator(`a[href="${address}"]`).first().click();
  await partOf(page, '下一步要求').fill('离开之前写的。');
  const back = page.getByRole('article').getByRole('link', { name: '月度通报' });
  const question = page.getByRole('dialog', { name: '有未保存的文字' });
  await back.click();
  await question.getByRole('button', { name: '留在本页' }).click();
  await question.waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe(address);
  await back.click();
  await question.waitFor();
  await expectGood(officer);
  await question.getByRole('button', { name: '保存后离开' }).click();
  await page.waitForURL('**/bulletins');
  await page.goto(address);
  expect(await partOf(page, '下一步要求').inputValue()).toBe('离开之前写的。');

  await partOf(page, '下一步要求').fill('关闭之前写的。');
  const asked = page.waitForEvent('dialog');
  const reloaded = page.reload();
  await (await asked).accept();
  await reloaded;
  await page.getByRole('button', { name: '清空重填' }).click();
  await partOf(page, '下一步要求').waitFor();
  await back.click();
  await page.waitForURL('**/bulletins');
}, 120_000);

it('two who write the same part see each other’s words before one of them stays', async () => {
  const [mine, theirs] = [officer.page, leader.page];
  await theirs.goto(address);
  await mine.goto(address);
  await partOf(mine, '存在问题').fill('经办人写的问题。');
  await partOf(theirs, '存在问题').fill('负责人写的问题。');
  await theirs.getByRole('button', { name: '保存文字' }).click();
  await theirs.getByText('已保存。').waitFor();
  await mine.getByRole('button', { name: '保存文字' }).click();
  const clash = mine.getByRole('alert').filter({ hasText: '负责人写的问题。' });
  await clash.waitFor();
  expect(await partOf(mine, '存在问题').inputValue()).toBe('经办人写的问题。');
  await expectGood({ ...officer, trouble: officer.trouble.filter((line) => !line.includes('412')) });
  officer.trouble.length = 0;
  await clash.getByRole('button', { name: '保留我的' }).click();
  await mine.getByRole('button', { name: '保存文字' }).click();
  await mine.getByText('已保存。').waitFor();
}, 120_000);

it('is signed by the leader, not when somebody wrote meanwhile, and the signature can be taken back', async () => {
  const { page } = leader;
  // The leader's page still shows what they wrote themselves.
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '签发', exact: true }).click();
  await page.getByRole('dialog').getByText('通报已被他人改动，请先看看最新内容。').waitFor();
  await page.keyboard.press('Escape');
  leader.trouble.length = 0;
  await page.waitForFunction(
    () => document.querySelector('textarea#part-problems')?.textContent === '经办人写的问题。',
  );
  // What is only on this page cannot be signed; what was given up is not asked about.
  await partOf(page, '总体情况').fill('负责人改过的总体情况。');
  const next = page.getByRole('region', { name: '下一步' });
  expect(await next.getByRole('button', { name: '签发', exact: true }).isDisabled()).toBe(true);
  await next.getByText('有未保存的文字：签发的只能是已保存的内容。').waitFor();
  await expectGood(leader);
  await next.getByRole('button', { name: '保存，再签发' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '签发', exact: true }).click();
  await standing(page).filter({ hasText: '已签发' }).waitFor();
  await page.getByText('负责人改过的总体情况。').waitFor();
  await act(page, '撤回签发', '撤回签发');
  await standing(page).filter({ hasText: '草稿' }).waitFor();
  await act(page, '签发', '签发');
  await standing(page).filter({ hasText: '已签发' }).waitFor();
  await expectGood(leader);
}, 120_000);

it('is published with its number for everybody, with its files, and corrected by a new one', async () => {
  const { page } = officer;
  await reader.page.goto(address);
  await reader.page.getByRole('heading', { level: 1 }).waitFor();
  expect(await reader.page.locator('article').count()).toBe(0);
  reader.trouble.length = 0;

  await page.goto(address);
  await act(page, '发布', '编号并发布');
  await standing(page)
    .filter({ hasText: /^〔\d{4}〕第\d+期$/ })
    .waitFor();
  const number = await standing(page).innerText();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '公文 Word' }).click(),
  ]);
  expect(await checkDocument(await readFile(await file.path()))).toContain('wordprocessingml');

  await reader.page.goto('/bulletins');
  await reader.page.locator('[data-bulletin]').filter({ hasText: number }).getByRole('link').first().click();
  await reader.page.getByText('经办人写的问题。').waitFor();
  expect(await reader.page.getByRole('region', { name: '下一步' }).count()).toBe(0);
  expect(await reader.page.getByRole('button', { name: '明细 Excel' }).count()).toBe(0);
  await expectGood(reader);

  await act(page, '更正…', '起草更正');
  await page.getByRole('link', { name: `更正${number}` }).waitFor();
  expect(new URL(page.url()).pathname).not.toBe(address);
  await act(page, '放弃更正…', '放弃更正稿');
  await page.waitForURL('**/bulletins');
  await page.goto(address);
  await act(page, '更正…', '起草更正');
  await page.getByRole('link', { name: `更正${number}` }).waitFor();
  await act(page, '重新统计', '重新统计');
  await page.getByText('重新统计完成，共 0 处变化').waitFor();
  await page.getByRole('heading', { name: '更正前后对照' }).waitFor();
  await page.getByRole('link', { name: `更正${number}` }).waitFor();
  await expectGood(officer);
  await leader.page.goto(new URL(page.url()).pathname);
  await act(leader.page, '签发', '签发');
  await act(leader.page, '发布', '编号并发布');
  const corrected = await standing(leader.page).innerText();
  expect(corrected).not.toBe(number);
  await reader.page.goto(address);
  await reader.page.getByRole('link', { name: `已由${corrected}更正` }).waitFor();
  await expectGood(officer);
}, 180_000);

it('an earlier month is built by hand; one without any record says so', async () => {
  const { page } = officer;
  await page.goto('/bulletins');
  const form = page.getByRole('form', { name: '编制通报' });
  await form.getByLabel('月份').fill('2024-02');
  await form.getByRole('button', { name: '编制通报' }).click();
  await page.getByText('截至本月末没有任何记录，各项数字均为零。').first().waitFor();
  await expectGood(officer);
}, 60_000);
