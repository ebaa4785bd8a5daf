import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Suggestion } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { OrganisationName } from '../../shared/organisation-name';
import { When } from '../../shared/when';
import styles from './open.module.css';

/** What a resident said, as it was said, with how it came in; who it was is another request. */
export function Quoted({ of }: { of: Suggestion }) {
  const { t } = useTranslation('open');
  const [taken] = of.caseIds;
  return (
    <section className={styles.said} aria-labelledby="said">
      <h2 id="said">{t('said.heading')}</h2>
      <blockquote dir="auto">
        <AsWritten text={of.words} />
      </blockquote>
      <SaidFacts of={of} />
      {taken === undefined ? (
        <p className={styles.hint}>{t('said.refuse')}</p>
      ) : (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('said.linked')}
          description={
            <>
              <p>{t('said.linkedHelp')}</p>
              <Link to={`/cases/${taken}`}>{t('said.see')}</Link>
            </>
          }
        />
      )}
    </section>
  );
}

/** Where, under which programme, how and when it came in. */
export function SaidFacts({ of }: { of: Suggestion }) {
  const { t } = useTranslation('open');
  const { say } = useLanguage();
  return (
    <span className={styles.facts}>
      <OrganisationName name={of.organisationName} within={of.organisationWithin} />
      <span>{say(of.programmeName)}</span>
      <span>{say(of.channelName)}</span>
      <span>
        {t('said.received')} <When at={of.createdAt} />
      </span>
      <span>{t(of.hasProposer ? 'said.contact' : 'said.noContact')}</span>
      <span>
        {t('said.receipt')} {of.receiptNo}
      </span>
    </span>
  );
}
