import { useTranslation } from 'react-i18next';
import type { Words } from '../../../i18n/words';
import { useLanguage } from '../../../i18n/use-language';
import { EmptyState } from '../../../shared/empty-state';
import admin from '../parts/admin.module.css';
import styles from './programmes.module.css';
import { Line } from './reading';

interface Version {
  readonly version: number;
  readonly reading: Words;
}

/** What one version says that the other does not, line by line in the order of the newer one. */
export function Compared({ older, newer }: { older: Version; newer: Version }) {
  const { t } = useTranslation('programmes');
  const { say } = useLanguage();
  const changes = differences(say(older.reading).split('\n'), say(newer.reading).split('\n'));
  if (changes.length === 0) return <EmptyState title={t('same')} />;
  return (
    <section className={admin.panel}>
      <h2>{t('differs', { older: older.version, newer: newer.version })}</h2>
      {changes.map(({ kind, line }, at) => (
        <div key={at} className={kind === 'gone' ? styles.gone : styles.came}>
          <span>{t(kind, { version: kind === 'gone' ? older.version : newer.version })}</span>
          <Line line={line} />
        </div>
      ))}
    </section>
  );
}

interface Change {
  readonly kind: 'gone' | 'came';
  readonly line: string;
}

/** The lines outside of the longest common sequence of both. */
export function differences(before: readonly string[], after: readonly string[]): Change[] {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: 'gone', line: before[i] ?? '' });
      i += 1;
    } else {
      changes.push({ kind: 'came', line: after[j] ?? '' });
      j += 1;
    }
  }
  return changes;
}
