import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLanguage } from '../../i18n/use-language';
import { faultsOf, type Fault } from '../../offline/faults';
import type { Report, TakenCase } from '../../offline/model';
import { finishReport, keepReport, removeReport } from '../../offline/reports';
import type { Sync } from '../../offline/sync';
import { AsWritten } from '../../shared/as-written';
import { Dialog } from '../../shared/dialog';
import { formatDay } from '../../shared/format';
import { CheckList } from './check-list';
import { EarlierFindings } from './earlier-findings';
import type { Editing } from './editing';
import { Findings } from './findings';
import { Photos } from './photos';
import { PlanNote } from './plan-note';
import { Progress } from './progress';
import { RefusedAlert } from './refused-alert';
import { Verdict } from './verdict';
import styles from './report.module.css';

interface EditorProps {
  readonly of: TakenCase;
  readonly report: Report;
  readonly sync: Sync;
  readonly isOnline: boolean;
}

/** The report while it is written; every change is on the device before the next key is pressed. */
export function ReportEditor({ of, report: first, sync }: EditorProps) {
  const { t } = useTranslation('visits');
  const navigate = useNavigate();
  const { report, changeReport } = useKeptReport(first);
  const [isChecked, setChecked] = useState(false);
  const [asksDiscard, setAsksDiscard] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const words = useFaultWords();
  const faults = isChecked ? faultsOf(report, of) : [];
  const editing: Editing = {
    report,
    faultOf: (part) => faults.find((fault) => fault.part === part) && `fault-${part}`,
    change: (form) => changeReport((one) => ({ ...one, form: { ...one.form, ...form } })),
    changeReport,
  };
  const send = async () => {
    setChecked(true);
    if (faultsOf(report, of).length > 0) {
      // Shown first by the state that was just set.
      requestAnimationFrame(() => summary.current?.focus());
      return;
    }
    await keepReport(report);
    await finishReport(report.id);
    sync.now();
    await navigate('/visits');
  };
  const discard = async () => {
    await removeReport(report.id);
    await navigate('/visits');
  };
  return (
    <form
      className={styles.form}
      aria-label={t('report.page')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={styles.about}>
        <h2 dir="auto">
          <AsWritten text={of.title} />
        </h2>
        <p className={styles.quiet}>
          {of.number} · <AsWritten text={of.place} />
        </p>
        {!of.mayReport && <p className={styles.note}>{t('report.mayNot')}</p>}
      </div>
      {report.refused !== null && <RefusedAlert report={report} />}
      <EarlierFindings of={of} />
      <CheckList items={of.checkList} {...editing} />
      <Photos {...editing} />
      <Progress {...editing} />
      <Findings kinds={of.findingKinds} {...editing} />
      <Verdict {...editing} />
      <PlanNote of={of} report={report} />
      {faults.length > 0 && (
        <div ref={summary} tabIndex={-1} role="alert" className={styles.faults}>
          <p>{t('report.errors')}</p>
          <ul>
            {faults.map((fault) => (
              <li key={fault.key} id={`fault-${fault.part}`}>
                <a href={`#part-${fault.part}`}>{words(fault)}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Button type="primary" size="large" block htmlType="submit" className={styles.send}>
        {report.refused === null ? t('report.send') : t('report.again')}
      </Button>
      <p className={styles.quiet}>{t('report.sendHelp')}</p>
      <Button type="link" danger size="large" block onClick={() => setAsksDiscard(true)}>
        {t('report.discard')}
      </Button>
      {asksDiscard && (
        <Dialog narrow title={t('report.discard')} onClose={() => setAsksDiscard(false)}>
          <p>{t('report.discardAsk')}</p>
          <div className={styles.twoButtons}>
            <Button size="large" onClick={() => setAsksDiscard(false)}>
              {t('report.discardNo')}
            </Button>
            <Button size="large" type="primary" danger onClick={() => void discard()}>
              {t('report.discardYes')}
            </Button>
          </div>
        </Dialog>
      )}
      <p className={styles.quiet}>{t('report.kept')}</p>
    </form>
  );
}

function useFaultWords(): (fault: Fault) => string {
  const { t } = useTranslation('visits');
  const { language } = useLanguage();
  return ({ key, count = 0, day = '' }) => {
    if (key === 'checkList') return t('faults.checkList', { count });
    if (key === 'beforeWorks') return t('faults.beforeWorks', { day: formatDay(day, language) });
    return t(`faults.${key}`);
  };
}

/** The report in the form; what is changed is kept in the order in which it was changed. */
function useKeptReport(first: Report) {
  const [report, setReport] = useState(first);
  const [failed, setFailed] = useState<{ cause: unknown } | null>(null);
  const isUntouched = useRef(true);
  useEffect(() => {
    if (isUntouched.current) {
      isUntouched.current = false;
      return;
    }
    keepReport(report).catch((cause: unknown) => setFailed({ cause }));
  }, [report]);
  if (failed !== null) throw failed.cause;
  return { report, changeReport: (change: (one: Report) => Report) => setReport(change) };
}
