import { Button, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ask, client } from '../../../api/client';
import type { Person } from '../../../api/generated/schema';
import { AsWritten } from '../../../shared/as-written';
import { FormDialog } from '../../../shared/form-dialog';
import { PagedList, usePages } from '../../../shared/pages';
import { useRoleName } from '../../../shared/role-name';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import { placeName, useOrganisations } from '../../../shared/organisations';
import { PlaceSelect } from '../parts/place-select';
import { LanguageField } from './language-dialog';
import { PersonDrawer } from './person-drawer';

/** Accounts in my area and those that hold no post yet: found by name, managed in a drawer. */
export function Screen() {
  const { t } = useTranslation('people');
  const [adding, setAdding] = useState(false);
  return (
    <AdminPage
      name="people"
      actions={
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      }
    >
      <List />
      <AddDialog open={adding} onClose={() => setAdding(false)} />
    </AdminPage>
  );
}

function List() {
  const { t } = useTranslation('people');
  const [params, setParams] = useSearchParams();
  const text = params.get('text') ?? '';
  const organisationId = params.get('organisation') ?? undefined;
  const [chosen, setChosen] = useState<string | null>(null);
  const change = (name: string, value: string | undefined) =>
    setParams(
      (old) => {
        if (value === undefined || value === '') old.delete(name);
        else old.set(name, value);
        return old;
      },
      { replace: true },
    );
  const pages = usePages(['people', text, organisationId ?? ''], (asked, signal) =>
    ask(
      client.GET('/api/v1/people', {
        params: {
          query: {
            ...asked,
            ...(text.trim() !== '' && { text: text.trim() }),
            ...(organisationId !== undefined && { organisationId }),
          },
        },
        signal,
      }),
    ),
  );
  const person = pages.data?.find(({ id }) => id === chosen) ?? null;
  return (
    <section className={admin.panel}>
      <div className={admin.bar}>
        <label>
          {t('find')}
          <Input
            defaultValue={text}
            onChange={({ target }) => change('text', target.value)}
            maxLength={100}
            style={{ width: 240 }}
          />
        </label>
        <PlaceSelect
          label={t('place')}
          empty={t('anyPlace')}
          value={organisationId}
          onChange={(id) => change('organisation', id)}
        />
      </div>
      <PagedList pages={pages} empty={t('none')}>
        {(people) => <Table people={people} onChoose={setChosen} />}
      </PagedList>
      <PersonDrawer person={person} onClose={() => setChosen(null)} />
    </section>
  );
}

function Table({ people, onChoose }: { people: Person[]; onChoose: (id: string) => void }) {
  const { t } = useTranslation('people');
  const { byId } = useOrganisations();
  const roleName = useRoleName();
  return (
    <div className={admin.scroll} tabIndex={0}>
      <table className={`${admin.table ?? ''} ${admin.stacked ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('signInName')}</th>
            <th scope="col">{t('posts')}</th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <td>
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onChoose(person.id)}>
                  <AsWritten text={person.displayName} />
                </Button>
              </td>
              <td data-label={t('signInName')}>
                {person.signInName ?? <span className={admin.quiet}>—</span>}
              </td>
              <td data-label={t('posts')}>
                {person.posts.length === 0 && <span className={admin.soon}>{t('noPost')}</span>}
                {person.posts.map((post) => (
                  <div key={post.id}>
                    <AsWritten text={`${placeName(byId, post.organisationId)} · ${roleName(post.role)}`} />
                  </div>
                ))}
              </td>
              <td data-label={t('state')}>
                {person.disabled ? (
                  <Tag color="error">{t('disabled')}</Tag>
                ) : (
                  <span className={admin.quiet}>{t(person.hasPassword ? 'canSignIn' : 'noPassword')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Added {
  displayName: string;
  signInName?: string;
  password?: string;
  language?: 'zh' | 'en';
}

function AddDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('people');
  return (
    <FormDialog<Added>
      open={open}
      title={t('addTitle')}
      explain={t('addExplain')}
      submit={t('addIt')}
      done={t('added')}
      touches={[['people']]}
      send={({ displayName, signInName, password, language }) =>
        ask(
          client.POST('/api/v1/people', {
            body: {
              displayName,
              ...(signInName !== undefined && signInName !== '' && { signInName }),
              ...(password !== undefined && password !== '' && { password }),
              ...(language !== undefined && { language }),
            },
          }),
        )
      }
      onClose={onClose}
    >
      <Form.Item
        name="displayName"
        label={t('displayName')}
        rules={[{ required: true, whitespace: true, message: t('displayNameNeeded') }]}
      >
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="signInName" label={t('signInName')} extra={t('signInNameHelp')}>
        <Input maxLength={64} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label={t('firstPassword')} extra={t('passwordHelp')}>
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
      <LanguageField />
    </FormDialog>
  );
}
