import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Finding } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { dayOf, formatDay } from '../../shared/format';
import { OrganisationName } from '../../shared/organisation-name';
import { TimeSign } from '../../shared/time-sign';
import { When } from '../../shared/when';
import styles from './findings.module.css';

/** One finding: what, where, who must act until when, and how it was answered and verified. */
export function FindingRow({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const { say, language } = useLanguage();
  const { kindName, statusName, text, sign, daysOpen, status, caseId, title, caseNumber } = finding;
  return (
    <li className={styles.row} data-finding={finding.findingId}>
      <div className={styles.what}>
        <p className={styles.kind}>
          {say(kindName)} <span className={styles.status}>{say(statusName)}</span>
          <Marks finding={finding} />
        </p>
        <p dir="auto" className={styles.text}>
          <AsWritten text={text} />
        </p>
        <p className={styles.facts}>
          <Link to={`/cases/${caseId}#overlay`} dir="auto">
            <AsWritten text={title} />
          </Link>
          <span>{caseNumber}</span>
          <OrganisationName name={finding.organisationName} within={finding.organisationWithin} />
          <span>{t('row.source', { source: say(finding.sourceName) })}</span>
        </p>
        <Said finding={finding} />
      </div>
      <div className={styles.due}>
        {sign !== null && <TimeSign sign={sign} />}
        <span className={styles.quiet}>
          {t(status === 'VERIFIED' ? 'row.took' : 'row.days', { count: daysOpen })} ·{' '}
          <time dateTime={finding.raisedAt}>{formatDay(dayOf(finding.raisedAt), language)}</time>
        </span>
        <Turn finding={finding} />
      </div>
    </li>
  );
}

/** Who has it: the people first, as somebody asks "who?"; an empty post is said. */
function Turn({ finding: { turn, status, responsible } }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const { say } = useLanguage();
  if (turn === null)
    return <span className={styles.quiet}>{t('row.responsible', { post: say(responsible) })}</span>;
  const names = turn.people.map(({ displayName }) => displayName).join('、');
  return (
    <span className={styles.turn}>
      <span className="visually-hidden">{t(status === 'OPEN' ? 'row.mends' : 'row.verifies')} </span>
      <span className={names === '' ? styles.late : undefined}>
        <AsWritten text={names === '' ? t('row.vacant') : names} />
      </span>
      <span className={styles.quiet}>
        <AsWritten text={turn.organisationName} /> · {say(turn.roleName)}
      </span>
    </span>
  );
}

function Marks({ finding: { repeated, repeatedNear, timesFailed } }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  return (
    <>
      {repeated && <span className={styles.mark}>{t('row.repeated')}</span>}
      {repeatedNear > 0 && <span className={styles.mark}>{t('row.nearby', { count: repeatedNear })}</span>}
      {timesFailed > 0 && <span className={styles.mark}>{t('row.failed', { count: timesFailed })}</span>}
    </>
  );
}

/** The last answer with its proof, and the last verdict. */
function Said({ finding: { caseId, answer, verdict } }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  if (answer === null) return null;
  return (
    <div className={styles.answer}>
      <p dir="auto">
        <AsWritten text={t('row.answer', { by: answer.by, text: answer.text })} /> <When at={answer.at} />
      </p>
      <ul className={styles.proof} aria-label={t('row.proof')}>
        {answer.fileIds.map((fileId, i) => (
          <li key={fileId}>
            <a href={`/api/v1/cases/${caseId}/files/${fileId}`} download>
              {t('row.file', { number: i + 1 })}
            </a>
          </li>
        ))}
      </ul>
      {verdict !== null && (
        <p dir="auto" className={verdict.passed ? undefined : styles.late}>
          <AsWritten
            text={t(verdict.passed ? 'row.passed' : 'row.notPassed', {
              ...{ by: verdict.by, note: verdict.text ?? '' },
            })}
          />
        </p>
      )}
    </div>
  );
}
