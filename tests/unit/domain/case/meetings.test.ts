import { reaches } from '../../../../domain/case/deciders/meeting';
import { actor, draft, fixture, shipped, until } from '../../../support/domain';
import { REACHABLE } from './reachable';

const called = until(draft(shipped('zhangjiagang')), 'DELIBERATING').papers();
const voting = until(draft(shipped('xihu')), 'VOTING').papers();
const screened = until(draft(shipped('xihu')), 'ballot');

describe('shares', () => {
  it.each([
    ['2/3 or more', { num: 2, den: 3, strict: false }, 20, 30, true],
    ['2/3 or more', { num: 2, den: 3, strict: false }, 19, 30, false],
    ['more than 2/3', { num: 2, den: 3, strict: true }, 20, 30, false],
    ['more than 2/3', { num: 2, den: 3, strict: true }, 21, 30, true],
    ['1/2 or more', { num: 1, den: 2, strict: false }, 12, 24, true],
    ['1/2 or more', { num: 1, den: 2, strict: false }, 11, 24, false],
    ['more than 1/2', { num: 1, den: 2, strict: true }, 12, 24, false],
    ['more than 1/2', { num: 1, den: 2, strict: true }, 13, 24, true],
    ['all', { num: 1, den: 1, strict: false }, 7, 7, true],
  ])('%s: %o with %i of %i is %s', (_words, share, part, whole, answer) => {
    expect(reaches(part, whole, share)).toBe(answer);
  });
});

describe('a decision (T7)', () => {
  it.each([
    ['a quorum of exactly two thirds', { present: 20, for: 11, against: 9, abstained: 0 }, null],
    ['one person below the quorum', { present: 19, for: 19, against: 0, abstained: 0 }, 'quorum-not-met'],
    ['more people present than members', { present: 31 }, 'count-wrong'],
    ['more people by video than present', { remote: 25 }, 'count-wrong'],
    ['as many by video as present', { remote: 24 }, null],
    ['one vote more than people', { for: 20, against: 3, abstained: 2 }, 'count-wrong'],
    ['fewer votes than people', { for: 13, against: 0, abstained: 0 }, null],
    ['a body that the stage does not have', { body: 'two-committees' }, 'unknown-value'],
    ['a meeting that is not held yet', { heldOn: '2026-03-03' }, 'date-out-of-order'],
    ['half of those present and no more', { for: 12, against: 12, abstained: 0 }, 'value-required'],
  ])('with %s', (_what, data, code) => {
    expect(called.refuses('record-decision', data)).toBe(code);
  });

  it('passes with one vote more than half of those present, abstentions counting as present', () => {
    const state = called.do('record-decision', { for: 13, against: 1, abstained: 10 }).state;
    expect(state.decisions).toEqual([
      {
        ...{
          stageId: 'council',
          body: 'council',
          heldOn: '2026-03-02',
          eligible: 30,
          present: 24,
          remote: 0,
        },
        ...{ for: 13, against: 1, abstained: 10, passed: true },
      },
    ]);
    expect(state.status).toBe('SELECTED');
  });

  it('that fails ends the case as a failure with the text its proposers read', () => {
    const down = called.do('record-decision', {
      for: 12,
      against: 12,
      abstained: 0,
      publicText: '未过半数。',
    });
    expect(down.state.outcome).toEqual({
      ...{ status: 'VOTED_DOWN', reasonCode: 'voted-down', publicText: '未过半数。', success: false },
    });
    expect(down.state.decisions).toMatchObject([{ passed: false }]);
  });

  it('needs the minutes', () => {
    const bare = until(draft(shipped('zhangjiagang')), 'council').do('call-meeting');
    expect(bare.refuses('record-decision')).toBe('evidence-missing');
  });

  it('is called for, moved and adjourned without changing the stage', () => {
    const moved = called.do('call-meeting', { meetingDate: '2026-03-20', agendaSentOn: '2026-03-20' });
    expect(moved.state).toMatchObject({ status: 'DELIBERATING', meetingDate: '2026-03-20' });
    expect(moved.state.clocks).toEqual(called.state.clocks);
    expect(called.refuses('call-meeting', { meetingDate: '2026-03-20', agendaSentOn: '2026-03-21' })).toBe(
      'date-out-of-order',
    );
    expect(called.do('adjourn').state.status).toBe('DELIBERATING');
    expect(called.refuses('adjourn', { heldOn: '2026-03-03' })).toBe('date-out-of-order');
    expect(called.refuses('adjourn', { body: 'nobody' })).toBe('unknown-value');
  });

  it('of one stage is not the decision of another with a body of the same name', () => {
    const eighth = fixture('eighth');
    const both = eighth.stages.find(({ id }) => id === 'both-houses');
    if (both === undefined) throw new Error('the fixture has changed');
    const again = { ...both, id: 'once-more' };
    const stages = eighth.stages.flatMap((stage) => (stage === both ? [both, again] : [stage]));
    const start = draft({ ...eighth, stages }, { kind: 'MATTER' })
      .do('submit')
      .do('accept', { grade: 'ordinary' });
    const second = until(start, 'once-more');
    expect(second.state.decisions).toHaveLength(2);
    expect(until(second, 'CLOSED').state.decisions).toHaveLength(4);
  });
});

describe('a vote (T8, T9)', () => {
  const papers = ['street', 'community'];
  const budgets = papers.map((paper) => ({ paper, budgetFen: 1 }));

  it.each([
    ['one paper of two (XH20)', { papers: budgets.slice(1) }, 'count-wrong'],
    ['the same paper twice', { papers: [budgets[0], budgets[0]] }, 'count-wrong'],
    ['an unknown paper', { papers: [budgets[0], { paper: 'district', budgetFen: 1 }] }, 'count-wrong'],
    ['an end before its beginning', { opensOn: '2026-03-05', closesOn: '2026-03-04' }, 'date-out-of-order'],
    ['no briefing (XH18)', { briefingHeldOn: undefined }, 'value-required'],
    ['a briefing after it', { briefingHeldOn: '2026-03-03' }, 'date-out-of-order'],
    ['everything in order', {}, null],
  ])('does not open with %s', (_what, data, code) => {
    expect(screened.refuses('open-voting', data)).toBe(code);
  });

  const counted = (change: object, paper = 0) =>
    papers.map((name, i) => ({
      paper: name,
      issued: 500,
      valid: 480,
      invalid: 20,
      ...(i === paper ? change : {}),
    }));

  it.each([
    ['everything in order', { papers: counted({}) }, null],
    ['one ballot more than issued', { papers: counted({ invalid: 21 }) }, 'count-wrong'],
    ['papers that are not equally many (XH21)', { papers: counted({ valid: 479 }) }, 'count-wrong'],
    ['more votes than valid ballots', { votes: 481 }, 'count-wrong'],
    ['as many votes as valid ballots', { votes: 480 }, null],
    ['one paper only', { papers: counted({}).slice(1) }, 'count-wrong'],
    ['a paper that the item was not on', { paper: 'district' }, 'unknown-value'],
    ['a tie at the line that nobody decided', { tiedAtLine: true }, 'tie-undecided'],
    [
      'a tie that a person decided',
      { tiedAtLine: true, tie: { decidedBy: '监票小组', reason: '覆盖面更广' } },
      null,
    ],
  ])('is not counted with %s', (_what, data, code) => {
    expect(voting.refuses('record-count', data)).toBe(code);
  });

  it('is counted on its last day, not before', () => {
    const open = screened.do('open-voting', { closesOn: '2026-03-08' }).papers();
    expect(open.on('2026-03-07', '23:59').refuses('record-count')).toBe('not-now');
    expect(open.on('2026-03-08', '00:00').refuses('record-count')).toBeNull();
  });

  it('is counted by somebody who did not propose the item', () => {
    expect(voting.knowing({ proposers: ['officer@street'] }).refuses('record-count')).toBe('same-person');
  });

  it('keeps who decided a tie, and why', () => {
    const tie = { decidedBy: '监票小组', reason: '覆盖面更广' };
    expect(voting.do('record-count', { tiedAtLine: true, tie }).last).toMatchObject({ facts: { tie } });
  });

  it('can have fewer valid papers of one kind where a voter may hand in one only', () => {
    const xihu = shipped('xihu');
    const stages = xihu.stages.map((s) => (s.kind === 'vote' ? { ...s, 'all-papers-needed': false } : s));
    const loose = until(draft({ ...xihu, stages }), 'VOTING').papers();
    expect(loose.refuses('record-count', { papers: counted({ valid: 400 }) })).toBeNull();
  });
});

describe('merge and split (T4)', () => {
  const two = REACHABLE.ACCEPTED;
  if (two === undefined) throw new Error('no accepted case');
  const other = { id: 'c2', number: 'BJ-2', programmeCode: 'xihu', orgPath: '/', ended: false };

  it.each([
    ['no such case', null, 'unknown-value'],
    ['the case itself', { ...other, id: 'c1' }, 'unknown-value'],
    ['a case that has ended', { ...other, ended: true }, 'case-ended'],
    ['a case of another programme', { ...other, programmeCode: 'longgang' }, 'not-in-programme'],
    ['a case that goes on', other, null],
  ])('merges into %s', (_what, otherCase, code) => {
    expect(two.knowing({ otherCase }).refuses('merge')).toBe(code);
  });

  it('keeps every link: the suggestions go along and the proposers can read why', () => {
    const merged = two.knowing({ otherCase: other }).do('merge', { publicText: '与 BJ-2 合并办理。' });
    expect(merged.last).toMatchObject({
      type: 'CaseMerged',
      facts: { into: 'c2', suggestions: ['s1', 's2'] },
    });
    expect(merged.state).toMatchObject({
      status: 'MERGED',
      suggestions: ['s1', 's2'],
      outcome: { reasonCode: 'duplicate', publicText: '与 BJ-2 合并办理。' },
    });
  });

  it('is not offered where the programme does not merge, or nothing can be split', () => {
    const eighth = until(draft(fixture('eighth'), { suggestions: ['s1', 's2'] }), 'ACCEPTED');
    expect(eighth.knowing({ otherCase: other }).refuses('merge')).toBe('not-now');
    expect(until(draft(shipped('xihu')), 'ACCEPTED').refuses('split')).toBe('not-now');
  });

  it.each([
    ['one of two', ['s2'], null],
    ['one of two, written twice', ['s2', 's2'], null],
    ['all of them', ['s1', 's2'], 'not-now'],
    ['words of another case', ['s9'], 'unknown-value'],
  ])('splits off %s', (_what, suggestions, code) => {
    expect(two.refuses('split', { suggestions })).toBe(code);
  });

  it('leaves the rest with the case that was split', () => {
    const split = two.do('split', { suggestions: ['s2', 's2'] });
    expect(split.last).toMatchObject({ facts: { into: 'c2', suggestions: ['s2'] } });
    expect(split.state).toMatchObject({ status: 'ACCEPTED', suggestions: ['s1'] });
  });
});

describe('join (T4)', () => {
  const accepted = REACHABLE.ACCEPTED;
  if (accepted === undefined) throw new Error('no accepted case');
  const two = accepted.knowing({ suggestionsHere: ['s2', 's3', 's4'] });

  it('takes words in once, and says that they came on their own', () => {
    const joined = two.do('join', { suggestions: ['s3', 's2', 's3'] });
    expect(joined.last).toMatchObject({
      type: 'SuggestionsJoined',
      facts: { from: null, suggestions: ['s3'] },
    });
    expect(joined.state).toMatchObject({ status: 'ACCEPTED', suggestions: ['s1', 's2', 's3'] });
  });

  it.each([
    ['words of another place', ['s3', 's9'], 'unknown-value'],
    ['words it has already', ['s2'], 'not-now'],
  ])('refuses %s', (_what, suggestions, code) => {
    expect(two.refuses('join', { suggestions })).toBe(code);
  });
});

describe('acceptance (T2, T3)', () => {
  const submitted = draft(shipped('changchun-yangguang')).do('submit');

  it.each([
    ['no colour', { grade: undefined }, 'value-required'],
    ['an unknown colour', { grade: 'blue' }, 'unknown-value'],
    ['an unknown category', { category: 'roads' }, 'unknown-value'],
    ['a known category', { category: 'elderly' }, null],
    ['an item type where there are none', { itemType: 'works' }, 'unknown-value'],
    ['money in a matter', { estimateFen: 1 }, 'not-in-programme'],
  ])('with %s', (_what, data, code) => {
    expect(submitted.refuses('accept', data)).toBe(code);
  });

  it('refuses for an item of the negative list, and for no other', () => {
    const dish = draft(shipped('longgang')).do('submit');
    expect(dish.refuses('reject', { negativeItem: 'overlap' })).toBeNull();
    expect(dish.refuses('reject', { negativeItem: 'beauty' })).toBe('unknown-value');
  });

  it.each([
    ['reject', 'REJECTED', false],
    ['transfer', 'TRANSFERRED', true],
    ['withdraw', 'WITHDRAWN', false],
  ] as const)('%s ends the case with a reason and a text for its proposers', (type, status, success) => {
    const { state } = submitted.do(type, { reasonCode: 'needs-other-body', publicText: '请向物业反映。' });
    expect(state.outcome).toEqual({
      status,
      reasonCode: 'needs-other-body',
      publicText: '请向物业反映。',
      success,
    });
    expect(state).toMatchObject({ status, stageId: null, resumeStatus: null, endedAt: submitted.now });
  });

  it('may be done by whoever wrote the suggestion down: a clerk enters what people say', () => {
    expect(submitted.refuses('accept', {}, actor('officer@community'))).toBeNull();
  });
});
