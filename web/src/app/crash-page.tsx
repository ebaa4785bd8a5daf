import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useRouteError } from 'react-router';
import { Message } from './message';

/** In place of a screen that failed; the menu around it goes on working. */
export function CrashPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <Message title={t('crash.title')} explain={t('crash.explain')}>
      <code>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</code>
      <Button type="primary" onClick={() => location.reload()}>
        {t('crash.reload')}
      </Button>
      <Link to="/desk" reloadDocument>
        {t('crash.desk')}
      </Link>
    </Message>
  );
}
