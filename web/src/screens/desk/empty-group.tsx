import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Duty } from '../../api/generated/schema';
import { AsWritten } from '../../shared/as-written';
import { EmptyState } from '../../shared/empty-state';
import { TimeSign } from '../../shared/time-sign';
import styles from './desk.module.css';
import type { Desk } from './use-desk';

/** Nothing in this group: that is good news, and what comes next. */
export function EmptyGroup({ desk, next }: { desk: Desk; next: Duty | null }) {
  const { t } = useTranslation('desk');
  if (desk.isFiltered && next === null)
    return (
      <EmptyState title={t('empty.filtered')}>
        <Button onClick={() => desk.show({ kind: null, programme: null })}>{t('filters.clear')}</Button>
      </EmptyState>
    );
  return (
    <EmptyState title={t(`empty.${desk.group}`)}>
      {desk.group === 'awaiting' && <p>{t('empty.awaitingHelp')}</p>}
      {next === null ? (
        desk.group !== 'awaiting' && <p>{t('empty.nothing')}</p>
      ) : (
        <div className={styles.next}>
          <span>{t('empty.next')}</span>
          <Link to={`/cases/${next.caseId}`} dir="auto">
            <AsWritten text={next.title} />
          </Link>
          <TimeSign sign={next.sign} wide />
        </div>
      )}
    </EmptyState>
  );
}
