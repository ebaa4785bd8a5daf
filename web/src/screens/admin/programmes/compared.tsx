import { useTranslation } from 'react-i18next';
import type { ProgrammeStatement, ProgrammeTable } from '../../../api/generated/schema';
import { useLanguage } from '../../../i18n/use-language';
import { EmptyState } from '../../../shared/empty-state';
import admin from '../parts/admin.module.css';
import styles from './programmes.module.css';
import { Said } from './reading';

interface Version {
  readonly version: number;
  readonly tables: readonly ProgrammeTable[];
}

/** One cell of a reading, with where it stands. */
interface Line {
  readonly key: string;
  readonly where: readonly string[];
  readonly said: readonly ProgrammeStatement[];
}

/** What one version says that the other does not, cell by cell in the order of the newer one. */
export function Compared({ older, newer }: { older: Version; newer: Version }) {
  const { t } = useTranslation('programmes');
  const { say } = useLanguage();
  const linesOf = ({ tables }: Version): Line[] =>
    tables.flatMap(({ id: table, title, about, columns, rows }) => {
      const line = (row: string, where: readonly string[], said: readonly ProgrammeStatement[]): Line => ({
        key: JSON.stringify([table, row, where, said]),
        where: [say(title), ...where].filter((part) => part !== ''),
        said,
      });
      return [
        ...(about.length === 0 ? [] : [line('', [], about)]),
        ...rows.flatMap(({ id, name, cells }) => [
          line(id, [say(columns[0] ?? title)], [name]),
          ...cells.flatMap((cell, at) =>
            cell.length === 0 ? [] : [line(id, [say(name.words), say(columns[at + 1] ?? title)], cell)],
          ),
        ]),
      ];
    });
  const changes = differences(linesOf(older), linesOf(newer));
  if (changes.length === 0) return <EmptyState title={t('same')} />;
  return (
    <section className={admin.panel}>
      <h2>{t('differs', { older: older.version, newer: newer.version })}</h2>
      {changes.map(({ kind, line }, at) => (
        <div key={at} className={kind === 'gone' ? styles.gone : styles.came}>
          <span>{t(kind, { version: kind === 'gone' ? older.version : newer.version })}</span>
          <div>
            <p className={admin.quiet}>{line.where.join(' › ')}</p>
            {line.said.map((statement, index) => (
              <p key={index}>
                <Said statement={statement} />
              </p>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

interface Change {
  readonly kind: 'gone' | 'came';
  readonly line: Line;
}

/** The lines outside of the longest common sequence of both. */
function differences(before: readonly Line[], after: readonly Line[]): Change[] {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  const isSame = (i: number, j: number) => before[i]?.key === after[j]?.key;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      common[i * width + j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [gone, came] = [before[i], after[j]];
    if (gone === undefined && came === undefined) return changes;
    if (gone !== undefined && came !== undefined && isSame(i, j)) {
      i += 1;
      j += 1;
    } else if (gone !== undefined && (came === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: 'gone', line: gone });
      i += 1;
    } else if (came !== undefined) {
      changes.push({ kind: 'came', line: came });
      j += 1;
    }
  }
}
