import { ADMIN_SCREENS } from './admin-screens';
import type { ShownScreen } from './shown-screen';

/** Every screen of the product: each is checked and photographed in both languages and sizes. */
export const SHOWN_SCREENS: readonly ShownScreen[] = [
  { name: 'sign-in', path: '/sign-in', ready: 'section button' },
  { name: 'receipts', path: '/receipts', ready: 'form' },
  { name: 'desk', path: '/desk', as: 'yangguang-officer', ready: '[data-row]' },
  { name: 'desk-overdue', path: '/desk?group=overdue', as: 'daxin-reviewer', ready: '[data-row]' },
  { name: 'desk-awaiting', path: '/desk?group=awaiting', as: 'zjg-officer', ready: '[data-row]' },
  { name: 'board', path: '/board?due=all', as: 'zjg-officer', ready: 'tbody tr' },
  { name: 'wall', path: '/board?due=all&view=wall', as: 'zjg-officer', ready: 'ol li span' },
  { name: 'spot-checks', path: '/spot-checks', ready: 'main h2' },
  {
    ...{ name: 'unannounced', path: '/spot-checks/unannounced?organisationId=zjg-daxin' },
    ...{ as: 'zjg-leader', ready: 'main section button' },
  },
  { name: 'spot-check-define', path: '/spot-checks/new', as: 'zjg-leader', ready: 'main form' },
  { name: 'supervision', path: '/supervision', as: 'zjg-leader', ready: 'main section tbody a' },
  {
    ...{ name: 'supervision-visits', path: '/supervision/visits?overdue=true', as: 'zjg-leader' },
    ready: 'main li a[href^="/cases/"]',
  },
  {
    ...{ name: 'check-sheet', path: '/supervision/sheet?organisationId=zjg-daxin', as: 'zjg-leader' },
    ready: 'main tbody tr',
  },
  { name: 'findings', path: '/findings', as: 'zjg-officer', ready: '[data-finding]' },
  {
    name: 'findings-none',
    path: '/findings?status=VERIFIED&overdue=true',
    as: 'zjg-officer',
    ready: 'main section p',
  },
  { name: 'bulletins', path: '/bulletins', as: 'zjg-officer', ready: '[data-bulletin]' },
  { name: 'bulletins-open', path: '/bulletins', ready: '[data-bulletin]' },
  { name: 'bulletin', path: '/bulletins/:bulletinId', ready: 'table[data-table]', ofBulletin: 'PUBLISHED' },
  {
    ...{ name: 'bulletin-draft', path: '/bulletins/:bulletinId', ofBulletin: 'DRAFT', as: 'zjg-leader' },
    ready: 'main form textarea',
  },
  { name: 'find', path: '/find?text=健身', as: 'zjg-officer', ready: 'li a[href^="/cases/"]' },
  { name: 'find-proposer', path: '/find?by=proposer', as: 'zjg-officer', ready: '#by-proposer' },
  { name: 'suggestions', path: '/suggestions', as: 'zjg-officer', ready: 'main li a[href^="/open?"]' },
  { name: 'open', path: '/open?organisationId=daxin', as: 'daxin-officer', ready: 'main form' },
  { name: 'visits', path: '/visits', as: 'daxin-inspector', ready: 'main li a[href^="/visits/"]' },
  {
    ...{ name: 'visit-report', path: '/visits/:caseId', ofCase: 'status=IN_PROGRESS' },
    ...{ as: 'daxin-inspector', ready: 'form canvas' },
  },
  ...ADMIN_SCREENS,
  {
    ...{ name: 'case', path: '/cases/:caseId', ofCase: 'overdue=true', as: 'zjg-officer' },
    ready: 'section[aria-labelledby="ledger"] li',
  },
  {
    ...{ name: 'case-sheet', path: '/cases/:caseId/print', ofCase: 'status=CLOSED', as: 'zjg-officer' },
    ready: 'article table',
  },
  { name: 'missing', path: '/no-such-page', as: 'zjg-officer', ready: 'h1' },
];
