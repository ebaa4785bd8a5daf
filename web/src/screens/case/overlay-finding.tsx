import { useTranslation } from 'react-i18next';
import type { Case } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { TimeSign } from '../../shared/time-sign';
import { When } from '../../shared/when';
import styles from './case.module.css';
import { CommandButtons } from './command-button';

type Finding = Case['findings'][number];

/** One fault: every answer with its proof and every verdict, and what may be done now. */
export function OverlayFinding({ of, finding }: { of: Case; finding: Finding }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const { id, kindName, statusName, status, text, responsible, repeated, sourceName, raisedAt, clockId } =
    finding;
  const clock = of.clocks.find((one) => one.id === clockId);
  return (
    <li>
      <p className={styles.clockName}>
        {say(kindName)} <span className={styles.quiet}>{say(statusName)}</span>
      </p>
      {repeated && <p className={styles.repeated}>{t('overlay.repeated')}</p>}
      <p dir="auto" className={styles.order}>
        <AsWritten text={text} />
      </p>
      <p className={styles.quiet}>
        {t('overlay.from', { source: say(sourceName), post: say(responsible) })} · <When at={raisedAt} />
      </p>
      <Said of={of} finding={finding} />
      {status !== 'VERIFIED' && clock !== undefined && <TimeSign sign={clock.sign} wide />}
      <CommandButtons of={of} types={['answer-finding', 'verify-finding']} given={{ findingId: id }} />
    </li>
  );
}

/** Answers and verdicts in the order in which they came. */
function Said({ of, finding: { answers, verdicts } }: { of: Case; finding: Finding }) {
  const { t } = useTranslation('case');
  return answers.map((answer, i) => {
    const verdict = verdicts[i];
    const proof = answer.fileIds.flatMap((id) => of.files.filter(({ fileId }) => fileId === id));
    return (
      <div key={answer.at} className={styles.said}>
        <p dir="auto" className={styles.answer}>
          <AsWritten text={t('overlay.answer', { by: answer.by, text: answer.text })} />
        </p>
        {proof.map(({ fileId, href, name }) => (
          <a key={fileId} href={href} download aria-label={t('files.download', { name })}>
            {name}
          </a>
        ))}
        {verdict !== undefined && (
          <p dir="auto" className={verdict.passed ? styles.quiet : styles.repeated}>
            <AsWritten
              text={t(verdict.passed ? 'overlay.passed' : 'overlay.notPassed', {
                ...{ by: verdict.by, note: verdict.note ?? '' },
              })}
            />
          </p>
        )}
      </div>
    );
  });
}
