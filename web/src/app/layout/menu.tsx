import { MenuOutlined } from '@ant-design/icons';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { SCREENS, type Screen } from '../screens';
import { useMay, useMe } from '../use-may';
import styles from './layout.module.css';

/** As many as fit beside each other on a phone; the others are behind "more". */
const ON_PHONE = 4;

type MenuScreen = Screen & { readonly menu: NonNullable<Screen['menu']> };

function useMenu(): MenuScreen[] {
  const may = useMay();
  const { posts } = useMe();
  return SCREENS.filter((screen): screen is MenuScreen => {
    const { menu } = screen;
    if (menu === undefined) return false;
    const holds = menu.role === undefined || posts.some(({ role }) => role === menu.role);
    return holds && (menu.for === undefined || may(...menu.for));
  });
}

/** Beside the screen on a desktop. */
export function SideMenu() {
  const { t } = useTranslation();
  const menu = useMenu();
  return (
    <nav className={styles.side} aria-label={t('menu.label')}>
      {menu.map((screen) => (
        <MenuItem key={screen.path} screen={screen} />
      ))}
    </nav>
  );
}

/** Under the screen on a phone. */
export function BottomMenu() {
  const { t } = useTranslation();
  const menu = useMenu();
  const [open, setOpen] = useState(false);
  const fits = menu.length <= ON_PHONE + 1;
  const shown = fits ? menu : menu.slice(0, ON_PHONE);
  return (
    <nav className={styles.bottom} aria-label={t('menu.label')}>
      {shown.map((screen) => (
        <MenuItem key={screen.path} screen={screen} short />
      ))}
      {!fits && (
        <button type="button" className={styles.item} onClick={() => setOpen(true)}>
          <MenuOutlined />
          <span>{t('menu.more')}</span>
        </button>
      )}
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="bottom"
        title={t('menu.more')}
        size="default"
      >
        {menu.slice(shown.length).map((screen) => (
          <MenuItem key={screen.path} screen={screen} onClick={() => setOpen(false)} />
        ))}
      </Drawer>
    </nav>
  );
}

function MenuItem({
  screen,
  onClick,
  short = false,
}: {
  screen: MenuScreen;
  onClick?: () => void;
  /** Where names stand beside each other on a phone: one line each. */
  short?: boolean;
}) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { menu, path } = screen;
  const starts = [`/${path}`, ...(menu.also === undefined ? [] : [menu.also])];
  const here = starts.some((start) => pathname === start || pathname.startsWith(`${start}/`));
  const Icon = menu.icon;
  return (
    <Link
      to={`/${path}`}
      className={styles.item}
      aria-current={here ? 'page' : undefined}
      aria-label={short ? t(`menu.${menu.name}`) : undefined}
      onClick={onClick}
    >
      <Icon />
      <span>{t(short ? `menuShort.${menu.name}` : `menu.${menu.name}`)}</span>
    </Link>
  );
}
