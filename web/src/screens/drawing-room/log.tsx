import { useTranslation } from 'react-i18next';
import type { SpotCheck, SpotCheckLine } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { Hash } from '../../shared/checks/hash';
import { useLineWords } from '../../shared/checks/words';
import { formatTime } from '../../shared/format';
import styles from './room.module.css';

/** The record beneath, line by line, each with the hash that the next one carries on. The newest stands first. */
export function Log({ check, record }: { check: SpotCheck; record: readonly SpotCheckLine[] }) {
  const { t } = useTranslation('room');
  const { language } = useLanguage();
  const say = useLineWords(check);
  return (
    <section className={styles.log} aria-labelledby="log">
      <h2 id="log">{t('log')}</h2>
      <ol tabIndex={0} aria-labelledby="log" reversed>
        {[...record].reverse().map((line) => (
          <li key={line.seq}>
            <span>{line.seq}</span>
            <time dateTime={line.at}>{formatTime(line.at, language)}</time>
            <span>
              <AsWritten text={say(line)} />
            </span>
            <span className={styles.link}>
              <Hash of={line.hash} groups={4} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
