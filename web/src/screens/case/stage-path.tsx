import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import styles from './path.module.css';

/** The stages as a line: done, now, to come, each with its limit. */
export function StagePath({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  return (
    <nav className={styles.scroll} aria-label={t('path.label')} tabIndex={0}>
      <ol className={styles.path}>
        {of.path.map(({ id, name, at, limit }, place) => (
          <li key={id} data-at={at} aria-current={at === 'now' ? 'step' : undefined}>
            <span className={styles.dot} aria-hidden>
              {at === 'done' ? <CheckOutlined /> : place + 1}
            </span>
            <span className={styles.name}>{say(name)}</span>
            <span className={styles.limit}>
              <span className="visually-hidden">{t(`path.${at}`)} </span>
              {limit === null ? t('path.none') : say(limit)}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
