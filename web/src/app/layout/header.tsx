import { SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { AccountMenu } from '../account/account-menu';
import { SCREENS } from '../screens';
import { useShortcut } from '../shortcuts';
import { useMay } from '../use-may';
import styles from './layout.module.css';

const FIND = SCREENS.find(({ menu }) => menu?.name === 'find');

/** The bar over every screen. */
export function Header() {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <header className={styles.header}>
      <Link to="/desk" className={styles.brand}>
        <img src="/favicon.svg" alt="" />
        {t('product')}
      </Link>
      {FIND !== undefined && may(...(FIND.menu?.for ?? [])) && <FindButton path={`/${FIND.path}`} />}
      <AccountMenu />
    </header>
  );
}

function FindButton({ path }: { path: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const find = () => void navigate(path);
  useShortcut('/', t('shortcuts.find'), find);
  return (
    <Button icon={<SearchOutlined />} onClick={find} aria-keyshortcuts="/">
      {t('menu.find')}
    </Button>
  );
}
