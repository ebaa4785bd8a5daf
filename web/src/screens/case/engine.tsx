import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { engineQuery } from '../../api/case';
import type { CaseEngine } from '../../api/generated/schema';
import { isProblem } from '../../api/problem';
import { MissingPage } from '../../app/missing-page';
import { useTitle } from '../../app/use-title';
import { useLanguage } from '../../i18n/use-language';
import { formatInstant } from '../../shared/format';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './case.module.css';

/** The workflow that keeps the time of the case, for operators. */
export function Engine({ caseId }: { caseId: string }) {
  const { t } = useTranslation('case');
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.panel} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2>{t('engine.title')}</h2>
      </summary>
      {open && <Workflow caseId={caseId} />}
    </details>
  );
}

/** For whoever runs the engine and does not see cases. */
export function EngineOnly({ caseId }: { caseId: string }) {
  const { t } = useTranslation('case');
  const { error } = useQuery(engineQuery(caseId));
  useTitle(t('engine.title'));
  if (isProblem(error, 'not-found') || isProblem(error, 'invalid-input')) return <MissingPage />;
  return (
    <div className={styles.page}>
      <section className={styles.panel}>
        <h1>{t('engine.title')}</h1>
        <p className={styles.hint}>{t('engine.only')}</p>
        <Workflow caseId={caseId} />
      </section>
    </div>
  );
}

function Workflow({ caseId }: { caseId: string }) {
  const { data, error, refetch } = useQuery(engineQuery(caseId));
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active paragraph={{ rows: 5 }} />;
  return <Told engine={data} />;
}

function Told({ engine: { workflowId, wakeAt, armedUntil, armed, workflow } }: { engine: CaseEngine }) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  const at = (instant: string | null) =>
    instant === null ? t('engine.none') : formatInstant(instant, language);
  return (
    <dl className={styles.pairs}>
      <Pair name={t('engine.workflow')}>
        <code>{workflowId}</code>
      </Pair>
      <Pair name={t('engine.wake')}>{at(wakeAt)}</Pair>
      <Pair name={t('engine.armed')}>
        {at(armedUntil)} · {armed ? t('engine.isArmed') : t('engine.notArmed')}
      </Pair>
      {workflow === null ? (
        <Pair name={t('engine.status')}>{t('engine.missing')}</Pair>
      ) : (
        <>
          <Pair name={t('engine.status')}>{workflow.status}</Pair>
          <Pair name={t('engine.timer')}>{at(workflow.pendingTimer)}</Pair>
          <Pair name={t('engine.history')}>{t('engine.events', { count: workflow.historyLength })}</Pair>
          <Pair name={t('engine.run')}>
            <code>{workflow.runId}</code>
          </Pair>
          <Pair name={t('engine.failure')}>
            {workflow.lastFailure === null
              ? t('engine.none')
              : `${at(workflow.lastFailure.at)} ${workflow.lastFailure.message}`}
          </Pair>
        </>
      )}
    </dl>
  );
}

function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
