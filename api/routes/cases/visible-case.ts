import type { Actor } from '../../../domain/actor';
import { maySee } from '../../../domain/case/who';
import { Refusal } from '../../../domain/errors';
import type { LoadedCase } from '../../../ledger/read';
import type { Deps } from '../../ports';

/** A case the actor may see; any other answers "not found", so that nobody learns which there are. */
export async function visibleCase(deps: Deps, actor: Actor, caseId: string): Promise<LoadedCase> {
  const found = await deps.ledger.load(caseId);
  if (found !== null && maySee(actor, found.state, found.proposers)) return found;
  throw new Refusal('not-found', { zh: '没有这个事项。', en: 'There is no such case.' });
}
