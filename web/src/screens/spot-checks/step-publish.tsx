import { useTranslation } from 'react-i18next';
import type { SpotCheckRecord } from '../../api/generated/schema';
import { populationPath } from '../../api/spot-checks';
import { AsWritten } from '../../shared/as-written';
import { Hash } from '../../shared/checks/hash';
import { useLineWords } from '../../shared/checks/words';
import { When } from '../../shared/when';
import styles from './spot-checks.module.css';
import { Step } from './step';

export function PublishStep({ shown: { check, record } }: { shown: SpotCheckRecord }) {
  const { t } = useTranslation('check-record');
  const say = useLineWords(check);
  return (
    <Step name="publish" plain={t('publish.plain')} open>
      <p className={styles.tools}>
        <a
          className={styles.button}
          href={`/api/v1/spot-checks/${check.id}`}
          download={`record-${check.id}.json`}
        >
          {t('publish.json')}
        </a>
        {check.population !== null && (
          <a
            className={styles.button}
            href={populationPath(check.id)}
            download={`population-${check.id}.csv`}
          >
            {t('publish.csv')}
          </a>
        )}
      </p>
      <h3>{t('publish.record')}</h3>
      <ol className={styles.lines}>
        {record.map((line) => (
          <li key={line.seq}>
            <span className={styles.quiet}>{line.seq}</span>
            <span>
              <AsWritten text={say(line)} />
            </span>
            <span className={styles.quiet}>
              <When at={line.at} exact />
            </span>
            <span className={styles.link}>
              {t('publish.hash')} <Hash of={line.hash} groups={8} />
            </span>
          </li>
        ))}
      </ol>
    </Step>
  );
}
