import type { Words } from './errors';
import { ROLE_WORDS } from './programme/render-words';
import type { Role, StageRole } from './roles';

const OTHERS: Readonly<Record<Exclude<Role, StageRole>, Words>> = {
  resident: { zh: '居民', en: 'resident' },
  auditor: { zh: '审计员', en: 'auditor' },
  operator: { zh: '运维员', en: 'operator' },
  admin: { zh: '管理员', en: 'administrator' },
};
const NAMES: Readonly<Record<Role, Words>> = { ...ROLE_WORDS, ...OTHERS };

/** What people call a role, by itself and without its level. */
export function roleName(role: Role): Words {
  return NAMES[role];
}
