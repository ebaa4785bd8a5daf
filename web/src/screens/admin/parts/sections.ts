import type { Me } from '../../../api/generated/schema';
import { may, type Operation } from '../../../api/session';

/** One screen of the administration: where, and whose posts open it. */
export interface Section {
  readonly name:
    | 'organisations'
    | 'people'
    | 'substitutes'
    | 'calendar'
    | 'rollouts'
    | 'programmes'
    | 'figures'
    | 'lateness'
    | 'channels'
    | 'audit';
  readonly group: 'people' | 'rules' | 'running';
  /** Whoever may call one of these sees it; left out: everybody. */
  readonly for?: readonly Operation[];
  /** What the list of operations cannot say. */
  readonly also?: (me: Me) => boolean;
}

/** Every screen of the administration, in the order of its menu. */
export const SECTIONS: readonly Section[] = [
  { name: 'organisations', group: 'people', for: ['createOrganisation', 'addClosure'] },
  { name: 'people', group: 'people', for: ['listPeople'] },
  { name: 'substitutes', group: 'people' },
  { name: 'calendar', group: 'rules' },
  { name: 'rollouts', group: 'rules', for: ['listRollouts'] },
  { name: 'programmes', group: 'rules' },
  { name: 'figures', group: 'running', for: ['showOnTime'] },
  { name: 'lateness', group: 'running', for: ['showLateness'], also: seesWholeProduct },
  { name: 'channels', group: 'running', for: ['listChannels'] },
  { name: 'audit', group: 'running', for: ['listAudit'] },
];

/** Whether a post stands at the head of its tree: rules for everybody are made there. */
export function isAtTop({ posts }: Me, ...roles: Me['posts'][number]['role'][]): boolean {
  return posts.some(
    ({ role, orgPath }) =>
      roles.includes(role) && orgPath.split('/').filter((part) => part !== '').length === 1,
  );
}

/** Lateness is about the product: for operators, and for officers and leaders at the head of a tree. */
function seesWholeProduct(me: Me): boolean {
  return me.posts.some(({ role }) => role === 'operator') || isAtTop(me, 'officer', 'leader');
}

export function opens(me: Me, section: Section): boolean {
  const allowed = section.for === undefined || section.for.some((operation) => may(me, operation));
  return allowed && (section.also === undefined || section.also(me));
}
