import { useStore } from '../shared/store';
import { languageStore, type Language } from './language';
import type { Words } from './words';

/** The language of the page, and how to read what the API says in both. */
export function useLanguage(): { language: Language; say: (words: Words) => string } {
  const language = useStore(languageStore);
  return { language, say: (words) => (language === 'en' ? words.en : words.zh) };
}
