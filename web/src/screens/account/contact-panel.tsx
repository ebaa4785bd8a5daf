import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../api/client';
import type { Contact } from '../../api/generated/schema';
import { contactBody, ContactFields, contactForm, type ContactForm } from '../../shared/contact-fields';
import { useKeptForm } from '../../shared/forms/use-kept-form';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import admin from '../admin/parts/admin.module.css';

const queryKey = ['own-contact'];

/** Where messages reach me besides the product. */
export function ContactPanel() {
  const { t } = useTranslation('account');
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => ask(client.GET('/api/v1/me/contact', { signal })),
    staleTime: Infinity,
  });
  return (
    <section className={admin.panel}>
      <h2>{t('contact.title')}</h2>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null && <ListSkeleton rows={3} /> : <ContactEditor contact={data} />}
    </section>
  );
}

function ContactEditor({ contact }: { contact: Contact }) {
  const { t } = useTranslation('account');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { props, notes, drop } = useKeptForm<ContactForm>('own-contact', contactForm(contact));
  const keep = useMutation({
    mutationFn: (form: ContactForm) => ask(client.PUT('/api/v1/me/contact', { body: contactBody(form) })),
    onSuccess: (kept) => {
      drop();
      queries.setQueryData(queryKey, kept);
      void message.success(t('contact.done'));
    },
  });
  return (
    <Form<ContactForm>
      {...props}
      layout="vertical"
      requiredMark={false}
      onFinish={(form) => keep.mutate(form)}
      style={{ maxWidth: 460 }}
    >
      {notes}
      {keep.error !== null && <ProblemAlert error={keep.error} />}
      <ContactFields />
      <Button type="primary" htmlType="submit" loading={keep.isPending}>
        {t('contact.keep')}
      </Button>
    </Form>
  );
}
