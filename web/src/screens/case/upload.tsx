import { UploadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefreshCase } from '../../api/commands';
import { attachFile } from '../../api/files';
import type { Case } from '../../api/generated/schema';
import { newKey } from '../../api/new-key';
import { noteOwn } from '../../api/own-lines';
import { useLanguage } from '../../i18n/use-language';
import type { Words } from '../../i18n/words';
import { formatBytes } from '../../shared/format';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './case.module.css';

interface UploadProps {
  readonly of: Case;
  /** The one kind that is wanted here; left out: the reader chooses. */
  readonly fixed?: { readonly kind: string; readonly name: Words };
  /** Whether what can be taken is told here; once is enough where several stand below each other. */
  readonly limits?: boolean;
}

/** Attaches documents. What is too big is told before anything is sent; what failed can be sent again. */
export function Upload({ of, fixed, limits = true }: UploadProps) {
  const { attachable } = of;
  if (attachable === null) return null;
  return <UploadForm of={of} attachable={attachable} fixed={fixed} limits={limits} />;
}

type Attachable = NonNullable<Case['attachable']>;

function UploadForm({ of, attachable, fixed, limits }: UploadProps & { readonly attachable: Attachable }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState(fixed?.kind ?? attachable.kinds[0]?.kind ?? '');
  const { choose, refused, send } = useUpload(of, attachable, kind);
  const failed = send.error !== null && send.variables;
  const label = useId();
  return (
    <div className={styles.upload}>
      <div className={styles.uploadLine}>
        {fixed === undefined && (
          <Select
            aria-label={t('upload.kind')}
            className={styles.kind}
            value={kind}
            onChange={setKind}
            options={attachable.kinds.map(({ kind: value, name }) => ({ value, label: say(name) }))}
          />
        )}
        <input
          ref={input}
          type="file"
          hidden
          aria-labelledby={label}
          accept={attachable.formats.flatMap((endings) => endings.map((one) => `.${one}`)).join(',')}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            if (file !== undefined) choose(file);
          }}
        />
        <Button
          id={label}
          icon={<UploadOutlined />}
          loading={send.isPending}
          onClick={() => input.current?.click()}
        >
          {fixed === undefined ? t('upload.choose') : t('upload.chooseFor', { kind: say(fixed.name) })}
        </Button>
      </div>
      {limits === true && (
        <p className={styles.quiet}>
          {t('upload.limits', {
            endings: attachable.formats.map(([usual = '']) => usual.toUpperCase()).join(t('upload.and')),
            size: formatBytes(attachable.maxBytes, language),
          })}
        </p>
      )}
      {refused !== null && <Alert type="error" showIcon role="alert" title={refused} />}
      {send.isSuccess && refused === null && (
        <p role="status" className={styles.done}>
          <bdi>{t('upload.done', { name: send.data.name })}</bdi>
        </p>
      )}
      {failed !== false && send.error !== null && (
        <>
          <ProblemAlert error={send.error} />
          <Button onClick={() => failed !== undefined && send.mutate(failed)}>
            {t('upload.again', { name: failed?.file.name ?? '' })}
          </Button>
        </>
      )}
    </div>
  );
}

function useUpload(of: Case, { maxBytes }: Attachable, kind: string) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  const refresh = useRefreshCase();
  const [refused, setRefused] = useState<string | null>(null);
  const send = useMutation({
    // The key goes with the file: sent again after a lost answer, it is still attached once.
    mutationFn: ({ file, key }: { file: File; key: string }) =>
      attachFile({ caseId: of.id, kind, file, key }),
    onSuccess: async ({ seq }) => {
      noteOwn({ caseId: of.id, seq, events: ['EvidenceAttached'] });
      await refresh(of.id);
    },
  });
  const choose = (file: File) => {
    const size = formatBytes(file.size, language);
    const most = formatBytes(maxBytes, language);
    const why =
      file.size === 0
        ? t('upload.empty', { name: file.name })
        : file.size > maxBytes
          ? t('upload.tooBig', { name: file.name, size, most })
          : null;
    setRefused(why);
    if (why === null) send.mutate({ file, key: newKey() });
  };
  return { choose, refused, send };
}
