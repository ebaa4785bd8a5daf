import { compareInstants, type Instant } from '../calendar/instant';
import { Refusal, type RefusalCode } from '../errors';
import type { SpotCheckEvent } from './events';
import type { Chance, Definition } from './state';
import { FEWEST_WITNESSES } from './time';

/** How long witnesses may be given for each of their two steps. */
export const PATIENCE_MS = { least: 5 * 60_000, most: 7 * 24 * 60 * 60_000 } as const;

function refuse(code: RefusalCode, field: string, zh: string, en: string): Refusal {
  return new Refusal(code, { zh, en }, { errors: [{ pointer: `/${field}`, message: en }] });
}

const twiceOf = (values: readonly string[]): string | undefined =>
  values.find((value, i) => values.indexOf(value) !== i);

function checkChance(chance: Chance, now: Instant): void {
  if (chance.kind === 'number') {
    if (compareInstants(chance.drawnAt, now) <= 0)
      throw refuse(
        'date-out-of-order',
        'chance/drawnAt',
        '公开号码的开出时间必须在将来：总体封存之前不得有人知道它。',
        'The public number has to be drawn later: nobody may know it before the population is frozen.',
      );
    return;
  }
  const ids = chance.witnesses.map(({ personId }) => personId);
  if (ids.length < FEWEST_WITNESSES || twiceOf(ids) !== undefined)
    throw refuse(
      'count-wrong',
      'chance/witnesses',
      `至少需要 ${FEWEST_WITNESSES} 位不同的见证人。`,
      `At least ${FEWEST_WITNESSES} different witnesses are needed.`,
    );
}

/**
 * The first line of a check's record. Whether the population is large enough shows when it is frozen.
 *
 * @throws Refusal that names the field at fault
 */
export function defineCheck(id: string, definition: Definition, now: Instant): SpotCheckEvent {
  const { size, minimum, strata, frame, exclusions, chance, patienceMs } = definition;
  if (!Number.isSafeInteger(size) || size < 1)
    throw refuse('count-wrong', 'size', '抽取数量至少为 1。', 'At least one has to be drawn.');
  if (!Number.isSafeInteger(minimum) || minimum < 0 || minimum > size)
    throw refuse(
      'count-wrong',
      'minimum',
      '每层最少数量应在 0 与抽取数量之间。',
      'The minimum of a stratum lies between 0 and the size.',
    );
  if (twiceOf(strata) !== undefined)
    throw refuse('unknown-value', 'strata', '分层条件重复。', 'A stratum is named twice.');
  if (twiceOf(exclusions.map(({ caseNumber }) => caseNumber)) !== undefined)
    throw refuse('unknown-value', 'exclusions', '同一事项被排除两次。', 'A case is excluded twice.');
  if (exclusions.some(({ reason }) => reason.trim() === ''))
    throw refuse('value-required', 'exclusions', '排除事项须写明原因。', 'An exclusion needs its reason.');
  if (frame.happened !== null && frame.happened.from > frame.happened.until)
    throw refuse(
      'date-out-of-order',
      'frame/happened',
      '起始日期晚于截止日期。',
      'The first day comes after the last.',
    );
  if (patienceMs < PATIENCE_MS.least || patienceMs > PATIENCE_MS.most)
    throw refuse(
      'unknown-value',
      'patienceMs',
      '给见证人的时间应在 5 分钟至 7 天之间。',
      'Witnesses get from 5 minutes to 7 days.',
    );
  checkChance(chance, now);
  return { type: 'Defined', at: now, actorId: definition.definedBy, facts: { id, definition } };
}
