import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Suggestion } from '../../api/generated/schema';
import { openFormQuery, suggestionQuery, usualProgrammeQuery, type Place } from '../../api/suggestions';
import { useMe } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { draftOf } from '../../shared/command-form/draft';
import { EmptyState } from '../../shared/empty-state';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { useCommunities } from './communities';
import { DonePanel } from './done-panel';
import { OpenForm } from './open-form';
import styles from './open.module.css';
import { PlaceChoice } from './place-choice';
import { Quoted } from './quoted';
import { Tabs } from './tabs';
import type { Done } from './use-opening';

/** Open a case: from what a resident said before, from what somebody says now, or directly. */
export function Screen() {
  const { t } = useTranslation('open');
  useTitle(t('page'));
  const [params] = useSearchParams();
  const suggestionId = params.get('suggestion');
  return (
    <div className={styles.page}>
      <div className={styles.onScreen}>
        <h1>{t('page')}</h1>
        <Tabs />
      </div>
      {suggestionId === null ? <FromNothing /> : <FromSuggestion key={suggestionId} id={suggestionId} />}
    </div>
  );
}

/** Community and programme are chosen first; they stand in the address, and in the draft. */
function FromNothing() {
  const { t } = useTranslation('open');
  const [params, setParams] = useSearchParams();
  const communities = useCommunities();
  const { personId } = useMe();
  // As it was when the page was opened: what is chosen from then on stands in the address.
  const [kept] = useState(() => draftOf(personId, 'open', 'new').read()?.['where'] as Place | undefined);
  const only = communities?.length === 1 ? communities[0]?.value : undefined;
  const organisationId = params.get('organisationId') ?? kept?.organisationId ?? only ?? null;
  const usual = useQuery({ ...usualProgrammeQuery(organisationId ?? ''), enabled: organisationId !== null });
  const keptProgramme = kept?.organisationId === organisationId ? kept?.programmeCode : undefined;
  const programmeCode = params.get('programmeCode') ?? keptProgramme ?? usual.data ?? null;
  if (communities === undefined) return <ListSkeleton rows={3} />;
  if (communities.length === 0)
    return (
      <EmptyState title={t('place.none')}>
        <p>{t('place.noneHelp')}</p>
      </EmptyState>
    );
  const choose = (change: Readonly<Record<string, string>>) =>
    setParams((before) => new URLSearchParams({ ...Object.fromEntries(before), ...change }), {
      replace: true,
    });
  const name = communities.find(({ value }) => value === organisationId)?.label ?? '';
  return (
    <Filling
      place={organisationId === null || programmeCode === null ? null : { organisationId, programmeCode }}
      isChoosing={usual.isLoading}
      placeName={name}
      suggestion={null}
    >
      <PlaceChoice
        communities={communities}
        organisationId={organisationId}
        programmeCode={programmeCode}
        onChange={choose}
      />
    </Filling>
  );
}

function FromSuggestion({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(suggestionQuery(id));
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={3} />;
  const { organisationId, programmeCode, organisationName, organisationWithin } = data;
  const name = organisationWithin === null ? organisationName : `${organisationWithin} · ${organisationName}`;
  return (
    <Filling place={{ organisationId, programmeCode }} placeName={name} suggestion={data}>
      <Quoted of={data} />
    </Filling>
  );
}

interface FillingProps {
  readonly place: Place | null;
  /** The usual programme of the place is being read. */
  readonly isChoosing?: boolean;
  readonly placeName: string;
  readonly suggestion: Suggestion | null;
  /** What stands above the form. */
  readonly children: React.ReactNode;
}

/** The form, once it is known what to ask; afterwards what came of it. */
function Filling({ place, isChoosing = false, placeName, suggestion, children }: FillingProps) {
  const { t } = useTranslation('open');
  const [, setParams] = useSearchParams();
  const [done, setDone] = useState<Done | null>(null);
  const { data, error, refetch } = useQuery({
    ...openFormQuery(place ?? { organisationId: '', programmeCode: '' }),
    enabled: place !== null,
  });
  if (done !== null)
    return (
      <DonePanel
        done={done}
        earlierReceipt={suggestion?.receiptNo ?? null}
        placeName={placeName}
        onAnother={() => {
          setDone(null);
          setParams(suggestion === null ? (before) => before : {});
        }}
      />
    );
  return (
    <>
      {children}
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {place === null && !isChoosing && (
        <EmptyState title={t('place.start')}>
          <p>{t('place.startHelp')}</p>
        </EmptyState>
      )}
      {((place === null && isChoosing) || (place !== null && error === null && data === undefined)) && (
        <ListSkeleton rows={4} />
      )}
      {place !== null && data !== undefined && (
        <OpenForm
          key={`${place.organisationId} ${place.programmeCode}`}
          place={place}
          placeName={placeName}
          asked={data}
          suggestion={suggestion}
          onDone={setDone}
        />
      )}
    </>
  );
}
