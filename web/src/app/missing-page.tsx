import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Message } from './message';
import { useTitle } from './use-title';

/** An address that leads nowhere, or to what the reader may not see: both look the same. */
export function MissingPage() {
  const { t } = useTranslation();
  useTitle(t('missing.title'));
  return (
    <Message title={t('missing.title')} explain={t('missing.explain')}>
      <Link to="/desk">{t('missing.desk')}</Link>
    </Message>
  );
}
