import { DownloadOutlined, FileOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, CaseFile } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { Dialog } from '../../shared/dialog';
import { formatBytes } from '../../shared/format';
import { When } from '../../shared/when';
import styles from './case.module.css';
import { Upload } from './upload';

/** Documents and photos: looked at here, or downloaded. */
export function Files({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const [opened, setOpened] = useState<CaseFile | null>(null);
  return (
    <section className={styles.panel} aria-labelledby="files">
      <h2 id="files">{t('files.title')}</h2>
      {of.files.length === 0 ? (
        <p className={styles.hint}>{t('files.none')}</p>
      ) : (
        <p className={styles.quiet}>{t('files.recorded')}</p>
      )}
      <ul className={styles.files}>
        {of.files.map((file) => (
          <FileLine key={file.fileId} file={file} onOpen={() => setOpened(file)} />
        ))}
      </ul>
      <Upload of={of} />
      {opened !== null && (
        <Dialog
          title={
            <bdi>
              <AsWritten text={opened.name} />
            </bdi>
          }
          onClose={() => setOpened(null)}
        >
          <img className={styles.picture} src={opened.href} alt={opened.name} />
        </Dialog>
      )}
    </section>
  );
}

function FileLine({ file, onOpen }: { file: CaseFile; onOpen: () => void }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const { name, href, thumbnail, size, kindName, uploadedAt, uploadedBy } = file;
  const [isBroken, setIsBroken] = useState(false);
  return (
    <li>
      {thumbnail !== null && !isBroken ? (
        <button
          type="button"
          className={styles.thumb}
          onClick={onOpen}
          aria-label={t('files.open', { name })}
        >
          <img src={thumbnail} alt="" loading="lazy" onError={() => setIsBroken(true)} />
        </button>
      ) : (
        <span className={styles.thumb} aria-hidden>
          <FileOutlined />
        </span>
      )}
      <div className={styles.fileWords}>
        <bdi className={styles.fileName}>
          <AsWritten text={name} />
        </bdi>
        <span className={styles.quiet}>
          {say(kindName)} · {formatBytes(size, language)} · <When at={uploadedAt} />
          {uploadedBy !== null && <AsWritten text={` · ${t('files.by', { name: uploadedBy })}`} />}
        </span>
      </div>
      <a className={styles.download} href={href} download aria-label={t('files.download', { name })}>
        <DownloadOutlined aria-hidden />
      </a>
    </li>
  );
}
