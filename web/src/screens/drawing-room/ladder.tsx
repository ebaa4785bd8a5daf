import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { AsWritten } from '../../shared/as-written';
import { useCheckWords, type StratumName } from '../../shared/checks/words';
import type { ShownStratum } from './play';
import styles from './room.module.css';

/** Places under each other before another column begins. */
const PLACES = 11;

/** The lowest ranks of one stratum so far; each case moves to its place as its rank is computed. */
export function Ladder({ stratum, strata }: { stratum: ShownStratum; strata: readonly StratumName[] }) {
  const { t } = useTranslation('room');
  const words = useCheckWords();
  const { key, population, quota, done, top } = stratum;
  const finished = done === population;
  const columns = Math.ceil(top.length / PLACES);
  const places = Math.min(PLACES, Math.max(top.length, 1));
  // Drawn in the order of their numbers, so that React moves nothing and the browser shows each on its way.
  const cards = top.map((one, place) => ({ ...one, place })).sort((a, b) => (a.id < b.id ? -1 : 1));
  const size = { '--columns': columns, '--places': places } as CSSProperties;
  return (
    <div className={styles.ladder} aria-hidden>
      <p className={styles.between}>
        <strong>
          <AsWritten text={words.stratum(strata, key)} />
        </strong>
        <span>
          {finished ? t('ranked', { all: population, quota }) : t('ranking', { done, all: population })}
        </span>
      </p>
      <ol style={size} data-finished={finished}>
        {cards.map(({ id, rank, place }) => (
          <li
            key={id}
            data-in={place < quota}
            style={{ '--row': place % PLACES, '--column': Math.floor(place / PLACES) } as CSSProperties}
          >
            <span className={styles.place}>{place + 1}</span>
            <span className={styles.id}>{id}</span>
            <code>{rank.slice(0, 12)}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}
