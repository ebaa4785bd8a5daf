import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Done } from './use-opening';
import styles from './open.module.css';

interface DonePanelProps {
  readonly done: Done;
  /** The receipt of words that had come in before. */
  readonly earlierReceipt: string | null;
  readonly placeName: string;
  readonly onAnother: () => void;
}

/** It is done: the number of the case, and the receipt to hand to whoever said it. */
export function DonePanel({ done: { how, receipt }, earlierReceipt, placeName, onAnother }: DonePanelProps) {
  const { t } = useTranslation('open');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const receiptNo = receipt.received?.receiptNo ?? earlierReceipt;
  return (
    <section className={styles.done} aria-labelledby="done">
      <h2 id="done" ref={heading} tabIndex={-1}>
        {t(how === 'opened' ? 'done.opened' : 'done.joined')}
      </h2>
      {receiptNo === null ? (
        <dl className={styles.slip}>
          <dt>{t('done.number')}</dt>
          <dd>{receipt.number}</dd>
        </dl>
      ) : (
        <>
          <p className={styles.onScreen}>{t('done.hand')}</p>
          <div className={styles.slip}>
            <h3>
              {t('done.slip')} · {placeName}
            </h3>
            <dl>
              <dt>{t('done.receipt')}</dt>
              <dd className={styles.number}>{receiptNo}</dd>
              <dt>{t('done.number')}</dt>
              <dd>{receipt.number}</dd>
              <dt>{t('done.address')}</dt>
              <dd>{`${location.origin}/receipts/${receiptNo}`}</dd>
            </dl>
          </div>
        </>
      )}
      <div className={`${styles.actions} ${styles.onScreen}`}>
        <Link className={styles.go} to={`/cases/${receipt.caseId}`}>
          {t('done.see')}
        </Link>
        {receiptNo !== null && (
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('done.print')}
          </Button>
        )}
        <Button onClick={onAnother}>{t('done.another')}</Button>
      </div>
    </section>
  );
}
