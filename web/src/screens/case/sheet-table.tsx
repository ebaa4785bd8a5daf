import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AsWritten } from '../../shared/as-written';
import styles from './sheet.module.css';

interface SheetTableProps {
  readonly title: string;
  readonly head: readonly string[];
  /** Widths of the columns in percent, so that no long word moves the others. */
  readonly widths: readonly number[];
  readonly rows: readonly { readonly key: string | number; readonly cells: readonly ReactNode[] }[];
}

/** One part of the sheet. Its head is repeated on every page; no row is torn in two. */
export function SheetTable({ title, head, widths, rows }: SheetTableProps) {
  const { t } = useTranslation('case');
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p>{t('sheet.none')}</p>
      ) : (
        <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
          <table>
            <colgroup>
              {widths.map((width, at) => (
                <col key={at} className={styles[`w${width}`]} />
              ))}
            </colgroup>
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
              {rows.map(({ key, cells }) => (
                <tr key={key}>
                  {cells.map((cell, at) => (
                    <td key={at} dir="auto">
                      {typeof cell === 'string' ? <AsWritten text={cell} /> : cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
