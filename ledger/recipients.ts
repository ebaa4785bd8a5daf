import type { Message } from '../domain/case/messages';
import type { CaseState } from '../domain/case/state';
import type { QuietHours } from '../domain/messages/quiet-hours';
import { LEVELS, type PostRef } from '../domain/roles';
import type { OrganisationNode } from './organisations';

type Tree = ReadonlyMap<string, OrganisationNode>;

/** The organisations of a case from its own up to the root. */
export function chainOf(organisationId: string, tree: Tree): OrganisationNode[] {
  const up: OrganisationNode[] = [];
  let node = tree.get(organisationId);
  while (node !== undefined && up.length < LEVELS.length) {
    up.push(node);
    node = node.parentId === null ? undefined : tree.get(node.parentId);
  }
  return up;
}

/** The organisation whose post is meant: the one of that level, or the case's own for firms and grids below it. */
export function organisationFor(post: PostRef, state: Pick<CaseState, 'organisationId'>, tree: Tree): string {
  const chain = chainOf(state.organisationId, tree);
  return chain.find((node) => node.level === post.level)?.id ?? state.organisationId;
}

/** Where messages lead: who is who, and which channels there are. */
export interface Outlets {
  tree: Tree;
  channels: readonly string[];
  quietHours?: QuietHours | undefined;
}

export interface NotificationRow {
  case_id: string;
  key: string;
  kind: string;
  role: string | null;
  organisation_id: string | null;
  person_id: string | null;
  data: Message['data'];
  at: string;
  clock_id: string | null;
  rung: string | null;
  acknowledge_by: string | null;
  channels: readonly string[];
  send_from: string;
}

/**
 * Addresses one message: to a post as one row, to proposers with an account as one row each, and to all those without one
 * as one row that is for nobody inside the product: who they are is asked when it leaves.
 */
export function address(
  message: Message,
  state: CaseState,
  { tree, channels }: Outlets,
  proposers: readonly (string | null)[],
): NotificationRow[] {
  const { recipient, key, kind, data, at } = message;
  const row = {
    ...{ case_id: state.id, key, kind, role: null, organisation_id: null, person_id: null, data, at },
    ...{ clock_id: message.clockId, rung: message.rung, acknowledge_by: message.acknowledgeBy },
    ...{ channels: message.channels.filter((name) => channels.includes(name)), send_from: message.sendFrom },
  };
  switch (recipient.to) {
    case 'post':
      return [
        { ...row, role: recipient.post.role, organisation_id: organisationFor(recipient.post, state, tree) },
      ];
    case 'person':
      return [{ ...row, person_id: recipient.personId }];
    case 'proposers': {
      const people = new Set(proposers.filter((person) => person !== null));
      const known = [...people].map((person) => ({ ...row, key: `${key}:${person}`, person_id: person }));
      const others = proposers.includes(null) && row.channels.length > 0;
      return others ? [...known, { ...row, key: `${key}:no-account` }] : known;
    }
    default:
      return recipient satisfies never;
  }
}
