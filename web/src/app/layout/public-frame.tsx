import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { changeLanguage } from '../../i18n/language';
import { useLanguage } from '../../i18n/use-language';
import styles from './layout.module.css';

/** Around what everybody may see, for somebody who is not signed in. */
export function PublicFrame() {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { pathname } = useLocation();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <header className={styles.header}>
        <span className={styles.brand}>
          <img src="/favicon.svg" alt="" />
          {t('product')}
        </span>
        <button
          type="button"
          className={styles.plain}
          onClick={() => void changeLanguage(language === 'en' ? 'zh-CN' : 'en')}
          lang={language === 'en' ? 'zh-CN' : 'en'}
        >
          {t('account.language')}
        </button>
        <Link className={styles.plain} to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
          {t('account.signIn')}
        </Link>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <Suspense fallback={null}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
