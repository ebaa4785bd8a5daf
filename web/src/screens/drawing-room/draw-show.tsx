import { useQuery } from '@tanstack/react-query';
import { Button, QRCode } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpotCheck } from '../../api/generated/schema';
import { populationQuery } from '../../api/spot-checks';
import { AsWritten } from '../../shared/as-written';
import { useCheckWords } from '../../shared/checks/words';
import { ProblemAlert } from '../../shared/problem-alert';
import { canHash } from '../../shared/repeat-draw';
import { Ladder } from './ladder';
import styles from './room.module.css';
import { useShow, type Show } from './use-show';

/** Longer lists are not played: nobody would see more, and the browser would be busy. */
const MOST_PLAYED = 50_000;

/** The draw: names find their places stratum by stratum, then the list with a code that leads to the record. */
export function DrawShow({ check }: { check: SpotCheck }) {
  const { t } = useTranslation('room');
  const large = (check.population?.size ?? 0) > MOST_PLAYED;
  const plays = canHash() && !large;
  const { data, error } = useQuery({ ...populationQuery(check.id), enabled: plays });
  const [run, setRun] = useState(0);
  const seen = useSeenBefore(check.id);
  const round = run + (seen ? 0 : 1);
  const show = useShow(check, plays && error === null ? data : null, round);
  const now = show.shown.at(-1);
  return (
    <section className={styles.stage} aria-labelledby="act" tabIndex={0}>
      <div className={styles.between}>
        <h2 id="act" className={styles.act}>
          {show.over ? t('drawn') : t('drawing')}
        </h2>
        {show.over && plays && (
          <Button onClick={() => setRun(run + 1)} className={styles.replay}>
            {t('replay')}
          </Button>
        )}
      </div>
      {error !== null && <ProblemAlert error={error} />}
      {!canHash() && <p className={styles.quiet}>{t('noHash')}</p>}
      {large && <p className={styles.quiet}>{t('tooLarge')}</p>}
      {!show.over && now === undefined && <p className={styles.why}>{t('loading')}</p>}
      {!show.over && now !== undefined && <Ladder stratum={now} strata={check.strata} />}
      {show.over ? <Result check={check} show={show} /> : <Finished check={check} show={show} />}
    </section>
  );
}

/** Whoever opens the page after the draw sees its end; whoever was there when it was drawn sees it happen. */
function useSeenBefore(checkId: string): boolean {
  const [before] = useState(() => sessionStorage.getItem(`banjie.room.${checkId}`) !== 'waits');
  useEffect(() => sessionStorage.removeItem(`banjie.room.${checkId}`), [checkId]);
  return before;
}

/** The strata that are done while the next one is drawn. */
function Finished({ check, show }: { check: SpotCheck; show: Show }) {
  const words = useCheckWords();
  const done = show.shown.slice(0, -1);
  return (
    <ul className={styles.finished} aria-hidden>
      {done.map(({ key, quota, top }) => (
        <li key={key}>
          <strong>
            <AsWritten text={words.stratum(check.strata, key)} />
          </strong>
          <span>
            {top
              .slice(0, quota)
              .map(({ id }) => id)
              .join('  ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Result({ check, show }: { check: SpotCheck; show: Show }) {
  const { t } = useTranslation('room');
  const words = useCheckWords();
  const gone = new Map(check.replacements.map((one) => [one.gone, one.by]));
  const address = `${location.origin}/spot-checks/${check.id}`;
  return (
    <div className={styles.result}>
      <div className={styles.sample}>
        {show.error !== null && <ProblemAlert error={show.error} />}
        {show.agrees !== null && (
          <p className={show.agrees ? styles.agrees : styles.wrong} role="status">
            {show.agrees ? `✓ ${t('agrees')}` : t('differs')}
          </p>
        )}
        <div className={styles.strata}>
          {show.shown.map(({ key, quota, population, top }) => (
            <section key={key} className={styles.stratum}>
              <h3>
                <AsWritten text={words.stratum(check.strata, key)} />{' '}
                <span>{t('quota', { quota, population })}</span>
              </h3>
              <ol>
                {top.slice(0, quota).map(({ id }) => (
                  <li key={id} data-gone={gone.has(id)}>
                    {id}
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </div>
        {check.replacements.map(({ gone: left, by }) => (
          <p key={left} className={styles.quiet}>
            {t('replaced', { gone: left, by: by ?? '—' })}
          </p>
        ))}
      </div>
      <figure className={styles.code}>
        <a href={address} aria-label={t('record')}>
          <span aria-hidden>
            <QRCode
              value={address}
              type="svg"
              size={180}
              bordered={false}
              color="#1c2430"
              bgColor="#ffffff"
            />
          </span>
        </a>
        <figcaption>{t('scan')}</figcaption>
      </figure>
    </div>
  );
}
