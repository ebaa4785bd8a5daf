import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { saveFile } from './save-file';

const FORMATS = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof FORMATS)[number];

interface ExportButtonsProps {
  /** Reads the list as it is filtered now. */
  readonly read: (format: ExportFormat) => Promise<Blob>;
  /** Of the file, without its ending. */
  readonly name: string;
  /** Left out: all that there are. */
  readonly formats?: readonly ExportFormat[];
}

/** A list as a file, exactly as it is filtered now. */
export function ExportButtons({ read, name, formats = FORMATS }: ExportButtonsProps) {
  const { t } = useTranslation('parts');
  const { message } = App.useApp();
  const file = useMutation({
    mutationFn: async (format: ExportFormat) => saveFile(await read(format), `${name}.${format}`),
    onError: (error) => void message.error(error.message),
  });
  return (
    <>
      {formats.map((format) => (
        <Button
          key={format}
          icon={<DownloadOutlined />}
          loading={file.isPending && file.variables === format}
          onClick={() => file.mutate(format)}
        >
          {t(`export.${format}`)}
        </Button>
      ))}
    </>
  );
}
