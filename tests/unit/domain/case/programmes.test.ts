import { nextWake } from '../../../../domain/case/time';
import type { CaseState } from '../../../../domain/case/state';
import { along, at, actor, draft, fixture, shipped, until, type Story } from '../../../support/domain';

/** The stages and statuses a case passes, from its events. */
function passed(story: Story): string[] {
  return story.events.flatMap(({ moves }) =>
    moves.status === undefined ? [] : [`${moves.status} ${moves.stageId ?? '·'}`],
  );
}

const types = (story: Story): string[] => story.events.map(({ type }) => type);
const due = (state: CaseState, id: string): string | undefined =>
  state.clocks.find((clock) => clock.id === id)?.dueDate;
const verdicts = (state: CaseState): Record<string, string | null> =>
  Object.fromEntries(state.clocks.map(({ id, verdict }) => [id, verdict]));

describe('张家港', () => {
  const zjg = shipped('zhangjiagang');

  it('runs the standard path from suggestion to closing, money after the works', () => {
    const done = until(draft(zjg), 'CLOSED');
    expect(passed(done)).toEqual([
      'SUBMITTED accept',
      'ACCEPTED council',
      'DELIBERATING ·',
      'SELECTED report',
      'CANDIDATE town-review',
      'UNDER_REVIEW ·',
      'UNDER_REVIEW determine',
      'APPROVED works',
      'IN_PROGRESS ·',
      'COMPLETED acceptance',
      'COMPLETED evaluation',
      'EVALUATED payment',
      'EVALUATED settlement',
      'SETTLED close',
      'CLOSED ·',
    ]);
    expect(done.state.outcome).toMatchObject({ status: 'CLOSED', reasonCode: 'done', success: true });
    expect(done.state.money).toMatchObject({ approvedFen: 5_000_000, disbursedFen: 100, paidFen: 0 });
  });

  it('counts the ten working days of ZJ9 from the report to the town until it is determined', () => {
    const sent = until(draft(zjg).on('2026-02-12'), 'town-review').do('submit-for-review');
    expect(due(sent.state, 'stage.town-review.1')).toBe('2026-03-04');
    expect(due(sent.state, 'stage.determine.1')).toBe('2026-03-04');
    const reviewed = sent.on('2026-03-04', '16:00').do('review');
    const late = reviewed.on('2026-03-05', '09:00').do('approve');
    expect(verdicts(reviewed.state)).toMatchObject({ 'stage.town-review.1': 'ON_TIME' });
    expect(verdicts(late.state)).toMatchObject({ 'stage.determine.1': 'OVERDUE' });
    expect(types(late).slice(-2)).toEqual(['ClockOverdue', 'CaseApproved']);
  });

  it.each([
    ['exactly 10,000 yuan', { estimateFen: 1_000_000 }, null],
    ['9,999.99 yuan', { estimateFen: 999_999 }, 'fast'],
    ['an urgent case of any size', { estimateFen: 9_000_000, urgent: true }, 'fast'],
    ['no estimate yet', { estimateFen: undefined }, null],
  ])('puts %s on its track (ZJ10)', (_what, data, track) => {
    const accepted = draft(zjg).do('submit').do('accept', data);
    expect(accepted.state.track).toBe(track);
    expect(accepted.state.stageId).toBe(track === 'fast' ? 'report' : 'council');
  });

  it('reviews a small project as reported, without the council', () => {
    const submitted = draft(zjg).on('2026-02-12').do('submit');
    const done = until(submitted.do('accept', { estimateFen: 999_999 }), 'CLOSED');
    expect(types(done)).not.toContain('MeetingCalled');
    expect(due(done.state, 'stage.town-review.1')).toBe('2026-02-13');
  });

  it('leads a project back to the council when its estimate grows out of the fast track', () => {
    const small = draft(zjg).do('submit').do('accept', { estimateFen: 999_999 });
    const grown = small.do('shortlist', { estimateFen: 1_000_000 });
    expect(grown.state).toMatchObject({ track: null, stageId: 'council', status: 'CANDIDATE' });
    const again = until(grown, 'report');
    expect(again.state.decisions).toHaveLength(1);
    expect(until(again, 'CLOSED').state.outcome?.success).toBe(true);
  });

  it('lets a project shrink onto the fast track after the council', () => {
    const reported = until(draft(zjg), 'report').do('shortlist', { estimateFen: 999_999 });
    expect(reported.state).toMatchObject({ track: 'fast', stageId: 'town-review' });
  });
});

describe('龙岗', () => {
  it('runs council, panel, street, district, group and finance, each with its limit', () => {
    const start = until(draft(shipped('longgang')).on('2026-02-12'), 'district-review');
    expect(passed(start).slice(-4)).toEqual([
      'SELECTED expert-panel',
      'UNDER_REVIEW ·',
      'UNDER_REVIEW report',
      'UNDER_REVIEW district-review',
    ]);
    expect(due(start.state, 'stage.district-review.1')).toBe('2026-02-26');
    const decided = until(start.on('2026-02-26').papers().do('review'), 'funding');
    expect(due(decided.state, 'stage.funding.1')).toBe('2026-03-18');
    const done = until(decided, 'CLOSED');
    expect(passed(done).slice(-7)).toEqual([
      'FUNDED works',
      'IN_PROGRESS ·',
      'COMPLETED acceptance',
      'COMPLETED satisfaction',
      'EVALUATED settlement',
      'SETTLED close',
      'CLOSED ·',
    ]);
    expect(Object.values(verdicts(done.state)).every((verdict) => verdict === 'ON_TIME')).toBe(true);
  });

  it('records both limits of LG16 and LG17 as missed when they are missed', () => {
    const review = until(draft(shipped('longgang')).on('2026-02-12'), 'district-review');
    const funding = until(review.on('2026-02-27').do('review'), 'funding');
    const paid = funding.on('2026-03-23').do('disburse');
    expect(due(funding.state, 'stage.funding.1')).toBe('2026-03-19');
    expect(verdicts(paid.state)).toMatchObject({
      'stage.district-review.1': 'OVERDUE',
      'stage.group-decision.1': 'ON_TIME',
      'stage.funding.1': 'OVERDUE',
    });
  });
});

describe('西湖', () => {
  const counted = until(draft(shipped('xihu')).on('2026-03-02'), 'notice');

  it('counts two papers, hangs three days and publishes after the full time', () => {
    const noticed = counted.do('open-notice');
    expect(nextWake(noticed.state)).toBe(at('2026-03-06', '00:00'));
    const done = until(noticed, 'CLOSED');
    expect(passed(done).slice(3, 9)).toEqual([
      'VOTING ·',
      'SELECTED notice',
      'ON_NOTICE ·',
      'ON_NOTICE publish',
      'APPROVED funding',
      'FUNDED works',
    ]);
  });

  it('hears an objection, revises the plan and lets the rest of the notice run on', () => {
    const objected = counted.do('open-notice').on('2026-03-03').do('record-objection').do('answer-objection');
    const revising = objected.do('revise');
    expect(nextWake(revising.state)).toBeNull();
    const revised = revising.on('2026-03-10').do('finish-revision');
    expect(nextWake(revised.state)).toBe(at('2026-03-13', '00:00'));
    const ended = revised.wake();
    expect(ended.state).toMatchObject({ status: 'ON_NOTICE', stageId: 'publish' });
    expect(until(ended, 'CLOSED').state.outcome?.success).toBe(true);
  });

  it('ends a candidate below the line with a text for its proposers', () => {
    const voting = until(draft(shipped('xihu')), 'VOTING').papers();
    const lost = voting.do('record-count', { elected: false, rank: 9, line: '前八名入选，本项第九' });
    expect(lost.state.outcome).toMatchObject({
      status: 'NOT_SELECTED',
      publicText: '前八名入选，本项第九',
      success: false,
    });
  });
});

describe('长春', () => {
  const yangguang = shipped('changchun-yangguang');

  it.each([
    ['green', 'grade.1', '2026-02-24'],
    ['orange', 'grade.1', '2026-03-12'],
    ['red', 'follow-up.1', '2026-03-16'],
  ])('阳光: %s sets its own clock (CA5)', (grade, clock, dueDate) => {
    const accepted = draft(yangguang).on('2026-02-12').do('submit').do('accept', { grade });
    expect(due(accepted.state, clock)).toBe(dueDate);
    const done = until(accepted, 'CLOSED');
    expect(passed(done).slice(2)).toEqual([
      'DELIBERATING ·',
      'SELECTED handle',
      'IN_PROGRESS ·',
      'COMPLETED cross-off',
      'CLOSED ·',
    ]);
    expect(verdicts(done.state)).toMatchObject({ [clock]: 'ON_TIME' });
  });

  it('英俊: both bodies agree before anything is carried out (CB4)', () => {
    const called = until(draft(shipped('changchun-yingjun')), 'DELIBERATING').papers();
    const one = called.do('record-decision', { body: 'representatives' });
    expect(one.state).toMatchObject({ status: 'DELIBERATING', stageId: 'council' });
    expect(one.refuses('record-decision', { body: 'representatives' })).toBe('not-now');
    const both = one.do('record-decision', { body: 'two-committees' });
    expect(both.state).toMatchObject({ status: 'SELECTED', stageId: 'carry-out' });
    expect(until(both, 'CLOSED').state.outcome?.success).toBe(true);
  });

  it('英俊: a shed that is voted down is a success (CB6)', () => {
    const called = until(draft(shipped('changchun-yingjun')), 'DELIBERATING').papers();
    const no = { for: 8, against: 15, abstained: 1, publicText: '居民代表会未同意建车棚。' };
    expect(called.refuses('record-decision', { ...no, publicText: undefined })).toBe('value-required');
    const down = called.do('record-decision', no);
    expect(down.state.outcome).toEqual({
      status: 'VOTED_DOWN',
      reasonCode: 'voted-down',
      publicText: no.publicText,
      success: true,
    });
  });

  it('东风: the post on duty answers at once, or carries the papers (CC1)', () => {
    const asked = draft(shipped('changchun-dongfeng')).do('submit');
    const answered = asked.do('answer');
    expect(answered.state).toMatchObject({
      status: 'CLOSED',
      outcome: { reasonCode: 'answered', success: true },
    });
    expect(passed(until(asked, 'CLOSED')).slice(1)).toEqual([
      'ACCEPTED errand',
      'IN_PROGRESS ·',
      'COMPLETED close',
      'CLOSED ·',
    ]);
  });
});

describe('南通', () => {
  const nantong = shipped('nantong');

  it('handles a fallen tree at once', () => {
    const called = draft(nantong, { kind: 'MATTER' }).on('2026-07-15', '08:30').do('submit');
    const accepted = called.do('accept', { urgent: true }, actor('grid-worker@grid'));
    expect(accepted.state).toMatchObject({ track: 'at-once', stageId: 'handle' });
    const started = accepted.do('start');
    expect(due(started.state, 'stage.handle.1')).toBe('2026-07-16');
    const done = started
      .on('2026-07-15', '11:00')
      .do('complete')
      .do('close', {
        served: { personTimes: 40, people: 40 },
      });
    expect(verdicts(done.state)).toEqual({
      'stage.accept.1': 'ON_TIME',
      'waiting.handle.1': 'ON_TIME',
      'stage.handle.1': 'ON_TIME',
      'stage.close.1': 'ON_TIME',
    });
  });

  it('lets a project have half a year of groundwork', () => {
    const working = until(draft(nantong, { kind: 'PROJECT' }).on('2026-01-12'), 'groundwork');
    const shortlisted = working.on('2026-07-20').do('shortlist');
    expect(shortlisted.state).toMatchObject({ stageId: 'set-up', status: 'CANDIDATE' });
    expect(passed(until(shortlisted, 'CLOSED')).slice(-4)).toEqual([
      'APPROVED run',
      'IN_PROGRESS ·',
      'COMPLETED close',
      'CLOSED ·',
    ]);
  });
});

describe('an invented eighth programme', () => {
  const eighth = fixture('eighth');
  const received = (kind: 'PROJECT' | 'MATTER', data: object): Story =>
    draft(eighth, { kind }).do('submit').do('accept', data);

  it('runs a whole project through two houses, a ballot, a notice and two papers of money', () => {
    const done = until(received('PROJECT', { grade: 'ordinary' }), 'CLOSED');
    expect(
      passed(done)
        .map((line) => line.split(' ')[1])
        .filter((id) => id !== '·'),
    ).toEqual([
      ...['desk', 'first-look', 'both-houses', 'ballot', 'notice', 'decide'],
      ...['advance', 'do', 'ask', 'look', 'books', 'done'],
    ]);
    expect(done.state.outcome?.success).toBe(true);
  });

  it.each([
    ['small and ordinary', 'PROJECT', { grade: 'ordinary', estimateFen: 499_999 }],
    ['pressing', 'PROJECT', { grade: 'pressing' }],
    ['a matter', 'MATTER', { grade: 'ordinary' }],
    ['a pressing matter', 'MATTER', { grade: 'pressing' }],
  ] as const)('brings a case that is %s to its end', (_what, kind, data) => {
    expect(until(received(kind, data), 'CLOSED').state.status).toBe('CLOSED');
  });

  it('gives a grade both its limit and its follow-ups', () => {
    const { state } = received('MATTER', { grade: 'ordinary' });
    expect(state.clocks.map(({ id }) => id)).toEqual([
      'stage.desk.1',
      'stage.first-look.1',
      'waiting.first-look.1',
      'grade.1',
      'follow-up.1',
    ]);
  });

  it('counts a review from the day the papers came to the desk', () => {
    const submitted = draft(eighth, { kind: 'MATTER' }).on('2026-03-02').do('submit');
    expect(due(submitted.state, 'stage.first-look.1')).toBe('2026-03-05');
    const sent = along(submitted).do('submit-for-review').state.clocks;
    expect(sent.filter(({ status }) => status === 'RUNNING').map(({ id }) => id)).toEqual([
      'stage.first-look.1',
      'grade.1',
    ]);
  });
});
