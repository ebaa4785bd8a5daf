import { useTranslation } from 'react-i18next';
import type { Board, BoardFigures } from '../../api/generated/schema';
import styles from './board.module.css';

const NAMES = ['open', 'dueSoon', 'overdue', 'averageLate'] as const;
type Name = (typeof NAMES)[number];

/** The four figures of the board, each with the one of a week ago beside it. */
export function Figures({ board }: { board: Pick<Board, 'figures' | 'weekAgo'> | undefined }) {
  const { t } = useTranslation('board');
  return (
    <dl className={styles.figures}>
      {NAMES.map((name) => (
        <div key={name} className={styles.figure} data-name={name} data-some={isSome(board?.figures, name)}>
          <dt>{t(`figures.${name}`)}</dt>
          <dd>
            <span className={styles.number}>{shown(board?.figures, name)}</span>
            {board?.weekAgo != null && (
              <span className={styles.before}>
                {t('figures.weekAgo', { number: shown(board.weekAgo, name) })}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** An average has one place behind the point; where nothing is late there is none. */
function shown(figures: BoardFigures | undefined, name: Name): string {
  const value = figures?.[name];
  if (value === undefined || value === null) return '–';
  return name === 'averageLate' ? value.toFixed(1) : String(value);
}

const isSome = (figures: BoardFigures | undefined, name: Name): boolean => (figures?.[name] ?? 0) > 0;
