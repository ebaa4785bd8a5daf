import { useTranslation } from 'react-i18next';
import type { SpotCheck, SpotCheckLine } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { formatInstant } from '../../shared/format';
import { DrawShow } from './draw-show';
import { enteredNumber } from './operator';
import styles from './room.module.css';
import { useLeft } from './use-left';

/** What happens now, large. */
export function Stage({ check, record }: { check: SpotCheck; record: readonly SpotCheckLine[] }) {
  const { t } = useTranslation('room');
  const { status } = check;
  switch (status) {
    case 'DEFINED':
      return <Said title={t('freezing')} why={t('freezingWhy')} />;
    case 'COMMITTING':
    case 'REVEALING':
      return <Witnesses check={check} />;
    case 'AWAITING_NUMBER':
      return <PublicNumber check={check} record={record} />;
    case 'AWAITING_PHRASE':
      return <Said title={t('phraseAwaited')} why={t('phraseAwaitedWhy')} />;
    case 'SEEDED':
      return <Said title={t('drawing')} why={t('loading')} />;
    case 'CANCELLED':
      return check.sample === null ? <Cancelled check={check} /> : <DrawShow check={check} />;
    case 'DRAWN':
    case 'CLOSED':
      return <DrawShow check={check} />;
    default:
      return status satisfies never;
  }
}

function Said({ title, why }: { title: string; why: string }) {
  return (
    <section className={styles.stage} role="status" tabIndex={0}>
      <h2 className={styles.act}>{title}</h2>
      <p className={styles.why}>
        <AsWritten text={why} />
      </p>
    </section>
  );
}

function Cancelled({ check: { ended } }: { check: SpotCheck }) {
  const { t } = useTranslation('room');
  const checks = useTranslation('checks');
  if (ended === null) return null;
  return <Said title={t('cancelled')} why={ended.reason ?? checks.t(`cause.${ended.cause}`)} />;
}

function Witnesses({ check: { status, round } }: { check: SpotCheck }) {
  const { t } = useTranslation('room');
  const left = useLeft(round?.until ?? null);
  if (round === null) return null;
  const tells = status === 'REVEALING';
  const stateOf = (personId: string) => {
    if (tells) return round.revealed.includes(personId) ? 'told' : 'toTell';
    return round.committed.includes(personId) ? 'committed' : 'waits';
  };
  return (
    <section className={styles.stage} aria-labelledby="act" tabIndex={0}>
      <div className={styles.between}>
        <h2 id="act" className={styles.act}>
          {tells ? t('revealing') : t('committing')}
        </h2>
        <p className={styles.left} role="timer">
          {left === null ? t('timeUp') : t('left', { time: left })}
        </p>
      </div>
      <p className={styles.why}>{tells ? t('revealingWhy') : t('committingWhy')}</p>
      {round.number > 1 && <p className={styles.again}>{t('again', { number: round.number })}</p>}
      <ul className={styles.witnesses}>
        {round.witnesses.map(({ personId, name }) => {
          const state = stateOf(personId);
          return (
            <li key={personId} data-done={state === 'committed' || state === 'told'}>
              <strong>
                <AsWritten text={name} />
              </strong>
              <span>{t(`state.${state}`)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function PublicNumber({ check, record }: { check: SpotCheck; record: readonly SpotCheckLine[] }) {
  const { t } = useTranslation('room');
  const { language } = useLanguage();
  if (check.chance.kind !== 'number') return null;
  const { source, drawnAt } = check.chance;
  return (
    <section className={styles.stage} aria-labelledby="act" tabIndex={0}>
      <h2 id="act" className={styles.act}>
        {t('number')}
      </h2>
      <p className={styles.source} dir="auto">
        <AsWritten text={source} />
      </p>
      <p className={styles.why}>
        {enteredNumber(record) === null
          ? t('numberDue', { time: formatInstant(drawnAt, language) })
          : t('numberEntered')}
      </p>
    </section>
  );
}
