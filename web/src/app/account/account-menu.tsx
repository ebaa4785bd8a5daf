import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Me } from '../../api/generated/schema';
import { meQuery, signOut } from '../../api/session';
import { useLanguage } from '../../i18n/use-language';
import { forgetPerson } from '../../offline/person';
import { AsWritten } from '../../shared/as-written';
import { dropDrafts } from '../../shared/command-form/draft';
import { useRoleName } from '../../shared/role-name';
import styles from '../layout/layout.module.css';
import { useShortcut } from '../shortcuts';
import { tourStore } from '../tour/tour-store';
import { useMe } from '../use-may';
import { useSetOwnLanguage } from './own-language';
import { PasswordDialog } from './password-dialog';
import { ShortcutsDialog } from './shortcuts-dialog';

/** Who is signed in and with which posts; language, password, shortcuts, sign-out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const setLanguage = useSetOwnLanguage();
  const me = useMe();
  const post = usePost(me);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'password' | 'shortcuts' | null>(null);
  useShortcut('?', t('shortcuts.help'), () => setDialog('shortcuts'));
  const leave = async () => {
    await signOut();
    dropDrafts();
    forgetPerson();
    await navigate('/sign-in');
    queries.clear();
    queries.setQueryData(meQuery.queryKey, null);
  };
  const actions = {
    language: () => setLanguage(language === 'en' ? 'zh' : 'en'),
    mine: () => void navigate('/account'),
    tour: () => tourStore.set('shown'),
    password: () => setDialog('password'),
    shortcuts: () => setDialog('shortcuts'),
    'sign-out': () => void leave(),
  };
  const items = [
    { key: 'language', label: <AsWritten text={t('account.language')} /> },
    { key: 'mine', label: t('account.mine') },
    { key: 'password', label: t('account.password') },
    { key: 'tour', label: t('account.tour') },
    { key: 'shortcuts', label: t('account.shortcuts') },
    { type: 'divider' as const },
    { key: 'sign-out', label: t('account.signOut') },
  ];
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items, onClick: ({ key }) => actions[key as keyof typeof actions]() }}
      >
        <button type="button" className={styles.account}>
          <UserOutlined />
          <span className={styles.who}>
            <span>
              <AsWritten text={me.displayName} />
            </span>
            <span className={styles.post}>
              <AsWritten text={post} />
            </span>
          </span>
          <DownOutlined className={styles.more} />
          <span className="visually-hidden">{t('account.menu')}</span>
        </button>
      </Dropdown>
      <PasswordDialog open={dialog === 'password'} onClose={() => setDialog(null)} />
      <ShortcutsDialog open={dialog === 'shortcuts'} onClose={() => setDialog(null)} />
    </>
  );
}

/** The first post in words; others are counted. */
function usePost({ posts }: Me): string {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const [first] = posts;
  if (first === undefined) return t('account.noPosts');
  const others = posts.length > 1 ? ` +${posts.length - 1}` : '';
  return `${first.organisationName} · ${roleName(first.role)}${others}`;
}
