import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { changePassword } from '../../api/session';
import { Dialog } from '../../shared/dialog';
import { FaultSummary, useFormFaults } from '../../shared/forms/fault-summary';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './account.module.css';

interface Fields {
  currentPassword: string;
  newPassword: string;
  again: string;
}

/** Changes one's own password; every other session of the person ends. */
export function PasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { faults, show, onFinishFailed } = useFormFaults();
  const change = useMutation({
    mutationFn: ({ currentPassword, newPassword }: Fields) =>
      changePassword({ currentPassword, newPassword }),
    onSuccess: () => {
      void message.success(t('password.done'));
      onClose();
    },
  });
  const needed = (name: string) => [{ required: true, message: t('password.needed', { name }) }];
  const close = () => {
    change.reset();
    show([]);
    onClose();
  };
  if (!open) return null;
  return (
    <Dialog title={t('password.title')} onClose={close} narrow>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => {
          show([]);
          change.mutate(fields);
        }}
        onFinishFailed={onFinishFailed}
      >
        <FaultSummary faults={faults} />
        {change.error !== null && <ProblemAlert error={change.error} />}
        <Form.Item name="currentPassword" label={t('password.current')} rules={needed(t('password.current'))}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Form.Item name="newPassword" label={t('password.next')} rules={needed(t('password.next'))}>
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('password.again')}
          dependencies={['newPassword']}
          rules={[
            ...needed(t('password.again')),
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue('newPassword')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('password.differs'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('password.change')}
          </Button>
          <Button onClick={close}>{t('password.keep')}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
