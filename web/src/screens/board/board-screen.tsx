import { FullscreenOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boardCasesQuery, boardQuery } from '../../api/board';
import { useTitle } from '../../app/use-title';
import { EmptyState } from '../../shared/empty-state';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { SavedViews } from '../../shared/saved-views/saved-views';
import { When } from '../../shared/when';
import styles from './board.module.css';
import { CaseTable } from './case-table';
import { ExportMenu } from './export-menu';
import { Figures } from './figures';
import { Filters } from './filters';
import { Strip } from './strip';
import { Supervise } from './supervise';
import { Tree } from './tree';
import { useBoard, type Board } from './use-board';
import { Wall } from './wall';

/** Everything overdue and why, for whoever answers for more than one desk. */
export function Screen() {
  const { t } = useTranslation('board');
  useTitle(t('page'));
  const board = useBoard();
  const { data, error, refetch } = useQuery(boardQuery(board.filters));
  // Choosing a place must go on working when its figures cannot be read.
  const organisations = useLast(data?.organisations);
  if (board.isWall) return <Wall filters={board.filters} onClose={() => board.show({ view: null })} />;
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <div>
          <h1>{t('page')}</h1>
          {data !== undefined && (
            <p className={styles.none}>
              {t('asOf')} <When at={data.asOf} exact />
            </p>
          )}
        </div>
        <div className={styles.tools}>
          <ExportMenu filters={board.filters} />
          <Button icon={<FullscreenOutlined />} onClick={() => board.show({ view: 'wall' })}>
            {t('wall.open')}
          </Button>
        </div>
      </header>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      <Figures board={data} />
      <div className={styles.body}>
        <aside className={styles.side}>
          <Tree
            organisations={organisations}
            chosen={board.filters.organisationId}
            onChoose={(organisationId) => board.show({ organisationId })}
          />
        </aside>
        <div className={styles.main}>
          <Strip
            days={data?.days}
            chosen={board.filters.dueOn}
            onChoose={(dueOn) => board.show({ dueOn, due: null })}
          />
          <SavedViews screen="board" query={board.query} />
          <Filters board={board} />
          <Cases key={JSON.stringify(board.filters)} board={board} />
        </div>
      </div>
    </div>
  );
}

function Cases({ board }: { board: Board }) {
  const { t } = useTranslation('board');
  const read = useInfiniteQuery(boardCasesQuery(board.filters));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [isWriting, setIsWriting] = useState(false);
  const cases = read.data?.pages.flatMap(({ items }) => items);
  if (read.error !== null && cases === undefined)
    return <ProblemAlert error={read.error} onRetry={() => void read.refetch()} />;
  if (cases === undefined) return <ListSkeleton />;
  if (cases.length === 0)
    return (
      <EmptyState title={t(board.isFiltered ? 'empty.filtered' : 'empty.calm')}>
        <Button onClick={() => (board.isFiltered ? board.clear() : board.show({ due: 'soon' }))}>
          {t(board.isFiltered ? 'filters.clear' : 'empty.soon')}
        </Button>
      </EmptyState>
    );
  const pick = (ids: readonly string[], isPicked: boolean) => {
    const next = new Set(picked);
    for (const id of ids) {
      if (isPicked) next.add(id);
      else next.delete(id);
    }
    setPicked(next);
  };
  const chosen = cases.filter(({ id }) => picked.has(id));
  return (
    <>
      {chosen.length > 0 && (
        <div className={styles.bulk}>
          <span>{t('supervise.chosen', { count: chosen.length })}</span>
          <Button type="primary" onClick={() => setIsWriting(true)}>
            {t('supervise.write', { count: chosen.length })}
          </Button>
          <Button type="text" onClick={() => setPicked(new Set())}>
            {t('supervise.none')}
          </Button>
        </div>
      )}
      <CaseTable cases={cases} picked={picked} onPick={pick} />
      {read.hasNextPage && (
        <Button block loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
          {t('table.more')}
        </Button>
      )}
      <Supervise
        cases={chosen}
        isOpen={isWriting && chosen.length > 0}
        onDone={(ids) => pick(ids, false)}
        onClose={() => setIsWriting(false)}
      />
    </>
  );
}

/** The latest value that there was. */
function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}
