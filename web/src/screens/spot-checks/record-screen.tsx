import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { SpotCheckRecord } from '../../api/generated/schema';
import { isProblem } from '../../api/problem';
import { SETTLED, spotCheckQuery } from '../../api/spot-checks';
import { MissingPage } from '../../app/missing-page';
import { useTitle } from '../../app/use-title';
import { AsWritten } from '../../shared/as-written';
import { CheckStatus } from '../../shared/checks/status';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { When } from '../../shared/when';
import { CheckActs } from './acts';
import { RepeatPanel } from './repeat-panel';
import { Replacements } from './replacements';
import styles from './spot-checks.module.css';
import { DrawStep } from './step-draw';
import { FrameStep } from './step-frame';
import { FreezeStep } from './step-freeze';
import { PublishStep } from './step-publish';
import { SeedStep } from './step-seed';
import { VisitsPanel } from './visits-panel';

/** The record of a spot check, for whoever asks why the sample can be believed: nobody has to sign in. */
export function Screen() {
  const { checkId = '' } = useParams();
  const { data, error, refetch } = useQuery(spotCheckQuery(checkId));
  if (isProblem(error, 'not-found') || isProblem(error, 'invalid-input')) return <MissingPage />;
  if (data === undefined)
    return (
      <div className={styles.page}>
        {error === null ? (
          <ListSkeleton rows={5} />
        ) : (
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        )}
      </div>
    );
  return <Record shown={data} />;
}

function Record({ shown }: { shown: SpotCheckRecord }) {
  const { t } = useTranslation('check-record');
  const { check, record } = shown;
  useTitle(check.title);
  return (
    <div className={styles.page}>
      <Head shown={shown} />
      <Ended shown={shown} />
      <div className={styles.steps}>
        <FrameStep check={check} />
        <FreezeStep check={check} />
        <SeedStep check={check} record={record} />
        <DrawStep check={check} />
        <PublishStep shown={shown} />
      </div>
      {check.population !== null && <RepeatPanel shown={shown} />}
      <VisitsPanel check={check} />
      <Replacements check={check} />
      <p>
        <Link to={`/spot-checks/${check.id}/room`}>{t('room')}</Link>
      </p>
    </div>
  );
}

function Head({ shown: { check } }: { shown: SpotCheckRecord }) {
  const { t } = useTranslation('check-record');
  const { id, title, status, definedBy, organisationName, definedAt, population, sample, ended } = check;
  const drawn = sample?.reduce((all, { quota }) => all + quota, 0);
  const lead =
    ended?.how === 'CANCELLED'
      ? t('lead.cancelled')
      : drawn === undefined
        ? t('lead.running')
        : t('lead.drawn', { count: drawn, population: population?.size ?? 0 });
  return (
    <header className={styles.head}>
      <div>
        <h1 dir="auto">
          <AsWritten text={title} />
        </h1>
        <p className={styles.by}>
          <CheckStatus status={status} />
          <span>
            <AsWritten text={t('by', { name: definedBy, place: organisationName })} />
          </span>
          <When at={definedAt} exact />
        </p>
        <p className={styles.lead}>{lead}</p>
      </div>
      <div className={styles.tools}>
        <Link
          className={SETTLED.includes(status) ? styles.button : styles.primary}
          to={`/spot-checks/${id}/room`}
        >
          {t('room')}
        </Link>
        <CheckActs check={check} />
      </div>
    </header>
  );
}

function Ended({ shown: { check, record } }: { shown: SpotCheckRecord }) {
  const { t } = useTranslation('check-record');
  const checks = useTranslation('checks');
  const { ended } = check;
  if (ended === null) return null;
  const last = record.at(-1);
  return (
    <section className={styles.ended} data-how={ended.how} aria-label={t(`end.${ended.how}`)}>
      <strong>{t(`end.${ended.how}`)}</strong> {last !== undefined && <When at={last.at} exact />}
      {ended.cause !== 'person' && <p>{checks.t(`cause.${ended.cause}`)}</p>}
      {ended.reason !== null && (
        <p dir="auto">
          <AsWritten text={t('end.reason', { reason: ended.reason })} />
        </p>
      )}
    </section>
  );
}
