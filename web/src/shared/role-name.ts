import { useTranslation } from 'react-i18next';
import type { Me } from '../api/generated/schema';

type Role = Me['posts'][number]['role'];

/** How to name a role in the language of the page. */
export function useRoleName(): (role: string) => string {
  const { t, i18n } = useTranslation('roles');
  return (role) => (i18n.exists(`roles:${role}`) ? t(role as Role) : role);
}
