import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import styles from './parts/admin.module.css';
import { opens, SECTIONS } from './parts/sections';

const GROUPS = ['people', 'rules', 'running'] as const;

/** Everything there is to administer with one's own posts, each with what it is for. */
export function Screen() {
  const { t } = useTranslation('admin');
  const me = useMe();
  useTitle(t('page'));
  const shown = SECTIONS.filter((section) => opens(me, section));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('page')}</h1>
      </header>
      {GROUPS.filter((group) => shown.some((section) => section.group === group)).map((group) => (
        <section key={group}>
          <h2 className={styles.group}>{t(`groups.${group}`)}</h2>
          <div className={styles.cards}>
            {shown
              .filter((section) => section.group === group)
              .map(({ name }) => (
                <Link key={name} to={`/admin/${name}`} className={styles.card}>
                  <strong>{t(`sections.${name}.title`)}</strong>
                  <span>{t(`sections.${name}.lead`)}</span>
                </Link>
              ))}
          </div>
        </section>
      ))}
    </div>
  );
}
