import type { Words } from '../errors';
import { momentWords } from './rung-moments';
import type { Rung, RungMoment } from './ladder-schema';
import type { Programme } from './schema';

/** The moment of one run of a rung: each repeat comes so many working days after the run before it. */
function runAt({ at, 'again-every': every = 0 }: Rung, run: number): RungMoment {
  return at.kind === 'days' ? { kind: 'days', days: at.days + (run - 1) * every } : at;
}

/**
 * What people call a rung of a ladder (逾期第 3个工作日): the moment at which it fires. A repeat (`overdue-5.2`) and a call
 * that climbed (`overdue+1`) say so. A rung that its programme has no more is called by its id.
 */
export function rungWords(programme: Programme, ladderId: string | null, rungId: string): Words {
  const [, stem = rungId, repeat, step] = /^(.*?)(?:\.(\d+))?(?:\+(\d+))?$/.exec(rungId) ?? [];
  const ladder = programme.ladders.find(({ id }) => id === ladderId);
  const rung = ladder?.rungs.find(({ id }) => id === stem);
  if (rung === undefined) return { zh: rungId, en: rungId };
  const moment = momentWords(runAt(rung, Number(repeat ?? 1)));
  const again =
    repeat === undefined ? { zh: '', en: '' } : { zh: `，第 ${repeat} 次催办`, en: `, repeat ${repeat}` };
  const up =
    step === undefined ? { zh: '', en: '' } : { zh: `，无人签收已上升 ${step} 级`, en: `, climbed ${step}` };
  return { zh: `${moment.zh}${again.zh}${up.zh}`, en: `${moment.en}${again.en}${up.en}` };
}
