import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AsWritten } from './as-written';
import { Dialog } from './dialog';
import { useKeptForm } from './forms/use-kept-form';
import { ProblemAlert } from './problem-alert';
import styles from './form-dialog.module.css';

interface FormDialogProps<F extends object> {
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
}

/** A short form over the page: what it does is written on its button, and a refusal leaves what was typed. */
export function FormDialog<F extends object>(props: FormDialogProps<F>) {
  return props.open ? <Opened {...props} /> : null;
}

function Opened<F extends object>({
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
}: FormDialogProps<F>) {
  const { t } = useTranslation('parts');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { props, notes, drop } = useKeptForm<F>(title, initial);
  const act = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      drop();
      await Promise.all(touches.map((queryKey) => queries.invalidateQueries({ queryKey })));
      void message.success(done);
      onClose();
    },
  });
  return (
    <Dialog title={<AsWritten text={title} />} onClose={onClose} narrow>
      <Form<F> {...props} layout="vertical" requiredMark={false} onFinish={(fields) => act.mutate(fields)}>
        {explain !== undefined && <div className={styles.explain}>{explain}</div>}
        {notes}
        {act.error !== null && <ProblemAlert error={act.error} />}
        {children}
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" danger={danger} loading={act.isPending}>
            {submit}
          </Button>
          <Button onClick={onClose}>{t('dialog.keep')}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
