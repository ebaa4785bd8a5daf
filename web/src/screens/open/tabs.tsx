import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useMay } from '../../app/use-may';
import styles from './open.module.css';

/** Between the form and what waits to become a case. */
export function Tabs() {
  const { t } = useTranslation('open');
  const may = useMay();
  if (!may('listSuggestions')) return null;
  return (
    <nav className={styles.tabs} aria-label={t('tabs.label')}>
      <NavLink to="/open" end>
        {t('tabs.open')}
      </NavLink>
      <NavLink to="/suggestions">{t('tabs.list')}</NavLink>
    </nav>
  );
}
