import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { caseQuery } from '../../api/case';
import type { Case } from '../../api/generated/schema';
import { isProblem } from '../../api/problem';
import { MissingPage } from '../../app/missing-page';
import { useMay } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { ProblemAlert } from '../../shared/problem-alert';
import { Actions } from './actions';
import styles from './case.module.css';
import { Clocks } from './clocks';
import { Engine, EngineOnly } from './engine';
import { Files } from './files';
import { Header } from './header';
import { Linked } from './linked';
import { Messages } from './messages';
import { News } from './news';
import { Orders } from './orders';
import { Overlay } from './overlay';
import { People } from './people';
import { StagePath } from './stage-path';
import { Timeline } from './timeline';

/** One case: where it stands, what to do now, what happened, and until when. */
export function Screen() {
  const { caseId = '' } = useParams();
  return <CasePage key={caseId} caseId={caseId} />;
}

function CasePage({ caseId }: { caseId: string }) {
  const { t } = useTranslation('case');
  const may = useMay();
  const { data, error, refetch } = useQuery(caseQuery(caseId));
  if (data !== undefined) return <Shown of={data} />;
  if (error === null)
    return (
      <div className={styles.page} role="status" aria-label={t('loading')}>
        <Skeleton active paragraph={{ rows: 10 }} />
      </div>
    );
  // An id that cannot be one is refused before anything is looked up; for the reader there is no such page either.
  if (isProblem(error, 'not-found') || isProblem(error, 'invalid-input'))
    return may('showCaseEngine') ? <EngineOnly caseId={caseId} /> : <MissingPage />;
  return (
    <div className={styles.page}>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
    </div>
  );
}

function Shown({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const may = useMay();
  useTitle(t('page', { number: of.number }));
  return (
    <article className={styles.page}>
      <News of={of} />
      <Header of={of} />
      <StagePath of={of} />
      <div className={styles.columns}>
        <div className={styles.doing}>
          <Actions of={of} />
        </div>
        <div className={styles.limits}>
          <Clocks of={of} />
          <Orders of={of} />
          <Overlay of={of} />
        </div>
        <div className={styles.history}>
          <Timeline of={of} />
        </div>
        <div className={styles.beside}>
          <Files of={of} />
          <Linked of={of} />
          <People of={of} />
          <Messages caseId={of.id} />
          {may('showCaseEngine') && <Engine caseId={of.id} />}
        </div>
      </div>
    </article>
  );
}
