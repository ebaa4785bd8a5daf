import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SimilarCase } from '../../api/generated/schema';
import { similarCasesQuery, type Place } from '../../api/suggestions';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { OrganisationName } from '../../shared/organisation-name';
import { TimeSign } from '../../shared/time-sign';
import { useDebounced } from '../../shared/use-debounced';
import styles from './open.module.css';

const PAUSE_MS = 400;
/** Pairs of characters are compared: one alone says nothing. */
const SHORTEST = 2;
const MOST_WORDS = 2000;

interface SimilarProps {
  readonly place: Place;
  readonly title: string;
  readonly words: string;
  /** Words are there that can join; otherwise cases are only shown. */
  readonly canJoin: boolean;
  readonly isBusy: boolean;
  /** Checks what was typed before it asks whether it shall join. */
  readonly onAsk: () => boolean;
  readonly onJoin: (one: SimilarCase) => void;
}

/** Cases that may be the same, beside the form while one types: joining one is better than opening a second. */
export function Similar({ place, title, words, canJoin, isBusy, onAsk, onJoin }: SimilarProps) {
  const { t } = useTranslation('open');
  const [asking, setAsking] = useState<string | null>(null);
  const settled = useDebounced(title.trim(), PAUSE_MS);
  const said = useDebounced(words.trim().slice(0, MOST_WORDS), PAUSE_MS);
  const isWritten = settled.length >= SHORTEST;
  const alike = { organisationId: place.organisationId, title: settled, ...(said !== '' && { words: said }) };
  const { data, error } = useQuery({ ...similarCasesQuery(alike), enabled: isWritten });
  const found = isWritten ? (data?.items ?? []) : [];
  return (
    <section className={styles.alike} aria-labelledby="alike">
      <h2 id="alike">{t('alike.heading')}</h2>
      <div role="status">
        {!isWritten && <p className={styles.hint}>{t('alike.start')}</p>}
        {isWritten && error !== null && <p className={styles.hint}>{t('alike.unread')}</p>}
        {isWritten && error === null && data !== undefined && (
          <p className={styles.hint}>
            {found.length === 0 ? t('alike.none') : t('alike.found', { count: found.length })}
          </p>
        )}
      </div>
      <ul className={styles.found}>
        {found.map((one) => (
          <li key={one.id}>
            <AlikeCase of={one} />
            {one.endedAt === null && !isOf(one, place) && (
              <p className={styles.hint}>{t('alike.elsewhere')}</p>
            )}
            {one.endedAt === null && isOf(one, place) && canJoin && asking !== one.id && (
              <Button
                size="small"
                aria-label={t('alike.joinOf', { number: one.number })}
                onClick={() => {
                  if (onAsk()) setAsking(one.id);
                }}
              >
                {t('alike.join')}
              </Button>
            )}
            {asking === one.id && (
              <Alert
                type="warning"
                role="alert"
                title={t('alike.sure', { number: one.number })}
                description={
                  <div className={styles.actions}>
                    <Button
                      size="small"
                      type="primary"
                      loading={isBusy}
                      autoFocus
                      onClick={() => onJoin(one)}
                    >
                      {t('alike.joinOf', { number: one.number })}
                    </Button>
                    <Button size="small" onClick={() => setAsking(null)}>
                      {t('alike.keep')}
                    </Button>
                  </div>
                }
              />
            )}
          </li>
        ))}
      </ul>
      {found.length > 0 && !canJoin && <p className={styles.hint}>{t('alike.joinHelp')}</p>}
    </section>
  );
}

function isOf({ organisationId, programmeCode }: SimilarCase, place: Place): boolean {
  return organisationId === place.organisationId && programmeCode === place.programmeCode;
}

function AlikeCase({ of }: { of: SimilarCase }) {
  const { say } = useLanguage();
  return (
    <>
      <Link to={`/cases/${of.id}`} dir="auto" className={styles.foundTitle}>
        <AsWritten text={of.title} />
      </Link>
      <span className={styles.facts}>
        <span>{of.number}</span>
        <OrganisationName name={of.organisationName} within={of.organisationWithin} />
        <span>{say(of.endedAt === null ? (of.stageName ?? of.statusName) : of.statusName)}</span>
      </span>
      {of.endedAt === null && <TimeSign sign={of.sign} />}
    </>
  );
}
