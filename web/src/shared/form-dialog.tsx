import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog';
import { ProblemAlert } from './problem-alert';
import styles from './form-dialog.module.css';

/** A short form over the page: what it does is written on its button, and a refusal leaves what was typed. */
export function FormDialog<F extends object>({
  open,
  title,
  explain,
  submit,
  initial,
  send,
  done,
  touches,
  danger = false,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  explain?: ReactNode;
  /** What happens, in words. */
  submit: string;
  initial?: Partial<F>;
  send: (fields: F) => Promise<unknown>;
  /** Said once it has happened. */
  done: string;
  /** What must be read again afterwards. */
  touches: readonly QueryKey[];
  danger?: boolean;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation('parts');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await Promise.all(touches.map((queryKey) => queries.invalidateQueries({ queryKey })));
      void message.success(done);
      onClose();
    },
  });
  const close = () => {
    act.reset();
    onClose();
  };
  if (!open) return null;
  return (
    <Dialog title={title} onClose={close} narrow>
      <Form<F>
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={(fields) => act.mutate(fields)}
      >
        {explain !== undefined && <div className={styles.explain}>{explain}</div>}
        {act.error !== null && <ProblemAlert error={act.error} />}
        {children}
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" danger={danger} loading={act.isPending}>
            {submit}
          </Button>
          <Button onClick={close}>{t('dialog.keep')}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
