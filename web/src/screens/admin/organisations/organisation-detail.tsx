import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Organisation } from '../../../api/generated/schema';
import { useMe } from '../../../app/use-may';
import { AsWritten } from '../../../shared/as-written';
import { FormDialog } from '../../../shared/form-dialog';
import admin from '../parts/admin.module.css';
import { coversPlace, useOrganisations } from '../../../shared/organisations';
import { ClosuresPanel } from './closures-panel';
import { HoldersPanel } from './holders-panel';
import { HoursPanel } from './hours-panel';

const LEVELS = ['CITY', 'DISTRICT', 'STREET', 'COMMUNITY', 'GRID', 'UNIT'] as const;
type Level = (typeof LEVELS)[number];

/** One organisation: what it is called, when it works, who is there, when it is closed. */
export function OrganisationDetail({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation('organisations');
  const me = useMe();
  const { byId } = useOrganisations();
  const [dialog, setDialog] = useState<'rename' | 'add' | null>(null);
  const manages = coversPlace(me, organisation.path, 'admin');
  const chain = organisation.path
    .split('/')
    .filter((id) => id !== '' && id !== organisation.id)
    .map((id) => byId.get(id)?.name ?? id);
  const close = () => setDialog(null);
  return (
    <div>
      <section className={admin.panel}>
        <div className={admin.between}>
          <div>
            <h2>
              <AsWritten text={organisation.name} />
            </h2>
            <p className={admin.quiet}>
              <AsWritten text={[...chain, t(`levels.${organisation.level}`)].join(' › ')} /> ·{' '}
              {organisation.id}
            </p>
          </div>
          {manages && (
            <div className={admin.actions}>
              <Button onClick={() => setDialog('rename')}>{t('rename')}</Button>
              {organisation.level !== 'UNIT' && (
                <Button type="primary" onClick={() => setDialog('add')}>
                  {t('add')}
                </Button>
              )}
            </div>
          )}
        </div>
      </section>
      <HoursPanel organisation={organisation} manages={manages} />
      {manages && <HoldersPanel organisation={organisation} />}
      <ClosuresPanel organisation={organisation} />
      <FormDialog<{ name: string }>
        open={dialog === 'rename'}
        title={t('renameTitle', { name: organisation.name })}
        explain={t('renameExplain')}
        submit={t('renameIt')}
        done={t('renamed')}
        initial={{ name: organisation.name }}
        touches={[['organisations']]}
        send={(body) =>
          ask(
            client.PATCH('/api/v1/organisations/{organisationId}', {
              params: { path: { organisationId: organisation.id } },
              body,
            }),
          )
        }
        onClose={close}
      >
        <NameField />
      </FormDialog>
      <AddDialog open={dialog === 'add'} above={organisation} onClose={close} />
    </div>
  );
}

function NameField() {
  const { t } = useTranslation('organisations');
  return (
    <Form.Item
      name="name"
      label={t('name')}
      rules={[{ required: true, whitespace: true, message: t('nameNeeded') }]}
    >
      <Input maxLength={100} />
    </Form.Item>
  );
}

interface Added {
  id: string;
  name: string;
  level: Level;
}

function AddDialog({ open, above, onClose }: { open: boolean; above: Organisation; onClose: () => void }) {
  const { t } = useTranslation('organisations');
  const below = LEVELS.slice(LEVELS.indexOf(above.level) + 1);
  const first = below[0];
  return (
    <FormDialog<Added>
      open={open}
      title={t('addTitle', { name: above.name })}
      submit={t('addIt')}
      done={t('added')}
      initial={first === undefined ? {} : { level: first }}
      touches={[['organisations']]}
      send={(fields) =>
        ask(client.POST('/api/v1/organisations', { body: { ...fields, parentId: above.id } }))
      }
      onClose={onClose}
    >
      <NameField />
      <Form.Item name="level" label={t('level')}>
        <Select options={below.map((value) => ({ value, label: t(`levels.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="id"
        label={t('id')}
        extra={t('idHelp')}
        rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{1,39}$/, message: t('idHelp') }]}
      >
        <Input maxLength={40} autoCapitalize="none" spellCheck={false} />
      </Form.Item>
    </FormDialog>
  );
}
