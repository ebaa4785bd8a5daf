import { useQueries } from '@tanstack/react-query';
import { ArrowLeftOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { caseMessagesQuery, caseQuery, ledgerQuery } from '../../api/case';
import type { Case, CaseMessage, LedgerLine } from '../../api/generated/schema';
import { isProblem } from '../../api/problem';
import { MissingPage } from '../../app/missing-page';
import { useTitle } from '../../app/use-title';
import { useLanguage } from '../../i18n/use-language';
import { formatInstant } from '../../shared/format';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { SheetHead, SheetClocks, SheetStages } from './sheet-head';
import { SheetFindings, SheetInspections, SheetOpinions } from './sheet-overlay';
import { SheetFiles, SheetLedger, SheetMessages, SheetOrders, SheetSuggestions } from './sheet-parts';
import styles from './sheet.module.css';

/** 一项目一台账: everything about one case in a fixed order, as it goes on paper. */
export function Screen() {
  const { caseId = '' } = useParams();
  const [found, ledger, messages] = useQueries({
    queries: [caseQuery(caseId), ledgerQuery(caseId), caseMessagesQuery(caseId)],
  });
  const error = found.error ?? ledger.error ?? messages.error;
  if (isProblem(error, 'not-found') || isProblem(error, 'invalid-input')) return <MissingPage />;
  if (error !== null) {
    const again = () => {
      for (const query of [found, ledger, messages]) if (query.error !== null) void query.refetch();
    };
    return <ProblemAlert error={error} onRetry={again} />;
  }
  if (found.data === undefined || ledger.data === undefined || messages.data === undefined)
    return <ListSkeleton />;
  return <Sheet of={found.data} lines={ledger.data.items} messages={messages.data.items} />;
}

interface SheetProps {
  readonly of: Case;
  readonly lines: readonly LedgerLine[];
  readonly messages: readonly CaseMessage[];
}

function Sheet({ of, lines, messages }: SheetProps) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  useTitle(t('sheet.page', { number: of.number }));
  return (
    <div className={styles.desk}>
      <div className={styles.bar}>
        <Link to={`/cases/${of.id}`} className={styles.back}>
          <ArrowLeftOutlined aria-hidden /> {t('sheet.back')}
        </Link>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('sheet.print')}
        </Button>
      </div>
      <article className={styles.sheet}>
        <SheetHead of={of} />
        <SheetStages of={of} />
        <SheetClocks of={of} />
        <SheetLedger lines={lines} />
        <SheetOrders of={of} />
        <SheetInspections of={of} />
        <SheetFindings of={of} />
        <SheetOpinions of={of} />
        <SheetFiles of={of} />
        <SheetSuggestions of={of} />
        <SheetMessages messages={messages} />
        <footer className={styles.foot}>
          <p>{t('sheet.chain', { hash: lines.at(-1)?.hash ?? '' })}</p>
          <p>{t('sheet.printedAt', { when: formatInstant(new Date().toISOString(), language) })}</p>
        </footer>
      </article>
    </div>
  );
}
