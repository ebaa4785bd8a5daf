import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery, setOwnLanguage } from '../../api/session';
import { changeLanguage, currentLanguage, pageLanguage, type ReadLanguage } from '../../i18n/language';
import { useMe } from '../use-may';

/** The desk in the language that the person chose, on whichever machine; the browser's while they chose none. */
export function useLanguageOfPerson(): void {
  const { language } = useMe();
  useEffect(() => {
    if (language !== null && pageLanguage(language) !== currentLanguage()) {
      void changeLanguage(pageLanguage(language));
    }
  }, [language]);
}

/** Changes the language of the desk at once, and keeps it with the person: messages come in it from then on. */
export function useSetOwnLanguage(): (next: ReadLanguage) => void {
  const { i18n } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: ({ next }: Asked) => setOwnLanguage(next),
    scope: { id: 'own-language' },
    onSuccess: (me, { next }) => {
      // Somebody may have changed their mind meanwhile.
      if (pageLanguage(next) === currentLanguage()) queries.setQueryData(meQuery.queryKey, me);
    },
    onError: async (_error, { shown }) => {
      // Said in the language that the page has by then.
      await shown;
      void message.error(i18n.t('account.languageNotKept'));
    },
  });
  return (next) => keep.mutate({ next, shown: changeLanguage(pageLanguage(next)) });
}

interface Asked {
  readonly next: ReadLanguage;
  /** Settles when the page has changed. */
  readonly shown: Promise<void>;
}
