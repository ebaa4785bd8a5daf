import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Person } from '../../../api/generated/schema';
import { useMe } from '../../../app/use-may';
import { AsWritten } from '../../../shared/as-written';
import { FormDialog } from '../../../shared/form-dialog';
import { ProblemAlert } from '../../../shared/problem-alert';
import admin from '../parts/admin.module.css';
import { ContactDialog } from './contact-dialog';
import { LanguageDialog } from './language-dialog';
import { PostsPart } from './posts-part';

/** Everything an administrator does to one account. */
export function PersonDrawer({ person, onClose }: { person: Person | null; onClose: () => void }) {
  return (
    <Drawer
      open={person !== null}
      onClose={onClose}
      title={person !== null && <AsWritten text={person.displayName} />}
      size={520}
      destroyOnHidden
    >
      {person !== null && <PersonParts key={person.id} person={person} />}
    </Drawer>
  );
}

function PersonParts({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  const [dialog, setDialog] = useState<'password' | 'contact' | 'language' | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <dl className={admin.facts}>
        <dt>{t('signInName')}</dt>
        <dd>{person.signInName ?? t('noSignInName')}</dd>
        <dt>{t('state')}</dt>
        <dd>{t(person.disabled ? 'disabledLong' : person.hasPassword ? 'canSignIn' : 'noPassword')}</dd>
        <dt>{t('language')}</dt>
        <dd>
          <AsWritten text={t(person.language === null ? 'languageNone' : `languages.${person.language}`)} />
        </dd>
      </dl>
      <PostsPart person={person} />
      <h2 className={admin.title2}>{t('account')}</h2>
      <div className={admin.actions}>
        <Button onClick={() => setDialog('password')}>{t('setPassword')}</Button>
        {person.posts.length > 0 && <Button onClick={() => setDialog('contact')}>{t('contact')}</Button>}
        <Button onClick={() => setDialog('language')}>{t('setLanguage')}</Button>
        <OpenOrClose person={person} />
      </div>
      <FormDialog<{ password: string }>
        open={dialog === 'password'}
        title={t('setPasswordTitle', { name: person.displayName })}
        explain={t('setPasswordExplain')}
        submit={t('setPasswordIt')}
        done={t('passwordSet')}
        touches={[['people']]}
        send={(body) =>
          ask(
            client.PUT('/api/v1/people/{personId}/password', {
              params: { path: { personId: person.id } },
              body,
            }),
          )
        }
        onClose={close}
      >
        <Form.Item
          name="password"
          label={t('newPassword')}
          extra={t('passwordHelp')}
          rules={[{ required: true, message: t('passwordNeeded') }]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
      </FormDialog>
      <LanguageDialog open={dialog === 'language'} person={person} onClose={close} />
      <ContactDialog open={dialog === 'contact'} person={person} onClose={close} />
    </>
  );
}

function OpenOrClose({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  const me = useMe();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: () => {
      const params = { path: { personId: person.id } };
      return person.disabled
        ? ask(client.POST('/api/v1/people/{personId}/enable', { params }))
        : ask(client.POST('/api/v1/people/{personId}/disable', { params }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
  if (person.id === me.personId) return null;
  return (
    <>
      {person.disabled ? (
        <Button loading={act.isPending} onClick={() => act.mutate()}>
          {t('enable')}
        </Button>
      ) : (
        <Popconfirm
          title={t('disableAsk')}
          okText={t('disableIt')}
          cancelText={t('keep')}
          onConfirm={() => act.mutate()}
        >
          <Button danger loading={act.isPending}>
            {t('disable')}
          </Button>
        </Popconfirm>
      )}
      {act.error !== null && <ProblemAlert error={act.error} />}
    </>
  );
}
