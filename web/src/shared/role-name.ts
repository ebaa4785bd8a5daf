import { ROLE_NAMES } from '../api/generated/names';
import { useLanguage } from '../i18n/use-language';
import type { Words } from '../i18n/words';

const NAMES: Readonly<Record<string, Words>> = ROLE_NAMES;

/** How to name a role in the language of the page: the words of the API, made from the same table. */
export function useRoleName(): (role: string) => string {
  const { say } = useLanguage();
  return (role) => {
    const words = NAMES[role];
    return words === undefined ? role : say(words);
  };
}
