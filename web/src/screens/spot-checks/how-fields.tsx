import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './define.module.css';

const STRATA = ['programme', 'town', 'type', 'amount', 'urgency'] as const;
const MOST = 100_000;

/** How many, by which strata, and without which. */
export function HowFields() {
  const { t } = useTranslation('check-define');
  const checks = useTranslation('checks');
  return (
    <fieldset className={styles.part}>
      <legend>{t('how')}</legend>
      <Form.Item name="strata" label={t('strata')} extra={t('strataHelp')}>
        <Select
          mode="multiple"
          virtual={false}
          options={STRATA.map((value) => ({ value, label: checks.t(`strata.${value}`) }))}
        />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item
          name="size"
          label={t('size')}
          rules={[{ required: true, type: 'integer', min: 1, max: MOST, message: t('sizeNeeded') }]}
        >
          <InputNumber precision={0} controls={false} />
        </Form.Item>
        <Form.Item
          name="minimum"
          label={t('minimum')}
          extra={t('minimumHelp')}
          dependencies={['size']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, minimum: number | null) => {
                const size = getFieldValue('size') as number | null;
                const fits = minimum === null || size === null || (minimum >= 0 && minimum <= size);
                return fits ? Promise.resolve() : Promise.reject(new Error(t('minimumTooLarge')));
              },
            }),
          ]}
        >
          <InputNumber precision={0} controls={false} />
        </Form.Item>
      </div>
      <Exclusions />
    </fieldset>
  );
}

function Exclusions() {
  const { t } = useTranslation('check-define');
  const needed = (message: string) => [{ required: true, whitespace: true, message }];
  return (
    <div role="group" aria-labelledby="exclusions">
      <p id="exclusions" className={styles.label}>
        {t('exclusions')}
      </p>
      <p className={styles.help}>{t('exclusionsHelp')}</p>
      <Form.List name="exclusions">
        {(items, { add, remove }) => (
          <>
            {items.map(({ key, name }, i) => (
              <div key={key} className={styles.exclusion}>
                <Form.Item name={[name, 'caseNumber']} label={t('number')} rules={needed(t('numberNeeded'))}>
                  <Input maxLength={40} />
                </Form.Item>
                <Form.Item name={[name, 'reason']} label={t('reason')} rules={needed(t('reasonNeeded'))}>
                  <Input maxLength={200} dir="auto" />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('removeExclusion', { n: i + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({})}>
              {t('addExclusion')}
            </Button>
          </>
        )}
      </Form.List>
    </div>
  );
}
