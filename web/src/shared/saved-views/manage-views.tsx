import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../api/generated/schema';
import { changeView, deleteView, saveView, viewsQuery, type ViewedScreen } from '../../api/views';
import { Dialog } from '../dialog';
import { ProblemAlert } from '../problem-alert';
import { MOST_LETTERS } from './view-name';
import styles from './saved-views.module.css';

/** Renames views, puts one first, deletes them; what was deleted can be had back until this is closed. */
export function ManageViews({
  screen,
  query,
  views,
  onClose,
}: {
  screen: ViewedScreen;
  query: string;
  views: readonly SavedView[];
  onClose: () => void;
}) {
  const { t } = useTranslation('views');
  const [deleted, setDeleted] = useState<readonly SavedView[]>([]);
  const act = useChange(screen);
  const remove = (view: SavedView) =>
    act.mutate(async () => {
      await deleteView(view.id);
      setDeleted((before) => [...before, view]);
    });
  const restore = (view: SavedView) =>
    act.mutate(async () => {
      const { name, isFirst } = view;
      await saveView(screen, { name, query: view.query, isFirst });
      setDeleted((before) => before.filter((one) => one !== view));
    });
  return (
    <Dialog title={t('manageTitle')} onClose={onClose}>
      {act.error !== null && <ProblemAlert error={act.error} />}
      {views.length === 0 && <p className={styles.quiet}>{t('none')}</p>}
      <ul className={styles.managed}>
        {views.map((view) => (
          <ManagedView
            key={view.id}
            view={view}
            query={query}
            isBusy={act.isPending}
            onChange={(change) => act.mutate(() => changeView(view.id, change))}
            onDelete={() => remove(view)}
          />
        ))}
      </ul>
      <div role="status">
        {deleted.map((view) => (
          <p key={view.id} className={styles.deleted}>
            <span dir="auto">{t('deleted', { name: view.name })}</span>
            <Button size="small" disabled={act.isPending} onClick={() => restore(view)}>
              {t('undo')}
            </Button>
          </p>
        ))}
      </div>
    </Dialog>
  );
}

/** Whatever is done to the views: the list is read again afterwards, also after a refusal. */
function useChange(screen: ViewedScreen) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSettled: () => queries.invalidateQueries({ queryKey: viewsQuery(screen).queryKey }),
  });
}

function ManagedView({
  view,
  query,
  isBusy,
  onChange,
  onDelete,
}: {
  view: SavedView;
  query: string;
  isBusy: boolean;
  onChange: (change: Partial<Pick<SavedView, 'name' | 'query' | 'isFirst'>>) => void;
  onDelete: () => void;
}) {
  const { t } = useTranslation('views');
  const [name, setName] = useState(view.name);
  const typed = name.trim();
  const isRenamed = typed !== '' && typed !== view.name;
  return (
    <li>
      <form
        className={styles.name}
        onSubmit={(event) => {
          event.preventDefault();
          if (isRenamed) onChange({ name: typed });
        }}
      >
        <Input
          aria-label={t('renameOf', { name: view.name })}
          maxLength={MOST_LETTERS}
          dir="auto"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {isRenamed && (
          <Button htmlType="submit" type="primary" disabled={isBusy}>
            {t('rename')}
          </Button>
        )}
      </form>
      <div className={styles.acts}>
        <Button
          size="small"
          aria-pressed={view.isFirst}
          disabled={isBusy}
          onClick={() => onChange({ isFirst: !view.isFirst })}
        >
          {t(view.isFirst ? 'unsetFirst' : 'setFirst')}
        </Button>
        {query !== '' && query !== view.query && (
          <Button size="small" disabled={isBusy} onClick={() => onChange({ query })}>
            {t('replace')}
          </Button>
        )}
        <Button
          size="small"
          danger
          disabled={isBusy}
          aria-label={t('deleteOf', { name: view.name })}
          onClick={onDelete}
        >
          {t('delete')}
        </Button>
      </div>
    </li>
  );
}
