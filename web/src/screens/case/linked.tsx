import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Case, LinkedCase } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { When } from '../../shared/when';
import styles from './case.module.css';

/** Whose words the case answers, and the cases it came from or went into. */
export function Linked({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  return (
    <>
      {of.linkedCases.length > 0 && (
        <section className={styles.panel} aria-labelledby="linked-cases">
          <h2 id="linked-cases">{t('linked.cases')}</h2>
          <ul className={styles.list}>
            {of.linkedCases.map((linked) => (
              <Relation key={`${linked.relation}:${linked.at}`} linked={linked} />
            ))}
          </ul>
        </section>
      )}
      <section className={styles.panel} aria-labelledby="suggestions">
        <h2 id="suggestions">{t('linked.suggestions')}</h2>
        {of.linkedSuggestions.length === 0 && <p className={styles.hint}>{t('linked.noSuggestions')}</p>}
        <ul className={styles.list}>
          {of.linkedSuggestions.map(({ id, words, receiptNo, channelName, createdAt }) => (
            <li key={id}>
              <p dir="auto" className={styles.order}>
                <AsWritten text={words} />
              </p>
              <p className={styles.quiet}>
                {say(channelName)} · {t('linked.receipt', { number: receiptNo })} · <When at={createdAt} />
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Relation({ linked: { relation, case: other } }: { linked: LinkedCase }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  return (
    <li>
      <span className={styles.quiet}>{t(`linked.relations.${relation}`)}</span>{' '}
      {other === null ? (
        t('linked.hidden')
      ) : (
        <>
          <Link to={`/cases/${other.id}`}>
            <bdi>
              <AsWritten text={other.title} />
            </bdi>
          </Link>{' '}
          <span className={styles.quiet}>
            {other.number} · {say(other.statusName)}
          </span>
        </>
      )}
    </li>
  );
}
