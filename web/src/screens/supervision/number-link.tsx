import { Link } from 'react-router';
import styles from './supervision.module.css';

interface NumberLinkProps {
  readonly count: number;
  /** What is counted, as a sentence has it: a number alone says nothing to whoever hears the page. */
  readonly label: string;
  readonly to: string;
  readonly late?: boolean;
}

/** A number that opens the list behind it; zero has none. */
export function NumberLink({ count, label, to, late = false }: NumberLinkProps) {
  if (count === 0) return <span className={styles.zero}>0</span>;
  return (
    <Link to={to} className={late ? styles.late : styles.number} aria-label={`${label}: ${count}`}>
      {count}
    </Link>
  );
}
