import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Person } from '../../../api/generated/schema';
import { contactBody, ContactFields, contactForm, type ContactForm } from '../../../shared/contact-fields';
import { FormDialog } from '../../../shared/form-dialog';
import { ProblemAlert } from '../../../shared/problem-alert';

/** Where messages to a member of staff go. Reading it is recorded, so it is read only when it is asked for. */
export function ContactDialog({
  open,
  person,
  onClose,
}: {
  open: boolean;
  person: Person;
  onClose: () => void;
}) {
  const { t } = useTranslation('people');
  const { data, error } = useQuery({
    queryKey: ['person-contact', person.id],
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/people/{personId}/contact', {
          params: { path: { personId: person.id } },
          signal,
        }),
      ),
    enabled: open,
    gcTime: 0,
  });
  if (!open) return null;
  if (error !== null) return <ProblemAlert error={error} />;
  return (
    <FormDialog<ContactForm>
      open={data !== undefined}
      title={t('contactTitle', { name: person.displayName })}
      explain={t('contactExplain')}
      submit={t('contactKeep')}
      done={t('contactKept')}
      {...(data !== undefined && { initial: contactForm(data) })}
      touches={[['person-contact', person.id]]}
      send={(form) =>
        ask(
          client.PUT('/api/v1/people/{personId}/contact', {
            params: { path: { personId: person.id } },
            body: contactBody(form),
          }),
        )
      }
      onClose={onClose}
    >
      <ContactFields />
    </FormDialog>
  );
}
