import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Receipt } from '../../api/generated/schema';
import { AsWritten } from '../../shared/as-written';
import { useLanguage } from '../../i18n/use-language';
import { formatDay } from '../../shared/format';
import { When } from '../../shared/when';
import styles from './receipt.module.css';

const STATES = { RECEIVED: 'received', IN_HAND: 'inHand', ENDED: 'ended', REFUSED: 'refused' } as const;

/** How a suggestion stands, and every case that came of it. */
export function Progress({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('receipt');
  return (
    <>
      <p className={styles.state}>{t(STATES[receipt.state])}</p>
      <dl className={styles.facts}>
        <Fact name={t('number')}>
          <span className={styles.number}>{receipt.receiptNo}</span>
        </Fact>
        <Fact name={t('receivedOn')}>
          <When at={receipt.createdAt} exact />
        </Fact>
      </dl>
      {receipt.refusal !== null && <Refused of={receipt.refusal} />}
      {receipt.cases.map((each) => (
        <OneCase key={each.number} of={each} />
      ))}
    </>
  );
}

function Refused({ of: { reasonName, publicText, at } }: { of: NonNullable<Receipt['refusal']> }) {
  const { t } = useTranslation('receipt');
  const { say } = useLanguage();
  return (
    <section className={styles.case}>
      <h2>{t('answer')}</h2>
      <dl className={styles.facts}>
        <Fact name={t('reason')}>{say(reasonName)}</Fact>
        <Fact name={t('result')}>
          <span className={styles.result} dir="auto">
            <AsWritten text={publicText} />
          </span>
        </Fact>
        <Fact name={t('answeredOn')}>
          <When at={at} exact />
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Told = Receipt['cases'][number];

function OneCase({ of: { number, title, statusName, stageName, next, endedAt, outcome } }: { of: Told }) {
  const { t } = useTranslation('receipt');
  const { say } = useLanguage();
  return (
    <section className={styles.case}>
      <h2>
        <AsWritten text={title} />
      </h2>
      <dl className={styles.facts}>
        <Fact name={t('case')}>{number}</Fact>
        <Fact name={t('status')}>{say(statusName)}</Fact>
        {endedAt === null && stageName !== null && <Fact name={t('stage')}>{say(stageName)}</Fact>}
        {endedAt === null && (
          <Fact name={t('next')}>{next === null ? t('noDate') : <Next next={next} />}</Fact>
        )}
        {endedAt !== null && (
          <Fact name={t('endedOn')}>
            <When at={endedAt} exact />
          </Fact>
        )}
        {(outcome !== null || endedAt !== null) && (
          <Fact name={t('result')}>
            <span className={styles.result}>{outcome ?? t('noResult')}</span>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Next({ next }: { next: NonNullable<Told['next']> }) {
  const { t } = useTranslation('receipt');
  const { language, say } = useLanguage();
  return (
    <>
      <strong>{formatDay(next.dueDate, language)}</strong>
      {next.paused && <p>{t('paused')}</p>}
      {next.provisional && <p>{t('provisional')}</p>}
      {next.why.length > 0 && (
        <details className={styles.why}>
          <summary>{t('why')}</summary>
          <ol>
            {next.why.map((step) => (
              <li key={step.zh}>{say(step)}</li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
