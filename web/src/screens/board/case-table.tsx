import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BoardCase } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { OrganisationName } from '../../shared/organisation-name';
import { TimeSign } from '../../shared/time-sign';
import { UrgencyTag } from '../../shared/urgency-tag';
import { When } from '../../shared/when';
import styles from './board.module.css';

interface CaseTableProps {
  readonly cases: readonly BoardCase[];
  /** Null: this reader cannot choose any. */
  readonly picked: ReadonlySet<string> | null;
  readonly onPick: (ids: readonly string[], isPicked: boolean) => void;
}

const COLUMNS = ['case', 'stage', 'owner', 'due', 'rung', 'acknowledged'] as const;

/** The cases of the board; on a narrow screen each one is a card. */
export function CaseTable({ cases, picked, onPick }: CaseTableProps) {
  const { t } = useTranslation('board');
  const all = cases.map(({ id }) => id);
  const some = picked !== null && all.some((id) => picked.has(id));
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t('table.label')}</caption>
      <thead>
        <tr>
          {picked !== null && (
            <th scope="col" className={styles.pick}>
              <Checkbox
                aria-label={t('table.pickAll')}
                checked={some && all.every((id) => picked.has(id))}
                indeterminate={some && !all.every((id) => picked.has(id))}
                onChange={(event) => onPick(all, event.target.checked)}
              />
            </th>
          )}
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cases.map((one) => (
          <Row
            key={one.id}
            of={one}
            isPicked={picked === null ? null : picked.has(one.id)}
            onPick={(isPicked) => onPick([one.id], isPicked)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly of: BoardCase;
  readonly isPicked: boolean | null;
  readonly onPick: (isPicked: boolean) => void;
}

function Row({ of, isPicked, onPick }: RowProps) {
  const { t } = useTranslation('board');
  const { say } = useLanguage();
  return (
    <tr data-picked={isPicked === true}>
      {isPicked !== null && (
        <td className={styles.pick}>
          <Checkbox
            aria-label={t('table.pick', { title: of.title })}
            checked={isPicked}
            onChange={(event) => onPick(event.target.checked)}
          />
        </td>
      )}
      <td data-name={t('table.case')}>
        <Link to={`/cases/${of.id}`} className={styles.title} dir="auto">
          <AsWritten text={of.title} />
        </Link>
        <span className={styles.facts}>
          <span>{of.number}</span>
          <OrganisationName name={of.organisationName} within={of.organisationWithin} />
          <UrgencyTag urgency={of.urgency} />
        </span>
      </td>
      <td data-name={t('table.stage')}>{say(of.stageName ?? of.statusName)}</td>
      <td data-name={t('table.owner')}>
        <Owner of={of} />
      </td>
      <td data-name={t('table.due')}>
        <TimeSign sign={of.sign} />
        {of.workdaysLate > 0 && of.sign?.unit !== 'workday' && (
          <span className={styles.late}>{t('table.late', { count: of.workdaysLate })}</span>
        )}
      </td>
      <td data-name={t('table.rung')}>
        {of.rung === null ? (
          <span className={styles.none}>{t('table.noRung')}</span>
        ) : (
          <>
            {say(of.rung.name)}
            <span className={styles.facts}>
              <When at={of.rung.at} />
            </span>
          </>
        )}
      </td>
      <td data-name={t('table.acknowledged')}>
        <Acknowledgement of={of} />
      </td>
    </tr>
  );
}

function Owner({ of: { owner } }: { of: BoardCase }) {
  const { t } = useTranslation('board');
  const { say } = useLanguage();
  if (owner === null) return <span className={styles.none}>{t('table.nobody')}</span>;
  const names = owner.people.map(({ displayName }) => displayName).join('、');
  return (
    <>
      <span className={names === '' ? styles.empty : undefined}>
        <AsWritten text={names === '' ? t('table.vacant') : names} />
      </span>
      <span className={styles.facts}>
        <span>
          {say(owner.roleName)} · <AsWritten text={owner.organisationName} />
        </span>
        <span>
          {t('table.since')} <When at={owner.since} />
        </span>
      </span>
    </>
  );
}

function Acknowledgement({ of: { acknowledgement } }: { of: BoardCase }) {
  const { t } = useTranslation('board');
  if (acknowledgement === null) return <span className={styles.none}>{t('table.notAsked')}</span>;
  const { at, person, by } = acknowledgement;
  if (at === null)
    return (
      <>
        <span className={styles.waits}>{t('table.waits')}</span>
        <span className={styles.facts}>
          <span>
            {t('table.until')} <When at={by} />
          </span>
        </span>
      </>
    );
  return (
    <>
      <AsWritten text={person?.displayName ?? t('table.somebody')} />
      <span className={styles.facts}>
        <When at={at} />
      </span>
    </>
  );
}
