import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ledgerQuery } from '../../api/case';
import { useLanguage } from '../../i18n/use-language';

/** Somebody else did something to the case while this form was open: what it was, before anything is sent. */
export function ChangedAlert({
  caseId,
  seen,
  onChecked,
}: {
  caseId: string;
  seen: number;
  onChecked: () => void;
}) {
  const { t } = useTranslation('parts');
  const { say } = useLanguage();
  const { data } = useQuery(ledgerQuery(caseId));
  const since = data?.items.filter(({ seq }) => seq > seen) ?? [];
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      style={{ marginBottom: 16 }}
      title={t('form.changed')}
      description={
        <>
          <ul>
            {since.map(({ seq, words }) => (
              <li key={seq}>{say(words)}</li>
            ))}
          </ul>
          <Button size="small" onClick={onChecked}>
            {t('form.confirm')}
          </Button>
        </>
      }
    />
  );
}
