import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSetOwnLanguage } from '../../app/account/own-language';
import { useMe } from '../../app/use-may';
import { AsWritten } from '../../shared/as-written';
import admin from '../admin/parts/admin.module.css';

/** Which language my pages and the mails to me are in. */
export function LanguagePanel() {
  const { t } = useTranslation('account');
  const { language } = useMe();
  const setLanguage = useSetOwnLanguage();
  return (
    <section className={admin.panel}>
      <h2 id="own-language">{t('language.title')}</h2>
      <p className={admin.quiet}>{t(language === null ? 'language.none' : 'language.explain')}</p>
      <Radio.Group
        aria-labelledby="own-language"
        style={{ marginTop: 8 }}
        value={language}
        onChange={({ target }) => setLanguage(target.value as 'zh' | 'en')}
        options={(['zh', 'en'] as const).map((value) => ({
          value,
          label: <AsWritten text={t(`language.${value}`)} />,
        }))}
      />
    </section>
  );
}
