import { useTranslation } from 'react-i18next';
import { useTitle } from '../../app/use-title';

/** What I must do, by time left. */
export function Screen() {
  const { t } = useTranslation('desk');
  useTitle(t('page'));
  return <h1>{t('page')}</h1>;
}
