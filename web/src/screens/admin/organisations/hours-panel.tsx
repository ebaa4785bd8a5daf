import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Organisation } from '../../../api/generated/schema';
import { FormDialog } from '../../../shared/form-dialog';
import admin from '../parts/admin.module.css';
import { useOrganisations } from '../../../shared/organisations';
import styles from './organisations.module.css';

interface Stretch {
  from: string;
  to: string;
}
interface Fields {
  own: boolean;
  hours: Stretch[];
  recompute: boolean;
}

/** What holds where nobody says otherwise (domain.md 3.1). */
const USUAL: Stretch[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];
const MOST = 6;

/** When an organisation works, by its own hours or those of the place above. */
export function HoursPanel({ organisation, manages }: { organisation: Organisation; manages: boolean }) {
  const { t } = useTranslation('organisations');
  const { byId } = useOrganisations();
  const [open, setOpen] = useState(false);
  const from = organisation.path
    .split('/')
    .filter((id) => id !== '')
    .reverse()
    .map((id) => byId.get(id))
    .find((one) => one?.workingHours != null);
  const hours = from?.workingHours ?? USUAL;
  const whose =
    from === undefined
      ? t('hours.usual')
      : from.id === organisation.id
        ? t('hours.own')
        : t('hours.above', { name: from.name });
  return (
    <section className={admin.panel}>
      <div className={admin.between}>
        <h2>{t('hours.title')}</h2>
        {manages && <Button onClick={() => setOpen(true)}>{t('hours.change')}</Button>}
      </div>
      <p>
        {hours.map((one) => `${one.from}–${one.to}`).join('，')} <span className={admin.quiet}>{whose}</span>
      </p>
      <FormDialog<Fields>
        open={open}
        title={t('hours.changeTitle', { name: organisation.name })}
        explain={t('hours.explain')}
        submit={t('hours.changeIt')}
        done={t('hours.changed')}
        initial={{ own: organisation.workingHours !== null, hours, recompute: true }}
        touches={[['organisations'], ['rollouts'], ['calendar']]}
        send={(fields) =>
          ask(
            client.PUT('/api/v1/organisations/{organisationId}/working-hours', {
              params: { path: { organisationId: organisation.id } },
              body: { hours: fields.own ? fields.hours : null, recompute: fields.recompute },
            }),
          )
        }
        onClose={() => setOpen(false)}
      >
        <HoursFields />
      </FormDialog>
    </section>
  );
}

function HoursFields() {
  const { t } = useTranslation('organisations');
  const own = Form.useWatch<boolean | undefined>('own');
  const needed = [{ required: true, message: t('hours.timeNeeded') }];
  return (
    <>
      <Form.Item name="own">
        <Radio.Group
          options={[
            { value: false, label: t('hours.follow') },
            { value: true, label: t('hours.keepOwn') },
          ]}
        />
      </Form.Item>
      {own === true && (
        <Form.List name="hours">
          {(fields, { add, remove }) => (
            <div className={styles.stretches}>
              {fields.map(({ key, name }) => (
                <div key={key} className={styles.stretch}>
                  <Form.Item name={[name, 'from']} rules={needed} noStyle>
                    <Input type="time" aria-label={t('hours.from', { n: name + 1 })} style={{ width: 130 }} />
                  </Form.Item>
                  –
                  <Form.Item name={[name, 'to']} rules={needed} noStyle>
                    <Input type="time" aria-label={t('hours.to', { n: name + 1 })} style={{ width: 130 }} />
                  </Form.Item>
                  {fields.length > 1 && (
                    <Button
                      icon={<DeleteOutlined />}
                      aria-label={t('hours.remove', { n: name + 1 })}
                      onClick={() => remove(name)}
                    />
                  )}
                </div>
              ))}
              {fields.length < MOST && (
                <Button icon={<PlusOutlined />} onClick={() => add({ from: '', to: '' })}>
                  {t('hours.add')}
                </Button>
              )}
            </div>
          )}
        </Form.List>
      )}
      <Form.Item name="recompute" valuePropName="checked" style={{ marginTop: 12 }}>
        <Checkbox>{t('hours.recompute')}</Checkbox>
      </Form.Item>
    </>
  );
}
