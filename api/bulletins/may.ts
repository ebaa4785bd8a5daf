import type { Actor } from '../../domain/actor';
import { BULLETIN_STEPS, fitsStep, type BulletinStatus, type Step } from '../../domain/bulletin/edition';
import { PERMISSIONS, type Operation } from '../../domain/permissions';
import { scopeOf, type Scope } from '../scope';

const OPERATION_OF: Readonly<Record<Step, Operation>> = {
  edit: 'editBulletin',
  rebuild: 'buildBulletin',
  sign: 'signBulletin',
  unsign: 'unsignBulletin',
  publish: 'publishBulletin',
  correct: 'correctBulletin',
  discard: 'discardBulletin',
};

/** Cities whose drafts somebody sees: those for which they may prepare bulletins. */
export const preparesFor = (reader: Actor | null): Scope => scopeOf(reader, PERMISSIONS.editBulletin);

interface Known {
  readonly orgPath: string;
  readonly status: BulletinStatus;
  readonly corrects: string | null;
  /** Whether a correction of it is there, be it a draft. */
  readonly corrected: boolean;
}

/** What somebody may do with a bulletin as it is now. */
export function stepsOf(reader: Actor | null, { orgPath, status, corrects, corrected }: Known): Step[] {
  const fits: Readonly<Partial<Record<Step, boolean>>> = {
    rebuild: corrects === null,
    discard: corrects !== null,
    correct: !corrected,
  };
  return BULLETIN_STEPS.filter(
    (step) =>
      fitsStep(step, status) &&
      fits[step] !== false &&
      scopeOf(reader, PERMISSIONS[OPERATION_OF[step]]).covers(orgPath),
  );
}
