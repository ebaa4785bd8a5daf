import type { Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';
import { DEMO_PASSWORD } from './support/demo-database';

interface Form {
  type: string;
  name: { zh: string };
  missing: unknown[];
}

/** Compressed, as it travels. */
const MOST_SCRIPT = 350 * 1024;

let bureau: Bureau;
let opened: OpenedPage;
let page: Page;
beforeAll(async () => {
  bureau = await Bureau.open();
}, 240_000);
afterAll(() => bureau.close());
afterEach(() => opened.context.close());

async function visit(signInName: string): Promise<void> {
  opened = await bureau.visitAs(signInName);
  ({ page } = opened);
}

async function read<T>(path: string): Promise<T> {
  const answer = await page.request.get(path);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as T;
}
const rows = () => page.locator('[data-row]');

it('signs in with a password, and says so when it is wrong, keeping the name', async () => {
  opened = await bureau.visit();
  ({ page } = opened);
  await page.goto('/desk');
  await page.waitForURL('**/sign-in**');
  await page.getByLabel('用户名').fill('daxin-reviewer');
  await page.getByLabel('密码').fill('not-the-password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('用户名').inputValue()).toBe('daxin-reviewer');
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL('**/desk');
  await rows().first().waitFor();
});

it('opens a case by the keyboard alone', async () => {
  await visit('daxin-reviewer');
  await page.goto('/desk?group=overdue');
  await rows().nth(1).waitFor();
  const { items } = await read<{ items: { caseId: string }[] }>('/api/v1/duties?group=overdue');
  // In one breath, before the page can follow: no key is lost, and each goes on from where the one before went.
  await page.evaluate(() => {
    for (const key of ['j', 'j', 'k', 'j'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
  await rows().nth(1).and(page.locator('[aria-current]')).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/cases/${items[1]!.caseId}`);
});

it('acknowledges one reminder by a click, one by a key, and the others together', async () => {
  await visit('zjg-officer');
  const awaiting = async () =>
    (await read<{ items: { caseId: string }[] }>('/api/v1/duties/acknowledgements?limit=200')).items;
  const before = await awaiting();
  // A bureau officer is told of many late cases by rungs that later ones have overtaken since.
  expect(before.length).toBeGreaterThan(4);
  await page.goto('/desk?group=awaiting');
  const given = () => page.waitForResponse((answer) => answer.url().endsWith('/commands'));
  const seen = page.getByRole('button', { name: '签收', exact: true });
  const [byClick] = await Promise.all([given(), seen.first().click()]);
  expect([byClick.status(), byClick.url()]).toEqual([200, expect.stringContaining(before[0]!.caseId)]);
  await page.getByText('已签收 1 条').waitFor();
  expect(await awaiting()).toHaveLength(before.length - 1);
  await page.keyboard.press('j');
  await page.locator('[data-row][aria-current]').waitFor();
  const [byKey] = await Promise.all([given(), page.keyboard.press('a')]);
  expect(byKey.status()).toBe(200);
  await seen.nth(before.length - 2).waitFor({ state: 'detached' });
  await page.getByLabel('选择全部').check();
  await page.getByRole('button', { name: `签收选中的 ${before.length - 2} 条` }).click();
  await page.getByText(`已签收 ${before.length - 2} 条`).waitFor();
  await page.getByText('没有等您签收的提醒').waitFor();
  expect(await awaiting()).toEqual([]);
});

it('keeps what was typed when the session runs out, and records it once after signing in again', async () => {
  await visit('daxin-reviewer');
  const { items } = await read<{ items: { caseId: string }[] }>('/api/v1/duties?limit=50');
  let found: { caseId: string; form: Form; seq: number } | undefined;
  for (const { caseId } of items) {
    const { allowed, seq } = await read<{ allowed: Form[]; seq: number }>(`/api/v1/cases/${caseId}`);
    const form = allowed.find(({ type, missing }) => type === 'review' && missing.length === 0);
    if (form !== undefined) found ??= { caseId, form, seq };
  }
  const { caseId, form, seq } = found!;
  await page.goto(`/cases/${caseId}`);
  await page.getByRole('button', { name: form.name.zh }).first().click();
  const opinion = page.getByRole('textbox').first();
  await opinion.fill('需求真实，同意立项。');
  await page.getByRole('textbox').nth(1).fill('审核员甲');
  await opened.context.clearCookies();
  await page.getByRole('button', { name: form.name.zh }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('登录已过期').waitFor();
  // In the demo nobody needs a password.
  await dialog.getByLabel('密码').waitFor();
  const [recorded] = await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith('/commands') && answer.status() !== 401),
    dialog.getByRole('button', { name: /的身份继续（演示）$/ }).click(),
  ]);
  expect(recorded.status()).toBe(200);
  await dialog.waitFor({ state: 'hidden' });
  const after = await read<{ seq: number }>(`/api/v1/cases/${caseId}`);
  expect(after.seq).toBeGreaterThan(seq);
  const { items: lines } = await read<{ items: { type: string; seq: number }[] }>(
    `/api/v1/cases/${caseId}/ledger?limit=200`,
  );
  expect(lines.filter((line) => line.seq > seq && line.type === 'ReviewPassed')).toHaveLength(1);
});

it('loads no more script than a slow office line can take', async () => {
  await visit('daxin-reviewer');
  let bytes = 0;
  const sizes: Promise<void>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    sizes.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => void (bytes += responseBodySize)),
    );
  });
  await page.goto('/desk');
  await rows().first().waitFor();
  await Promise.all(sizes);
  expect(bytes).toBeGreaterThan(50 * 1024);
  expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT);
});
