import { until } from '../support/worker';
import { Bureau, type OpenedPage } from './support/bureau';
import { expectGood } from './support/quality';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
}, 240_000);
afterAll(() => bureau.close());

const contexts: OpenedPage['context'][] = [];
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

async function open(signInName: string, language: 'zh-CN' | 'en', path: string): Promise<OpenedPage> {
  const opened = await bureau.visitAs(signInName, { language });
  contexts.push(opened.context);
  await opened.page.goto(path);
  await opened.page.locator('main h1').first().waitFor();
  return opened;
}

const languageOf = ({ page }: OpenedPage) => page.getAttribute('html', 'lang');
const kept = async (signInName: string) =>
  (await bureau.api.prisma.person.findUniqueOrThrow({ where: { signInName } })).language;

it('follows the browser until it is chosen, and the person from then on, on whichever machine', async () => {
  const who = 'daxin-finance';
  const first = await open(who, 'en', '/account');
  expect(await languageOf(first)).toBe('en');
  expect(await kept(who)).toBeNull();
  await first.page.getByText('You have not chosen yet').waitFor();
  await first.page.getByRole('radio', { name: 'English' }).click();
  await first.page.getByText('Of these pages and of the mails to you.').waitFor();
  expect(await kept(who)).toBe('en');
  await expectGood(first);

  const elsewhere = await open(who, 'zh-CN', '/account');
  await elsewhere.page.locator('html[lang="en"]').waitFor();
  // The switch of the desk is the same choice.
  await elsewhere.page.getByRole('button', { name: /account menu/ }).click();
  await elsewhere.page.getByRole('menuitem', { name: '中文' }).click();
  await elsewhere.page.getByRole('heading', { name: '我的账户' }).waitFor();
  await until(async () => (await kept(who)) === 'zh');
});

it('of somebody is set by the administrator', async () => {
  const { page } = await open('admin', 'en', '/admin/people?text=审核人');
  await page.locator('tbody').getByRole('button').first().click();
  await page.getByRole('button', { name: 'Set the language' }).click();
  const dialog = page.getByRole('dialog', { name: /Language of/ });
  await dialog.getByRole('radio', { name: 'English' }).click();
  await dialog.getByRole('button', { name: 'Save the language' }).click();
  await page.getByText('The language is saved.').waitFor();
  expect(
    await bureau.api.prisma.person.count({ where: { language: 'en', displayName: { contains: '审核' } } }),
  ).toBe(1);
});

it('that cannot be kept is changed on the screen all the same, and that is said', async () => {
  const opened = await open('daxin-secretary', 'zh-CN', '/account');
  const { page } = opened;
  await page.route('**/api/v1/me/language', (route) => route.fulfill({ status: 503, body: '' }));
  await page.getByRole('radio', { name: 'English' }).click();
  await page.getByText('could not be kept').waitFor();
  expect(await languageOf(opened)).toBe('en');
  expect(await kept('daxin-secretary')).toBeNull();
});
