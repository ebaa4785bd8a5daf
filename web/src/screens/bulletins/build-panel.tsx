import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { bulletinChoicesQuery, buildBulletin } from '../../api/bulletins';
import type { BulletinChoice } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { WRITTEN_LABELS } from '../../shared/as-written';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './bulletins.module.css';

/** Of which programme and month somebody wants a bulletin; time itself builds those of the first working day. */
export function BuildPanel() {
  const { t } = useTranslation('bulletins');
  const { data, error, refetch } = useQuery(bulletinChoicesQuery);
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  if (data.items.length === 0) return <p className={styles.panel}>{t('build.none')}</p>;
  return <BuildForm choices={data.items} lastMonth={data.lastMonth} />;
}

function BuildForm({ choices, lastMonth }: { choices: BulletinChoice[]; lastMonth: string }) {
  const { t } = useTranslation('bulletins');
  const { say } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [chosen, choose] = useState(0);
  const [month, setMonth] = useState(lastMonth);
  const choice = choices[chosen] ?? choices[0];
  const build = useMutation({
    mutationFn: ({ programme, organisation }: BulletinChoice) =>
      buildBulletin({ programmeCode: programme.code, organisationId: organisation.id, month, again: false }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['bulletins'] });
      await navigate(`/bulletins/${id}`);
    },
  });
  return (
    <form
      className={styles.build}
      aria-label={t('build.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (choice !== undefined) build.mutate(choice);
      }}
    >
      <label>
        <span>{t('build.programme')}</span>
        <Select
          {...WRITTEN_LABELS}
          value={chosen}
          onChange={choose}
          virtual={false}
          aria-label={t('build.programme')}
          options={choices.map(({ programme, organisation }, value) => ({
            value,
            label: `${organisation.name} · ${say(programme.name)}`,
          }))}
        />
      </label>
      <label>
        <span>{t('build.month')}</span>
        <Input
          type="month"
          required
          max={lastMonth}
          value={month}
          onChange={({ target }) => setMonth(target.value)}
        />
      </label>
      <Button type="primary" htmlType="submit" loading={build.isPending}>
        {t('build.do')}
      </Button>
      <p className={styles.quiet}>{t('build.help')}</p>
      {build.error !== null && <ProblemAlert error={build.error} />}
    </form>
  );
}
