import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './desk.module.css';
import { GROUPS, type Desk } from './use-desk';

/** The groups of the desk with how many are in each. */
export function Groups({ desk }: { desk: Desk }) {
  const { t } = useTranslation('desk');
  return (
    <nav className={styles.groups} aria-label={t('groups.label')}>
      {GROUPS.map((group) => {
        const count = desk.counts?.[group];
        return (
          <Link
            key={group}
            to={desk.to({ group, line: null })}
            replace
            className={styles.group}
            data-group={group}
            data-some={(count ?? 0) > 0}
            aria-current={desk.group === group ? 'true' : undefined}
          >
            <span>{t(`groups.${group}`)}</span>
            <span className={styles.count}>{count ?? '–'}</span>
          </Link>
        );
      })}
    </nav>
  );
}
