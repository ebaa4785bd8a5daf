import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Colleague } from '../../api/generated/schema';
import { witnessesQuery } from '../../api/spot-checks';
import { WRITTEN_LABELS } from '../../shared/as-written';
import { useRoleName } from '../../shared/role-name';
import { useDebounced } from '../../shared/use-debounced';
import { inBeijing, type Fields } from './definition';
import styles from './define.module.css';

const PATIENCE = [15, 60, 240, 1440, 4320, 10080] as const;
const FEWEST = 2;
const MOST = 20;
const SETTLES_MS = 300;

/** Where the chance comes from: witnesses, or a public number. */
export function ChanceFields() {
  const { t } = useTranslation('check-define');
  const chance = Form.useWatch<Fields['chance']>('chance') ?? 'phrases';
  return (
    <fieldset className={styles.part}>
      <legend>{t('chance')}</legend>
      <Form.Item name="chance" aria-label={t('chance')}>
        <Radio.Group
          aria-label={t('chance')}
          options={[
            { value: 'phrases', label: t('phrases') },
            { value: 'number', label: t('publicNumber') },
          ]}
        />
      </Form.Item>
      {chance === 'phrases' ? <Witnesses /> : <PublicNumber />}
    </fieldset>
  );
}

function Witnesses() {
  const { t } = useTranslation('check-define');
  const roleName = useRoleName();
  const [text, setText] = useState('');
  const settled = useDebounced(text.trim(), SETTLES_MS);
  const found = useQuery({ ...witnessesQuery(settled), placeholderData: keepPreviousData });
  const option = ({ id, displayName, posts }: Colleague) => ({
    value: id,
    label: [displayName, ...posts.map((post) => `${post.organisationName}${roleName(post.role)}`)].join(
      ' · ',
    ),
  });
  return (
    <>
      <Form.Item
        name="witnessIds"
        label={t('witnesses')}
        extra={t('witnessesHelp')}
        rules={[{ required: true, type: 'array', min: FEWEST, max: MOST, message: t('witnessesNeeded') }]}
        {...(found.error !== null && { help: found.error.message, validateStatus: 'error' as const })}
      >
        <Select
          {...WRITTEN_LABELS}
          mode="multiple"
          virtual={false}
          placeholder={t('findWitness')}
          loading={found.isFetching}
          showSearch={{ onSearch: setText, filterOption: false }}
          options={(found.data?.items ?? []).map(option)}
        />
      </Form.Item>
      <Form.Item name="patienceMinutes" label={t('patience')} extra={t('patienceHelp')}>
        <Select
          virtual={false}
          options={PATIENCE.map((value) => ({ value, label: t(`patiences.m${value}`) }))}
          style={{ maxWidth: 220 }}
        />
      </Form.Item>
    </>
  );
}

function PublicNumber() {
  const { t } = useTranslation('check-define');
  return (
    <>
      <Form.Item
        name="source"
        label={t('source')}
        rules={[{ required: true, whitespace: true, message: t('sourceNeeded') }]}
      >
        <Input maxLength={200} placeholder={t('sourceExample')} dir="auto" />
      </Form.Item>
      <Form.Item
        name="drawnAt"
        label={t('drawnAt')}
        rules={[
          { required: true, message: t('drawnAtNeeded') },
          {
            validator: (_, at: string | undefined) =>
              at === undefined || at === '' || Date.parse(inBeijing(at)) > Date.now()
                ? Promise.resolve()
                : Promise.reject(new Error(t('drawnAtPast'))),
          },
        ]}
      >
        <Input type="datetime-local" style={{ maxWidth: 260 }} />
      </Form.Item>
    </>
  );
}
