import type { Locale } from 'antd/es/locale';
import i18next from 'i18next';
import { createStore } from '../shared/store';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is kept of a person, and what the API says of itself. */
export type ReadLanguage = 'zh' | 'en';
export const pageLanguage = (read: ReadLanguage): Language => (read === 'en' ? 'en' : 'zh-CN');
export const readLanguage = (page: Language): ReadLanguage => (page === 'en' ? 'en' : 'zh');

const KEPT_AS = 'banjie.language';

const language = createStore<Language>(firstLanguage());
/** The words of the components, in the language of the page. */
export const componentWords = createStore<Locale | undefined>(undefined);

export function currentLanguage(): Language {
  return language.get();
}

/** Where to listen for a change of the language. */
export const languageStore: Pick<typeof language, 'get' | 'subscribe'> = language;

/** Shows everything in another language in this browser, in place: the page and what was typed stay. */
export async function changeLanguage(next: Language): Promise<void> {
  language.set(next);
  localStorage.setItem(KEPT_AS, next);
  await Promise.all([i18next.changeLanguage(next), loadComponentWords()]);
  document.documentElement.lang = next;
}

/** To be awaited before the first page is shown. */
export async function loadComponentWords(): Promise<void> {
  const module =
    language.get() === 'en' ? await import('antd/es/locale/en_US') : await import('antd/es/locale/zh_CN');
  componentWords.set(module.default);
}

/** What the person chose here before; otherwise English only where the browser puts it before Chinese. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === 'zh-CN' || kept === 'en') return kept;
  const first = navigator.languages.find((tag) => /^(zh|en)\b/.test(tag));
  return first?.startsWith('en') === true ? 'en' : 'zh-CN';
}
