import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordDialog } from '../../app/account/password-dialog';
import admin from '../admin/parts/admin.module.css';

/** Changing one's own password. */
export function PasswordPanel() {
  const { t } = useTranslation('account');
  const [open, setOpen] = useState(false);
  return (
    <section className={admin.panel}>
      <h2>{t('password.title')}</h2>
      <p className={admin.quiet}>{t('password.explain')}</p>
      <Button onClick={() => setOpen(true)} style={{ marginTop: 8 }}>
        {t('password.change')}
      </Button>
      <PasswordDialog open={open} onClose={() => setOpen(false)} />
    </section>
  );
}
