import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../api/generated/schema';
import { signIn } from '../../api/session';
import { FaultSummary, useFormFaults } from '../../shared/forms/fault-summary';
import { ProblemAlert } from '../../shared/problem-alert';

interface Fields {
  signInName: string;
  password: string;
}

/** Name and password: on the sign-in page and over a page whose session ran out. */
export function SignInForm({ onSignedIn }: { onSignedIn: (me: Me) => void | Promise<void> }) {
  const { t } = useTranslation('sign-in');
  const [form] = Form.useForm<Fields>();
  const { faults, show, onFinishFailed } = useFormFaults();
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: (me) => onSignedIn(me),
    onError: () => {
      form.setFieldValue('password', '');
      form.focusField('password');
    },
  });
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(fields) => {
        show([]);
        enter.mutate(fields);
      }}
      onFinishFailed={onFinishFailed}
    >
      <FaultSummary faults={faults} />
      {enter.error !== null && <ProblemAlert error={enter.error} />}
      <Form.Item name="signInName" label={t('name')} rules={[{ required: true, message: t('nameNeeded') }]}>
        <Input
          autoComplete="username"
          autoFocus
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          size="large"
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('password')}
        rules={[{ required: true, message: t('passwordNeeded') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={200} size="large" />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={enter.isPending}>
        {t('submit')}
      </Button>
    </Form>
  );
}
