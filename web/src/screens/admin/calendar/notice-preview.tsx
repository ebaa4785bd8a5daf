import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CalendarPreview } from '../../../api/generated/schema';
import { useLanguage } from '../../../i18n/use-language';
import { formatDay } from '../../../shared/format';
import admin from '../parts/admin.module.css';
import { MovesView } from '../parts/moves-view';
import styles from './calendar.module.css';

type Change = CalendarPreview['changed'][number]['changes'][number];

/** What putting a notice in force would do, or everything that is wrong with it. */
export function NoticePreview({ preview }: { preview: CalendarPreview }) {
  const { t } = useTranslation('calendar');
  const { say } = useLanguage();
  const { problems, warnings, refusal, changed, moves } = preview;
  return (
    <div role="status" style={{ marginBottom: 16 }}>
      {problems.length > 0 && (
        <Alert type="error" showIcon title={t('problems')} description={<Faults faults={problems} />} />
      )}
      {refusal !== null && <Alert type="error" showIcon title={say(refusal.message)} />}
      {warnings.length > 0 && (
        <Alert type="warning" showIcon title={t('warnings')} description={<Faults faults={warnings} />} />
      )}
      {changed.map(({ year, changes }) => (
        <section key={year}>
          <h3 style={{ margin: '12px 0 0' }}>
            {changes.length === 0 ? t('noDays', { year }) : t('days', { year, count: changes.length })}
          </h3>
          <ul className={styles.changes}>
            {changes.map((change) => (
              <Changed key={change.date} change={change} />
            ))}
          </ul>
        </section>
      ))}
      {moves !== null && (
        <section>
          <h3 style={{ margin: '4px 0' }}>{t('openCases')}</h3>
          <MovesView moves={moves} />
        </section>
      )}
    </div>
  );
}

function Faults({ faults }: { faults: CalendarPreview['problems'] }) {
  const { say } = useLanguage();
  return (
    <ul>
      {faults.map((fault) => (
        <li key={`${fault.pointer}${fault.code}`}>
          {say(fault.message)} <code className={admin.quiet}>{fault.pointer}</code>
        </li>
      ))}
    </ul>
  );
}

function Changed({ change }: { change: Change }) {
  const { t } = useTranslation('calendar');
  const { language } = useLanguage();
  const name = change.after.name ?? change.before.name;
  return (
    <li>
      <strong>{formatDay(change.date, language)}</strong> {name} {t(`effects.${change.effect}`)}
    </li>
  );
}
