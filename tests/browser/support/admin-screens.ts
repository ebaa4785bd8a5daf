import type { ShownScreen } from './shown-screen';

/** Every screen of the administration, each seen by somebody whose post opens it. */
export const ADMIN_SCREENS: readonly ShownScreen[] = [
  { name: 'messages', path: '/messages', as: 'daxin-reviewer', ready: 'li h2' },
  { name: 'account', path: '/account', as: 'zjg-officer', ready: '#mobile' },
  { name: 'admin', path: '/admin', as: 'zjg-leader', ready: 'h1' },
  { name: 'organisations', path: '/admin/organisations?at=zjg-daxin', as: 'admin', ready: 'tbody tr' },
  { name: 'people', path: '/admin/people', as: 'admin', ready: 'tbody tr' },
  { name: 'substitutes', path: '/admin/substitutes', as: 'zjg-leader', ready: 'tbody tr' },
  { name: 'calendar', path: '/admin/calendar?year=2026', as: 'zjg-leader', ready: 'table caption' },
  { name: 'rollouts', path: '/admin/rollouts', as: 'zjg-officer', ready: 'main h1 ~ p, main p' },
  { name: 'programmes', path: '/admin/programmes', as: 'zjg-leader', ready: 'strong' },
  { name: 'programme', path: '/admin/programmes/zhangjiagang', as: 'zjg-leader', ready: 'tbody th' },
  { name: 'figures', path: '/admin/figures', as: 'zjg-officer', ready: 'tbody tr' },
  { name: 'lateness', path: '/admin/lateness?', as: 'operator', ready: 'section p' },
  { name: 'channels', path: '/admin/channels', as: 'operator', ready: 'dl' },
  { name: 'audit', path: '/admin/audit', as: 'zjg-auditor', ready: 'tbody tr' },
];
