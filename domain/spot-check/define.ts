import type { Actor, ActorPost } from '../actor';
import { isTopOfTree, postsWith } from '../actor';
import { compareInstants, type Instant } from '../calendar/instant';
import { Refusal, refusalAt, type RefusalCode } from '../errors';
import type { SpotCheckEvent } from './events';
import type { Chance, Definition, Visits } from './state';
import type { Role } from '../roles';
import { FEWEST_WITNESSES } from './time';

/** How long witnesses may be given for each of their two steps. */
export const PATIENCE_MS = { least: 5 * 60_000, most: 7 * 24 * 60 * 60_000 } as const;

function refuse(code: RefusalCode, field: string, zh: string, en: string): Refusal {
  return refusalAt(code, `/${field}`, { zh, en });
}

/** Who may define a check at all (domain/permissions.ts); where, is `definerOf`. */
const DEFINERS: readonly Role[] = ['leader', 'officer'];

/**
 * The post by which somebody may have cases of a place checked: one above it. Nobody has their own place checked by their
 * own rule, except at the head of the tree, which has nothing above it.
 *
 * @throws Refusal 'forbidden'
 */
export function definerOf(actor: Actor, place: { path: string }): ActorPost {
  const found = postsWith(actor, DEFINERS).find(
    (post) => place.path.startsWith(post.orgPath) && (place.path !== post.orgPath || isTopOfTree(post)),
  );
  if (found !== undefined) return found;
  throw new Refusal('forbidden', {
    zh: '不能抽查本单位自己的事项：抽查由上级单位的负责人或工作人员发起。',
    en: 'A place does not have its own cases checked: a leader or officer of an organisation above it defines the check.',
  });
}

const twiceOf = (values: readonly string[]): string | undefined =>
  values.find((value, i) => values.indexOf(value) !== i);

function checkChance(chance: Chance, now: Instant): void {
  if (chance.kind === 'server') return;
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

function checkVisits({ inspectorIds, barred, most }: Visits): void {
  if (inspectorIds?.length === 0 || twiceOf(inspectorIds ?? []) !== undefined)
    throw refuse(
      'count-wrong',
      'visits/inspectorIds',
      '请至少指定一位检查人员，且不得重复；不指定则为全市检查人员。',
      'Name at least one inspector, each once; leave it out for every inspector of the city.',
    );
  if (barred.some(({ reason }) => reason.trim() === ''))
    throw refuse('value-required', 'visits/barred', '回避须写明原因。', 'Somebody is barred with a reason.');
  if (most !== null && (!Number.isSafeInteger(most) || most < 1))
    throw refuse('count-wrong', 'visits/most', '每人最多件数至少为 1。', 'A limit per person is at least 1.');
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
  if (definition.visits !== undefined) checkVisits(definition.visits);
  return { type: 'Defined', at: now, actorId: definition.definedBy, facts: { id, definition } };
}
