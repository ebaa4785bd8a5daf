import { useTranslation } from 'react-i18next';
import type { SpotCheck } from '../../api/generated/schema';
import { populationPath } from '../../api/spot-checks';
import { Hash } from '../../shared/checks/hash';
import { When } from '../../shared/when';
import styles from './spot-checks.module.css';
import { Fact, Step } from './step';

export function FreezeStep({ check: { id, population } }: { check: SpotCheck }) {
  const { t } = useTranslation('check-record');
  return (
    <Step name="freeze" plain={t('freeze.plain')} open={population !== null}>
      {population === null ? (
        <p>{t('freeze.waiting')}</p>
      ) : (
        <>
          <dl className={styles.facts}>
            <Fact name={t('freeze.at')}>
              <When at={population.at} exact />
            </Fact>
            <Fact name={t('freeze.count')}>
              {t('freeze.countOf', { count: population.size, excluded: population.excluded })}
            </Fact>
            <Fact name={t('freeze.sha256')}>
              <Hash of={population.sha256} />
            </Fact>
          </dl>
          <p style={{ marginTop: 12 }}>
            <a href={populationPath(id)} download={`population-${id}.csv`}>
              {t('freeze.download')}
            </a>
          </p>
          <p className={styles.plain}>{t('freeze.excel')}</p>
        </>
      )}
    </Step>
  );
}
