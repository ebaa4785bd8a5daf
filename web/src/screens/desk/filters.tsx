import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { programmesQuery } from '../../api/programmes';
import { useLanguage } from '../../i18n/use-language';
import styles from './desk.module.css';
import { KINDS, type Desk } from './use-desk';

/** Narrows list and counts; what is chosen stands in the address. */
export function Filters({ desk }: { desk: Desk }) {
  const { t } = useTranslation('desk');
  const { say } = useLanguage();
  const { data } = useQuery(programmesQuery);
  const { kind, programme } = desk.filters;
  const programmes = (data?.items ?? []).map(({ code, name }) => ({ value: code, label: say(name) }));
  return (
    <div className={styles.filters} role="group" aria-label={t('filters.label')}>
      {[undefined, ...KINDS].map((each) => (
        <Button
          key={each ?? 'all'}
          size="small"
          type={kind === each ? 'primary' : 'default'}
          ghost={kind === each}
          aria-pressed={kind === each}
          onClick={() => desk.show({ kind: each ?? null, line: null })}
        >
          {each === undefined ? t('filters.all') : t(`filters.${each}`)}
        </Button>
      ))}
      {programmes.length > 1 && (
        <Select
          size="small"
          className={styles.programme}
          aria-label={t('detail.programme')}
          value={programme ?? ''}
          options={[{ value: '', label: t('filters.programme') }, ...programmes]}
          onChange={(value: string) => desk.show({ programme: value === '' ? null : value, line: null })}
          popupMatchSelectWidth={false}
        />
      )}
      {desk.isFiltered && (
        <Button
          size="small"
          type="text"
          onClick={() => desk.show({ kind: null, programme: null, line: null })}
        >
          {t('filters.clear')}
        </Button>
      )}
    </div>
  );
}
