import { CompressOutlined, FullscreenOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { boardCasesQuery, boardQuery, type BoardFilters } from '../../api/board';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { TimeSign } from '../../shared/time-sign';
import { When } from '../../shared/when';
import styles from './board.module.css';
import { Figures } from './figures';
import { Strip } from './strip';

/** How often the wall looks again; it goes on asking whatever the last answer was. */
const AGAIN_MS = 30_000;
const CASES = 8;

/** The board for a screen on the wall: large, without anything to click, and it renews itself. */
export function Wall({ filters, onClose }: { filters: BoardFilters; onClose: () => void }) {
  const { t } = useTranslation('board');
  const { say } = useLanguage();
  const page = useRef<HTMLDivElement>(null);
  const renewed = { refetchInterval: AGAIN_MS, refetchIntervalInBackground: true, retry: false } as const;
  const board = useQuery({ ...boardQuery(filters), ...renewed });
  const read = useInfiniteQuery({ ...boardCasesQuery(filters), ...renewed });
  const list = read.data?.pages[0]?.items.slice(0, CASES) ?? [];
  useEffect(() => page.current?.focus(), []);
  return (
    <div
      ref={page}
      className={styles.wall}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className={styles.head}>
        <h1>{t('page')}</h1>
        <p data-stale={board.isError} className={styles.heard} role="status">
          {board.data === undefined ? t('wall.reading') : t(board.isError ? 'wall.lost' : 'wall.heard')}{' '}
          {board.data !== undefined && <When at={board.data.asOf} exact />}
        </p>
        <div className={styles.tools}>
          <Button icon={<FullscreenOutlined />} onClick={() => void page.current?.requestFullscreen()}>
            {t('wall.full')}
          </Button>
          <Button icon={<CompressOutlined />} onClick={onClose}>
            {t('wall.close')}
          </Button>
        </div>
      </header>
      <Figures board={board.data} />
      <Strip days={board.data?.days} chosen={undefined} onChoose={null} />
      <ol className={styles.wallCases}>
        {list.map((one) => (
          <li key={one.id}>
            <TimeSign sign={one.sign} />
            <span className={styles.wallTitle} dir="auto">
              <AsWritten text={one.title} />
            </span>
            <span>
              <AsWritten text={one.organisationName} />
            </span>
            <span>{say(one.stageName ?? one.statusName)}</span>
            <span>
              <AsWritten
                text={one.owner?.people.map(({ displayName }) => displayName).join('、') || t('table.vacant')}
              />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
