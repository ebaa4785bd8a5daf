import { Button, Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { formatInstant } from '../../shared/format';
import { OrganisationName } from '../../shared/organisation-name';
import { TimeSign } from '../../shared/time-sign';
import { UrgencyTag } from '../../shared/urgency-tag';
import styles from './desk.module.css';
import { caseOf, type Line } from './lines';

interface LineRowProps {
  readonly line: Line;
  readonly to: string;
  readonly isChosen: boolean;
  /** The chosen line moved by the keyboard takes the focus along. */
  readonly takesFocus: boolean;
  readonly pick?: { readonly isPicked: boolean; onPick: (picked: boolean) => void };
  readonly onAcknowledge?: () => void;
  readonly isBusy: boolean;
}

/** One line: time sign, title, stage, place, who waits. The whole line chooses it. */
export function LineRow({ line, to, isChosen, takesFocus, pick, onAcknowledge, isBusy }: LineRowProps) {
  const { t } = useTranslation('desk');
  const { say } = useLanguage();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isChosen && takesFocus) link.current?.focus();
  }, [isChosen, takesFocus]);
  const of = caseOf(line);
  const asked = 'duty' in line && line.duty.asks !== 'stage' ? line.duty.asks : null;
  return (
    <li className={styles.row} data-chosen={isChosen}>
      {pick && (
        <Checkbox
          className={styles.over}
          checked={pick.isPicked}
          onChange={(event) => pick.onPick(event.target.checked)}
          aria-label={t('acknowledge.select', { title: of.title })}
        />
      )}
      <div className={styles.sign}>
        <TimeSign sign={of.sign} />
      </div>
      <div className={styles.what}>
        <div className={styles.titleLine}>
          <Link
            ref={link}
            to={to}
            replace
            data-row
            dir="auto"
            className={styles.title}
            aria-current={isChosen ? 'true' : undefined}
          >
            <AsWritten text={of.title} />
          </Link>
          {asked !== null && <span className={styles.asked}>{t(`list.asks.${asked}`)}</span>}
          <UrgencyTag urgency={of.urgency} />
          {of.urgent && <span className={styles.urgent}>{t('list.urgent')}</span>}
        </div>
        <p className={styles.facts}>
          {of.stageName !== null && <span>{say(of.stageName)}</span>}
          <OrganisationName name={of.organisationName} within={of.organisationWithin} />
          <Told line={line} />
        </p>
      </div>
      {onAcknowledge && (
        <Button className={styles.over} onClick={onAcknowledge} loading={isBusy}>
          {t('acknowledge.one')}
        </Button>
      )}
    </li>
  );
}

/** Who waits for a duty; by when a reminder is to be acknowledged. */
function Told({ line }: { line: Line }) {
  const { t } = useTranslation('desk');
  const { language } = useLanguage();
  if ('duty' in line) {
    const { waiting, suggestions } = line.duty;
    return (
      <>
        {suggestions > 0 && <span>{t('list.suggestions', { count: suggestions })}</span>}
        {waiting !== null && (
          <span>
            <AsWritten text={t('list.waiting', { name: waiting.displayName })} />
          </span>
        )}
      </>
    );
  }
  const { late, acknowledgeBy } = line.awaited;
  return late ? (
    <span className={styles.late}>{t('acknowledge.late')}</span>
  ) : (
    <span>{t('acknowledge.by', { time: formatInstant(acknowledgeBy, language) })}</span>
  );
}
