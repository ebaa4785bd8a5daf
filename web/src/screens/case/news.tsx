import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerQuery } from '../../api/case';
import { isOwn, ownLines } from '../../api/own-lines';
import type { Case } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { useStore } from '../../shared/store';
import styles from './case.module.css';

const TOLD = 4;

/** What others, or time itself, did to the case since the page was opened or the reader said "seen". */
export function News({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const [seen, setSeen] = useState(of.seq);
  const { data } = useQuery(ledgerQuery(of.id));
  useStore(ownLines);
  const lines = (data?.items ?? []).filter(({ seq }) => seq > seen && !isOwn(of.id, seq));
  if (lines.length === 0) return null;
  const told = lines.slice(0, TOLD);
  return (
    <Alert
      className={styles.news}
      type="info"
      showIcon
      role="status"
      title={t('news.title', { count: lines.length })}
      description={
        <ul>
          {told.map(({ seq, words }) => (
            <li key={seq}>{say(words)}</li>
          ))}
          {lines.length > TOLD && <li>{t('news.more', { count: lines.length - TOLD })}</li>}
        </ul>
      }
      action={
        <Button size="small" onClick={() => setSeen(of.seq)}>
          {t('news.seen')}
        </Button>
      }
    />
  );
}
