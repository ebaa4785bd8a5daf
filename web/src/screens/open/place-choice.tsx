import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { programmesQuery } from '../../api/programmes';
import { useLanguage } from '../../i18n/use-language';
import { WRITTEN_LABELS } from '../../shared/as-written';
import type { Choice } from './communities';
import styles from './open.module.css';

interface PlaceChoiceProps {
  readonly communities: readonly Choice[];
  readonly organisationId: string | null;
  readonly programmeCode: string | null;
  readonly onChange: (change: { organisationId: string } | { programmeCode: string }) => void;
}

/** Community and programme: what else is asked follows from them. */
export function PlaceChoice({ communities, organisationId, programmeCode, onChange }: PlaceChoiceProps) {
  const { t } = useTranslation('open');
  const { say } = useLanguage();
  const [community, programme] = [useId(), useId()];
  const { data } = useQuery(programmesQuery);
  const programmes = (data?.items ?? []).map(({ code, name }) => ({ value: code, label: say(name) }));
  return (
    <section className={styles.place} aria-label={t('place.heading')}>
      <div>
        <label htmlFor={community}>{t('place.community')}</label>
        <Select
          id={community}
          {...WRITTEN_LABELS}
          className={styles.select}
          placeholder={t('place.choose')}
          value={organisationId}
          options={[...communities]}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(id: string) => onChange({ organisationId: id })}
        />
      </div>
      <div>
        <label htmlFor={programme}>{t('place.programme')}</label>
        <Select
          id={programme}
          className={styles.select}
          placeholder={t('place.choose')}
          value={programmeCode}
          options={programmes}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(code: string) => onChange({ programmeCode: code })}
        />
      </div>
    </section>
  );
}
