import { randomUUID } from 'node:crypto';
import { dateOfDayNumber, dayNumber } from '../../domain/calendar/civil-date';
import { civilDateOf, instantOfEpochMs } from '../../domain/calendar/instant';
import type { CommandType } from '../../domain/case/commands';
import type { Role } from '../../domain/roles';
import type { SeededCase } from '../cases';
import { COMMUNITIES, type Token, tokenOf } from '../people';
import type { Call } from '../programs/http-client';

const NOTE = ['officer', 'note', { text: '已电话联系居民，约定周五上门查看。' }] as const;
const MEETING = dateOfDayNumber(dayNumber(civilDateOf(instantOfEpochMs(Date.now()))) + 7);

/**
 * What happens to one case, in this order. `return` pauses its limit, `resubmit` lets it run on, `accept` stops it
 * and `call-meeting` starts the next one; notes and the naming of a person move no date. None of them needs the
 * engine to be told: no limit comes to end earlier than the timer that is set.
 */
const MIX: readonly (readonly [Role, CommandType, object])[] = [
  NOTE,
  ['officer', 'return', { reason: '缺少现场照片', missing: ['现场照片'] }],
  NOTE,
  ['officer', 'resubmit', { note: '照片已补' }],
  NOTE,
  ['officer', 'accept', { duplicatesChecked: true, itemType: 'works', estimateFen: 4_800_000 }],
  NOTE,
  ['secretary', 'call-meeting', { meetingDate: MEETING, place: '社区会议室' }],
  NOTE,
  ['secretary', 'assign', { personInCharge: { label: '社区干事乙' }, reason: '分片负责' }],
  NOTE,
  ['secretary', 'call-meeting', { meetingDate: MEETING, place: '居民活动室' }],
];

export const CALLS_PER_CASE = MIX.length;

/** What goes on and on in a case that waits for its meeting; for warming up, so that few cases are used up by it. */
const AGAIN = MIX.slice(-4);

/** The calls of one case, its last four as often again as told. */
export function callsFor(
  { id, community }: SeededCase,
  tokens: ReadonlyMap<string, Token>,
  again = 0,
): Call[] {
  const more = Array.from({ length: again }, () => AGAIN).flat();
  return [...MIX, ...more].map(([role, type, data]) => ({
    method: 'POST',
    path: `/api/v1/cases/${id}/commands`,
    token: tokenOf(tokens, role, community),
    key: randomUUID(),
    body: JSON.stringify({ type, data }),
  }));
}

/** Calls that open cases, in the communities by turns. */
export function openingCalls(tokens: ReadonlyMap<string, Token>, lane: number, count: number): Call[] {
  return Array.from({ length: count }, (_, i) => {
    const organisationId = COMMUNITIES[(lane + i) % COMMUNITIES.length] ?? '';
    const body = { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '楼道照明改造', organisationId };
    const token = tokenOf(tokens, 'officer', organisationId);
    return { method: 'POST', path: '/api/v1/cases', token, key: randomUUID(), body: JSON.stringify(body) };
  });
}
