import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { Bureau, SIZES, type OpenedPage } from './support/bureau';
import { tabTo } from './support/keys';
import { expectGood, overflowing } from './support/quality';

const PICTURES = process.env['JEST_SCREENS'];
const PROJECTOR = { width: 1920, height: 1080 };
const TITLE = '2026 年度随机抽查';
const PHRASES = ['春江潮水连海平 多云', '海上明月共潮生 小雨'] as const;

let bureau: Bureau;
let leader: OpenedPage;
let room: OpenedPage;
let witnesses: OpenedPage[];
let checkId: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  leader = await bureau.visitAs('zjg-leader');
  // Nobody is signed in at the projector.
  room = await bureau.visit({ viewport: PROJECTOR });
  witnesses = await Promise.all([
    bureau.visitAs('zjg-auditor', { size: 'phone' }),
    bureau.visitAs('daxin-secretary', { size: 'phone' }),
  ]);
  for (const { page } of [leader, room, ...witnesses]) page.setDefaultTimeout(10_000);
}, 240_000);
afterAll(() => bureau.close());

/** What the workflow does in the background. */
const advance = () =>
  bureau.api.deps.ledger.spotChecks.advance({ checkId, now: bureau.api.deps.clock.now() });

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  const folder = resolve(PICTURES, 'spot-check');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

async function choose(page: Page, label: string, option: RegExp, typed?: string): Promise<void> {
  await page.getByLabel(label).click();
  if (typed !== undefined) await page.getByLabel(label).pressSequentially(typed);
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: option })
    .filter({ visible: true })
    .first()
    .click();
}

it('teaches what a spot check is where there is none', async () => {
  const { page } = leader;
  await page.goto('/spot-checks');
  await page.getByText('封存名单，公布它的指纹').waitFor();
  await picture(page, 'list-empty');
  await expectGood(leader);
});

it('is defined with the places of each stratum beside the form; what is wrong is said at its field', async () => {
  const { page } = leader;
  await page.getByRole('link', { name: '发起抽查' }).click();
  await page.getByRole('heading', { level: 1, name: '发起随机抽查' }).waitFor();
  await page.getByRole('button', { name: '封存名单，发起抽查' }).click();
  await page.getByText('请填写名称。').waitFor();
  await page.getByText('请选择至少两位见证人。').waitFor();
  await page.getByLabel('名称').fill(TITLE);
  await choose(page, '在哪个范围抽', /^张家港市$/);
  const preview = page.getByRole('complementary', { name: '现在能抽到什么' });
  await preview.getByRole('row').filter({ hasText: '大新镇' }).waitFor();
  const places = await preview.locator('tbody td:last-child').allInnerTexts();
  expect(places.reduce((all, place) => all + Number(place), 0)).toBe(10);
  await page.getByLabel('抽多少件').fill('99999');
  await preview.getByText(/而总体只有 \d+ 件/).waitFor();
  await page.getByLabel('抽多少件').fill('12');
  await page.getByLabel('每层至少', { exact: true }).fill('13');
  await page.getByText('每层最少数量不能多于抽取数量。').waitFor();
  await page.getByLabel('每层至少', { exact: true }).fill('1');
  await preview.getByText(/范围内 \d+ 件/).waitFor();
  await choose(page, '见证人（至少两位）', /审计员/, '审计员');
  await choose(page, '见证人（至少两位）', /大新社区书记/, '大新社区 书记');
  await page.keyboard.press('Escape');
  await picture(page, 'define');
  await expectGood(leader);
  await page.getByRole('button', { name: '封存名单，发起抽查' }).click();
  await page.waitForURL(/\/spot-checks\/[^/]+\/room$/);
  checkId = new URL(page.url()).pathname.split('/')[2]!;
});

it('follows the check on the projector, with nobody signed in there', async () => {
  const { page } = room;
  await page.goto(`/spot-checks/${checkId}/room`);
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  await page.getByText('正在封存名单…').waitFor();
  await advance();
  await page.getByRole('heading', { name: '见证人承诺' }).waitFor();
  expect(await page.getByText('等待承诺').count()).toBe(2);
  await picture(page, 'room-committing');
  await expectGood(room);
});

it.each([0, 1])(
  'takes the commitment of witness %i on a phone, and the phrase does not leave it',
  async (at) => {
    const { page } = witnesses[at]!;
    // Everything that the page sends, as it sends it.
    await page.addInitScript(() => {
      const { fetch: send } = globalThis;
      const sent: string[] = [];
      Object.assign(globalThis, { sent });
      globalThis.fetch = async (asked, options) => {
        if (asked instanceof Request) sent.push(await asked.clone().text());
        return send(asked, options);
      };
    });
    await page.goto(`/spot-checks/${checkId}/room`);
    const phrase = page.getByLabel('您的短语');
    await phrase.fill('短|短');
    await page.getByRole('button', { name: '交出承诺' }).click();
    await page.getByRole('alert').getByText('短语至少 8 个字符。').waitFor();
    await phrase.fill(PHRASES[at]!);
    if (at === 0) {
      await picture(page, 'witness');
      await expectGood(witnesses[at]!);
    }
    await page.getByRole('button', { name: '交出承诺' }).click();
    await page
      .getByText(/承诺已交出|公开我的短语/)
      .first()
      .waitFor();
    const sent = await page.evaluate(() => (globalThis as unknown as { sent: string[] }).sent);
    expect(sent.join()).toContain('commitment');
    expect(sent.join()).not.toContain(PHRASES[at]);
  },
);

it('tells the phrases, kept on each device, and draws: the projector shows what is published', async () => {
  for (const { page } of witnesses) {
    await page.getByRole('button', { name: '公开我的短语' }).click();
    await page
      .getByText('您的短语已公开。')
      .or(page.getByRole('heading', { name: /正在抽取|抽取结果/ }))
      .first()
      .waitFor();
  }
  await advance();
  const { page } = room;
  await page.getByRole('heading', { name: '抽取结果' }).waitFor();
  await page.getByText('本机重算的结果与公布的一致').waitFor();
  const answer = await page.request.get(`/api/v1/spot-checks/${checkId}`);
  const { check } = (await answer.json()) as {
    check: { seed: string; sample: { drawn: { id: string }[] }[] };
  };
  const drawn = check.sample.flatMap((stratum) => stratum.drawn.map(({ id }) => id));
  expect(drawn).toHaveLength(12);
  expect(check.seed.split('|').sort()).toEqual([...PHRASES].sort());
  await page.getByText(check.seed).waitFor();
  const shown = await page.locator('main section section li').allInnerTexts();
  expect(shown).toEqual(drawn);
  await picture(page, 'room-drawn');
  await expectGood(room);
  for (const { page: phone } of witnesses)
    expect(
      await phone.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('phrase'))),
    ).toEqual([]);
});

it('plays the draw again, each case going to its place, and comes to the same', async () => {
  const { page } = room;
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.getByRole('button', { name: '重放抽取' }).click();
  await page.getByText(/已算名次 \d+ \/ \d+ 件/).waitFor();
  await page.getByText(/\d+ 件全部排定，取前 \d+ 件/).waitFor({ timeout: 30_000 });
  await picture(page, 'room-playing');
  await page.getByText('本机重算的结果与公布的一致').waitFor({ timeout: 30_000 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize(SIZES.desktop);
  await picture(page, 'room-drawn-desktop');
  await expectGood(room);
  await page.setViewportSize(SIZES.phone);
  await picture(page, 'room-drawn-phone');
  await expectGood(room);
  await page.setViewportSize(PROJECTOR);
});

describe('the record page, for a journalist who is not signed in', () => {
  it.each(['zh-CN', 'en'] as const)(
    'explains the five steps and verifies them in the browser, in %s',
    async (language) => {
      const opened = await bureau.visit({ language, size: language === 'en' ? 'phone' : 'desktop' });
      const { page } = opened;
      await page.goto(`/spot-checks/${checkId}`);
      await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
      expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(
        language === 'en'
          ? expect.arrayContaining(['Say what can be drawn', 'Freeze the list', 'Make the seed', 'Draw'])
          : expect.arrayContaining([
              '划定范围',
              '封存名单',
              '产生种子',
              '抽取',
              '公布和重抽',
              '自己重抽一遍',
            ]),
      );
      await page.getByText(/65001 ?[（(]UTF-8/).waitFor();
      await picture(page, `record.${language}`);
      await page.getByRole('button', { name: language === 'en' ? 'Verify now' : '现在核验' }).click();
      await page.getByText(language === 'en' ? 'Everything fits' : '全部对得上').waitFor();
      await page
        .getByText(language === 'en' ? 'The draw repeats: the same sample' : '重抽得到同样的样本')
        .waitFor();
      await picture(page, `record-verified.${language}`);
      await expectGood(opened);
      await opened.context.close();
    },
  );

  it('says which lines were changed when somebody changed the list after the freeze', async () => {
    const { context } = await bureau.visit();
    const page = await context.newPage();
    // What a liar in between would show: one case less.
    await page.route(`**/api/v1/spot-checks/${checkId}/population`, async (route) => {
      const answer = await route.fetch();
      const lines = (await answer.text()).split('\n');
      await route.fulfill({ response: answer, body: [...lines.slice(0, 5), ...lines.slice(6)].join('\n') });
    });
    await page.goto(`/spot-checks/${checkId}`);
    await page.getByRole('button', { name: '现在核验' }).click();
    await page.getByText('名单的指纹与封存时公布的不一致').waitFor();
    await context.close();
  });

  it('fits at 200 % zoom and is reached by keyboard', async () => {
    const opened = await bureau.visit({ viewport: { width: 683, height: 384 } });
    const { page } = opened;
    await page.goto(`/spot-checks/${checkId}`);
    await page.getByRole('button', { name: '现在核验' }).waitFor();
    expect(await overflowing(page)).toEqual([]);
    await tabTo(page, '现在核验');
    await page.keyboard.press('Enter');
    await page.getByText('全部对得上').waitFor();
    await page.goto(`/spot-checks/${checkId}/room`);
    await page.getByText('本机重算的结果与公布的一致').waitFor();
    await expectGood(opened);
    await opened.context.close();
  });

  it('gives the ten lines of the document', async () => {
    const { page, context } = await bureau.visit();
    await page.goto(`/spot-checks/${checkId}`);
    const document = readFileSync(resolve(__dirname, '../../docs/random-draw.md'), 'utf8');
    const lines = await page.getByLabel('不用我们的软件：十行 Python').first().innerText();
    expect(lines.split('\n')).toHaveLength(10);
    expect(document).toContain(lines);
    await context.close();
  });
});

it('lets the leader verify on the server too, replace one and close it, each with a reason', async () => {
  const { page } = leader;
  await page.goto(`/spot-checks/${checkId}`);
  await page.getByRole('button', { name: '现在核验' }).click();
  await page.getByText('服务器：名单没有一行被改动').waitFor();
  await page.getByRole('button', { name: '替换一件…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '换成下一名次' }).click();
  await dialog.getByRole('link', { name: '请选择事项。' }).waitFor();
  await dialog.getByLabel('不存在的事项').click();
  await dialog.locator('.ant-select-item-option').first().click();
  await dialog.getByLabel('原因').fill('该项目已撤销');
  await dialog.getByRole('button', { name: '换成下一名次' }).click();
  await page.getByRole('heading', { name: '替换', exact: true }).waitFor();
  await page.getByText('该项目已撤销').first().waitFor();
  await expectGood(leader);
  await page.getByRole('button', { name: '指定检查员…' }).click();
  await dialog.getByText('先选择事项。').waitFor();
  await dialog.getByLabel('去检查的事项').click();
  await dialog.locator('.ant-select-item-option').first().click();
  await dialog.getByLabel('检查员', { exact: true }).click();
  // Who cannot go stands there with the reason, and cannot be chosen.
  const barred = dialog.locator('.ant-select-item-option-disabled');
  await barred.filter({ hasText: '此人在该项目所在的镇（街道）任职，不得检查。' }).first().waitFor();
  await barred.filter({ hasText: '该事项已指派此人。' }).first().waitFor();
  await dialog.locator('.ant-select-item-option:not(.ant-select-item-option-disabled)').last().click();
  await dialog.getByLabel('原因').fill('原检查员请假');
  await dialog.getByRole('button', { name: '指定此人前往' }).click();
  await dialog.waitFor({ state: 'detached' });
  const { record } = (await (await page.request.get(`/api/v1/spot-checks/${checkId}`)).json()) as {
    record: { type: string; facts: Record<string, unknown> }[];
  };
  expect(record.at(-1)).toMatchObject({ type: 'InspectorNamed', facts: { reason: '原检查员请假' } });
  await page.goto('/spot-checks');
  await page.getByRole('link', { name: TITLE }).waitFor();
  expect(await page.locator('main li').filter({ hasText: TITLE }).innerText()).toContain('已抽 12 件');
  await picture(page, 'list');
  await expectGood(leader);
});
