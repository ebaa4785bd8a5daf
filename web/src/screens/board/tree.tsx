import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardOrganisation } from '../../api/generated/schema';
import { ListSkeleton } from '../../shared/list-skeleton';
import { AsWritten } from '../../shared/as-written';
import styles from './board.module.css';

interface TreeProps {
  readonly organisations: readonly BoardOrganisation[] | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | null) => void;
}

/** How deep the tree stands open at first: cities with their towns. */
const OPEN_TO = 1;

/** Organisations with a small bar for what is overdue among what is open; choosing one narrows the board to it. */
export function Tree({ organisations, chosen, onChoose }: TreeProps) {
  const { t } = useTranslation('board');
  if (organisations === undefined) return <ListSkeleton />;
  const tops = organisations.filter(({ parentId }) => parentId === null);
  const most = Math.max(1, ...organisations.map(({ overdue }) => overdue));
  return (
    <nav className={styles.tree} aria-label={t('tree.label')}>
      <button
        type="button"
        className={styles.everywhere}
        aria-current={chosen === undefined ? 'true' : undefined}
        onClick={() => onChoose(null)}
      >
        {t('tree.all')}
      </button>
      <ul>
        {tops.map((one) => (
          <Branch
            key={one.id}
            of={one}
            all={organisations}
            depth={0}
            most={most}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </nav>
  );
}

interface BranchProps extends Pick<TreeProps, 'chosen' | 'onChoose'> {
  readonly of: BoardOrganisation;
  readonly all: readonly BoardOrganisation[];
  readonly depth: number;
  readonly most: number;
}

function Branch({ of, all, depth, most, chosen, onChoose }: BranchProps) {
  const { t } = useTranslation('board');
  const below = all.filter(({ parentId }) => parentId === of.id);
  const [isOpen, setIsOpen] = useState(depth < OPEN_TO || isBelow(all, chosen, of.id));
  return (
    <li>
      <div className={styles.branch} style={{ paddingLeft: depth * 14 }}>
        {below.length > 0 ? (
          <Button
            type="text"
            size="small"
            icon={isOpen ? <CaretDownOutlined /> : <CaretRightOutlined />}
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'tree.close' : 'tree.open', { name: of.name })}
            onClick={() => setIsOpen(!isOpen)}
          />
        ) : (
          <span className={styles.leaf} />
        )}
        <button
          type="button"
          className={styles.place}
          aria-current={chosen === of.id ? 'true' : undefined}
          title={t('tree.counts', {
            open: of.open,
            soon: of.dueSoon,
            late: (of.averageLate ?? 0).toFixed(1),
          })}
          onClick={() => onChoose(of.id)}
        >
          <span className={styles.placeName}>
            <AsWritten text={of.name} />
          </span>
          <span className={styles.counts}>
            <b data-some={of.overdue > 0}>{of.overdue}</b> / {of.open}
            <span className="visually-hidden">
              {t('tree.inWords', { overdue: of.overdue, open: of.open })}
            </span>
          </span>
          <span className={styles.bar} aria-hidden>
            <span style={{ width: `${(of.overdue / most) * 100}%` }} />
          </span>
        </button>
      </div>
      {isOpen && below.length > 0 && (
        <ul>
          {below.map((one) => (
            <Branch
              key={one.id}
              of={one}
              all={all}
              depth={depth + 1}
              most={most}
              chosen={chosen}
              onChoose={onChoose}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Whether the chosen organisation stands somewhere below this one. */
function isBelow(all: readonly BoardOrganisation[], chosen: string | undefined, top: string): boolean {
  let at = all.find(({ id }) => id === chosen);
  while (at !== undefined && at.parentId !== null) {
    if (at.parentId === top) return true;
    const above: string = at.parentId;
    at = all.find(({ id }) => id === above);
  }
  return false;
}
