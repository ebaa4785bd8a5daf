import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CheckSheet } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { formatDate, formatMonthDay, formatYuan } from '../../shared/format';
import styles from './supervision.module.css';

type Line = CheckSheet['rows'][number];

const COLUMNS = ['project', 'inspected', 'progress', 'findings', 'overruns', 'missing', 'money'] as const;

/** Every project of the quarter; what wants a look comes first. */
export function SheetTable({ of }: { of: CheckSheet }) {
  const { t } = useTranslation('supervision');
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('sheet.page')}>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`sheet.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.rows.map((row) => (
            <Row key={row.caseId} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: Line }) {
  const { t } = useTranslation('supervision');
  const { say, language } = useLanguage();
  const last = row.visits.at(-1);
  const known = [last?.percentDone, last?.percentPlanned].filter((value) => value != null);
  const progress = known.length === 0 ? '—' : known.map((value) => `${value}%`).join(' / ');
  return (
    <tr data-inspected={row.inspected}>
      <th scope="row">
        <Link to={`/cases/${row.caseId}#overlay`} dir="auto">
          <AsWritten text={row.title} />
        </Link>
        <span className={styles.quiet}>
          {row.number} · <AsWritten text={row.organisationName} /> · {say(row.statusName)}
        </span>
        {row.beganOn !== null && (
          <span className={styles.quiet}>
            {row.endedOn === null
              ? t('sheet.ran', { from: formatDate(row.beganOn, language) })
              : t('sheet.ranUntil', {
                  ...{ from: formatDate(row.beganOn, language), until: formatDate(row.endedOn, language) },
                })}
          </span>
        )}
        {row.since.length > 0 && (
          <span className={styles.quiet}>
            {t('sheet.since', { what: row.since.map(say).join(language === 'en' ? '; ' : '；') })}
          </span>
        )}
      </th>
      <td>
        <Visits row={row} />
      </td>
      <td>{progress}</td>
      <td>
        <Lines
          of={row.findings.map(({ kindName, statusName, done }) => ({
            text: `${say(kindName)} (${say(statusName)})`,
            late: !done,
          }))}
        />
      </td>
      <td>
        <Lines
          of={row.overruns.map(({ name, dueDate, open }) => ({
            text: t(open ? 'sheet.stillLate' : 'sheet.wasLate', {
              ...{ name: say(name), day: formatMonthDay(dueDate, language) },
            }),
            late: open,
          }))}
        />
      </td>
      <td>
        <Lines of={row.missing.map((name) => ({ text: say(name), late: false }))} />
      </td>
      <td>
        {row.approvedFen === null ? '—' : formatYuan(row.approvedFen, language)}
        <Lines of={hintsOf(row, t)} empty="" />
      </td>
    </tr>
  );
}

type Say = ReturnType<typeof useTranslation<'supervision'>>['t'];

/** What is out of the ordinary about its money. */
function hintsOf({ track, overrides, splitWith }: Line, t: Say): { text: string; late: boolean }[] {
  return [
    ...(track === null ? [] : [{ text: t('sheet.fast'), late: false }]),
    ...[...new Set(overrides.map(({ reason }) => reason))].map((reason) => ({
      ...{ text: t('sheet.above', { reason }), late: false },
    })),
    ...(splitWith.length === 0
      ? []
      : [{ text: t('sheet.split', { numbers: splitWith.join('、') }), late: true }]),
  ];
}

function Visits({ row: { visits, inspected, inspectedName } }: { row: Line }) {
  const { say, language } = useLanguage();
  if (visits.length === 0)
    return (
      <span className={inspected === 'missed' ? styles.missed : styles.quiet}>{say(inspectedName)}</span>
    );
  return visits.map(({ visitedOn, by, resultName, result }, i) => (
    <p key={`${visitedOn}/${i}`}>
      {formatMonthDay(visitedOn, language)} <AsWritten text={by} />{' '}
      <span className={result === 'failed' ? styles.missed : undefined}>{say(resultName)}</span>
    </p>
  ));
}

function Lines({ of, empty = '—' }: { of: readonly { text: string; late: boolean }[]; empty?: string }) {
  if (of.length === 0) return empty;
  return of.map(({ text, late }, i) => (
    <p key={`${text}/${i}`} className={late ? styles.missed : undefined}>
      <AsWritten text={text} />
    </p>
  ));
}
