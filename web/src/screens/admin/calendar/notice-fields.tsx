import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../../../shared/day-input';
import styles from './calendar.module.css';
import type { NoticeForm } from './notice';

/** Three ways to hand in the same notice. */
export function NoticeFields() {
  const { t } = useTranslation('calendar');
  const way = Form.useWatch<NoticeForm['way'] | undefined>('way') ?? 'json';
  return (
    <>
      <Form.Item name="way" label={t('way')}>
        <Radio.Group
          options={(['json', 'csv', 'hand'] as const).map((value) => ({ value, label: t(`ways.${value}`) }))}
        />
      </Form.Item>
      {way !== 'json' && <AboutFields />}
      {way === 'json' && (
        <Form.Item
          name="json"
          label={t('json')}
          extra={t('jsonHelp')}
          rules={[{ required: true, message: t('pasteNeeded') }]}
        >
          <Input.TextArea rows={8} spellCheck={false} />
        </Form.Item>
      )}
      {way === 'csv' && (
        <Form.Item
          name="csv"
          label={t('csv')}
          extra={t('csvHelp')}
          rules={[{ required: true, message: t('pasteNeeded') }]}
        >
          <Input.TextArea rows={8} spellCheck={false} />
        </Form.Item>
      )}
      {way === 'hand' && <DaysField />}
    </>
  );
}

function AboutFields() {
  const { t } = useTranslation('calendar');
  return (
    <>
      <Form.Item name="year" label={t('year')} rules={[{ required: true, message: t('yearNeeded') }]}>
        <InputNumber min={2000} max={2200} precision={0} />
      </Form.Item>
      <Form.Item name="source" label={t('noticeName')}>
        <Input maxLength={200} placeholder={t('noticeExample')} />
      </Form.Item>
      <Form.Item name="paper" label={t('address')}>
        <Input maxLength={500} inputMode="url" placeholder="https://www.gov.cn/…" />
      </Form.Item>
    </>
  );
}

function DaysField() {
  const { t } = useTranslation('calendar');
  // Rows have no room for an error of their own: it is told at the top, and says whose it is.
  const needed = (label: string) => [{ required: true, message: `${label}: ${t('dayNeeded')}` }];
  return (
    <Form.List name="days" initialValue={[{ date: '', name: '', isOffDay: true }]}>
      {(fields, { add, remove }) => (
        <div className={styles.days}>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.day}>
              <Form.Item name={[name, 'date']} rules={needed(t('dayDate', { n: name + 1 }))} noStyle>
                <DayInput aria-label={t('dayDate', { n: name + 1 })} />
              </Form.Item>
              <Form.Item name={[name, 'name']} rules={needed(t('dayName', { n: name + 1 }))} noStyle>
                <Input
                  aria-label={t('dayName', { n: name + 1 })}
                  placeholder={t('dayExample')}
                  maxLength={40}
                  style={{ width: 150 }}
                />
              </Form.Item>
              <Form.Item name={[name, 'isOffDay']} noStyle>
                <Select
                  aria-label={t('dayKind', { n: name + 1 })}
                  style={{ width: 150 }}
                  options={[
                    { value: true, label: t('off') },
                    { value: false, label: t('worked') },
                  ]}
                />
              </Form.Item>
              <Button
                icon={<DeleteOutlined />}
                aria-label={t('dayRemove', { n: name + 1 })}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <div style={{ marginBottom: 16 }}>
            <Button icon={<PlusOutlined />} onClick={() => add({ date: '', name: '', isOffDay: true })}>
              {t('dayAdd')}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  );
}
