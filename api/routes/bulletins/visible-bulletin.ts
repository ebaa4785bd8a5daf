import type { Request } from 'express';
import type { z } from 'zod';
import type { Actor } from '../../../domain/actor';
import { Refusal } from '../../../domain/errors';
import type { Edition } from '../../../ledger/bulletin/bulletins';
import { preparesFor, stepsOf } from '../../bulletins/may';
import type { Deps } from '../../ports';
import { languageOf } from '../../problem';
import type { Scope } from '../../scope';
import { showEdition, type bulletinSchema } from './bulletin-schema';

/** A bulletin that somebody may read; what they may not see answers "not found". */
export async function visibleBulletin(
  { ledger }: Deps,
  reader: Actor | null,
  bulletinId: string,
): Promise<Edition> {
  const edition = await ledger.bulletins.load(bulletinId);
  if (edition === null) throw new Refusal('not-found');
  if (edition.status !== 'PUBLISHED' && !preparesFor(reader).covers(edition.orgPath))
    throw new Refusal('not-found');
  return edition;
}

/** For those who prepare bulletins of its city; to everybody else it is not there. */
export async function requireBulletin({ ledger }: Deps, scope: Scope, bulletinId: string): Promise<void> {
  scope.require(await ledger.bulletins.load(bulletinId));
}

/** A bulletin as one reader sees it, in their language. */
export const shownTo = (
  { reader, request }: { reader: Actor | null; request: Request },
  edition: Edition,
): z.input<typeof bulletinSchema> =>
  showEdition({
    ...{ edition, lang: languageOf(request), steps: stepsOf(reader, edition) },
    prepares: preparesFor(reader).covers(edition.orgPath),
  });
