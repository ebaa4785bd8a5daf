import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Bulletin } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { DraftNote } from '../../shared/forms/draft-note';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './bulletins.module.css';
import type { Writing } from './use-writing';

type Part = Bulletin['parts'][number];

/** The five parts of the text: to read, and to write while it is a draft of the reader's. */
export function PartsEditor(props: { bulletin: Bulletin; writing: Writing }) {
  return props.bulletin.steps.includes('edit') ? <Writer {...props} /> : <Reader {...props} />;
}

function Reader({ bulletin: { parts } }: { bulletin: Bulletin }) {
  const { say } = useLanguage();
  return (
    <section className={styles.panel}>
      {parts.map(({ id, name, text }) => (
        <section key={id} className={styles.part} data-part={id}>
          <h2>{say(name)}</h2>
          {text.split('\n').map((line, i) => (
            <p key={`${i}${line}`} dir="auto">
              <AsWritten text={line} />
            </p>
          ))}
        </section>
      ))}
    </section>
  );
}

function Writer({ bulletin, writing }: { bulletin: Bulletin; writing: Writing }) {
  const { t } = useTranslation('bulletins');
  const { saving, clashes, isDirty, isBlank } = writing;
  return (
    <form
      className={styles.panel}
      aria-label={t('write.label')}
      onSubmit={(event) => {
        event.preventDefault();
        writing.save();
      }}
    >
      {writing.isKept && <DraftNote onDiscard={writing.discard} />}
      {bulletin.parts.map((part) => (
        <PartField key={part.id} part={part} writing={writing} />
      ))}
      {saving.error !== null && <ProblemAlert error={saving.error} />}
      <div className={styles.save}>
        <Button type="primary" htmlType="submit" loading={saving.isPending} disabled={!writing.isReady}>
          {t('write.save')}
        </Button>
        <p role="status" className={styles.quiet}>
          {clashes.length > 0
            ? t('write.clash')
            : isBlank
              ? t('write.blank')
              : isDirty
                ? t('write.dirty')
                : saving.isSuccess
                  ? t('write.saved')
                  : t('write.clean')}
        </p>
      </div>
    </form>
  );
}

function PartField({ part: { id, name, text }, writing }: { part: Part; writing: Writing }) {
  const { t } = useTranslation('bulletins');
  const { say } = useLanguage();
  const value = writing.textOf(id);
  const clashes = writing.clashes.includes(id);
  return (
    <div className={styles.part} data-part={id}>
      <h2>
        <label htmlFor={`part-${id}`}>{say(name)}</label>
      </h2>
      <Input.TextArea
        id={`part-${id}`}
        value={value}
        rows={Math.min(12, Math.max(3, value.split('\n').length + Math.ceil(value.length / 60)))}
        maxLength={20_000}
        onChange={({ target }) => writing.type(id, target.value)}
      />
      {clashes && (
        <div className={styles.clash} role="alert">
          <p>{t('write.theirs')}</p>
          <blockquote dir="auto">
            <AsWritten text={text} />
          </blockquote>
          <div className={styles.tools}>
            <Button onClick={() => writing.takeTheirs(id)}>{t('write.takeTheirs')}</Button>
            <Button onClick={() => writing.keepMine(id)}>{t('write.keepMine')}</Button>
          </div>
        </div>
      )}
    </div>
  );
}
