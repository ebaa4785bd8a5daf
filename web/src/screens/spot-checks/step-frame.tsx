import { useTranslation } from 'react-i18next';
import type { SpotCheck } from '../../api/generated/schema';
import { AsWritten } from '../../shared/as-written';
import { useCheckWords } from '../../shared/checks/words';
import { When } from '../../shared/when';
import styles from './spot-checks.module.css';
import { Fact, Step } from './step';

export function FrameStep({ check }: { check: SpotCheck }) {
  const { t } = useTranslation('check-record');
  const words = useCheckWords();
  const { frame, organisationName, strata, size, minimum, definedAt, exclusions } = check;
  return (
    <Step name="frame" plain={t('frame.plain')} open>
      <dl className={styles.facts}>
        <Fact name={t('frame.range')}>
          <AsWritten text={words.frame(frame, organisationName)} />
        </Fact>
        <Fact name={t('frame.strata')}>{words.strata(strata)}</Fact>
        <Fact name={t('frame.size')}>
          {minimum > 0 ? t('frame.minimum', { size, minimum }) : t('frame.sizeOf', { size })}
        </Fact>
        <Fact name={t('frame.definedAt')}>
          <When at={definedAt} exact />
        </Fact>
        <Fact name={t('frame.exclusions')}>
          {exclusions.length === 0 ? (
            t('frame.noExclusions')
          ) : (
            <ul>
              {exclusions.map(({ caseNumber, reason }) => (
                <li key={caseNumber}>
                  {caseNumber}: <AsWritten text={reason} />
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </dl>
    </Step>
  );
}
