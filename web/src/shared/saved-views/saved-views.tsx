import { SaveOutlined, SettingOutlined, StarFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { saveView, viewsQuery, type ViewedScreen } from '../../api/views';
import { FormDialog } from '../form-dialog';
import { ProblemAlert } from '../problem-alert';
import { MOST_LETTERS } from './view-name';
import { ManageViews } from './manage-views';
import styles from './saved-views.module.css';

/**
 * The filters that somebody keeps under names, each one step away, above the list that they filter.
 * `query`: what the address asks now, in one fixed order; empty when it asks nothing.
 */
export function SavedViews({ screen, query }: { screen: ViewedScreen; query: string }) {
  const { t } = useTranslation('views');
  const { data: views, error, refetch } = useQuery(viewsQuery(screen));
  const [open, setOpen] = useState<'save' | 'manage' | null>(null);
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (views === undefined) return <div className={styles.views} />;
  const isSaved = views.some((view) => view.query === query);
  return (
    <nav className={styles.views} aria-label={t('label')}>
      {views.length > 0 && (
        <ul className={styles.names}>
          {views.map((view) => (
            <li key={view.id}>
              <Link
                to={`/${screen}?${view.query}`}
                className={styles.view}
                aria-current={view.query === query ? 'true' : undefined}
                dir="auto"
              >
                {view.isFirst && <StarFilled aria-label={t('first')} />} {view.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {query !== '' && !isSaved && (
        <Button type="text" icon={<SaveOutlined aria-hidden />} onClick={() => setOpen('save')}>
          {t('save')}
        </Button>
      )}
      {views.length > 0 ? (
        <Button type="text" icon={<SettingOutlined aria-hidden />} onClick={() => setOpen('manage')}>
          {t('manage')}
        </Button>
      ) : (
        <span className={styles.quiet}>{t('teach')}</span>
      )}
      <FormDialog<{ name: string }>
        open={open === 'save'}
        title={t('saveTitle')}
        explain={t('saveExplain')}
        submit={t('saveIt')}
        done={t('saved')}
        touches={[viewsQuery(screen).queryKey]}
        send={({ name }) => saveView(screen, { name, query, isFirst: false })}
        onClose={() => setOpen(null)}
      >
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, message: t('nameNeeded') }]}
        >
          <Input autoFocus maxLength={MOST_LETTERS} placeholder={t('example')} />
        </Form.Item>
      </FormDialog>
      {open === 'manage' && (
        <ManageViews screen={screen} query={query} views={views} onClose={() => setOpen(null)} />
      )}
    </nav>
  );
}
