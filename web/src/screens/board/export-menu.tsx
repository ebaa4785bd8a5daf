import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readExport, type BoardFilters } from '../../api/board';

const FORMATS = ['xlsx', 'csv'] as const;

/** The list as a file, exactly as it is filtered now. */
export function ExportMenu({ filters }: { filters: BoardFilters }) {
  const { t } = useTranslation('board');
  const { message } = App.useApp();
  const file = useMutation({
    mutationFn: async (format: (typeof FORMATS)[number]) => save(await readExport(filters, format), `${t('export.name')}.${format}`),
    onError: (error) => void message.error(error.message),
  });
  return (
    <>
      {FORMATS.map((format) => (
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

/** Hands a file over to the browser. */
function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
