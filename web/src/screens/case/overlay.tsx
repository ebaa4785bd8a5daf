import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { Case, Clock } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { formatDay } from '../../shared/format';
import { TimeSign } from '../../shared/time-sign';
import styles from './case.module.css';
import { CommandButtons } from './command-button';
import { OverlayFinding } from './overlay-finding';
import { usePostName } from './post-name';

const VISITS: ReadonlySet<string> = new Set(['inspection', 'reinspection', 'visit', 'follow-up']);

/** Visits, what they found, and what supervisors said, with what may be done about it: it goes on after the case has ended. */
export function Overlay({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { hash } = useLocation();
  const panel = useRef<HTMLElement>(null);
  // A link from a list leads to this part of a long page.
  useEffect(() => {
    if (hash === '#overlay') panel.current?.scrollIntoView();
  }, [hash]);
  const { inspections, findings, opinions } = of;
  const visits = of.clocks.filter(({ kind, status }) => VISITS.has(kind) && status !== 'STOPPED');
  const nothing = visits.length + inspections.length + findings.length + opinions.length === 0;
  return (
    <section ref={panel} className={styles.panel} aria-labelledby="overlay">
      <h2 id="overlay">{t('overlay.title')}</h2>
      {nothing && <p className={styles.hint}>{t('overlay.none')}</p>}
      <ul className={styles.list}>
        {visits.map((clock) => (
          <Visit key={clock.id} of={of} clock={clock} />
        ))}
        {findings.toReversed().map((finding) => (
          <OverlayFinding key={finding.id} of={of} finding={finding} />
        ))}
        {opinions.map((opinion) => (
          <Opinion key={opinion.id} of={of} opinion={opinion} />
        ))}
        {inspections.toReversed().map((inspection) => (
          <Inspection key={inspection.id} of={inspection} />
        ))}
      </ul>
      <CommandButtons of={of} types={['raise-finding', 'give-opinion']} />
    </section>
  );
}

/** Somebody has to go there; whoever may write the report is led to it. */
function Visit({ of, clock }: { of: Case; clock: Clock }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const postName = usePostName();
  const mayReport = of.allowed.some(({ type }) => type === 'record-inspection');
  return (
    <li>
      <p className={styles.clockName}>{say(clock.name)}</p>
      <TimeSign sign={clock.sign} wide />
      <p className={styles.quiet}>{postName(clock.owner)}</p>
      {mayReport && clock.kind !== 'follow-up' && <Link to={`/visits/${of.id}`}>{t('overlay.report')}</Link>}
    </li>
  );
}

function Opinion({ of, opinion }: { of: Case; opinion: Case['opinions'][number] }) {
  const { t } = useTranslation('case');
  const { id, by, text, answer, clockId } = opinion;
  const clock = of.clocks.find((one) => one.id === clockId);
  return (
    <li>
      <p className={styles.clockName}>
        <AsWritten text={t('overlay.opinion', { by })} />
      </p>
      <p dir="auto" className={styles.order}>
        <AsWritten text={text} />
      </p>
      {answer === null ? (
        <>
          {clock !== undefined && <TimeSign sign={clock.sign} wide />}
          <CommandButtons of={of} types={['answer-opinion']} given={{ opinionId: id }} />
        </>
      ) : (
        <p dir="auto" className={styles.answer}>
          {t('orders.answer')}：{answer}
        </p>
      )}
    </li>
  );
}

function Inspection({ of }: { of: Case['inspections'][number] }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const { visitedOn, resultName, result, by, percentDone, percentPlanned, findings, madeUpFor } = of;
  return (
    <li>
      <p className={styles.clockName}>
        {t('overlay.inspection', { day: formatDay(visitedOn, language) })}{' '}
        <span data-verdict={result === 'failed' ? 'OVERDUE' : 'ON_TIME'}>{say(resultName)}</span>
      </p>
      <p className={styles.quiet}>
        <AsWritten text={by} />
        {percentDone !== null && ` · ${t('overlay.done', { percent: percentDone })}`}
        {percentPlanned !== null && ` · ${t('overlay.planned', { percent: percentPlanned })}`}
        {findings > 0 && ` · ${t('overlay.found', { count: findings })}`}
        {' · '}
        {madeUpFor.length === 0
          ? t('overlay.outside')
          : madeUpFor.map((name) => say(name)).join(language === 'en' ? ', ' : '、')}
      </p>
    </li>
  );
}
