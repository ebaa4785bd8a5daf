import { roleName } from '../../domain/role-names';
import type { Level, Role } from '../../domain/roles';
import { DEMO_ORGANISATIONS, type DemoOrganisation } from './organisations';

/** One account of the demo: a post and a letter, never an invented name. */
export interface DemoPerson {
  id: string;
  displayName: string;
  organisationId: string;
  role: Role;
}

/** Which posts each level of the tree has, so that every stage of every programme has an owner. */
const POSTS: Readonly<Record<Level, readonly Role[]>> = {
  CITY: ['officer', 'inspector', 'finance', 'deputy', 'leader', 'auditor'],
  DISTRICT: ['officer', 'reviewer', 'publisher', 'finance', 'deputy', 'leader'],
  STREET: ['officer', 'reviewer', 'expert', 'inspector', 'implementer', 'finance', 'deputy', 'leader'],
  COMMUNITY: ['officer', 'secretary', 'implementer'],
  GRID: ['grid-worker'],
  UNIT: ['implementer'],
};

/** What people are called: their post, as the product names it, and a letter. */
export function demoName(role: Role): string {
  return `${roleName(role).zh.replace(/（.*）$/, '')}甲`;
}

/** Id of the person who holds a post in the demo, e.g. officer-at-daxin . */
export function demoPersonId(role: Role, organisationId: string): string {
  return `${role}-at-${organisationId}`;
}

function staffOf(organisation: DemoOrganisation): DemoPerson[] {
  return POSTS[organisation.level].map((role) => ({
    id: demoPersonId(role, organisation.id),
    displayName: demoName(role),
    organisationId: organisation.id,
    role,
  }));
}

/** The administrator and the operator sit at the top of the main city and see no case from there. */
const HOUSE: readonly DemoPerson[] = [
  { id: 'admin', displayName: demoName('admin'), organisationId: 'zjg', role: 'admin' },
  { id: 'operator', displayName: demoName('operator'), organisationId: 'zjg', role: 'operator' },
];

export const DEMO_PEOPLE: readonly DemoPerson[] = [...HOUSE, ...DEMO_ORGANISATIONS.flatMap(staffOf)];

/** Who gets a password at the first start: one account for each thing a visitor may want to try. */
export const DEMO_SIGN_INS: readonly {
  personId: string;
  signInName: string;
  what: { zh: string; en: string };
}[] = [
  {
    personId: 'admin',
    signInName: 'admin',
    what: { zh: '管理员：组织与账号', en: 'Administrator: organisations and accounts' },
  },
  {
    personId: 'operator',
    signInName: 'operator',
    what: { zh: '运维：引擎与对账', en: 'Operator: engine and reconciliation' },
  },
  {
    personId: 'officer-at-zjg',
    signInName: 'zjg-officer',
    what: { zh: '张家港市民政局：全市事项', en: 'City civil affairs: every case' },
  },
  {
    personId: 'auditor-at-zjg',
    signInName: 'zjg-auditor',
    what: { zh: '审计：只读', en: 'Auditor: reads only' },
  },
  {
    personId: 'leader-at-zjg',
    signInName: 'zjg-leader',
    what: { zh: '张家港市负责人：发布项目制度', en: 'City leader: publishes programmes' },
  },
  {
    personId: 'reviewer-at-zjg-daxin',
    signInName: 'daxin-reviewer',
    what: { zh: '大新镇审核人', en: 'Daxin town reviewer' },
  },
  {
    personId: 'leader-at-zjg-daxin',
    signInName: 'daxin-leader',
    what: { zh: '大新镇负责人：立项', en: 'Daxin town leader: determines' },
  },
  {
    personId: 'officer-at-zjg-daxin',
    signInName: 'daxin-town',
    what: { zh: '大新镇经办人：测评、办结', en: 'Daxin town officer: survey, closing' },
  },
  {
    personId: 'inspector-at-zjg-daxin',
    signInName: 'daxin-inspector',
    what: { zh: '大新镇检查验收人：验收', en: 'Daxin town inspector: acceptance' },
  },
  {
    personId: 'finance-at-zjg-daxin',
    signInName: 'daxin-finance',
    what: { zh: '大新镇财务：拨付', en: 'Daxin town finance' },
  },
  {
    personId: 'officer-at-daxin',
    signInName: 'daxin-officer',
    what: { zh: '大新社区：受理、报送', en: 'Daxin community: accepts, reports' },
  },
  {
    personId: 'secretary-at-daxin',
    signInName: 'daxin-secretary',
    what: { zh: '大新社区书记：议事会', en: 'Daxin community secretary: the council' },
  },
  {
    personId: 'implementer-at-daxin',
    signInName: 'daxin-works',
    what: { zh: '大新社区实施单位', en: 'Daxin community: carries out' },
  },
  {
    personId: 'deputy-at-zjg-jingkai',
    signInName: 'jingkai-deputy',
    what: { zh: '经开区副职：为休假的审核人代班', en: 'Jingkai deputy: stands in for the reviewer on leave' },
  },
  {
    personId: 'officer-at-yangguang',
    signInName: 'yangguang-officer',
    what: { zh: '阳光社区：三色事项', en: 'Yangguang: three-colour matters' },
  },
  {
    personId: 'secretary-at-yangguang',
    signInName: 'yangguang-secretary',
    what: { zh: '阳光社区书记', en: 'Yangguang community secretary' },
  },
];
