import styles from './checks.module.css';

/** A hash in groups of four, as it is read aloud; copied without the gaps. */
export function Hash({ of, groups = 16 }: { of: string; groups?: number }) {
  const shown = of.match(/.{1,4}/gu) ?? [];
  return (
    <code className={styles.hash} title={of}>
      {shown.slice(0, groups).map((group, i) => (
        <span key={i}>{group}</span>
      ))}
      {groups < shown.length && <span aria-hidden>…</span>}
    </code>
  );
}
