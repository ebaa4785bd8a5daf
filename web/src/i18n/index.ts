import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { loadPart } from '../api/load-part';
import { currentLanguage, loadComponentWords } from './language';

/** One file for each screen and language, fetched when the screen is opened. */
const FILES = import.meta.glob<Record<string, ResourceKey>>(['./zh-CN/*.ts', './en/*.ts']);

const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = FILES[`./${language}/${namespace}.ts`];
    if (!load) {
      done(new Error(`There are no texts "${namespace}" in ${language}.`), null);
      return;
    }
    loadPart(load).then(
      (module) => done(null, module['texts'] ?? null),
      (error: unknown) => done(error instanceof Error ? error : String(error), null),
    );
  },
};

/** Makes the texts of the shell ready; those of each screen come with it. */
export async function startTexts(): Promise<void> {
  const language = currentLanguage();
  document.documentElement.lang = language;
  await Promise.all([
    i18next
      .use(files)
      .use(initReactI18next)
      .init({
        lng: language,
        supportedLngs: ['zh-CN', 'en'],
        fallbackLng: false,
        load: 'currentOnly',
        // What a page says when the server is away must be there before.
        ns: ['shell', 'parts'],
        defaultNS: 'shell',
        keySeparator: '.',
        interpolation: { escapeValue: false },
        react: { useSuspense: true },
      }),
    loadComponentWords(),
  ]);
}
