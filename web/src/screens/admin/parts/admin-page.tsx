import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MissingPage } from '../../../app/missing-page';
import { useMe } from '../../../app/use-may';
import { useTitle } from '../../../app/use-title';
import styles from './admin.module.css';
import { opens, SECTIONS, type Section } from './sections';

/** Around every screen of the administration: its menu, what the screen is for, and what can be done at once. */
export function AdminPage({
  name,
  actions,
  children,
}: {
  name: Section['name'];
  actions?: ReactNode;
  children: ReactNode;
}) {
  const me = useMe();
  const section = SECTIONS.find((one) => one.name === name);
  // What one may not see looks like what is not there.
  if (section === undefined || !opens(me, section)) return <MissingPage />;
  return (
    <Shown name={name} actions={actions}>
      {children}
    </Shown>
  );
}

function Shown({
  name,
  actions,
  children,
}: {
  name: Section['name'];
  actions: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation('admin');
  const title = t(`sections.${name}.title`);
  useTitle(title);
  return (
    <div className={styles.page}>
      <AdminMenu here={name} />
      <header className={styles.head}>
        <div>
          <h1>{title}</h1>
          <p>{t(`sections.${name}.lead`)}</p>
        </div>
        <div className={styles.actions}>{actions}</div>
      </header>
      {children}
    </div>
  );
}

function AdminMenu({ here }: { here: Section['name'] }) {
  const { t } = useTranslation('admin');
  const me = useMe();
  return (
    <nav className={styles.menu} aria-label={t('menu')}>
      {SECTIONS.filter((section) => opens(me, section)).map(({ name, group }, at, shown) => (
        <Link
          key={name}
          to={`/admin/${name}`}
          aria-current={name === here ? 'page' : undefined}
          className={at > 0 && shown[at - 1]?.group !== group ? styles.apart : undefined}
        >
          {t(`sections.${name}.title`)}
        </Link>
      ))}
    </nav>
  );
}
