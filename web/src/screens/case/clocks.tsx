import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, Clock } from '../../api/generated/schema';
import { loadPart } from '../../api/load-part';
import { useLanguage } from '../../i18n/use-language';
import { dayOf, formatDay } from '../../shared/format';
import { TimeSign } from '../../shared/time-sign';
import { When } from '../../shared/when';
import styles from './case.module.css';
import { CommandButtons } from './command-button';
import { usePostName } from './post-name';

/** Fetched with the first look at a counting. */
const Why = lazy(async () => ({ default: (await loadPart(() => import('./why'))).Why }));

const MOVES = ['extend', 'shorten', 'pause-clock', 'resume-clock'] as const;

/** Every clock: those that run, and how the others ended. */
export function Clocks({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const [asked, setAsked] = useState<Clock | null>(null);
  const running = of.clocks.filter(({ status }) => status !== 'STOPPED');
  const stopped = of.clocks.filter(({ status }) => status === 'STOPPED');
  return (
    <section className={styles.panel} aria-labelledby="clocks">
      <h2 id="clocks">{t('clocks.title')}</h2>
      {of.clocks.length === 0 && <p className={styles.hint}>{t('clocks.none')}</p>}
      <ul className={styles.list}>
        {running.map((clock) => (
          <RunningClock key={clock.id} of={of} clock={clock} onWhy={() => setAsked(clock)} />
        ))}
      </ul>
      {stopped.length > 0 && (
        <details className={styles.more}>
          <summary>{t('clocks.past', { count: stopped.length })}</summary>
          <ul className={styles.list}>
            {stopped.map((clock) => (
              <StoppedClock key={clock.id} clock={clock} onWhy={() => setAsked(clock)} />
            ))}
          </ul>
        </details>
      )}
      {asked !== null && (
        <Suspense fallback={null}>
          <Why of={of} clock={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </section>
  );
}

function RunningClock({ of, clock, onWhy }: { of: Case; clock: Clock; onWhy: () => void }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const postName = usePostName();
  const { name, sign, limit, owner, rungs, changes } = clock;
  return (
    <li>
      <p className={styles.clockName}>{say(name)}</p>
      <TimeSign sign={sign} wide />
      <p className={styles.quiet}>
        {t('clocks.limit', { limit: say(limit) })} · {postName(owner)}
      </p>
      {changes.map(({ at, from, why }) => (
        <p key={at} className={styles.quiet}>
          <When at={at} /> {changed(why) === null ? why : t(`clocks.changes.${changed(why) ?? 'extended'}`)} ·{' '}
          {t('clocks.change', { from: say(from) })}
        </p>
      ))}
      {rungs.next !== null && (
        <p className={styles.quiet}>
          {t('clocks.next', { when: formatDay(dayOf(rungs.next.at), language) })}
        </p>
      )}
      <Button type="link" size="small" className={styles.why} onClick={onWhy}>
        {t('clocks.why')}
      </Button>
      <CommandButtons of={of} types={MOVES} given={{ clockId: clock.id }} />
    </li>
  );
}

const CHANGES = ['extended', 'shortened', 'regraded', 'programme'] as const;
const changed = (why: string) => CHANGES.find((one) => one === why) ?? null;

function StoppedClock({ clock, onWhy }: { clock: Clock; onWhy: () => void }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const { name, verdict, dueDate, stoppedAt } = clock;
  return (
    <li>
      <p className={styles.clockName}>
        {say(name)} {verdict !== null && <span data-verdict={verdict}>{t(`clocks.${verdict}`)}</span>}
      </p>
      <p className={styles.quiet}>
        {t('sign.due', { ns: 'parts', day: formatDay(dueDate, language) })}
        {stoppedAt !== null && ` · ${t('clocks.stopped', { when: formatDay(dayOf(stoppedAt), language) })}`}
      </p>
      <Button type="link" size="small" className={styles.why} onClick={onWhy}>
        {t('clocks.why')}
      </Button>
    </li>
  );
}
