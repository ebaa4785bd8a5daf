import { compareDates, daysBetween } from '../../calendar/civil-date';
import { civilDateOf, compareInstants, endOfDay } from '../../calendar/instant';
import { formatLimit } from '../../calendar/limit';
import { postName } from '../../programme/render-words';
import { moveClock, movedFrom, pauseClock, resumeClock } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import { movableClocks } from '../open-items';
import { headsOver } from '../place';
import { refuse } from '../refuse';
import type { CaseState, Clock } from '../state';
import { postFor } from '../who';

/** In days: whatever stands still longer is suspended or ended, not paused. */
const LONGEST_PAUSE = 90;

function movable(state: CaseState, id: string, by: 'extend' | 'shorten' | 'pause-clock'): Clock {
  const candidates = movableClocks(state, by);
  const found = candidates.find((clock) => clock.id === id);
  if (found !== undefined) return found;
  const known = candidates.map((clock) => clock.id).join(', ');
  const late = state.clocks.some((clock) => clock.id === id && clock.overdueAt !== null);
  if (late)
    throw refuse(
      'not-now',
      '时限已过，不能再调整（延期须在到期前办理）。',
      'This limit has already been missed; it can only be moved before it ends.',
      'clockId',
    );
  throw refuse(
    'unknown-value',
    `没有可调整的时限“${id}”；可选：${known || '无'}。`,
    `There is no limit "${id}" that can be moved; there is: ${known || 'none'}.`,
    'clockId',
  );
}

/** Where heads approve, each does so for their own organisation and those below it, not for a limit of their superiors. */
function byItsHead(clock: Clock, what: 'extend' | 'pause', state: CaseState, context: DecideContext): void {
  const { programme, actor } = context;
  if (programme.deadlines[what]?.by !== 'head') return;
  if (headsOver(clock.owner).some((head) => postFor(actor, head, state) !== null)) return;
  const owner = postName(clock.owner);
  throw refuse(
    'not-your-command',
    `时限“${clock.name.zh}”（${owner.zh}）应由其所在单位或上级单位负责人审批。`,
    `The limit "${clock.name.en}" (${owner.en}) is moved by the head of that organisation or of one above it.`,
    'clockId',
  );
}

/** 3.5 (6): once (or as often as the programme says), before expiry, with a reason. */
export function extend(state: CaseState, data: CommandData<'extend'>, context: DecideContext): Decided {
  const clock = movable(state, data.clockId, 'extend');
  byItsHead(clock, 'extend', state, context);
  const times = context.programme.deadlines.extend?.times ?? 1;
  if (clock.changes.filter(({ why }) => why === 'extended').length >= times) {
    throw refuse(
      'not-in-programme',
      times === 0 ? '本制度不允许延期。' : `本制度最多延期 ${times} 次，已用完。`,
      times === 0
        ? 'This programme allows no extension.'
        : `This programme allows ${times} extension(s), which have been used.`,
      'clockId',
    );
  }
  const limit = { ...clock.limit, amount: clock.limit.amount + data.amount };
  const change = moveClock(clock, 'extended', { limit }, context.now, context);
  const facts = { ...movedFrom(clock, change), reason: data.reason, approver: data.approver ?? null };
  return { type: 'LimitExtended', facts, moves: { clocks: [change] } };
}

/** A limit may come to end earlier, but not in the past. */
export function shorten(state: CaseState, data: CommandData<'shorten'>, context: DecideContext): Decided {
  const clock = movable(state, data.clockId, 'shorten');
  const amount = clock.limit.amount - data.amount;
  const most = formatLimit(clock.limit, 'zh');
  if (amount < 1) {
    throw refuse(
      'unknown-value',
      `时限共 ${most}，不能缩短 ${data.amount}。`,
      `The limit is ${formatLimit(clock.limit, 'en')}; it cannot be shortened by ${data.amount}.`,
      'amount',
    );
  }
  const change = moveClock(clock, 'shortened', { limit: { ...clock.limit, amount } }, context.now, context);
  // While it stands still, time is where it stood when that began.
  const standing = clock.pauses.find(({ to }) => to === null);
  if (compareInstants(change.dueAt, standing?.from ?? context.now) <= 0) {
    throw refuse(
      'date-out-of-order',
      '缩短后时限已过，请减少缩短的天数。',
      'The limit would already have ended; shorten it by less.',
      'amount',
    );
  }
  const facts = { ...movedFrom(clock, change), reason: data.reason, approver: data.approver ?? null };
  return { type: 'LimitShortened', facts, moves: { clocks: [change] } };
}

/** 3.5 (5): one limit stands still for a reason outside the case, until a day that is named. */
export function pause(state: CaseState, data: CommandData<'pause-clock'>, context: DecideContext): Decided {
  const clock = movable(state, data.clockId, 'pause-clock');
  byItsHead(clock, 'pause', state, context);
  const today = civilDateOf(context.now);
  if (compareDates(data.until, today) <= 0 || daysBetween(today, data.until) > LONGEST_PAUSE) {
    throw refuse(
      'date-out-of-order',
      `暂停截止日应在今天之后、${LONGEST_PAUSE} 天以内。`,
      `Pause until a day after today and within ${LONGEST_PAUSE} days.`,
      'until',
    );
  }
  const change = pauseClock(clock, context.now, endOfDay(data.until), context);
  return { type: 'ClockPaused', facts: data, moves: { clocks: [change] } };
}

export function resume(state: CaseState, data: CommandData<'resume-clock'>, context: DecideContext): Decided {
  const clock = state.clocks.find(({ id, resumesAt }) => id === data.clockId && resumesAt !== null);
  if (clock === undefined) {
    throw refuse(
      'unknown-value',
      `计时“${data.clockId}”没有单独暂停。`,
      `The clock "${data.clockId}" is not paused by itself.`,
      'clockId',
    );
  }
  byItsHead(clock, 'pause', state, context);
  const change = resumeClock(clock, context.now, context);
  const facts = { clockId: clock.id, note: data.note ?? null };
  return { type: 'ClockResumed', facts, moves: { clocks: [change] } };
}
