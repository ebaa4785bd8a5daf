import { useTranslation } from 'react-i18next';
import { useRoleName } from '../../shared/role-name';

const LEVELS = ['CITY', 'DISTRICT', 'STREET', 'COMMUNITY', 'GRID', 'UNIT'] as const;

/** How to read a post of a programme, `reviewer@street`: 镇街审核人. */
export function usePostName(): (post: string) => string {
  const { t, i18n } = useTranslation('case');
  const roleName = useRoleName();
  return (post) => {
    const [role = post, at = ''] = post.split('@');
    const level = LEVELS.find((one) => one.toLowerCase() === at.toLowerCase());
    if (level === undefined) return roleName(role);
    const words = [t(`levels.${level}`), roleName(role)];
    return words.join(i18n.language === 'en' ? ' ' : '');
  };
}
