import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ask, client } from '../../../api/client';
import type { CheckedProgramme } from '../../../api/generated/schema';
import { useMe } from '../../../app/use-may';
import { Dialog } from '../../../shared/dialog';
import { draftOf } from '../../../shared/command-form/draft';
import { DraftNote } from '../../../shared/forms/draft-note';
import { ProblemAlert } from '../../../shared/problem-alert';
import admin from '../parts/admin.module.css';
import styles from './programmes.module.css';
import { Reading } from './reading';
import { Staying } from './staying';

/** A draft of a programme file: checked with every problem at its line, read aloud, then published. */
export function DraftDialog({ open, text, onClose }: { open: boolean; text: string; onClose: () => void }) {
  const { t } = useTranslation('programmes');
  if (!open) return null;
  return (
    <Dialog title={t('draftTitle')} onClose={onClose}>
      <Draft first={text} onClose={onClose} />
    </Dialog>
  );
}

function Draft({ first, onClose }: { first: string; onClose: () => void }) {
  const { t } = useTranslation('programmes');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const draft = draftOf(useMe().personId, 'programme', first.slice(0, 200));
  const [kept, setKept] = useState(() => draft.read());
  const [text, setText] = useState((kept?.['text'] as string | undefined) ?? first);
  const check = useMutation({
    mutationFn: () => ask(client.POST('/api/v1/programmes/check', { body: { text } })),
  });
  const publish = useMutation({
    mutationFn: () => ask(client.POST('/api/v1/programmes', { body: { text } })),
    onSuccess: async ({ code, version }) => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ['programmes'] });
      void message.success(t('published', { version }));
      onClose();
      await navigate(`/admin/programmes/${code}`);
    },
  });
  const problem = check.error ?? publish.error;
  const isRight = check.data?.problems.length === 0;
  return (
    <div className={styles.draft}>
      <p className={admin.quiet} style={{ marginBottom: 8 }}>
        {t('draftExplain')}
      </p>
      {kept !== null && (
        <DraftNote
          onDiscard={() => {
            draft.drop();
            setKept(null);
            setText(first);
          }}
        />
      )}
      <Input.TextArea
        aria-label={t('file')}
        value={text}
        rows={14}
        maxLength={200_000}
        spellCheck={false}
        onChange={({ target }) => {
          setText(target.value);
          draft.keep({ text: target.value });
          check.reset();
          publish.reset();
        }}
      />
      <div style={{ margin: '12px 0' }} role="status">
        {problem !== null && <ProblemAlert error={problem} />}
        {check.data !== undefined && <Checked checked={check.data} />}
      </div>
      <div className={admin.actions}>
        <Button
          type={isRight ? 'default' : 'primary'}
          loading={check.isPending}
          disabled={text.trim() === ''}
          onClick={() => check.mutate()}
        >
          {t('check')}
        </Button>
        {isRight && (
          <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate()}>
            {t('publish')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Checked({ checked: { problems, tables, paper, stays } }: { checked: CheckedProgramme }) {
  const { t } = useTranslation('programmes');
  if (problems.length > 0) {
    return (
      <Alert
        type="error"
        showIcon
        title={t('problems', { count: problems.length })}
        description={
          <ul className={styles.problems}>
            {problems.map(({ line, path, message }) => (
              <li key={`${line} ${path} ${message}`}>
                <strong>{t('line', { line })}</strong>
                <span>
                  {message} <code>{path}</code>
                </span>
              </li>
            ))}
          </ul>
        }
      />
    );
  }
  return (
    <>
      <Alert type="success" showIcon title={t('right')} />
      <Staying of={stays} version={null} />
      {tables !== null && paper !== null && (
        // A box that scrolls must be reachable by keyboard.
        <div className={styles.reading} tabIndex={0} role="region" aria-label={t('reading')}>
          <Reading tables={tables} paper={paper} at="draft" />
        </div>
      )}
    </>
  );
}
