import { Tooltip } from 'antd';
import { useLanguage } from '../i18n/use-language';
import { formatInstant, formatRelative } from './format';

/** When something happened: in one word, the exact instant in Shanghai on hover and for machines. */
export function When({ at, exact = false }: { at: string; exact?: boolean }) {
  const { language } = useLanguage();
  const full = formatInstant(at, language);
  if (exact) return <time dateTime={at}>{full}</time>;
  return (
    <Tooltip title={full}>
      <time dateTime={at}>{formatRelative(at, language)}</time>
    </Tooltip>
  );
}
