import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { Message } from '../../app/message';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { FinishedReport } from './finished-report';
import { Phone, type OnPhone } from './phone';
import { ReportEditor } from './report-editor';
import { useReport } from './use-report';

/** One report on one case, from the first tap to its receipt. */
export function Screen() {
  const { t } = useTranslation('visits');
  const { caseId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  return (
    <Phone title={t('report.page')} back={{ to: '/visits', name: t('page') }}>
      {(on) => (
        <Loaded
          key={`${caseId} ${params.get('report') ?? ''}`}
          {...on}
          caseId={caseId}
          reportId={params.get('report')}
          onOther={() => setParams({})}
        />
      )}
    </Phone>
  );
}

interface LoadedProps extends OnPhone {
  readonly caseId: string;
  readonly reportId: string | null;
  readonly onOther: () => void;
}

function Loaded({ person, isOnline, sync, caseId, reportId, onOther }: LoadedProps) {
  const { t } = useTranslation('visits');
  const { of, report, error } = useReport(person, caseId, reportId, isOnline);
  if (of === null && error !== null) return <ProblemAlert error={error} />;
  if (of === null) {
    return <Message title={t('report.missing')} explain={t('report.missingHelp')} children={null} />;
  }
  if (of === undefined || report === undefined) return <ListSkeleton />;
  if (report.state === 'waiting' || report.state === 'sent')
    return <FinishedReport of={of} report={report} onOther={onOther} />;
  return <ReportEditor key={report.id} of={of} report={report} sync={sync} isOnline={isOnline} />;
}
