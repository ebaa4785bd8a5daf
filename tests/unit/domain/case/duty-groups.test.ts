import { dutySpans, type DutyGroup } from '../../../../domain/case/duty-groups';
import { whoWaits, type HandedOn } from '../../../../domain/case/waiting';
import { at } from '../../../support/domain';

/** The groups that a due instant falls into: it must be exactly one. */
const groupsOf = (due: string, now: string): DutyGroup[] =>
  Object.entries(dutySpans(now)).flatMap(([group, { after, until }]) =>
    (after === null || due > after) && (until === null || due <= until) ? [group as DutyGroup] : [],
  );

describe('the groups of the desk', () => {
  const now = at('2026-03-04'); // a Wednesday, 10:00
  it.each([
    ['an instant ago', '2026-03-04', '10:00', 'overdue'],
    ['tonight at 24:00', '2026-03-04', '24:00', 'today'],
    ['tomorrow', '2026-03-05', '00:01', 'week'],
    ['Sunday at 24:00', '2026-03-08', '24:00', 'week'],
    ['Monday', '2026-03-09', '24:00', 'later'],
  ])('%s', (_what, day, time, group) => {
    expect(groupsOf(at(day, time), now)).toEqual([group]);
  });

  it('have nothing left of the week on a Sunday', () => {
    expect(groupsOf(at('2026-03-08', '24:00'), at('2026-03-08'))).toEqual(['today']);
    expect(groupsOf(at('2026-03-09', '24:00'), at('2026-03-08'))).toEqual(['later']);
  });
});

describe('who waits', () => {
  const state: HandedOn = {
    ...{ status: 'UNDER_REVIEW', openedBy: 'opener', submittedBy: 'submitter' },
    ...{ resubmittedBy: null, sentToReviewBy: 'sender', completedBy: null },
    orders: [
      {
        ...{ id: 'o1', clockId: 'order.1', text: '请说明', givenBy: 'supervisor' },
        ...{ givenAs: null, to: { role: 'officer', level: 'COMMUNITY' }, answer: null },
      },
    ],
  };
  it.each<[string, Partial<HandedOn>, string, string | null]>([
    ['whoever sent it to review', {}, 'stage.town-review', 'sender'],
    ['whoever handed it in again', { resubmittedBy: 'mender' }, 'stage.town-review', 'mender'],
    ['whoever gave the order', {}, 'order.1', 'supervisor'],
    ['whoever submitted it', { status: 'SUBMITTED' }, 'stage.accept', 'submitter'],
    ['whoever finished the works', { status: 'COMPLETED', completedBy: 'builder' }, 'stage.x', 'builder'],
    ['nobody for a follow-up', {}, 'follow-up.2', null],
    ['nobody after a decision of many', { status: 'ON_NOTICE' }, 'stage.notice', null],
  ])('is %s', (_what, change, key, waiting) => {
    expect(whoWaits({ ...state, ...change }, key)).toBe(waiting);
  });
});
