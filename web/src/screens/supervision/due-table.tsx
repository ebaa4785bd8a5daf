import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InspectionPlan } from '../../api/generated/schema';
import { planQuery } from '../../api/supervision';
import { useMay } from '../../app/use-may';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { formatMonthDay } from '../../shared/format';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { NumberLink } from './number-link';
import styles from './supervision.module.css';
import { dueIn, dueLater, together, weekAfter, weeksAhead } from './weeks';

/** Inspections, visits and follow-ups by town and week; what is overdue stands first. */
export function DueTable() {
  const { t } = useTranslation('supervision');
  const { data, error, refetch } = useQuery(planQuery);
  return (
    <section className={styles.panel} aria-labelledby="due">
      <h2 id="due">{t('due.title')}</h2>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <ListSkeleton rows={4} />}
      {data !== undefined && data.places.length === 0 && <p className={styles.quiet}>{t('due.none')}</p>}
      {data !== undefined && data.places.length > 0 && <Table plan={data} />}
    </section>
  );
}

function Table({ plan: { places } }: { plan: InspectionPlan }) {
  const { t } = useTranslation('supervision');
  const { language } = useLanguage();
  const mayDraw = useMay()('defineSpotCheck');
  const weeks = weeksAhead();
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby="due">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('due.town')}</th>
            <th scope="col">{t('due.late')}</th>
            {weeks.map((week, i) => (
              <th key={week} scope="col">
                {i === 0 ? t('due.thisWeek') : t('due.weekOf', { day: formatMonthDay(week, language) })}
              </th>
            ))}
            <th scope="col">{t('due.later')}</th>
            {mayDraw && <th scope="col">{t('due.draw')}</th>}
            <th scope="col">{t('due.sheet')}</th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <Row
              key={place.organisationId}
              of={place}
              name={place.organisationName}
              id={place.organisationId}
              weeks={weeks}
            />
          ))}
        </tbody>
        {places.length > 1 && (
          <tfoot>
            <Row of={together(places)} name={t('due.all')} id={null} weeks={weeks} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface RowProps {
  readonly of: Pick<InspectionPlan['places'][number], 'weeks' | 'overdue'>;
  readonly name: string;
  /** Null: all of them. */
  readonly id: string | null;
  readonly weeks: readonly string[];
}

function Row({ of, name, id, weeks }: RowProps) {
  const { t } = useTranslation('supervision');
  const drawing = useTranslation('unannounced');
  const mayDraw = useMay()('defineSpotCheck');
  const { language } = useLanguage();
  const listOf = (asked: Readonly<Record<string, string>>) =>
    `/supervision/visits?${new URLSearchParams({ ...(id !== null && { organisationId: id }), ...asked }).toString()}`;
  const after = weekAfter(weeks.at(-1) ?? '');
  return (
    <tr>
      <th scope="row">
        <AsWritten text={name} />
      </th>
      <td>
        <NumberLink
          late
          count={of.overdue}
          label={t('due.lateAt', { name })}
          to={listOf({ overdue: 'true' })}
        />
      </td>
      {weeks.map((week) => (
        <td key={week}>
          <NumberLink
            count={dueIn(of, week)}
            label={t('due.weekAt', { name, day: formatMonthDay(week, language) })}
            to={listOf({ dueFrom: week, dueBefore: weekAfter(week), overdue: 'false' })}
          />
        </td>
      ))}
      <td>
        <NumberLink
          count={dueLater(of, weeks.at(-1) ?? '')}
          label={t('due.laterAt', { name })}
          to={listOf({ dueFrom: after, overdue: 'false' })}
        />
      </td>
      {mayDraw && (
        <td>
          {id !== null && (
            <Link
              to={`/spot-checks/unannounced?organisationId=${id}`}
              aria-label={drawing.t('hereFor', { name })}
            >
              {drawing.t('here')}
            </Link>
          )}
        </td>
      )}
      <td>
        {id !== null && (
          <Link to={`/supervision/sheet?organisationId=${id}`} aria-label={t('due.sheetOf', { name })}>
            {t('due.open')}
          </Link>
        )}
      </td>
    </tr>
  );
}
