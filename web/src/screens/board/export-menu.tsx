import { useTranslation } from 'react-i18next';
import { readExport, type BoardFilters } from '../../api/board';
import { ExportButtons } from '../../shared/export-buttons';

/** The list as a file, exactly as it is filtered now. */
export function ExportMenu({ filters }: { filters: BoardFilters }) {
  const { t } = useTranslation('board');
  return <ExportButtons read={(format) => readExport(filters, format)} name={t('export.name')} />;
}
