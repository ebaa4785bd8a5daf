import {
  AlertOutlined,
  BarChartOutlined,
  BellOutlined,
  CarryOutOutlined,
  EnvironmentOutlined,
  ExperimentOutlined,
  EyeOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  FormOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Me } from '../api/generated/schema';
import type { Operation } from '../api/session';

/** One screen: where it is, who sees it in the menu, and its code, fetched when it is opened. */
export interface Screen {
  readonly path: string;
  readonly load: () => Promise<{ readonly Screen: ComponentType }>;
  /** Has a frame of its own: it works without the API, or fills a projector. */
  readonly alone?: boolean;
  /** Left out: reached from other screens only. */
  readonly menu?: {
    readonly name:
      | 'desk'
      | 'visits'
      | 'board'
      | 'supervision'
      | 'findings'
      | 'checks'
      | 'bulletins'
      | 'find'
      | 'openCase'
      | 'messages'
      | 'admin';
    readonly icon: ComponentType;
    /** Whoever may call one of these sees it; left out: everybody. */
    readonly for?: readonly Operation[];
    /** Whoever holds a post of this role sees it. */
    readonly role?: Me['posts'][number]['role'];
    /** Together with it, for everything under another path that belongs here. */
    readonly also?: string;
  };
  /** Whoever is not signed in may see it as well. */
  readonly open?: true;
}

/** Every screen, in the order of the menu. A new one is a line here and its texts in i18n/. */
export const SCREENS: readonly Screen[] = [
  {
    path: 'desk',
    load: () => import('../screens/desk/desk-screen'),
    menu: { name: 'desk', icon: CarryOutOutlined },
  },
  {
    path: 'visits',
    load: () => import('../screens/visits/visits-screen'),
    alone: true,
    menu: { name: 'visits', icon: EnvironmentOutlined, role: 'inspector' },
  },
  { path: 'visits/:caseId', load: () => import('../screens/visits/report-screen'), alone: true },
  {
    path: 'board',
    load: () => import('../screens/board/board-screen'),
    menu: { name: 'board', icon: AlertOutlined, for: ['showBoard'] },
  },
  {
    path: 'supervision',
    load: () => import('../screens/supervision/supervision-screen'),
    menu: { name: 'supervision', icon: EyeOutlined, for: ['showCheckSheet'] },
  },
  { path: 'supervision/visits', load: () => import('../screens/supervision/visits-due-screen') },
  { path: 'supervision/sheet', load: () => import('../screens/supervision/sheet-screen') },
  {
    path: 'findings',
    load: () => import('../screens/findings/findings-screen'),
    menu: { name: 'findings', icon: FileDoneOutlined, for: ['listFindings'] },
  },
  {
    path: 'spot-checks',
    load: () => import('../screens/spot-checks/list-screen'),
    menu: { name: 'checks', icon: ExperimentOutlined, for: ['previewSpotCheck'] },
    open: true,
  },
  { path: 'spot-checks/new', load: () => import('../screens/spot-checks/define-screen') },
  { path: 'spot-checks/unannounced', load: () => import('../screens/spot-checks/unannounced-screen') },
  { path: 'spot-checks/:checkId', load: () => import('../screens/spot-checks/record-screen'), open: true },
  {
    path: 'spot-checks/:checkId/room',
    load: () => import('../screens/drawing-room/room-screen'),
    alone: true,
  },
  {
    path: 'bulletins',
    load: () => import('../screens/bulletins/list-screen'),
    menu: { name: 'bulletins', icon: BarChartOutlined, for: ['showBoard'] },
    open: true,
  },
  { path: 'bulletins/:bulletinId', load: () => import('../screens/bulletins/bulletin-screen'), open: true },
  {
    path: 'find',
    load: () => import('../screens/find/find-screen'),
    menu: { name: 'find', icon: FileSearchOutlined, for: ['listCases'] },
  },
  {
    path: 'open',
    load: () => import('../screens/open/open-screen'),
    menu: { name: 'openCase', icon: FormOutlined, for: ['openCase'], also: '/suggestions' },
  },
  { path: 'suggestions', load: () => import('../screens/open/suggestions-screen') },
  {
    path: 'messages',
    load: () => import('../screens/messages/messages-screen'),
    menu: { name: 'messages', icon: BellOutlined },
  },
  {
    path: 'admin',
    load: () => import('../screens/admin/admin-screen'),
    menu: { name: 'admin', icon: SettingOutlined },
  },
  {
    path: 'admin/organisations',
    load: () => import('../screens/admin/organisations/organisations-screen'),
  },
  { path: 'admin/people', load: () => import('../screens/admin/people/people-screen') },
  { path: 'admin/substitutes', load: () => import('../screens/admin/substitutes/substitutes-screen') },
  { path: 'admin/calendar', load: () => import('../screens/admin/calendar/calendar-screen') },
  { path: 'admin/rollouts', load: () => import('../screens/admin/rollouts/rollouts-screen') },
  { path: 'admin/programmes', load: () => import('../screens/admin/programmes/programmes-screen') },
  { path: 'admin/programmes/:code', load: () => import('../screens/admin/programmes/programme-screen') },
  { path: 'admin/figures', load: () => import('../screens/admin/figures/figures-screen') },
  { path: 'admin/lateness', load: () => import('../screens/admin/lateness/lateness-screen') },
  { path: 'admin/channels', load: () => import('../screens/admin/channels/channels-screen') },
  { path: 'admin/audit', load: () => import('../screens/admin/audit/audit-screen') },
  { path: 'account', load: () => import('../screens/account/account-screen') },
  { path: 'cases/:caseId', load: () => import('../screens/case/case-screen') },
  { path: 'cases/:caseId/print', load: () => import('../screens/case/sheet-screen') },
];
