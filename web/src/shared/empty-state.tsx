import type { ReactNode } from 'react';
import styles from './shared.module.css';

/** Nothing here: why that is so, and what comes next. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {children}
    </div>
  );
}
