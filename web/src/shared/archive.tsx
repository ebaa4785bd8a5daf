import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './archive.module.css';
import { ListSkeleton } from './list-skeleton';
import type { Pages } from './pages';
import { ProblemAlert } from './problem-alert';

interface ArchiveProps<T> {
  readonly pages: Pages<T>;
  readonly groups: readonly {
    readonly name: string;
    readonly title: string;
    readonly of: (one: T) => boolean;
  }[];
  readonly row: (one: T) => ReactNode;
  /** What stands here while there is nothing yet. */
  readonly empty: ReactNode;
}

/** What was published, in groups, as far as its pages were asked for. */
export function Archive<T>({ pages, groups, row, empty }: ArchiveProps<T>) {
  const { t } = useTranslation('parts');
  const { data, error, refetch } = pages;
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={4} />;
  if (data.length === 0) return empty;
  return (
    <>
      {groups.map(({ name, title, of }) => {
        const found = data.filter(of);
        if (found.length === 0) return null;
        return (
          <section key={name} aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`} className={styles.group}>
              {title} <span>{found.length}</span>
            </h2>
            <ul className={styles.list}>{found.map(row)}</ul>
          </section>
        );
      })}
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </>
  );
}

/** How something comes about, step by step, for whoever has never seen one. */
export function Teaching({ title, how, steps }: { title: string; how: string; steps: readonly string[] }) {
  return (
    <section className={styles.panel}>
      <h2>{title}</h2>
      <p>{how}</p>
      <ol className={styles.teach}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
