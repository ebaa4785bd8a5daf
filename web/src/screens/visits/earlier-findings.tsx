import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language';
import type { TakenCase } from '../../offline/model';
import { AsWritten } from '../../shared/as-written';
import { dayOf, formatDay } from '../../shared/format';
import styles from './report.module.css';

/** What earlier visits found: the first thing to look at on site. */
export function EarlierFindings({ of }: { of: TakenCase }) {
  const { t } = useTranslation('visits');
  const { language, say } = useLanguage();
  return (
    <section aria-labelledby="earlier" className={styles.part}>
      <h3 id="earlier">{t('report.earlier')}</h3>
      {of.earlier.length === 0 && <p className={styles.quiet}>{t('report.earlierNone')}</p>}
      <ul className={styles.earlier}>
        {of.earlier.map(({ on, kind, text, open }) => (
          <li key={on + text} dir="auto">
            <strong>{say(kind)}</strong>{' '}
            <span data-open={open}>{open ? t('report.openFinding') : t('report.mended')}</span>
            <br />
            <AsWritten text={text} /> <span className={styles.quiet}>{formatDay(dayOf(on), language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
