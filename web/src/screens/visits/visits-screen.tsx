import { useTranslation } from 'react-i18next';
import { Phone } from './phone';
import { ReportList } from './report-list';
import { VisitList } from './visit-list';

/** The inspector's day: where to go, what to take along, and what became of the reports. */
export function Screen() {
  const { t } = useTranslation('visits');
  return (
    <Phone title={t('page')} back={{ to: '/desk', name: t('desk') }}>
      {(on) => (
        <>
          <ReportList personId={on.person.personId} />
          <VisitList {...on} />
        </>
      )}
    </Phone>
  );
}
