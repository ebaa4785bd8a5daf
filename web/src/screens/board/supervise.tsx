import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Input, InputNumber, Progress, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { giveCommand, refreshCase } from '../../api/commands';
import type { BoardCase } from '../../api/generated/schema';
import { newKey } from '../../api/new-key';
import { useKeptForm } from '../../shared/forms/use-kept-form';
import styles from './board.module.css';

interface Order {
  readonly text: string;
  readonly workdays: number;
  readonly to: 'owner' | 'head';
}

interface SuperviseProps {
  readonly cases: readonly BoardCase[];
  readonly isOpen: boolean;
  /** Which cases have their order now; the others stay chosen. */
  readonly onDone: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}

/** One supervision order (督办) for each of the chosen cases, with one text and one time to answer. */
export function Supervise({ cases, isOpen, onDone, onClose }: SuperviseProps) {
  const { t } = useTranslation('board');
  const { props, notes, drop } = useKeptForm<Order>('supervise', { workdays: 3, to: 'owner' });
  const give = useOrders(onDone, () => {
    drop();
    onClose();
  });
  return (
    <Drawer
      title={t('supervise.title', { count: cases.length })}
      open={isOpen}
      onClose={onClose}
      size={460}
      mask={{ closable: !give.isPending }}
    >
      <ul className={styles.chosen} aria-label={t('supervise.cases')}>
        {cases.map(({ id, title, number }) => (
          <li key={id} dir="auto">
            {title} <span className={styles.none}>{number}</span>
            {give.failures.has(id) && <span className={styles.failure}>{give.failures.get(id)}</span>}
          </li>
        ))}
      </ul>
      <Form<Order>
        {...props}
        layout="vertical"
        disabled={give.isPending}
        onFinish={(order) => give.start(cases, order)}
      >
        {notes}
        <Form.Item
          name="text"
          label={t('supervise.text')}
          rules={[{ required: true, whitespace: true, message: t('supervise.textNeeded') }]}
        >
          <Input.TextArea rows={5} maxLength={2000} showCount placeholder={t('supervise.example')} />
        </Form.Item>
        <Form.Item
          name="workdays"
          label={t('supervise.workdays')}
          rules={[{ required: true, message: t('supervise.workdaysNeeded') }]}
        >
          <InputNumber min={1} max={60} precision={0} suffix={t('supervise.unit')} />
        </Form.Item>
        <Form.Item name="to" label={t('supervise.to')}>
          <Radio.Group
            options={(['owner', 'head'] as const).map((to) => ({ value: to, label: t(`supervise.${to}`) }))}
          />
        </Form.Item>
        {give.isPending && <Progress percent={give.percent} aria-label={t('supervise.progress')} />}
        {give.failures.size > 0 && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t('supervise.failed', { count: give.failures.size })}
          />
        )}
        <Button type="primary" htmlType="submit" loading={give.isPending} block className={styles.send}>
          {t('supervise.send', { count: cases.length })}
        </Button>
      </Form>
    </Drawer>
  );
}

/** Gives the orders one after the other; one that is refused keeps none of the others back. */
function useOrders(onDone: SuperviseProps['onDone'], onClose: () => void) {
  const queries = useQueryClient();
  const [done, setDone] = useState(0);
  const [failures, setFailures] = useState<ReadonlyMap<string, string>>(new Map());
  // The same order to the same case, sent again because an answer got lost, is still one order.
  const keys = useRef(new Map<string, string>());
  const giveOne = async (caseId: string, order: Order) => {
    const act = JSON.stringify([caseId, order]);
    const key = keys.current.get(act) ?? newKey();
    keys.current.set(act, key);
    await giveCommand({ caseId, type: 'supervise', data: { ...order }, key });
    keys.current.delete(act);
  };
  const orders = useMutation({
    async mutationFn({ cases, order }: { cases: readonly BoardCase[]; order: Order }) {
      const refused = new Map<string, string>();
      for (const { id: caseId } of cases) {
        try {
          await giveOne(caseId, order);
        } catch (error) {
          refused.set(caseId, error instanceof Error ? error.message : String(error));
        }
        setDone((before) => before + 1);
      }
      return refused;
    },
    onMutate: () => {
      setDone(0);
      setFailures(new Map());
    },
    async onSuccess(refused, { cases }) {
      setFailures(refused);
      const given = cases.map(({ id }) => id).filter((id) => !refused.has(id));
      await Promise.all(given.map((id) => refreshCase(queries, id)));
      onDone(given);
      if (refused.size === 0) onClose();
    },
  });
  return {
    ...{ failures, isPending: orders.isPending },
    percent: Math.round((done / Math.max(1, orders.variables?.cases.length ?? 1)) * 100),
    start: (cases: readonly BoardCase[], order: Order) => orders.mutate({ cases, order }),
  };
}
