import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseSummary } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { OrganisationName } from '../../shared/organisation-name';
import { TimeSign } from '../../shared/time-sign';
import { UrgencyTag } from '../../shared/urgency-tag';
import { When } from '../../shared/when';
import styles from './find.module.css';

/** One case that was found, with where it stands. */
export function FoundCase({ of, isChosen }: { of: CaseSummary; isChosen: boolean }) {
  const { t } = useTranslation('find');
  const { say } = useLanguage();
  return (
    <li className={styles.row} data-chosen={isChosen}>
      <div className={styles.what}>
        <Link to={`/cases/${of.id}`} className={styles.title} dir="auto">
          {of.title}
        </Link>
        <span className={styles.facts}>
          <span>{of.number}</span>
          <OrganisationName name={of.organisationName} within={of.organisationWithin} />
          <span>{say(of.programmeName)}</span>
          <UrgencyTag urgency={of.urgency} />
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
