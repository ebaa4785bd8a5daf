import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language';
import type { Words } from '../../i18n/words';
import type { Report, TakenCase } from '../../offline/model';
import { planOf } from '../../offline/plan';
import { formatDay } from '../../shared/format';
import styles from './report.module.css';

/** What the report will come to, said before it is sent: nobody may take a visit outside the plan for one that is due. */
export function PlanNote({ of, report }: { of: TakenCase; report: Report }) {
  const { t } = useTranslation('visits');
  const { language, say } = useLanguage();
  const plan = planOf(of, report.personId, report.form.visitedOn);
  if (plan === null) return null;
  switch (plan.kind) {
    case 'done':
      return (
        <p role="status" className={styles.quiet}>
          {t('plan.done', { names: listed(plan.names, say, language) })}
        </p>
      );
    case 'early':
    case 'before-order': {
      const next = { name: say(plan.name), day: formatDay(plan.from, language) };
      return (
        <p role="status" className={styles.note}>
          {plan.kind === 'early' ? t('plan.early', next) : t('plan.beforeOrder', next)}
        </p>
      );
    }
    case 'outside':
      return (
        <p role="status" className={styles.note}>
          {t('plan.outside')}
        </p>
      );
    default:
      return plan satisfies never;
  }
}

/** What the report has come to, once it is recorded. */
export function MadeUpFor({ names }: { names: readonly Words[] }) {
  const { t } = useTranslation('visits');
  const { language, say } = useLanguage();
  return (
    <p className={names.length === 0 ? styles.note : styles.quiet}>
      {names.length === 0 ? t('plan.wasOutside') : t('plan.wasDone', { names: listed(names, say, language) })}
    </p>
  );
}

const listed = (names: readonly Words[], say: (words: Words) => string, language: string): string =>
  names.map(say).join(language === 'en' ? ', ' : '、');
