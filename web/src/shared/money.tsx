import { useLanguage } from '../i18n/use-language';
import { formatWan, formatYuan } from './format';

/** An amount in fen as people read it: ¥43,296.70, or 4.33 万元 where `short`. */
export function Money({ fen, short = false }: { fen: number; short?: boolean }) {
  const { language } = useLanguage();
  const exact = formatYuan(fen, language);
  return short ? <span title={exact}>{formatWan(fen, language)}</span> : <span>{exact}</span>;
}
