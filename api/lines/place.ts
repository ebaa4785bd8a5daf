import { Refusal } from '../../domain/errors';
import type { OrganisationNode } from '../../ledger/organisations';
import type { Deps } from '../ports';
import type { Scope } from '../scope';

/** The organisation that a query names, or null when it names none; "not found" for one out of reach alike. */
export async function placeAsked(
  { ledger }: Pick<Deps, 'ledger'>,
  organisationId: string | undefined,
  scope?: Pick<Scope, 'covers'>,
): Promise<OrganisationNode | null> {
  if (organisationId === undefined) return null;
  const found = (await ledger.reference.organisations()).get(organisationId);
  if (found !== undefined && (scope === undefined || scope.covers(found.path))) return found;
  throw new Refusal('not-found', { zh: '没有这个组织。', en: 'There is no such organisation.' });
}
