import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { AsWritten } from '../../shared/as-written';
import { useRoleName } from '../../shared/role-name';
import admin from '../admin/parts/admin.module.css';
import { ContactPanel } from './contact-panel';
import { LanguagePanel } from './language-panel';
import { PasswordPanel } from './password-panel';
import { TokensPanel } from './tokens-panel';

/** What belongs to me: my posts, where messages reach me, my password and the tokens of my scripts. */
export function Screen() {
  const { t } = useTranslation('account');
  useTitle(t('page'));
  const me = useMe();
  const roleName = useRoleName();
  return (
    <div className={admin.page}>
      <header className={admin.head}>
        <div>
          <h1>{t('page')}</h1>
          <p>
            <AsWritten text={me.displayName} />
          </p>
        </div>
      </header>
      <section className={admin.panel}>
        <h2>{t('posts.title')}</h2>
        {me.posts.length === 0 && <p>{t('posts.none')}</p>}
        <ul>
          {me.posts.map((post) => (
            <li key={`${post.role} ${post.organisationId} ${post.standsInFor?.id ?? ''}`}>
              <AsWritten text={`${post.organisationName} · ${roleName(post.role)}`} />
              {post.standsInFor !== null && (
                <span className={admin.quiet}>
                  {' '}
                  <AsWritten text={t('posts.standsInFor', { name: post.standsInFor.displayName })} />
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
      <ContactPanel />
      <LanguagePanel />
      <PasswordPanel />
      <TokensPanel />
    </div>
  );
}
