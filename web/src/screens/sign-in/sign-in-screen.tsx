import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Divider } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import type { Me } from '../../api/generated/schema';
import { meQuery, signInOptionsQuery } from '../../api/session';
import { SignInForm } from '../../app/account/sign-in-form';
import { useTitle } from '../../app/use-title';
import { changeLanguage } from '../../i18n/language';
import { useLanguage } from '../../i18n/use-language';
import { DemoPeople } from './demo-people';
import styles from './sign-in.module.css';

/** Who are you: a password, the single sign-on of the bureau, or a post of the demo. */
export function Screen() {
  const { t } = useTranslation('sign-in');
  const shell = useTranslation('shell');
  const { language } = useLanguage();
  useTitle(t('page'));
  const next = useNext();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const { data: options } = useQuery(signInOptionsQuery);
  const enter = async (signedIn: Me) => {
    queries.clear();
    queries.setQueryData(meQuery.queryKey, signedIn);
    await navigate(next, { replace: true });
  };
  if (me) return <Navigate to={next} replace />;
  return (
    <div className={styles.page}>
      <button
        type="button"
        className={styles.language}
        onClick={() => void changeLanguage(language === 'en' ? 'zh-CN' : 'en')}
        lang={language === 'en' ? 'zh-CN' : 'en'}
      >
        {shell.t('account.language')}
      </button>
      <main className={options?.demo == null ? styles.alone : styles.both}>
        <div className={styles.card}>
          <h1 className={styles.brand}>
            <img src="/favicon.svg" alt="" />
            {shell.t('product')}
          </h1>
          <p className={styles.lead}>{t('lead')}</p>
          <SignInForm onSignedIn={enter} />
          {options?.oidc && (
            <>
              <Divider plain>{t('or')}</Divider>
              <Button block size="large" href={`${options.oidc.start}?returnTo=${encodeURIComponent(next)}`}>
                {options.oidc.label}
              </Button>
            </>
          )}
          <p className={styles.forgotten}>{t('forgotten')}</p>
        </div>
        {options?.demo != null && <DemoPeople people={options.demo} onSignedIn={enter} />}
      </main>
    </div>
  );
}

/** Where the person wanted to go; only ever a page of ours. */
function useNext(): string {
  const [params] = useSearchParams();
  const next = params.get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
}
