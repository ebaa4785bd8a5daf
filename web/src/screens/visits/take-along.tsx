import { CloudDownloadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language';
import type { TakenList, TakenVisit } from '../../offline/model';
import { storageUse } from '../../offline/storage';
import { takeAlong, type TakenAlong } from '../../offline/take-along';
import { formatBytes, formatInstant } from '../../shared/format';
import { ProblemAlert } from '../../shared/problem-alert';
import { useKept } from './use-kept';
import styles from './visits.module.css';

interface TakeAlongProps {
  readonly personId: string;
  readonly visits: readonly TakenVisit[];
  readonly taken: TakenList | null;
}

/** Before leaving: keeps on the device what a day without network needs, and says whether it will do. */
export function TakeAlong({ personId, visits, taken }: TakeAlongProps) {
  const { t } = useTranslation('visits');
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [going, setGoing] = useState<{ done: number; of: number } | null>(null);
  const [result, setResult] = useState<TakenAlong | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const take = async () => {
    setError(null);
    try {
      setResult(await takeAlong(queries, personId, visits, (done, of) => setGoing({ done, of })));
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    } finally {
      setGoing(null);
    }
  };
  return (
    <section aria-labelledby="take" className={styles.take}>
      <h2 id="take">{t('take.title')}</h2>
      {taken === null && <p>{t('take.help')}</p>}
      <Button
        type={taken === null ? 'primary' : 'default'}
        size="large"
        block
        icon={<CloudDownloadOutlined />}
        loading={going !== null}
        onClick={() => void take()}
      >
        {going !== null ? t('take.going', going) : taken === null ? t('take.button') : t('take.again')}
      </Button>
      {error !== null && <ProblemAlert error={error} />}
      {error === null && going === null && taken !== null && (
        <p role="status" className={styles.done}>
          {t('take.taken', { time: formatInstant(taken.at, language), count: taken.visits.length })}
          {result !== null && <span>{result.pages ? t('take.ready') : t('take.notReady')}</span>}
        </p>
      )}
      {result !== null && result.missing > 0 && (
        <p className={styles.note}>{t('take.missing', { count: result.missing })}</p>
      )}
      <Storage />
    </section>
  );
}

function Storage() {
  const { t } = useTranslation('visits');
  const { language } = useLanguage();
  const use = useKept(storageUse, '');
  if (use?.usedBytes == null) return null;
  return (
    <p className={styles.quiet}>
      {t('storage.used', { size: formatBytes(use.usedBytes, language) })} ·{' '}
      {use.persisted ? t('storage.safe') : t('storage.unsafe')}
    </p>
  );
}
