import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { CalendarPreview } from '../../../api/generated/schema';
import { newKey } from '../../../api/new-key';
import { Dialog } from '../../../shared/dialog';
import { useKeptForm } from '../../../shared/forms/use-kept-form';
import { ProblemAlert } from '../../../shared/problem-alert';
import admin from '../parts/admin.module.css';
import { NoticeFields } from './notice-fields';
import { NotJson, noticeBody, type NoticeForm } from './notice';
import { NoticePreview } from './notice-preview';

/** A holiday notice, handed in and looked at before it is put in force: what changes, and which open dates move. */
export function ImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('calendar');
  if (!open) return null;
  return (
    <Dialog title={t('importTitle')} onClose={onClose}>
      <ImportForm onClose={onClose} />
    </Dialog>
  );
}

function ImportForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('calendar');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { form, props, notes, drop } = useKeptForm<NoticeForm>('notice', { way: 'json' });
  // One for this notice, whatever is sent again; another once it has been changed.
  const key = useRef(newKey());
  const preview = useMutation({
    mutationFn: (fields: NoticeForm) =>
      ask(client.POST('/api/v1/calendar/preview', { body: noticeBody(fields) })),
  });
  const enforce = useMutation({
    mutationFn: (fields: NoticeForm) =>
      ask(
        client.POST('/api/v1/calendar/import', {
          params: { header: { 'Idempotency-Key': key.current } },
          body: noticeBody(fields),
        }),
      ),
    onSuccess: async () => {
      drop();
      await Promise.all(
        ['calendar', 'rollouts'].map((one) => queries.invalidateQueries({ queryKey: [one] })),
      );
      void message.success(t('imported'));
      onClose();
    },
  });
  const problem = preview.error ?? enforce.error;
  const year = preview.data === undefined ? null : readyYear(preview.data);
  return (
    <Form<NoticeForm>
      {...props}
      layout="vertical"
      requiredMark={false}
      onValuesChange={() => {
        props.onValuesChange();
        key.current = newKey();
        preview.reset();
        enforce.reset();
      }}
      onFinish={(fields) => preview.mutate(fields)}
    >
      {notes}
      <NoticeFields />
      {problem !== null &&
        (problem instanceof NotJson ? (
          <ProblemAlert error={new Error(t('notJson'))} />
        ) : (
          <ProblemAlert error={problem} />
        ))}
      {preview.data !== undefined && <NoticePreview preview={preview.data} />}
      <div className={admin.actions}>
        <Button type={year !== null ? 'default' : 'primary'} htmlType="submit" loading={preview.isPending}>
          {t('preview')}
        </Button>
        {year !== null && (
          <Button
            type="primary"
            loading={enforce.isPending}
            onClick={() => enforce.mutate(form.getFieldsValue(true) as NoticeForm)}
          >
            {t('importIt', { year })}
          </Button>
        )}
      </div>
    </Form>
  );
}

/** The year that importing it would put in force; null when it cannot be imported. */
function readyYear({ problems, refusal, year }: CalendarPreview): number | null {
  return problems.length === 0 && refusal === null ? year : null;
}
