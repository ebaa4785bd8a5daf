import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findByProposer } from '../../api/find';
import type { CaseSummary } from '../../api/generated/schema';
import { EmptyState } from '../../shared/empty-state';
import { FaultSummary, useFormFaults } from '../../shared/forms/fault-summary';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './find.module.css';
import { FoundList } from './found-list';
import { useRows } from './use-rows';

interface Shown {
  readonly proposer: string;
  readonly cases: readonly CaseSummary[];
  readonly nextCursor: string | null;
}

/** Cases of a resident, by full name or phone. Each search is recorded: none is made before somebody asks for it. */
export function ByProposer() {
  const { t } = useTranslation('find');
  const [shown, setShown] = useState<Shown | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const rows = useRows(list);
  const { faults, show, onFinishFailed } = useFormFaults();
  const search = useMutation({
    mutationFn: async ({ proposer, after }: { proposer: string; after: Shown | null }) => {
      const { items, nextCursor } = await findByProposer(proposer, after?.nextCursor ?? null);
      return { proposer, cases: [...(after?.cases ?? []), ...items], nextCursor };
    },
    onMutate: ({ after }) => {
      if (after === null) setShown(null);
    },
    onSuccess: setShown,
  });
  return (
    <section className={styles.proposer} aria-labelledby="by-proposer">
      <h2 id="by-proposer">{t('proposer.title')}</h2>
      <Alert
        type="warning"
        showIcon
        title={t('proposer.recorded')}
        description={t('proposer.recordedHelp')}
      />
      <Form<{ proposer: string }>
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        className={styles.proposerForm}
        onFinish={({ proposer }) => {
          show([]);
          search.mutate({ proposer: proposer.trim(), after: null });
        }}
        onFinishFailed={onFinishFailed}
      >
        <FaultSummary faults={faults} />
        <Form.Item
          name="proposer"
          label={t('proposer.who')}
          extra={t('proposer.whole')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('proposer.needed') }]}
        >
          <Input autoFocus maxLength={60} dir="auto" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={search.isPending}>
          {t('proposer.search')}
        </Button>
      </Form>
      {search.error !== null && <ProblemAlert error={search.error} />}
      <div ref={list} className={styles.results} role="status" onKeyDown={rows.fromRow}>
        {shown !== null && shown.cases.length === 0 && (
          <EmptyState title={t('proposer.nothing')}>
            <p>{t('proposer.nothingHelp')}</p>
          </EmptyState>
        )}
        {shown !== null && shown.cases.length > 0 && (
          <FoundList
            cases={shown.cases}
            hasMore={shown.nextCursor !== null}
            isReadingMore={search.isPending}
            onMore={() => search.mutate({ proposer: shown.proposer, after: shown })}
          />
        )}
      </div>
    </section>
  );
}
