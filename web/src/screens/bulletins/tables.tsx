import { useTranslation } from 'react-i18next';
import type { Bulletin, BulletinTable } from '../../api/generated/schema';
import { AsWritten } from '../../shared/as-written';
import styles from './bulletins.module.css';

/** The figures, cell by cell as in the document and the workbook, and what each means. */
export function Tables({ bulletin: { tables, definitions } }: { bulletin: Bulletin }) {
  const { t } = useTranslation('bulletins');
  return (
    <>
      {tables.map((table) => (
        <div key={table.id} className={styles.panel}>
          <h2 id={`table-${table.id}`}>{table.title}</h2>
          {table.rows.length === 0 ? (
            <p className={styles.quiet}>{t('noRows')}</p>
          ) : (
            <Cells table={table} labelledBy={`table-${table.id}`} />
          )}
        </div>
      ))}
      <details className={styles.panel}>
        <summary>{t('definitions')}</summary>
        <dl className={styles.definitions}>
          {definitions.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

/** One table; a wide one is scrolled by the keyboard too. */
export function Cells({
  table: { id, head, rows },
  labelledBy,
}: {
  table: BulletinTable;
  labelledBy: string;
}) {
  return (
    <div className={styles.scroll} role="region" aria-labelledby={labelledBy} tabIndex={0}>
      <table className={styles.table} data-table={id}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th key={head[i]} scope="row" dir="auto">
                    <AsWritten text={cell} />
                  </th>
                ) : (
                  <td key={head[i]} dir="auto">
                    <AsWritten text={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
