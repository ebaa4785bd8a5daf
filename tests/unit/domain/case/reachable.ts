import { actor, at, draft, shipped, until, type Story } from '../../../support/domain';

const zjg = shipped('zhangjiagang');
const xihu = shipped('xihu');
const longgang = shipped('longgang');
const yangguang = shipped('changchun-yangguang');
const two = { suggestions: ['s1', 's2'] };
const other = { id: 'c2', number: 'BJ-2026-000002', orgPath: '/city/', ended: false };

const screened = until(draft(xihu, two), 'screening');
const onNotice = until(draft(xihu), 'ON_NOTICE');
const objected = onNotice.do('record-objection');
const reviewing = until(draft(longgang), 'UNDER_REVIEW');
const building = until(draft(longgang), 'IN_PROGRESS');
const accepting = until(draft(longgang), 'acceptance');
const inspected = until(draft(zjg), 'IN_PROGRESS');
const found = inspected.papers().do('raise-finding');
const closed = until(draft(longgang), 'CLOSED');
const red = until(draft(yangguang), 'ACCEPTED', { grade: 'red' });

/** A real case for each status, and for each kind of stage in which a status can be; every one built by commands. */
export const REACHABLE: Readonly<Record<string, Story>> = Object.fromEntries(
  Object.entries({
    DRAFT: draft(zjg, two),
    SUBMITTED: draft(xihu, two).do('submit'),
    'SUBMITTED, may be answered at once': draft(shipped('changchun-dongfeng')).do('submit'),
    RETURNED: draft(xihu).do('submit').do('return'),
    'RETURNED by a reviewer after the council': reviewing.do('return'),
    ACCEPTED: screened,
    'ACCEPTED, red, before the council': red,
    CANDIDATE: until(draft(xihu, two), 'ballot'),
    'CANDIDATE, before approval': until(draft(shipped('nantong'), { kind: 'PROJECT' }), 'set-up'),
    DELIBERATING: until(draft(zjg), 'DELIBERATING'),
    VOTING: until(draft(xihu), 'VOTING'),
    SELECTED: until(draft(longgang), 'expert-panel'),
    'SELECTED, before the notice': until(draft(xihu), 'notice'),
    'SELECTED, before screening': until(draft(zjg), 'report'),
    'SELECTED, before handling': until(draft(yangguang), 'handle'),
    UNDER_REVIEW: reviewing,
    'UNDER_REVIEW, missed and not acknowledged': reviewing.wake(at('2026-03-17', '09:30')),
    'UNDER_REVIEW, its clock paused': reviewing.do('pause-clock'),
    'UNDER_REVIEW, under an order': reviewing.do('supervise'),
    'UNDER_REVIEW, before approval': until(draft(zjg), 'determine'),
    ON_NOTICE: onNotice,
    'ON_NOTICE, with an objection': objected,
    'ON_NOTICE, ended with an objection': objected.wake(),
    'ON_NOTICE, before approval': onNotice.wake(),
    REVISING: objected.do('answer-objection').do('revise'),
    'REVISING, with an objection': objected.do('revise'),
    APPROVED: until(draft(xihu), 'funding'),
    'APPROVED, before the works': until(draft(zjg), 'works'),
    FUNDED: until(draft(longgang), 'FUNDED'),
    IN_PROGRESS: building,
    'IN_PROGRESS, red': until(red, 'IN_PROGRESS'),
    'IN_PROGRESS, to be inspected': inspected,
    'IN_PROGRESS, with a finding': found,
    'IN_PROGRESS, with a finding that is put right': found.do('answer-finding'),
    'IN_PROGRESS, with an opinion': inspected.do('give-opinion'),
    SUSPENDED: building.do('suspend'),
    COMPLETED: accepting,
    'COMPLETED, before the survey': until(draft(longgang), 'satisfaction'),
    'COMPLETED, before closing': until(draft(yangguang), 'cross-off'),
    REWORK: accepting.papers().do('inspect-works', { passed: false }),
    EVALUATED: until(draft(longgang), 'settlement'),
    'EVALUATED, before payment': until(draft(zjg), 'payment'),
    SETTLED: until(draft(longgang), 'SETTLED'),
    CLOSED: closed,
    'CLOSED, with a finding': closed.do('raise-finding', { source: 'look-back' }),
    'CLOSED, to be visited': closed.do('order-visit', { inspectorId: 'everybody' }),
    REJECTED: reviewing.do('reject'),
    MERGED: screened.knowing({ otherCase: { ...other, programmeCode: 'xihu' } }).do('merge'),
    TRANSFERRED: draft(xihu).do('submit').do('transfer'),
    NOT_SELECTED: until(draft(xihu), 'VOTING').papers().do('record-count', { elected: false }),
    VOTED_DOWN: until(draft(zjg), 'DELIBERATING')
      .papers()
      .do('record-decision', { for: 0, publicText: '未通过' }),
    WITHDRAWN: screened.do('withdraw'),
    TERMINATED: building.do('terminate'),
  }).map(([name, story]) => [
    name,
    (story.state.endedAt === null && story.state.status !== 'DRAFT' ? story.papers() : story).knowing({
      proposers: story.state.suggestions.map(() => 'everybody'),
      otherCase: { ...other, programmeCode: story.programme.code },
      suggestionsHere: ['s-new'],
    }),
  ]),
);

/** Somebody with no standing at all. */
export const STRANGER = actor('stranger');
