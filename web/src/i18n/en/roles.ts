import type { texts as zh } from '../zh-CN/roles';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  resident: 'Resident',
  'grid-worker': 'Grid worker',
  officer: 'Officer',
  secretary: 'Secretary',
  expert: 'Expert',
  reviewer: 'Reviewer',
  publisher: 'Publisher',
  finance: 'Finance',
  implementer: 'Implementer',
  inspector: 'Inspector',
  deputy: 'Deputy',
  leader: 'Leader',
  auditor: 'Auditor',
  operator: 'Operator',
  admin: 'Administrator',
};
