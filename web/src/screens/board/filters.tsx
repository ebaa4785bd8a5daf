import { CloseOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { programmesQuery } from '../../api/programmes';
import { useLanguage } from '../../i18n/use-language';
import { monthsBack, todayInShanghai } from '../../shared/civil-day';
import { formatMonth } from '../../shared/format';
import styles from './board.module.css';
import type { Board } from './use-board';

const DUES = ['overdue', 'soon', 'all'] as const;
const KINDS = ['PROJECT', 'MATTER'] as const;

/** Narrows everything on the board; what is chosen stands in the address. */
export function Filters({ board }: { board: Board }) {
  const { t } = useTranslation('board');
  const { language, say } = useLanguage();
  const { data } = useQuery(programmesQuery);
  const { filters } = board;
  const programmes = (data?.items ?? []).map(({ code, name }) => ({ value: code, label: say(name) }));
  return (
    <div className={styles.filters} role="group" aria-label={t('filters.label')}>
      {DUES.map((due) => (
        <Button
          key={due}
          type={board.due === due ? 'primary' : 'default'}
          ghost={board.due === due}
          aria-pressed={board.due === due}
          onClick={() => board.show({ due: due === 'overdue' ? null : due, dueOn: null })}
        >
          {t(`filters.${due}`)}
        </Button>
      ))}
      <Select
        className={styles.wide}
        aria-label={t('filters.programme')}
        placeholder={t('filters.programme')}
        allowClear
        value={filters.programme ?? null}
        options={programmes}
        onChange={(code: string | undefined) => board.show({ programme: code ?? null })}
      />
      <Select
        className={styles.narrow}
        aria-label={t('filters.kind')}
        placeholder={t('filters.kind')}
        allowClear
        value={filters.kind ?? null}
        options={KINDS.map((kind) => ({ value: kind, label: t(`filters.${kind}`) }))}
        onChange={(kind: string | undefined) => board.show({ kind: kind ?? null })}
      />
      <Select
        className={styles.narrow}
        aria-label={t('filters.acknowledged')}
        placeholder={t('filters.acknowledged')}
        allowClear
        value={filters.acknowledged ?? null}
        options={(['false', 'true'] as const).map((is) => ({ value: is, label: t(`filters.is.${is}`) }))}
        onChange={(is: string | undefined) => board.show({ acknowledged: is ?? null })}
      />
      <Select
        className={styles.narrow}
        aria-label={t('filters.dueIn')}
        placeholder={t('filters.dueIn')}
        allowClear
        value={filters.dueIn ?? null}
        options={monthsFor(filters.dueIn).map((month) => ({
          value: month,
          label: formatMonth(month, language),
        }))}
        onChange={(month: string | undefined) => board.show({ dueIn: month ?? null, dueOn: null })}
      />
      <InputNumber
        className={styles.narrow}
        aria-label={t('filters.lateBy')}
        placeholder={t('filters.lateBy')}
        min={1}
        max={3650}
        precision={0}
        value={filters.lateBy ?? null}
        onChange={(days) => board.show({ lateBy: days === null ? null : String(days) })}
      />
      <Input.Search
        key={filters.text ?? ''}
        className={styles.wide}
        aria-label={t('filters.text')}
        placeholder={t('filters.text')}
        maxLength={100}
        type="search"
        defaultValue={filters.text ?? ''}
        onSearch={(text) => board.show({ text: text.trim() })}
      />
      {board.isFiltered && (
        <Button type="text" icon={<CloseOutlined />} onClick={board.clear}>
          {t('filters.clear')}
        </Button>
      )}
    </div>
  );
}

const MONTHS = 12;

/** This month and those before it; one that a link names stands first when it is none of them. */
function monthsFor(chosen: string | undefined): string[] {
  const months = monthsBack(todayInShanghai().slice(0, 7), MONTHS);
  return chosen === undefined || months.includes(chosen) ? months : [chosen, ...months];
}
