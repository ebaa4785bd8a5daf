import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber } from 'antd';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { SpotCheck, SpotCheckQuestion } from '../../api/generated/schema';
import { newKey } from '../../api/new-key';
import { commandSpotCheck, defineSpotCheck, previewQuery } from '../../api/spot-checks';
import { MissingPage } from '../../app/missing-page';
import { useMay } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { AsWritten } from '../../shared/as-written';
import { todayInShanghai } from '../../shared/civil-day';
import { Hash } from '../../shared/checks/hash';
import { placeName, useOrganisations } from '../../shared/organisations';
import { ProblemAlert } from '../../shared/problem-alert';
import { PlaceSelect } from '../admin/parts/place-select';
import { phraseFault } from '../drawing-room/phrase';
import styles from './unannounced.module.css';

const USUALLY = 3;

/** An unannounced check (突击抽查): some of a place's overdue cases, frozen and drawn in two clicks, with the guarantees of a large one. */
export function Screen() {
  const { t } = useTranslation('unannounced');
  useTitle(t('page'));
  return useMay()('defineSpotCheck') ? <Unannounced /> : <MissingPage />;
}

function Unannounced() {
  const { t } = useTranslation('unannounced');
  const [params, setParams] = useSearchParams();
  const [check, setCheck] = useState<SpotCheck | null>(null);
  const organisationId = params.get('organisationId') ?? undefined;
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('page')}</h1>
        <p className={styles.quiet}>{t('lead')}</p>
      </header>
      {check === null && (
        <>
          <PlaceSelect
            label={t('place')}
            value={organisationId}
            onChange={(id) => setParams(id === undefined ? {} : { organisationId: id })}
          />
          {organisationId !== undefined && (
            <Freeze key={organisationId} organisationId={organisationId} onFrozen={setCheck} />
          )}
        </>
      )}
      {check !== null && check.sample === null && <Draw check={check} onDrawn={setCheck} />}
      {check !== null && check.sample !== null && <Drawn check={check} />}
    </div>
  );
}

const questionOf = (organisationId: string, size: number): SpotCheckQuestion => ({
  organisationId,
  frame: { programmes: [], kinds: [], grades: [], happened: null, overdue: true },
  strata: [],
  size,
  minimum: 0,
  exclusions: [],
});

interface FreezeProps {
  readonly organisationId: string;
  readonly onFrozen: (check: SpotCheck) => void;
}

/** How many there are now, and the click that freezes them. */
function Freeze({ organisationId, onFrozen }: FreezeProps) {
  const { t } = useTranslation('unannounced');
  const { byId } = useOrganisations();
  const [wanted, setWanted] = useState(USUALLY);
  const [key, setKey] = useState(newKey);
  const { data, error, refetch } = useQuery(previewQuery(questionOf(organisationId, 1)));
  const most = data?.size ?? 0;
  const size = Math.min(wanted, most);
  const freeze = useMutation({
    mutationFn: () =>
      defineSpotCheck(
        {
          ...questionOf(organisationId, size),
          title: t('title', { place: placeName(byId, organisationId), day: todayInShanghai() }),
          patienceMinutes: 60,
          chance: { kind: 'server' },
          visits: { purpose: 'spot-check', inspectorIds: null, barred: [], most: null },
        },
        key,
      ),
    onSuccess: onFrozen,
    onError: () => setKey(newKey()),
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  if (most === 0) return <p>{t('nothing')}</p>;
  return (
    <section className={styles.panel} aria-label={t('freeze')}>
      <p>{t('now', { count: most })}</p>
      <div className={styles.line}>
        <label htmlFor="size">{t('size')}</label>
        <InputNumber
          id="size"
          min={1}
          max={most}
          precision={0}
          value={size}
          onChange={(count) => setWanted(count ?? 1)}
        />
        <Button type="primary" size="large" loading={freeze.isPending} onClick={() => freeze.mutate()}>
          {t('freeze')}
        </Button>
      </div>
      <p className={styles.quiet}>{t('freezeWhy')}</p>
      {freeze.error !== null && <ProblemAlert error={freeze.error} />}
    </section>
  );
}

interface DrawProps {
  readonly check: SpotCheck;
  readonly onDrawn: (check: SpotCheck) => void;
}

/** The phrase, which nobody knew when the server committed to its own part, and the click that draws. */
function Draw({ check, onDrawn }: DrawProps) {
  const { t } = useTranslation('unannounced');
  const words = useTranslation('room').t;
  const queries = useQueryClient();
  const [phrase, setPhrase] = useState('');
  const [fault, setFault] = useState<ReturnType<typeof phraseFault>>(null);
  const [key, setKey] = useState(newKey);
  const draw = useMutation({
    mutationFn: () => commandSpotCheck(check.id, { type: 'phrase', phrase }, key),
    onSuccess: async (drawn) => {
      onDrawn(drawn);
      await queries.invalidateQueries({ queryKey: ['spot-checks'] });
      await queries.invalidateQueries({ queryKey: ['supervision'] });
    },
    onError: () => setKey(newKey()),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = phraseFault(phrase);
    setFault(found);
    if (found === null) draw.mutate();
  };
  return (
    <form className={styles.panel} onSubmit={submit} noValidate aria-label={t('draw', { count: check.size })}>
      <p>{t('frozen', { count: check.population?.size ?? 0 })}</p>
      {check.population !== null && (
        <p className={styles.quiet}>
          {t('hash')} <Hash of={check.population.sha256} />
        </p>
      )}
      {check.server !== null && (
        <p className={styles.quiet}>
          {t('commitment')} <Hash of={check.server.commitment} />
        </p>
      )}
      <label htmlFor="phrase">{t('phrase')}</label>
      <div className={styles.line}>
        <Input
          id="phrase"
          className={styles.phrase}
          value={phrase}
          maxLength={100}
          autoFocus
          autoComplete="off"
          status={fault === null ? '' : 'error'}
          aria-describedby="phrase-help"
          aria-invalid={fault !== null}
          onChange={({ target }) => setPhrase(target.value)}
        />
        <Button type="primary" size="large" htmlType="submit" loading={draw.isPending}>
          {t('draw', { count: check.size })}
        </Button>
      </div>
      <p id="phrase-help" className={fault === null ? styles.quiet : styles.fault}>
        {fault === null ? t('phraseWhy') : words(`witness.${fault}`)}
      </p>
      {draw.error !== null && <ProblemAlert error={draw.error} />}
    </form>
  );
}

/** What was drawn and who goes there. */
function Drawn({ check }: { check: SpotCheck }) {
  const { t } = useTranslation('unannounced');
  const drawn = check.sample?.flatMap((stratum) => stratum.drawn) ?? [];
  const sentTo = (caseNumber: string) => check.inspectors?.find((one) => one.caseNumber === caseNumber);
  return (
    <section className={styles.panel} aria-label={t('drawn')}>
      <h2>
        <span role="status">{t('drawn')}</span>
      </h2>
      <ol className={styles.drawn}>
        {drawn.map(({ id }) => (
          <li key={id}>
            <Link to={`/find?text=${encodeURIComponent(id)}`}>{id}</Link>{' '}
            <span className={styles.quiet}>
              <AsWritten
                text={sentTo(id)?.name == null ? t('nobody') : t('goes', { name: sentTo(id)?.name ?? '' })}
              />
            </span>
          </li>
        ))}
      </ol>
      <Link to={`/spot-checks/${check.id}`}>{t('record')}</Link>
    </section>
  );
}
