import type { Actor } from '../../domain/actor';
import { BULLETIN_STEPS, fitsStep, type Step } from '../../domain/bulletin/edition';
import { PERMISSIONS, type Operation } from '../../domain/permissions';
import type { EditionHead } from '../../ledger/bulletin/bulletins';
import { scopeOf, type Scope } from '../scope';

const OPERATION_OF: Readonly<Record<Step, Operation>> = {
  edit: 'editBulletin',
  rebuild: 'recountBulletin',
  sign: 'signBulletin',
  unsign: 'unsignBulletin',
  publish: 'publishBulletin',
  correct: 'correctBulletin',
  discard: 'discardBulletin',
};

/** Cities whose drafts somebody sees: those for which they may prepare bulletins. */
export const preparesFor = (reader: Actor | null): Scope => scopeOf(reader, PERMISSIONS.editBulletin);

/** What somebody may do with a bulletin as it is now. */
export function stepsOf(reader: Actor | null, edition: EditionHead): Step[] {
  const { orgPath, status, corrects, correctedBy, correctionDraft } = edition;
  const fits: Readonly<Partial<Record<Step, boolean>>> = {
    discard: corrects !== null,
    correct: correctedBy === null && correctionDraft === null,
  };
  return BULLETIN_STEPS.filter(
    (step) =>
      fitsStep(step, status) &&
      fits[step] !== false &&
      scopeOf(reader, PERMISSIONS[OPERATION_OF[step]]).covers(orgPath),
  );
}
