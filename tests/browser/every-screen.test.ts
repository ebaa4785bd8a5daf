import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Bureau, type Language, type OpenedPage, type Size } from './support/bureau';
import { withoutVisibleFocus } from './support/keys';
import { expectGood, overflowing, withoutLanguage } from './support/quality';
import { SHOWN_SCREENS } from './support/screens';
import type { ShownScreen } from './support/shown-screen';

/** `npm run screens` names a folder; otherwise nothing is photographed. */
const PICTURES = process.env['JEST_SCREENS'];
const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];
const SIZES: readonly Size[] = ['desktop', 'phone'];
/** What a 1366 × 768 window shows at 200 % zoom. */
const ZOOMED = { width: 683, height: 384 };

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
}, 120_000);
afterAll(() => bureau.close());

/** Also of a test that failed: one person may have few pages open. */
const contexts: OpenedPage['context'][] = [];
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

async function addressOf(
  { path, ofCase, ofBulletin }: ShownScreen,
  { context }: OpenedPage,
): Promise<string> {
  const firstOf = async (list: string) => {
    const { items } = (await (await context.request.get(`/api/v1/${list}`)).json()) as {
      items: { id: string }[];
    };
    return items[0]!.id;
  };
  if (ofBulletin !== undefined)
    return path.replace(':bulletinId', await firstOf(`bulletins?limit=1&status=${ofBulletin}`));
  return ofCase === undefined ? path : path.replace(':caseId', await firstOf(`cases?limit=1&${ofCase}`));
}

async function show(screen: ShownScreen, visit: Parameters<Bureau['visit']>[0]) {
  const { as, ready } = screen;
  const opened = as === undefined ? await bureau.visit(visit) : await bureau.visitAs(as, visit);
  contexts.push(opened.context);
  await opened.page.goto(await addressOf(screen, opened));
  await opened.page.locator(ready).first().waitFor();
  await opened.page.evaluate(() => document.fonts.ready);
  return opened;
}

/** Pictures are taken of each; otherwise each language and each size once is enough to find what is wrong. */
const VARIANTS: readonly (readonly [Language, Size])[] =
  PICTURES === undefined
    ? [
        ['zh-CN', 'desktop'],
        ['en', 'phone'],
      ]
    : LANGUAGES.flatMap((language) => SIZES.map((size) => [language, size] as const));

const cases = SHOWN_SCREENS.flatMap((screen) =>
  VARIANTS.map(([language, size]) => [screen.name, language, size, screen] as const),
);

it.each(cases)('%s is good in %s on a %s', async (name, language, size, screen) => {
  const opened = await show(screen, { language, size });
  if (PICTURES !== undefined) {
    const folder = resolve(PICTURES, size);
    mkdirSync(folder, { recursive: true });
    await opened.page.screenshot({ path: join(folder, `${name}.${language}.png`) });
  }
  await expectGood(opened);
  expect(await withoutLanguage(opened.page)).toEqual([]);
  expect(await opened.page.getAttribute('html', 'lang')).toBe(language);
  expect(await opened.page.title()).toMatch(language === 'en' ? / · Banjie$/ : / · 办结$/);
});

it.each(SHOWN_SCREENS.map((screen) => [screen.name, screen] as const))(
  '%s has nothing sticking out at 200 %% zoom, and shows where the focus is',
  async (_name, screen) => {
    const opened = await show(screen, { viewport: ZOOMED });
    expect(await overflowing(opened.page)).toEqual([]);
    expect(await withoutVisibleFocus(opened.page)).toEqual([]);
  },
);
