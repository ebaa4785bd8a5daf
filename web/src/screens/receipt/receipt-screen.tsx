import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { isProblem } from '../../api/problem';
import { receiptQuery } from '../../api/receipt';
import { useTitle } from '../../app/use-title';
import { changeLanguage } from '../../i18n/language';
import { useLanguage } from '../../i18n/use-language';
import { ProblemAlert } from '../../shared/problem-alert';
import { AskForm } from './ask-form';
import { Progress } from './progress';
import styles from './receipt.module.css';

/** For residents, without signing in: what became of a suggestion, by the number of its receipt. */
export function Screen() {
  const { t } = useTranslation('receipt');
  const shell = useTranslation('shell');
  const { language } = useLanguage();
  const { receiptNo } = useParams();
  useTitle(t('page'));
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <span className={styles.brand}>{shell.t('product')}</span>
        <button
          type="button"
          className={styles.language}
          onClick={() => void changeLanguage(language === 'en' ? 'zh-CN' : 'en')}
          lang={language === 'en' ? 'zh-CN' : 'en'}
        >
          {shell.t('account.language')}
        </button>
      </header>
      <main className={styles.main}>
        <h1>{t('page')}</h1>
        {receiptNo === undefined ? <AskForm /> : <Answer receiptNo={receiptNo} />}
      </main>
    </div>
  );
}

function Answer({ receiptNo }: { receiptNo: string }) {
  const { t } = useTranslation('receipt');
  const { data, error, refetch } = useQuery(receiptQuery(receiptNo));
  const unknown = isProblem(error, 'not-found') || isProblem(error, 'invalid-input');
  if (unknown)
    return (
      <>
        <section className={styles.missing} role="alert">
          <h2>{t('missing')}</h2>
          <p className={styles.number}>{receiptNo}</p>
          <p>{t('missingHelp')}</p>
        </section>
        <AskForm />
      </>
    );
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <p role="status">{t('loading')}</p>;
  return (
    <>
      <Progress receipt={data} />
      <p>
        <Link className={styles.another} to="/receipts">
          {t('another')}
        </Link>
      </p>
    </>
  );
}
