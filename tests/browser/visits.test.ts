import sharp from 'sharp';
import { Bureau } from './support/bureau';
import { cameraPhoto, Phone, type Line } from './support/phone';
import { axeFindings, overflowing } from './support/quality';
import { Way } from './support/way';

/** An inspector's day with a phone whose network comes and goes. Each test takes a visit of its own from the list. */

let bureau: Bureau;
let way: Way;
let phone: Phone;
/** Far larger than what is sent of it. */
let large: Buffer;
let small: Buffer;
beforeAll(async () => {
  bureau = await Bureau.open();
  way = await Way.open(bureau.api.url);
  [large, small] = await Promise.all([cameraPhoto(5_200, 3_600, 98), cameraPhoto(640, 480, 80)]);
}, 240_000);
afterAll(async () => {
  await way.close();
  await bureau.close();
});
beforeEach(async () => {
  phone = await Phone.of('daxin-inspector', bureau, way);
});
afterEach(async () => {
  await way.mend();
  await phone.opened.context.close();
});

/** Waits until what was typed is on the device; it gets there a moment after the key was pressed. */
async function untilKept(text: string): Promise<void> {
  await phone.page.waitForFunction(
    (typed) =>
      new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open('banjie-visits');
        opening.onerror = () => reject(new Error('the database of the device does not open'));
        opening.onsuccess = () => {
          const reports = opening.result.transaction('reports').objectStore('reports').getAll();
          reports.onsuccess = () => {
            opening.result.close();
            resolve(JSON.stringify(reports.result).includes(typed));
          };
        };
      }),
    text,
  );
}

const recorded = (lines: readonly Line[], opinion: string) =>
  lines.filter(({ type, facts }) => type === 'InspectionRecorded' && facts['opinion'] === opinion);
const attached = (lines: readonly Line[]) => lines.filter(({ type }) => type === 'EvidenceAttached');

it('writes a report with two photos without network, opens anew, and it is recorded once when the network is back', async () => {
  const { page } = phone;
  await phone.takeAlong();
  await phone.loseNetwork();
  await page.reload();
  await phone.said.getByText('没有网络，可以照常写报告').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const caseId = await phone.begin(0);
  expect(large.length).toBeGreaterThan(30_000_000);
  await phone.addPhotos(large, small);
  await phone.form.getByRole('radio', { name: '不符合' }).first().check();
  await phone.form.getByLabel('说明').fill('标识牌歪了。');
  await untilKept('标识牌歪了。');
  await page.reload();
  // Half written, and still there.
  await phone.form.getByRole('img', { name: /^照片 2，/ }).waitFor();
  expect(await phone.form.getByLabel('说明').inputValue()).toBe('标识牌歪了。');
  await phone.fill('现场整洁。');
  await phone.form.getByLabel('实测进度（%）').fill('55');
  await phone.form.getByLabel('计划进度（%）').fill('60');
  await phone.form.getByText('比计划落后 5 个百分点').waitFor();
  await drawSignature();
  await phone.finish();
  await phone.said.getByText('没有网络。1 份报告保存在本机，恢复后自动发送').waitFor();
  expect(await phone.reports.allInnerTexts()).toEqual([expect.stringContaining('已保存在本机')]);
  const before = await phone.ledger(caseId);
  expect(recorded(before, '现场整洁。')).toHaveLength(0);
  await phone.findNetwork();
  // Nothing is pressed.
  await phone.reports.getByText(/已发送$/).waitFor();
  const after = await phone.ledger(caseId);
  const [report, ...others] = recorded(after, '现场整洁。');
  expect(others).toEqual([]);
  expect(report!.facts).toMatchObject({ result: 'passed', percentDone: 55, percentPlanned: 60 });
  expect(report!.facts['items']).toHaveLength(7);
  const files = attached(after).slice(attached(before).length);
  expect(files).toHaveLength(3);
  const photos = report!.facts['photos'] as { fileId: string }[];
  expect(photos.map(({ fileId }) => fileId)).toEqual(files.slice(0, 2).map(({ facts }) => facts['fileId']));
  expect(report!.facts['signatureFileId']).toBe(files[2]!.facts['fileId']);
  const sent = await page.request.get(`${bureau.api.url}/api/v1/cases/${caseId}/files/${photos[0]!.fileId}`);
  const picture = await sharp(await sent.body()).metadata();
  expect(picture).toMatchObject({ format: 'jpeg', width: 2_048 });
  expect(picture.exif).toBeUndefined();
}, 180_000);

async function drawSignature(): Promise<void> {
  const area = phone.page.getByRole('img', { name: '签名框' });
  await area.scrollIntoViewIfNeeded();
  const box = (await area.boundingBox())!;
  await phone.page.mouse.move(box.x + 20, box.y + 20);
  await phone.page.mouse.down();
  await phone.page.mouse.move(box.x + 120, box.y + 60);
  await phone.page.mouse.up();
  await phone.page.getByText('签名已保存').waitFor();
}

it('takes no personal data of residents along', async () => {
  const { prisma } = bureau.api;
  const secrets = ['不该带走的姓名', '00000000000', '不该带走的地址', '不该带走的原话'] as const;
  const [name, number, address, words] = secrets;
  await prisma.proposer.updateMany({ data: { name, phone: number, address } });
  await phone.takeAlong();
  const caseId = await phone.begin(0);
  // What a resident said is a finding too, and may name whoever said it.
  const { context } = await bureau.visitAs('daxin-inspector');
  const answer = await context.request.post(`/api/v1/cases/${caseId}/commands`, {
    headers: { 'X-Banjie-Request': '1', 'Idempotency-Key': 'said-by-a-resident' },
    data: { type: 'raise-finding', data: { kind: 'other', text: words, source: 'resident' } },
  });
  expect(answer.status()).toBe(200);
  await context.close();
  await phone.form.getByLabel('检查意见').fill('写到一半。');
  await phone.page.goto('/visits');
  await phone.page.getByRole('button', { name: '重新带走' }).click();
  await phone.page.getByText('本页没有网络也能打开。').waitFor();
  const kept = await phone.everythingKept();
  expect(kept).toContain('写到一半。');
  expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
}, 120_000);

it('sends from one tab only, however often and wherever it is asked to', async () => {
  await phone.takeAlong();
  await phone.loseNetwork();
  const caseId = await phone.begin(1);
  await phone.addPhotos(small);
  await phone.fill('两个窗口。');
  await phone.finish();
  const second = await phone.opened.context.newPage();
  await second.goto('/visits');
  await second.getByText('1 份报告保存在本机').first().waitFor();
  const posted: string[] = [];
  // Answered ones: what was tried before the network was there reached nobody.
  phone.opened.context.on('response', (answer) => {
    const request = answer.request();
    if (request.method() === 'POST') posted.push(new URL(request.url()).pathname.split('/').pop() ?? '');
  });
  await phone.findNetwork();
  await Promise.all(
    [phone.page, second].map((tab) =>
      tab
        .getByRole('button', { name: '现在发送' })
        .click({ timeout: 5_000 })
        // It may be sent already.
        .catch(() => undefined),
    ),
  );
  await phone.reports.getByText(/已发送$/).waitFor();
  await second.getByText(/已发送$/).waitFor();
  expect(posted.sort()).toEqual(['commands', 'files']);
  expect(recorded(await phone.ledger(caseId), '两个窗口。')).toHaveLength(1);
}, 120_000);

it('goes on where it was when the server goes away between photo and report, and when its answers get lost', async () => {
  await phone.takeAlong();
  const before = attached(await phone.ledger(await phone.begin(2))).length;
  await phone.addPhotos(small, await cameraPhoto(320, 240, 80));
  await phone.fill('断了又续。');
  const answered = phone.page.waitForResponse((answer) => answer.url().endsWith('/files'));
  await phone.form.getByRole('button', { name: '完成并发送' }).click();
  await answered;
  await way.break();
  await phone.said.getByText(/1 份报告保存在本机/).waitFor();
  await way.mend();
  // Now everything arrives there and no answer comes back.
  way.loseAnswers();
  await phone.page.getByRole('button', { name: '现在发送' }).click();
  await phone.said.getByText(/没有网络。1 份报告/).waitFor();
  await way.break();
  await way.mend();
  await phone.page.getByRole('button', { name: '现在发送' }).click();
  await phone.reports.getByText(/已发送$/).waitFor();
  const caseId = /visits\/([^?]+)/.exec((await phone.reports.getByRole('link').getAttribute('href'))!)![1]!;
  const lines = await phone.ledger(caseId);
  expect(recorded(lines, '断了又续。')).toHaveLength(1);
  expect(attached(lines)).toHaveLength(before + 2);
}, 120_000);

it('says why the API does not take a report, keeps every word, and sends it once it is put right', async () => {
  const { page } = phone;
  await phone.takeAlong();
  await phone.loseNetwork();
  const caseId = await phone.begin(3);
  await phone.fill('日期写错了。');
  await phone.form.getByLabel('检查日期').fill('2099-01-01');
  await phone.finish();
  await phone.findNetwork();
  await phone.reports.getByText(/没有被接收：/).waitFor();
  await phone.reports.getByRole('link').click();
  await page
    .getByRole('alert')
    .getByText(/检查日期不能晚于今天/)
    .waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);
  expect(await phone.form.getByLabel('检查意见').inputValue()).toBe('日期写错了。');
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await phone.form.getByLabel('检查日期').fill(today);
  await phone.finish();
  await phone.reports.getByText(/已发送$/).waitFor();
  expect(recorded(await phone.ledger(caseId), '日期写错了。')).toHaveLength(1);
}, 120_000);

it('keeps a report through a session that ran out, and sends it once its writer has signed in again', async () => {
  const { page, opened } = phone;
  await phone.takeAlong();
  const caseId = await phone.begin(4);
  await opened.context.clearCookies();
  await phone.fill('登录过期。');
  await phone.finish();
  await phone.said.getByText('登录已过期。1 份报告保存在本机，登录后发送').waitFor();
  // Somebody else signs in on the same phone: sees nothing of it, sends nothing of it.
  await bureau.signIn(opened.context, 'daxin-reviewer');
  await page.reload();
  await page.getByText('本机还有别人没有发送的报告 1 份').waitFor();
  expect(await page.getByText('登录过期。').count()).toBe(0);
  expect(recorded(await phone.ledger(caseId), '登录过期。')).toHaveLength(0);
  await opened.context.clearCookies();
  await page.goto('/sign-in?next=/visits');
  await page.getByLabel('用户名').fill('daxin-inspector');
  await page.getByLabel('密码').fill('the-password-of-every-post');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await phone.reports.getByText(/已发送$/).waitFor();
  expect(recorded(await phone.ledger(caseId), '登录过期。')).toMatchObject([
    { actorId: 'inspector-at-zjg-daxin' },
  ]);
}, 120_000);

it('never sends in the name of a colleague who signs in while the page of another is open', async () => {
  const { opened } = phone;
  await phone.takeAlong();
  const caseId = await phone.begin(5);
  await phone.fill('两个人一部手机。');
  // In another tab; this one knows nothing of it.
  await bureau.signIn(opened.context, 'daxin-reviewer');
  await phone.finish();
  await phone.said.getByText(/登录后发送/).waitFor();
  expect(recorded(await phone.ledger(caseId), '两个人一部手机。')).toHaveLength(0);
}, 120_000);

it('goes by the server when the clock of the phone is wrong, and keeps what the phone said', async () => {
  const { page } = phone;
  const wrong = new Date(Date.now() + 3 * 86_400_000);
  await page.clock.setFixedTime(wrong);
  await phone.takeAlong();
  const caseId = await phone.begin(6);
  const today = new Date(wrong.getTime() - 3 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
  expect(await phone.form.getByLabel('检查日期').inputValue()).toBe(today);
  await page.getByText('这台设备的时间与服务器相差约 4320 分钟，以服务器时间为准。').waitFor();
  await phone.fill('手机快了三天。');
  await phone.finish();
  await phone.reports.getByText(/已发送$/).waitFor();
  const [report] = recorded(await phone.ledger(caseId), '手机快了三天。');
  expect(report!.facts).toMatchObject({ visitedOn: today, recordedAt: wrong.toISOString() });
}, 120_000);

it('says before it is sent what a report will come to, without network too, and afterwards what it came to', async () => {
  const { page } = phone;
  await phone.takeAlong();
  await phone.loseNetwork();
  const caseId = await phone.begin(0);
  await phone.fill('开工以前。');
  const day = phone.form.getByLabel('检查日期');
  const today = await day.inputValue();
  await day.fill('2015-01-01');
  await phone.form.getByRole('button', { name: '完成并发送' }).click();
  await phone.form
    .getByRole('alert')
    .getByText(/检查日期不能早于开工日期/)
    .waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await day.fill(today);
  await phone.form.getByText(/^这份报告完成：./).waitFor();
  await phone.finish();
  await phone.findNetwork();
  await phone.reports.getByText(/已发送$/).waitFor();
  await page.goto(`/visits/${caseId}`);
  await phone.form.waitFor();
  await phone.form.getByText(/记为计划外检查/).waitFor();
  await phone.fill('又去了一次。');
  await phone.finish();
  await phone.reports.getByText('记为计划外检查：没有到期的检查由它完成。').waitFor();
  const lines = await phone.ledger(caseId);
  expect(recorded(lines, '开工以前。')).toMatchObject([{ facts: { visitedOn: today } }]);
  expect(recorded(lines, '开工以前。')[0]!.facts['clockIds']).not.toEqual([]);
  expect(recorded(lines, '又去了一次。')).toMatchObject([{ facts: { clockIds: [] } }]);
}, 120_000);
