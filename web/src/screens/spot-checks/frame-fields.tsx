import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { programmesQuery } from '../../api/programmes';
import { useMe } from '../../app/use-may';
import { useLanguage } from '../../i18n/use-language';
import { PlaceSelect } from '../admin/parts/place-select';
import type { Fields } from './definition';
import styles from './define.module.css';

const HAPPENINGS = ['any', 'opened', 'approved', 'disbursed', 'paid', 'ended'] as const;
const GRADES = ['green', 'orange', 'red'] as const;

/** Which cases can be drawn at all. */
export function FrameFields() {
  const { t } = useTranslation('check-define');
  const checks = useTranslation('checks');
  const { say } = useLanguage();
  const me = useMe();
  const { data } = useQuery(programmesQuery);
  const within = me.posts
    .filter(({ role }) => role === 'leader' || role === 'officer')
    .map(({ orgPath }) => orgPath);
  const needed = (message: string) => [{ required: true, whitespace: true, message }];
  return (
    <fieldset className={styles.part}>
      <legend>{t('what')}</legend>
      <Form.Item name="title" label={t('title')} rules={needed(t('titleNeeded'))}>
        <Input maxLength={100} placeholder={t('titleExample')} dir="auto" />
      </Form.Item>
      <Form.Item
        name="organisationId"
        label={t('place')}
        rules={[{ required: true, message: t('placeNeeded') }]}
      >
        <PlaceSelect within={within} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="programmes" label={t('programmes')}>
          <Select
            mode="multiple"
            virtual={false}
            placeholder={t('allProgrammes')}
            showSearch={{ optionFilterProp: 'label' }}
            options={(data?.items ?? []).map(({ code, name }) => ({ value: code, label: say(name) }))}
          />
        </Form.Item>
        <Form.Item name="kind" label={t('kinds')}>
          <Select
            virtual={false}
            options={(['all', 'PROJECT', 'MATTER'] as const).map((value) => ({
              value,
              label: t(`kind.${value}`),
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="grades" label={t('grades')}>
        <Select
          mode="multiple"
          virtual={false}
          placeholder={t('allGrades')}
          options={GRADES.map((value) => ({ value, label: checks.t(`strata.values.${value}`) }))}
        />
      </Form.Item>
      <Period />
      <Form.Item name="overdue" valuePropName="checked">
        <Checkbox>{t('overdue')}</Checkbox>
      </Form.Item>
    </fieldset>
  );
}

function Period() {
  const { t } = useTranslation('check-define');
  const what = Form.useWatch<Fields['what']>('what') ?? 'any';
  const needed = [{ required: true, message: t('dateNeeded') }];
  return (
    <div className={styles.three}>
      <Form.Item name="what" label={t('happened')}>
        <Select
          virtual={false}
          options={HAPPENINGS.map((value) => ({
            value,
            label: value === 'any' ? t('anyTime') : t(`happenings.${value}`),
          }))}
        />
      </Form.Item>
      {what !== 'any' && (
        <>
          <Form.Item name="from" label={t('from')} rules={needed}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="until"
            label={t('until')}
            dependencies={['from']}
            rules={[
              ...needed,
              ({ getFieldValue }) => ({
                validator: (_, until: string | undefined) => {
                  const from = getFieldValue('from') as string | undefined;
                  const ordered = from === undefined || until === undefined || until === '' || from <= until;
                  return ordered ? Promise.resolve() : Promise.reject(new Error(t('dateOrder')));
                },
              }),
            ]}
          >
            <Input type="date" />
          </Form.Item>
        </>
      )}
    </div>
  );
}
