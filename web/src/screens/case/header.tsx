import { PrinterOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Case } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { Money } from '../../shared/money';
import { TimeSign } from '../../shared/time-sign';
import { UrgencyTag } from '../../shared/urgency-tag';
import { When } from '../../shared/when';
import styles from './case.module.css';

/** What, where, how much, until when, and how it stands. */
export function Header({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  return (
    <header className={styles.header}>
      <div className={styles.headline}>
        <h1 dir="auto">
          <AsWritten text={of.title} />
        </h1>
        <Link className={styles.print} to={`/cases/${of.id}/print`}>
          <PrinterOutlined aria-hidden /> {t('print')}
        </Link>
      </div>
      <div className={styles.signs}>
        <span className={styles.state}>{say(of.statusName)}</span>
        {of.endedAt === null && <TimeSign sign={of.sign} wide />}
        <UrgencyTag urgency={of.urgency} />
        {of.urgent && <span className={styles.urgent}>{t('header.urgent')}</span>}
        {of.track === 'fast' && <span className={styles.tag}>{t('header.track')}</span>}
      </div>
      <Facts of={of} />
    </header>
  );
}

function Facts({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const chain = of.organisationChain.map(({ name }) => name).join(' › ');
  const category = [of.categoryName, of.itemTypeName].flatMap((name) => (name === null ? [] : [say(name)]));
  return (
    <dl className={styles.facts} aria-label={t('header.facts')}>
      <Fact name={t('sheet.number')}>{of.number}</Fact>
      <Fact name={t('header.place')}>
        <AsWritten text={of.place === null ? chain : `${chain} · ${of.place}`} />
      </Fact>
      <Fact name={t('header.programme')}>
        {say(of.programmeName)}{' '}
        <span className={styles.quiet}>{t('header.version', { version: of.programmeVersion })}</span>
      </Fact>
      {category.length > 0 && <Fact name={t('header.category')}>{category.join(' · ')}</Fact>}
      <MoneyFact money={of.money} />
      <Fact name={t('header.opened')}>
        <When at={of.openedAt} />
      </Fact>
      {of.endedAt !== null && (
        <Fact name={t('header.ended')}>
          <When at={of.endedAt} />
        </Fact>
      )}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function MoneyFact({ money }: { money: Case['money'] }) {
  const { t } = useTranslation('case');
  const amounts = [
    [t('header.estimate'), money.estimateFen],
    [t('header.approved'), money.approvedFen],
    [t('header.contract'), money.contractFen],
    [t('header.disbursed'), money.disbursedFen || null],
    [t('header.paid'), money.paidFen || null],
  ] as const;
  const known = amounts.filter(([, fen]) => fen !== null);
  if (known.length === 0) return null;
  return (
    <Fact name={t('header.money')}>
      <span className={styles.amounts}>
        {known.map(([name, fen]) => (
          <span key={name}>
            <span className={styles.quiet}>{name}</span> <Money fen={fen ?? 0} />
          </span>
        ))}
      </span>
    </Fact>
  );
}
