import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visitsQuery } from '../../api/inspections';
import { useLanguage } from '../../i18n/use-language';
import type { TakenVisit } from '../../offline/model';
import { takenList } from '../../offline/take-along';
import { AsWritten } from '../../shared/as-written';
import { EmptyState } from '../../shared/empty-state';
import { formatInstant } from '../../shared/format';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { Choices } from './choices';
import type { OnPhone } from './phone';
import { TakeAlong } from './take-along';
import { useKept } from './use-kept';
import { VisitCard } from './visit-card';
import styles from './visits.module.css';

type Order = 'date' | 'place';
type Whose = 'all' | 'mine';

/** Where to go: from the API, or as it was taken along. */
export function VisitList({ person, isOnline }: OnPhone) {
  const { t } = useTranslation('visits');
  const { language } = useLanguage();
  const { data, error, isPending, refetch } = useQuery({
    ...visitsQuery(person.personId),
    enabled: isOnline,
  });
  const taken = useKept(takenList, person.personId);
  const isFresh = isOnline && data !== undefined;
  const visits = isFresh ? data : taken?.visits;
  const time = taken == null ? '' : formatInstant(taken.at, language);
  if (visits === undefined) {
    if (isOnline && error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
    if (taken === undefined || (isOnline && isPending)) return <ListSkeleton />;
    return <p className={styles.note}>{t('list.offlineNone')}</p>;
  }
  return (
    <>
      {!isFresh && (
        <p className={styles.note} role="status">
          {isOnline ? t('list.failed', { time }) : t('list.offline', { time })}
        </p>
      )}
      {isFresh && visits.length > 0 && (
        <TakeAlong personId={person.personId} visits={visits} taken={taken ?? null} />
      )}
      <Ordered visits={visits} personId={person.personId} />
    </>
  );
}

function Ordered({ visits, personId }: { visits: readonly TakenVisit[]; personId: string }) {
  const { t } = useTranslation('visits');
  const [order, setOrder] = useState<Order>('date');
  const [whose, setWhose] = useState<Whose>('all');
  const hasMine = visits.some(({ isMine }) => isMine);
  const shown = visits.filter(({ isMine }) => whose === 'all' || isMine);
  const late = shown.filter(({ tone }) => tone === 'overdue').length;
  return (
    <section aria-labelledby="visits" className={styles.section}>
      <h2 id="visits">
        {t('list.title')} <span className={styles.quiet}>{t('list.count', { count: shown.length })}</span>
        {late > 0 && <span className={styles.late}> · {t('list.overdue', { count: late })}</span>}
      </h2>
      {visits.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneHelp')}</EmptyState>
      ) : (
        <>
          <div className={styles.filters}>
            <Choices
              name={t('list.order')}
              value={order}
              onChoose={setOrder}
              options={[
                { value: 'date', name: t('list.byDate') },
                { value: 'place', name: t('list.byPlace') },
              ]}
            />
            {hasMine && (
              <Choices
                name={t('list.whose')}
                value={whose}
                onChoose={setWhose}
                options={[
                  { value: 'all', name: t('list.all') },
                  { value: 'mine', name: t('list.mine') },
                ]}
              />
            )}
          </div>
          {grouped(shown, order).map(([place, group]) => (
            <div key={place}>
              {place !== '' && (
                <h3 className={styles.place}>
                  <AsWritten text={place} />
                </h3>
              )}
              <ul className={styles.cards}>
                {group.map((visit) => (
                  <VisitCard key={`${visit.caseId}/${visit.clockId}`} visit={visit} personId={personId} />
                ))}
              </ul>
            </div>
          ))}
        </>
      )}
    </section>
  );
}

const byDue = (a: TakenVisit, b: TakenVisit): number => (a.dueDate < b.dueDate ? -1 : 1);

/** By date: one group, what is overdue first, because it was due first. By place: a group for each. */
function grouped(visits: readonly TakenVisit[], order: Order): [string, TakenVisit[]][] {
  const sorted = [...visits].sort(byDue);
  if (order === 'date') return [['', sorted]];
  const places = [...new Set(sorted.map(({ place }) => place))].sort((a, b) => a.localeCompare(b, 'zh'));
  return places.map((place) => [place, sorted.filter((visit) => visit.place === place)]);
}
