import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ask, client } from '../../../api/client';
import type { AuditRecord, operations } from '../../../api/generated/schema';
import { AsWritten } from '../../../shared/as-written';
import { DayInput } from '../../../shared/day-input';
import { useLanguage } from '../../../i18n/use-language';
import { formatInstant } from '../../../shared/format';
import { PagedList, usePages } from '../../../shared/pages';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import { ACTIONS, type AuditAction } from './actions';

type Asked = NonNullable<operations['listAudit']['parameters']['query']>;

/** Who did what apart from cases; newest first, by action and day. */
export function Screen() {
  return (
    <AdminPage name="audit">
      <List />
    </AdminPage>
  );
}

/** From 0:00 of a day, or until 24:00 of it, in Shanghai. */
const SHANGHAI = '+08:00';

function List() {
  const { t } = useTranslation('audit');
  const [params, setParams] = useSearchParams();
  const action = ACTIONS.find((one) => one === params.get('action'));
  const from = params.get('from') ?? '';
  const until = params.get('until') ?? '';
  const change = (name: string, value: string) =>
    setParams(
      (old) => {
        if (value === '') old.delete(name);
        else old.set(name, value);
        return old;
      },
      { replace: true },
    );
  const query: Asked = {
    ...(action !== undefined && { action }),
    ...(from !== '' && { since: `${from}T00:00:00${SHANGHAI}` }),
    ...(until !== '' && { until: `${until}T23:59:59.999${SHANGHAI}` }),
  };
  const pages = usePages(['audit', query], (asked, signal) =>
    ask(client.GET('/api/v1/audit', { params: { query: { ...query, ...asked } }, signal })),
  );
  return (
    <section className={admin.panel}>
      <div className={admin.bar}>
        <Select
          aria-label={t('action')}
          value={action ?? ''}
          onChange={(value: string) => change('action', value)}
          virtual={false}
          style={{ minWidth: 200 }}
          options={[
            { value: '', label: t('any') },
            ...ACTIONS.map((value) => ({ value, label: t(`actions.${value}`) })),
          ]}
        />
        <label>
          {t('from')}
          <DayInput value={from} onChange={(day) => change('from', day ?? '')} />
        </label>
        <label>
          {t('until')}
          <DayInput value={until} onChange={(day) => change('until', day ?? '')} />
        </label>
      </div>
      <PagedList pages={pages} empty={t('none')}>
        {(records) => <Table records={records} />}
      </PagedList>
    </section>
  );
}

function Table({ records }: { records: AuditRecord[] }) {
  const { t, i18n } = useTranslation('audit');
  const { language } = useLanguage();
  const name = (action: string) =>
    i18n.exists(`audit:actions.${action}`) ? t(`actions.${action as AuditAction}`) : action;
  return (
    <div className={admin.scroll} tabIndex={0}>
      <table className={admin.table}>
        <thead>
          <tr>
            <th scope="col">{t('when')}</th>
            <th scope="col">{t('who')}</th>
            <th scope="col">{t('action')}</th>
            <th scope="col">{t('subject')}</th>
            <th scope="col">{t('details')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              <td className={admin.whole}>{formatInstant(record.at, language)}</td>
              <td>
                <AsWritten text={record.personName ?? record.personId ?? t('nobody')} />
              </td>
              <td className={record.success ? undefined : admin.late}>{name(record.action)}</td>
              <td>
                <AsWritten text={record.subjectName ?? record.subject ?? '—'} />
              </td>
              <td className={`${admin.quiet ?? ''} ${admin.small ?? ''}`}>
                <AsWritten
                  text={Object.entries(record.data)
                    .map(([key, value]) => `${key}: ${String(value)}`)
                    .join(language === 'en' ? '; ' : '；')}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
