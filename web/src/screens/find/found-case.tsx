import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseSummary, FoundCase as Found } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { TimeSign } from '../../shared/time-sign';
import { UrgencyTag } from '../../shared/urgency-tag';
import { When } from '../../shared/when';
import styles from './find.module.css';
import { Marked } from './marked';

/** One case that was found, with where it stands and where the words were found. */
export function FoundCase({ of, words }: { of: CaseSummary | Found; words: string }) {
  const { t } = useTranslation('find');
  const { say } = useLanguage();
  const place =
    of.organisationWithin == null ? of.organisationName : `${of.organisationWithin} · ${of.organisationName}`;
  const isSaid = 'matched' in of && of.matched.includes('suggestion');
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link to={`/cases/${of.id}`} className={styles.title} dir="auto" data-row>
          <Marked text={of.title} words={words} />
        </Link>
        <span className={styles.facts}>
          <span>
            <Marked text={of.number} words={words} />
          </span>
          <span>
            <Marked text={place} words={words} />
          </span>
          <span>{say(of.programmeName)}</span>
          <UrgencyTag urgency={of.urgency} />
          {isSaid && <span className={styles.said}>{t('said')}</span>}
        </span>
      </div>
      <span className={styles.state}>
        {say(of.stageName ?? of.statusName)}
        {of.endedAt !== null && (
          <span className={styles.facts}>
            <span>
              {t('ended')} <When at={of.endedAt} />
            </span>
          </span>
        )}
      </span>
      <span className={styles.sign}>{of.endedAt === null && <TimeSign sign={of.sign} />}</span>
    </li>
  );
}
