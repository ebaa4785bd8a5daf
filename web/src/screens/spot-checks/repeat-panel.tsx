import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SpotCheckRecord, SpotCheckVerified } from '../../api/generated/schema';
import { readPopulation, verifySpotCheck } from '../../api/spot-checks';
import { useVisitor } from '../../app/use-may';
import { ProblemAlert } from '../../shared/problem-alert';
import { canHash } from '../../shared/repeat-draw';
import { commandOf, PYTHON, pythonCommandOf } from './scripts';
import styles from './spot-checks.module.css';
import { findOneself, type OwnFindings } from './verify';

/** Above it a browser would be busy for minutes. */
const MOST_HERE = 200_000;

interface Found {
  readonly own: OwnFindings;
  /** The server's own check; null where nobody is signed in. */
  readonly server: SpotCheckVerified | null;
}

/** Verify in this browser, by our command line, or by ten lines of somebody else's language. */
export function RepeatPanel({ shown }: { shown: SpotCheckRecord }) {
  const { t } = useTranslation('check-record');
  const { check } = shown;
  return (
    <section className={styles.panel} aria-labelledby="repeat">
      <h2 id="repeat">{t('repeat.title')}</h2>
      <Verify shown={shown} />
      {check.seed !== null && (
        <>
          <h3>{t('repeat.command')}</h3>
          <Code text={commandOf(check, check.seed)} name={t('repeat.command')} />
          <h3>{t('repeat.python')}</h3>
          <Code text={PYTHON} name={t('repeat.python')} />
          <p>{t('repeat.pythonRun')}</p>
          <Code text={pythonCommandOf(check, check.seed)} name={t('repeat.pythonRun')} />
        </>
      )}
    </section>
  );
}

function Verify({ shown }: { shown: SpotCheckRecord }) {
  const { t } = useTranslation('check-record');
  const me = useVisitor();
  const { check } = shown;
  const verify = useMutation({
    mutationFn: async (): Promise<Found> => {
      const file = await readPopulation(check.id, new AbortController().signal);
      const [own, server] = await Promise.all([
        findOneself(shown, file),
        me === null ? null : verifySpotCheck(check.id),
      ]);
      return { own, server };
    },
  });
  if (!canHash()) return <p role="note">{t('repeat.noHash')}</p>;
  if ((check.population?.size ?? 0) > MOST_HERE)
    return <p role="note">{t('repeat.tooLarge', { count: MOST_HERE })}</p>;
  return (
    <>
      <p className={styles.plain}>{t('repeat.verifyHelp')}</p>
      <Button type="primary" size="large" loading={verify.isPending} onClick={() => verify.mutate()}>
        {verify.data === undefined ? t('repeat.verify') : t('repeat.again')}
      </Button>
      {verify.error !== null && <ProblemAlert error={verify.error} />}
      <div role="status">
        {verify.data !== undefined && <Findings found={verify.data} lines={shown.record.length} />}
      </div>
    </>
  );
}

function Findings({ found: { own, server }, lines }: { found: Found; lines: number }) {
  const { t } = useTranslation('check-record');
  const said: [boolean, string][] = [
    [own.recordWhole, recordWords()],
    [own.populationFits, own.populationFits ? t('repeat.fits') : t('repeat.differs')],
  ];
  if (own.sampleRepeats !== null)
    said.push([own.sampleRepeats, own.sampleRepeats ? t('repeat.repeats') : t('repeat.repeatsNot')]);
  if (server !== null) {
    said.push([server.recordWhole, server.recordWhole ? t('repeat.serverWhole') : t('repeat.serverBroken')]);
    const changed = server.changedLines.map(({ from, to }) => `${from}–${to}`).join(', ');
    said.push([
      changed === '',
      changed === '' ? t('repeat.unchanged') : t('repeat.changed', { lines: changed }),
    ]);
  }
  function recordWords(): string {
    if (own.brokenLine !== null) return t('repeat.broken', { line: own.brokenLine });
    return own.recordWhole ? t('repeat.whole', { count: lines }) : t('repeat.phrasesBad');
  }
  const good = said.every(([fits]) => fits);
  return (
    <div className={styles.findings} data-good={good}>
      <strong className={good ? styles.good : styles.bad}>{good ? t('repeat.good') : t('repeat.bad')}</strong>
      <ul>
        {said.map(([fits, words]) => (
          <li key={words} className={fits ? undefined : styles.bad}>
            <span aria-hidden>{fits ? '✓' : '✗'}</span>
            {words}
          </li>
        ))}
        {own.sampleRepeats === null && <li>{t('repeat.notDrawn')}</li>}
      </ul>
    </div>
  );
}

function Code({ text, name }: { text: string; name: string }) {
  const { t } = useTranslation('checks');
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    void message.success(t('copied'));
  };
  return (
    <div className={styles.code}>
      <pre tabIndex={0} aria-label={name}>
        {text}
      </pre>
      {isSecureContext && (
        <Button size="small" onClick={() => void copy()} aria-label={`${t('copy')}: ${name}`}>
          {t('copy')}
        </Button>
      )}
    </div>
  );
}
