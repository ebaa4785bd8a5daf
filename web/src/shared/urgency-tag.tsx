import type { Duty } from '../api/generated/schema';
import { useLanguage } from '../i18n/use-language';
import styles from './urgency-tag.module.css';

type Grade = Duty['urgency'];

/** Urgency in words and by a shape, since green is the fast one: 绿色 · 一周. Nothing where a case has none. */
export function UrgencyTag({ urgency }: { urgency: Grade }) {
  const { say } = useLanguage();
  if (urgency === null) return null;
  return (
    <span className={styles.tag} data-grade={urgency.id}>
      <span className={styles.shape} aria-hidden />
      {say(urgency.name)}
    </span>
  );
}
