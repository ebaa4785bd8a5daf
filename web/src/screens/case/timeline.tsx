import { useQuery } from '@tanstack/react-query';
import { PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerQuery } from '../../api/case';
import type { Case, LedgerLine } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { dayOf, formatDay, formatTime } from '../../shared/format';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { CommandButtons } from './command-button';
import styles from './timeline.module.css';

/** As many lines as are read at one sight; earlier ones come on request. */
const SHOWN = 40;

/** The ledger in people's sentences, newest first. */
export function Timeline({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { data, error, refetch } = useQuery(ledgerQuery(of.id));
  const [opened] = useState(of.seq);
  const [shown, setShown] = useState(SHOWN);
  const lines = [...(data?.items ?? [])].reverse();
  const days = byDay(lines.slice(0, shown));
  const older = lines.length - shown;
  return (
    <section className={styles.ledger} aria-labelledby="ledger">
      <h2 id="ledger">{t('ledger.title')}</h2>
      <CommandButtons of={of} types={['note']} />
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <ListSkeleton />}
      {[...days].map(([day, ofDay]) => (
        <Day key={day} day={day} lines={ofDay} opened={opened} />
      ))}
      {older > 0 && (
        <Button onClick={() => setShown(shown + SHOWN)}>
          {t('ledger.older', { count: Math.min(older, SHOWN) })}
        </Button>
      )}
    </section>
  );
}

function byDay(lines: readonly LedgerLine[]): Map<string, LedgerLine[]> {
  const days = new Map<string, LedgerLine[]>();
  for (const line of lines) days.set(dayOf(line.at), [...(days.get(dayOf(line.at)) ?? []), line]);
  return days;
}

function Day({ day, lines, opened }: { day: string; lines: readonly LedgerLine[]; opened: number }) {
  const { language } = useLanguage();
  return (
    <>
      <h3 className={styles.day}>{formatDay(day, language)}</h3>
      <ol className={styles.lines}>
        {lines.map((line) => (
          <Line key={line.seq} line={line} isNew={line.seq > opened} />
        ))}
      </ol>
    </>
  );
}

function Line({ line, isNew }: { line: LedgerLine; isNew: boolean }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const { seq, at, words, files, actor } = line;
  return (
    <li className={styles.line} data-new={isNew} data-by={actor === null ? 'time' : 'person'}>
      <time dateTime={at} className={styles.time}>
        {formatTime(at, language)}
      </time>
      <div className={styles.said}>
        <p dir="auto">
          <AsWritten text={say(words)} />
        </p>
        {files.map(({ fileId, name, href }) => (
          <a key={fileId} href={href} download className={styles.file} title={t('files.download', { name })}>
            <PaperClipOutlined aria-hidden />{' '}
            <bdi>
              <AsWritten text={name} />
            </bdi>
          </a>
        ))}
      </div>
      <span className={styles.seq} title={t('ledger.line', { seq })}>
        {seq}
      </span>
    </li>
  );
}
