import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readBulletinFile, type BulletinFile } from '../../api/bulletins';
import type { Bulletin } from '../../api/generated/schema';
import { may } from '../../api/session';
import { useVisitor } from '../../app/use-may';
import { saveFile } from '../../shared/save-file';
import styles from './bulletins.module.css';

const ENDINGS = { document: 'docx', workbook: 'xlsx', frozen: 'json' } as const;

/** The bulletin as files, and on paper. */
export function Downloads({ bulletin: { id, month, programme, status } }: { bulletin: Bulletin }) {
  const { t } = useTranslation('bulletins');
  const { message } = App.useApp();
  const me = useVisitor();
  const files: readonly BulletinFile[] = [
    'document',
    ...(me !== null && may(me, 'showBulletinWorkbook') ? (['workbook'] as const) : []),
    ...(status === 'PUBLISHED' ? (['frozen'] as const) : []),
  ];
  const download = useMutation({
    mutationFn: async (file: BulletinFile) =>
      saveFile(await readBulletinFile(id, file), `bulletin-${month}-${programme.code}.${ENDINGS[file]}`),
    onError: (error) => void message.error(error.message),
  });
  return (
    <div className={styles.tools}>
      {files.map((file) => (
        <Button
          key={file}
          icon={<DownloadOutlined />}
          loading={download.isPending && download.variables === file}
          onClick={() => download.mutate(file)}
        >
          {t(`files.${file}`)}
        </Button>
      ))}
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t('files.print')}
      </Button>
    </div>
  );
}
