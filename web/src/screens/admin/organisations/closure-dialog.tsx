import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { ClosurePreview, Organisation } from '../../../api/generated/schema';
import { useLanguage } from '../../../i18n/use-language';
import { formatDay } from '../../../shared/format';
import { DayInput } from '../../../shared/day-input';
import { FormDialog } from '../../../shared/form-dialog';
import { ProblemAlert } from '../../../shared/problem-alert';
import admin from '../parts/admin.module.css';
import { MovesView } from '../parts/moves-view';

interface Fields {
  kind: 'CLOSED' | 'OPEN';
  date: string;
  until?: string;
  name: string;
  source: string;
}

const wanted = ({ kind, date, until, name }: Fields, organisationId: string) => ({
  ...{ kind, date, name, organisationId },
  ...(until !== undefined && until !== '' && { until }),
});

/** Enters days on which a place rests or works by itself; what it would move can be seen first. */
export function ClosureDialog({
  open,
  organisation,
  onClose,
}: {
  open: boolean;
  organisation: Organisation;
  onClose: () => void;
}) {
  const { t } = useTranslation('organisations');
  const needed = (message: string) => [{ required: true, whitespace: true, message }];
  return (
    <FormDialog<Fields>
      open={open}
      title={t('closures.enterTitle', { name: organisation.name })}
      explain={t('closures.explain')}
      submit={t('closures.enterIt')}
      done={t('closures.entered')}
      initial={{ kind: 'CLOSED' }}
      touches={[['calendar'], ['rollouts']]}
      send={(fields) =>
        ask(
          client.POST('/api/v1/calendar/closures', {
            body: { ...wanted(fields, organisation.id), source: fields.source, recompute: true },
          }),
        )
      }
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('closures.kind')}>
        <Radio.Group
          options={[
            { value: 'CLOSED', label: t('closures.kinds.CLOSED') },
            { value: 'OPEN', label: t('closures.kinds.OPEN') },
          ]}
        />
      </Form.Item>
      <Form.Item name="date" label={t('closures.first')} rules={needed(t('closures.firstNeeded'))}>
        <DayInput />
      </Form.Item>
      <Form.Item name="until" label={t('closures.last')}>
        <DayInput />
      </Form.Item>
      <Form.Item name="name" label={t('closures.name')} rules={needed(t('closures.nameNeeded'))}>
        <Input maxLength={40} placeholder={t('closures.nameExample')} />
      </Form.Item>
      <Form.Item name="source" label={t('closures.source')} rules={needed(t('closures.sourceNeeded'))}>
        <Input maxLength={200} placeholder={t('closures.sourceExample')} />
      </Form.Item>
      <Preview organisationId={organisation.id} />
    </FormDialog>
  );
}

function Preview({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation('organisations');
  const form = Form.useFormInstance<Fields>();
  const look = useMutation({
    mutationFn: (fields: Fields) =>
      ask(client.POST('/api/v1/calendar/closures/preview', { body: wanted(fields, organisationId) })),
  });
  const show = async () => look.mutate(await form.validateFields());
  return (
    <div style={{ marginBottom: 12 }}>
      <Button
        loading={look.isPending}
        onClick={() => {
          // What is missing is said at its field.
          show().catch(() => undefined);
        }}
      >
        {t('closures.preview')}
      </Button>
      {look.error !== null && <ProblemAlert error={look.error} />}
      {look.data !== undefined && <Previewed preview={look.data} />}
    </div>
  );
}

function Previewed({ preview: { days, moves } }: { preview: ClosurePreview }) {
  const { t } = useTranslation('organisations');
  const { language } = useLanguage();
  return (
    <div className={admin.panel} style={{ marginTop: 12 }} role="status">
      <p>
        {t('closures.days')} {days.map((day) => formatDay(day, language)).join('，')}
      </p>
      <MovesView moves={moves} />
    </div>
  );
}
