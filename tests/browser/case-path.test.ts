import type { Page } from 'playwright-core';
import { Bureau, type OpenedPage } from './support/bureau';
import { openCase } from './support/open-case';
import { expectGood } from './support/quality';

/** One case from its opening to its end, by the people whose turn it is, through their screens. */

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());

let bureau: Bureau;
let caseId: string;
const opened = new Map<string, OpenedPage>();
beforeAll(async () => {
  bureau = await Bureau.open();
  caseId = await openCase(bureau, 'daxin-officer', '府前小区车棚安装分电表');
}, 240_000);
afterAll(() => bureau.close());

/** The page of the case as somebody has it open; it stays open, so that it must follow what others do. */
async function as(signInName: string): Promise<Page> {
  const known = opened.get(signInName);
  if (known !== undefined) {
    await known.page.bringToFront();
    return known.page;
  }
  const fresh = await bureau.visitAs(signInName, { zone: 'America/Los_Angeles' });
  opened.set(signInName, fresh);
  fresh.page.setDefaultTimeout(20_000);
  await fresh.page.goto(`/cases/${caseId}`);
  return fresh.page;
}

type Fill = (page: Page) => Promise<unknown>;

/** Opens the form of a command, fills it in, sends it and waits for the receipt. */
async function act(signInName: string, name: string, ...fills: readonly Fill[]): Promise<void> {
  const page = await as(signInName);
  const panel = page.getByRole('region', { name: '现在办理' });
  await panel.getByRole('button', { name, exact: true }).click();
  const form = page.getByRole('form', { name });
  for (const fill of fills) await fill(page);
  await form.getByRole('button', { name, exact: true }).click();
  await panel
    .getByRole('status')
    .filter({ hasText: `已记录：${name}` })
    .waitFor();
}

const type =
  (label: string, text: string): Fill =>
  (page) =>
    page.getByRole('form').getByLabel(label, { exact: true }).fill(text);
const tick =
  (label: string): Fill =>
  (page) =>
    page.getByRole('form').getByLabel(label).check();
const decide =
  (label: string, answer: '是' | '否'): Fill =>
  (page) =>
    page.getByRole('form').locator('.ant-form-item').filter({ hasText: label }).getByLabel(answer).check();
const day = (label: string): Fill => type(label, today());

async function upload(signInName: string, kind: string, name: string, content: Buffer): Promise<void> {
  const page = await as(signInName);
  const button = page.getByRole('button', { name: `上传${kind}` });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: content });
  await button.waitFor({ state: 'detached' });
}

it('is accepted, agreed, reviewed, approved, built, accepted, paid and closed by those whose turn it is', async () => {
  await act('daxin-officer', '受理', type('预算（选填）', '20000'), tick('工程'), tick('已查重'));
  await act('daxin-secretary', '召集议事会', day('会议日期'));
  await upload('daxin-secretary', '议事会记录', '议事会记录.pdf', PDF);
  await act(
    ...(['daxin-secretary', '登记议事结果', tick('居民议事会'), day('会议日期')] as const),
    ...[type('应到人数', '15'), type('实到人数', '13'), type('赞成', '12'), type('反对', '0')],
    ...[type('弃权', '1'), type('会议记录', '同意安装。')],
  );
  await act(
    ...(['daxin-officer', '筛选入项目库', type('超限理由', '年度额度内统筹')] as const),
    type('批准人', '分管领导甲'),
  );
  await act('daxin-officer', '报送审核');
  await act('daxin-reviewer', '审核通过', type('意见', '程序完备，同意。'), type('签字人', '审核员甲'));
  await act(
    ...(['daxin-leader', '批准立项', type('批准金额', '19000')] as const),
    ...[type('立项说明（公开）', '列入民生微实事项目。'), type('超限理由', '年度额度内统筹')],
    type('批准人', '分管领导甲'),
  );
  await act('daxin-works', '开始实施', type('责任人（选填）', '大新社区 实施负责人甲'));
  await act('daxin-works', '报告完工', type('情况说明', '53 个分电表已装好。'), day('完工日期'));
  await upload('daxin-inspector', '现场照片', '完工照片.png', PNG);
  await upload('daxin-inspector', '验收单', '验收单.pdf', PDF);
  await act(
    ...(['daxin-inspector', '验收', decide('验收合格', '是')] as const),
    ...[type('验收记录', '合格。'), tick('已设标识牌')],
  );
  await act(
    ...(['daxin-town', '登记满意度测评', type('询问人数', '53')] as const),
    ...[type('答复人数', '50'), type('满意人数', '49')],
  );
  const bill = [type('金额', '18000'), type('付款日期', today())];
  await act('daxin-finance', '登记付款', ...bill, type('收款单位', '安装公司'), type('用途', '工程款'));
  await act('daxin-finance', '拨付资金', ...bill, type('收款账户', '专户'));
  await upload('daxin-finance', '发票和结算单', '发票.pdf', PDF);
  await act('daxin-finance', '结算', type('票据张数', '2'));
  await act('daxin-town', '办结销号', type('答复内容（公开）', '53 个车库已安全接电。'));

  const { page } = opened.get('daxin-officer')!;
  await page.getByText('53 个车库已安全接电。').first().waitFor();
  expect(await page.getByRole('navigation', { name: '办理环节' }).getByText('已完成').count()).toBe(11);
  await page.getByText('事项已结束；事后发现的问题仍可登记整改。').waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  for (const { trouble } of opened.values()) expect(trouble).toEqual([]);
  await expectGood(opened.get('daxin-officer')!);
}, 240_000);
