import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { findingCountsQuery } from '../../api/findings';
import { useLanguage } from '../../i18n/use-language';
import { PlaceSelect } from '../admin/parts/place-select';
import styles from './findings.module.css';
import { SOURCES, STATUSES, type FindingsView } from './use-findings';

/** Narrows the list and its figures; what is chosen stands in the address. */
export function Filters({ view }: { view: FindingsView }) {
  const { t } = useTranslation('findings');
  const { say } = useLanguage();
  const { data } = useQuery(findingCountsQuery({ status: 'all' }));
  const { filters } = view;
  const isOverdue = filters.overdue === 'true';
  const kinds = (data?.byKind ?? []).map(({ kind, kindName }) => ({ value: kind, label: say(kindName) }));
  return (
    <div className={styles.filters} role="group" aria-label={t('filters.label')}>
      {STATUSES.map((status) => (
        <Button
          key={status}
          type={view.status === status ? 'primary' : 'default'}
          ghost={view.status === status}
          aria-pressed={view.status === status}
          onClick={() => view.show({ status: status === 'open' ? null : status })}
        >
          {t(`filters.${status}`)}
        </Button>
      ))}
      <Button
        type={isOverdue ? 'primary' : 'default'}
        ghost={isOverdue}
        aria-pressed={isOverdue}
        onClick={() => view.show({ overdue: isOverdue ? null : 'true' })}
      >
        {t('filters.overdue')}
      </Button>
      <PlaceSelect
        label={t('filters.organisation')}
        empty={t('filters.everywhere')}
        value={filters.organisationId}
        onChange={(organisationId) => view.show({ organisationId: organisationId ?? null })}
      />
      <Select
        className={styles.wide}
        aria-label={t('filters.kind')}
        placeholder={t('filters.kind')}
        allowClear
        options={kinds}
        value={filters.kind ?? null}
        onChange={(kind: string | undefined) => view.show({ kind: kind ?? null })}
      />
      <Select
        className={styles.wide}
        aria-label={t('filters.source')}
        placeholder={t('filters.source')}
        allowClear
        options={SOURCES.map((source) => ({ value: source, label: t(`sources.${source}`) }))}
        value={filters.source ?? null}
        onChange={(source: string | undefined) => view.show({ source: source ?? null })}
      />
      {filters.checkId !== undefined && (
        <Button icon={<CloseOutlined />} iconPlacement="end" onClick={() => view.show({ checkId: null })}>
          {t('filters.ofCheck')}
        </Button>
      )}
      {view.isFiltered && (
        <Button type="text" icon={<CloseOutlined />} onClick={view.clear}>
          {t('filters.clear')}
        </Button>
      )}
    </div>
  );
}
