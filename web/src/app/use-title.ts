import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the page in the browser's tab and history. */
export function useTitle(page: string): void {
  const { t } = useTranslation();
  const title = t('title', { page });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
