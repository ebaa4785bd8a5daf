import type { ReactNode } from 'react';
import styles from './message.module.css';

/** A page that says one thing and what to do next. */
export function Message({
  title,
  explain,
  children,
}: {
  title: string;
  explain: string;
  children: ReactNode;
}) {
  return (
    <section className={styles.message}>
      <h1>{title}</h1>
      <p>{explain}</p>
      <div className={styles.next}>{children}</div>
    </section>
  );
}
