import { AlertOutlined, CarryOutOutlined, FileSearchOutlined } from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Operation } from '../api/session';

/** One screen: where it is, who sees it in the menu, and its code, fetched when it is opened. */
export interface Screen {
  readonly path: string;
  readonly load: () => Promise<{ readonly Screen: ComponentType }>;
  /** Left out: reached from other screens only. */
  readonly menu?: {
    readonly name: 'desk' | 'board' | 'find' | 'openCase' | 'admin' | 'tour';
    readonly icon: ComponentType;
    /** Whoever may call one of these sees it; left out: everybody. */
    readonly for?: readonly Operation[];
    /** Together with it, for everything under another path that belongs here. */
    readonly also?: string;
  };
}

/** Every screen, in the order of the menu. A new one is a line here and its texts in i18n/. */
export const SCREENS: readonly Screen[] = [
  {
    path: 'desk',
    load: () => import('../screens/desk/desk-screen'),
    menu: { name: 'desk', icon: CarryOutOutlined },
  },
  {
    path: 'board',
    load: () => import('../screens/board/board-screen'),
    menu: { name: 'board', icon: AlertOutlined, for: ['showBoard'] },
  },
  {
    path: 'find',
    load: () => import('../screens/find/find-screen'),
    menu: { name: 'find', icon: FileSearchOutlined, for: ['listCases'] },
  },
];
