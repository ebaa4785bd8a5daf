import type { Locator, Page } from 'playwright-core';
import { until } from '../support/worker';
import { Bureau } from './support/bureau';
import { DEMO_PASSWORD } from './support/demo-database';

/** The page draws an operation when it comes near the window, as it does for whoever reads down to it. */
async function scrollTo(page: Page, block: Locator): Promise<void> {
  await until(async () => {
    if ((await block.count()) > 0) return true;
    await page.evaluate(() => {
      const atEnd = window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2;
      if (atEnd) window.scrollTo(0, 0);
      else window.scrollBy(0, 600);
    });
    await page.waitForTimeout(50);
    return false;
  }, 45_000);
}

let bureau: Bureau;
beforeAll(async () => (bureau = await Bureau.open()), 180_000);
afterAll(() => bureau.close());

it('lets a stranger sign in, attach a document and give a command from the docs page alone', async () => {
  const { page, context, trouble } = await bureau.visit();
  await page.goto('/api/docs');
  /** Opens an operation, fills it in, and answers what the server said. */
  const tryOut = async (
    operation: string,
    fields: Record<string, string>,
    body: string | { name: string; mimeType: string; buffer: Buffer },
  ): Promise<{ status: number; answer: Record<string, unknown> }> => {
    const block = page.locator(`[id$="-${operation}"]`);
    await scrollTo(page, block);
    await block.locator('.opblock-summary-control').click();
    for (const [name, value] of Object.entries(fields))
      await block
        .locator(`tr[data-param-name="${name}"] input, tr[data-property-name="${name}"] input`)
        .fill(value);
    if (typeof body === 'string') await block.locator('textarea.body-param__text').fill(body);
    else await block.locator('input[type=file]').setInputFiles(body);
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await block.getByRole('button', { name: 'Execute' }).click();
    const response = await answered;
    await block
      .locator('.live-responses-table .response-col_status')
      .getByText(`${response.status()}`)
      .waitFor();
    return { status: response.status(), answer: (await response.json()) as Record<string, unknown> };
  };
  const signedIn = await tryOut(
    'signIn',
    {},
    JSON.stringify({ signInName: 'daxin-officer', password: DEMO_PASSWORD }),
  );
  expect(signedIn.status).toBe(200);
  const opened = await tryOut(
    'openCase',
    { 'Idempotency-Key': 'docs-page-1' },
    JSON.stringify({
      ...{ programmeCode: 'zhangjiagang', organisationId: 'daxin', kind: 'PROJECT', title: '车棚翻修' },
    }),
  );
  const caseId = String(opened.answer['caseId']);
  const attached = await tryOut(
    'attachFile',
    { caseId, 'Idempotency-Key': 'docs-page-2', kind: 'other' },
    { name: '会议记录.txt', mimeType: 'text/plain', buffer: Buffer.from('会议记录\n') },
  );
  expect(attached).toMatchObject({ status: 201, answer: { kind: 'other', name: '会议记录.txt' } });
  expect(trouble).toEqual([]);
  const seq = Number(attached.answer['seq']);
  const accept = {
    type: 'accept',
    data: { duplicatesChecked: true, estimateFen: 3_000_000, itemType: 'works' },
  };
  const late = await tryOut(
    'giveCommand',
    { caseId, 'Idempotency-Key': 'docs-page-3', 'If-Match': `"${seq - 1}"` },
    JSON.stringify(accept),
  );
  expect(late).toMatchObject({ status: 412, answer: { code: 'changed-meanwhile', seq } });
  await context.close();
});
