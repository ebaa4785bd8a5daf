import type { Limit } from '../../../domain/calendar/limit';
import { limitFor, openWithin } from '../../../domain/programme/path';
import type { Programme } from '../../../domain/programme/schema';
import type { Act } from './acts';

/** Where an open project can stand: which act was the last, and which limit of the programme runs since then. */
export interface Stand {
  last: Act;
  stage: string;
  limit: 'stage' | 'waiting';
  /** Who is to acknowledge when it is late. */
  owner: 'officer' | 'secretary' | 'works' | 'reviewer' | 'leader' | 'inspector' | 'townOfficer' | 'finance';
}

const stand = (last: Act, stage: string, limit: Stand['limit'], owner: Stand['owner']): Stand => ({
  ...{ last, stage, limit, owner },
});

export const STANDS = {
  accept: stand('open', 'accept', 'stage', 'officer'),
  'council-waiting': stand('accept', 'council', 'waiting', 'secretary'),
  council: stand('call', 'council', 'stage', 'secretary'),
  report: stand('decide', 'report', 'stage', 'officer'),
  'review-waiting': stand('shortlist', 'town-review', 'waiting', 'officer'),
  review: stand('send', 'town-review', 'stage', 'reviewer'),
  /** Counted from the sending, so the review that came since does not move it (ZJ9). */
  determine: stand('send', 'determine', 'stage', 'leader'),
  'works-waiting': stand('approve', 'works', 'waiting', 'works'),
  works: stand('start', 'works', 'stage', 'works'),
  acceptance: stand('complete', 'acceptance', 'stage', 'inspector'),
  evaluation: stand('inspect', 'evaluation', 'stage', 'townOfficer'),
  payment: stand('survey', 'payment', 'stage', 'finance'),
  settlement: stand('disburse', 'settlement', 'stage', 'finance'),
  close: stand('settle', 'close', 'stage', 'townOfficer'),
} as const satisfies Record<string, Stand>;
export type StandName = keyof typeof STANDS;

/** The limit that runs, as the programme has it. */
export function limitAt({ stages }: Programme, name: StandName): Limit {
  const { stage: id, limit: which } = STANDS[name];
  const stage = stages.find((one) => one.id === id);
  const found =
    stage && (which === 'stage' ? limitFor(stage, null) : openWithin(stage, { track: null, grade: null }));
  if (found === undefined) throw new Error(`the programme has no limit for ${name}`);
  return found;
}
