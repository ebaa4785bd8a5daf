import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { casePeopleQuery } from '../../api/case';
import type { Case } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './case.module.css';
import { CommandButtons } from './command-button';

/** Who is in charge, and everybody with a post on the case. */
export function People({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const [open, setOpen] = useState(false);
  const named = [
    [t('people.inCharge'), of.personInCharge?.label],
    [t('people.handler'), of.handler?.label],
  ] as const;
  return (
    <details className={styles.panel} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2>{t('people.title')}</h2>
      </summary>
      <dl className={styles.pairs}>
        {named.map(
          ([name, label]) =>
            label !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <AsWritten text={label} />
                </dd>
              </div>
            ),
        )}
      </dl>
      <CommandButtons of={of} types={['assign', 'hand-over']} />
      {open && <Everybody caseId={of.id} />}
    </details>
  );
}

function Everybody({ caseId }: { caseId: string }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const { data, error, refetch } = useQuery(casePeopleQuery(caseId));
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={3} />;
  if (data.items.length === 0) return <p className={styles.hint}>{t('people.none')}</p>;
  return (
    <ul className={styles.compact}>
      {data.items.map(({ personId, name, posts }) => (
        <li key={personId}>
          {name}{' '}
          <span className={styles.quiet}>
            <AsWritten
              text={posts
                .map(({ roleName, organisationName }) => `${organisationName} ${say(roleName)}`)
                .join('；')}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
