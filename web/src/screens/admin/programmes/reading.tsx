import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeStatement, ProgrammeTable } from '../../../api/generated/schema';
import { useLanguage } from '../../../i18n/use-language';
import type { Words } from '../../../i18n/words';
import admin from '../parts/admin.module.css';
import { AsWritten } from '../../../shared/as-written';
import styles from './programmes.module.css';

const KINDS = ['rule', 'law', 'practice', 'paper', 'default'] as const;

/** A programme as a clerk reads it: a table for each part of it, every value with where it comes from beside it. */
export function Reading({
  tables,
  paper,
  at,
}: {
  tables: readonly ProgrammeTable[];
  /** The paper that its rules were read from. */
  paper: Words;
  /** Keeps the addresses of parts apart where two readings are on one page. */
  at: string;
}) {
  const { t } = useTranslation('programmes');
  const { say } = useLanguage();
  return (
    <>
      <Legend tables={tables} paper={paper} />
      <nav className={styles.parts} aria-label={t('parts')}>
        {tables.map(({ id, title }) => (
          <a key={id} href={`#${at}-${id}`}>
            {say(title)}
          </a>
        ))}
      </nav>
      {tables.map((table) => (
        <Part key={table.id} table={table} at={`${at}-${table.id}`} />
      ))}
    </>
  );
}

function Part({ table: { title, about, columns, rows }, at }: { table: ProgrammeTable; at: string }) {
  const { say } = useLanguage();
  const [, ...headings] = columns;
  return (
    <section id={at} className={admin.panel} aria-labelledby={`${at}-title`}>
      <h2 id={`${at}-title`}>{say(title)}</h2>
      {about.map((statement, line) => (
        <p key={line} className={styles.about}>
          <Said statement={statement} />
        </p>
      ))}
      <div className={admin.scroll}>
        <table className={`${admin.table} ${admin.stacked} ${styles.table}`}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.en} scope="col">
                  {say(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, cells }) => (
              <tr key={id}>
                <th scope="row">
                  <Said statement={name} />
                </th>
                {cells.map((cell, index) => (
                  <td
                    key={headings[index]?.en ?? index}
                    data-label={cell.length > 0 ? say(headings[index] ?? title) : undefined}
                  >
                    {cell.map((statement, line) => (
                      <p key={line}>
                        <Said statement={statement} />
                      </p>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A value and its sources. */
export function Said({ statement: { words, from } }: { statement: ProgrammeStatement }) {
  const { t } = useTranslation('programmes');
  const { say } = useLanguage();
  return (
    <>
      <AsWritten text={say(words)} />
      {from.map((origin) => (
        <Fragment key={origin.words.en}>
          {' '}
          <span
            className={styles.source}
            data-kind={origin.kind}
            title={origin.kind === 'default' ? say(origin.words) : undefined}
          >
            <AsWritten text={origin.kind === 'default' ? t('origin.default') : say(origin.words)} />
          </span>
        </Fragment>
      ))}
    </>
  );
}

/** What the marks beside the values mean; only those that occur. */
function Legend({ tables, paper }: { tables: readonly ProgrammeTable[]; paper: Words }) {
  const { t } = useTranslation('programmes');
  const { say } = useLanguage();
  const origins = tables
    .flatMap(({ about, rows }) => [...about, ...rows.flatMap(({ name, cells }) => [name, ...cells.flat()])])
    .flatMap(({ from }) => from);
  return (
    <dl className={styles.legend} aria-label={t('legend')}>
      {KINDS.map((kind) => {
        const example = origins.find((origin) => origin.kind === kind);
        if (example === undefined) return null;
        return (
          <div key={kind}>
            <dt className={styles.source} data-kind={kind}>
              <AsWritten
                text={
                  (kind === 'default' ? t('origin.default') : say(example.words).split(/[,，(]/)[0]) ?? ''
                }
              />
            </dt>
            <dd>{t(`means.${kind}`, { paper: say(paper) })}</dd>
          </div>
        );
      })}
    </dl>
  );
}
