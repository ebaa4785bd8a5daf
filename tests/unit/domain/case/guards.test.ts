import { actorWith, at, draft, fixture, shipped, until, type Story } from '../../../support/domain';
import { REACHABLE } from './reachable';

const zjg = shipped('zhangjiagang');
const reached = (name: string): Story => REACHABLE[name] as Story;
const WAN = 1_000_000;

describe('caps (ZJ11, ZJ12, ZJ1)', () => {
  const reported = until(draft(zjg), 'report');
  const override = { reason: '老旧小区集中改造', approver: '镇分管领导' };

  it.each([
    ['exactly 100,000 yuan', { estimateFen: 10 * WAN }, {}, null],
    ['one fen more', { estimateFen: 10 * WAN + 1 }, {}, 'cap-exceeded'],
    [
      'one fen more with a reason and an approver',
      { estimateFen: 10 * WAN + 1, capOverride: override },
      {},
      null,
    ],
    ['exactly 165,000 in the community', {}, { communityYearFen: 16_500_000 - 5_000_000 }, null],
    ['one fen more in the community', {}, { communityYearFen: 16_500_001 - 5_000_000 }, 'cap-exceeded'],
    ['exactly the programme fund', {}, { programmeYearFen: 2_000_000_000 - 5_000_000 }, null],
    ['one fen above the fund', {}, { programmeYearFen: 2_000_000_001 - 5_000_000 }, 'cap-exceeded'],
    [
      'the hard cap with a reason',
      { capOverride: override },
      { programmeYearFen: 2_000_000_000 },
      'cap-exceeded',
    ],
    ['no estimate', { estimateFen: undefined }, {}, null],
  ])('screens %s', (_what, data, facts, code) => {
    expect(reported.knowing(facts).refuses('shortlist', data)).toBe(code);
  });

  it('records what was passed, by whom and why, once', () => {
    const over = { per: 'project', amountFen: 11 * WAN, ...override };
    const passed = reported.do('shortlist', { estimateFen: 11 * WAN, capOverride: override });
    expect(passed.state.money.capOverrides).toEqual([over]);
    const approved = until(passed, 'determine').do('approve');
    expect(approved.state.money).toMatchObject({ approvedFen: 11 * WAN, capOverrides: [over] });
  });

  it('asks again at approval when more is approved than was passed, or another cap is in the way', () => {
    const passed = until(
      reported.do('shortlist', { estimateFen: 11 * WAN, capOverride: override }),
      'determine',
    );
    expect(passed.refuses('approve', { approvedFen: 11 * WAN + 1 })).toBe('cap-exceeded');
    const crowded = passed.knowing({ communityYearFen: 6 * WAN });
    expect(crowded.refuses('approve')).toBe('cap-exceeded');
    const approved = crowded.do('approve', { capOverride: override });
    expect(approved.state.money.capOverrides.map(({ per }) => per)).toEqual([
      'project',
      'project',
      'community-year',
    ]);
  });

  it('cannot be passed where the programme says so', () => {
    const decide = until(draft(fixture('eighth')).do('submit').do('accept', { grade: 'pressing' }), 'decide');
    expect(decide.refuses('approve', { approvedFen: 6 * WAN })).toBeNull();
    expect(decide.refuses('approve', { approvedFen: 6 * WAN + 1, capOverride: override })).toBe(
      'cap-exceeded',
    );
  });
});

describe('screening (T5)', () => {
  const xihu = reached('ACCEPTED');

  it.each([
    ['no estimate at all', { estimateFen: undefined }, draft(shipped('xihu')).do('submit'), 'value-required'],
  ])('of a project with %s', (_what, data, submitted, code) => {
    expect(submitted.do('accept', data).refuses('shortlist', data)).toBe(code);
  });

  it.each([
    ['a library that the programme keeps', { library: 'street' }, null],
    ['no item type', { itemType: undefined }, 'value-required'],
    ['an unknown item type', { itemType: 'goods' }, 'unknown-value'],
  ])('into %s', (_what, data, code) => {
    expect(xihu.refuses('shortlist', data)).toBe(code);
  });

  it('into a library that the programme does not keep', () => {
    expect(until(draft(zjg), 'report').refuses('shortlist', { library: 'street' })).toBe('unknown-value');
  });

  it('finds no money in a matter', () => {
    const shed = until(draft(shipped('changchun-yingjun')), 'take-up');
    expect(shed.refuses('shortlist', { estimateFen: 1 })).toBe('not-in-programme');
    const returned = draft(shipped('changchun-yingjun')).do('submit').do('return');
    expect(returned.refuses('resubmit', { estimateFen: 1 })).toBe('not-in-programme');
  });
});

describe('approval (T14)', () => {
  it('needs an amount for a project and has none for a matter', () => {
    const project = reached('UNDER_REVIEW, before approval');
    expect(project.refuses('approve', { approvedFen: undefined })).toBe('value-required');
    const eighth = fixture('eighth');
    const stages = eighth.stages.map((s) => (s.kind === 'approve' ? { ...s, only: undefined } : s));
    const matter = until(
      draft({ ...eighth, stages }, { kind: 'MATTER' })
        .do('submit')
        .do('accept', { grade: 'pressing' }),
      'decide',
    );
    expect(matter.refuses('approve', { approvedFen: 1 })).toBe('not-in-programme');
    expect(matter.refuses('approve')).toBeNull();
  });

  it('of an amount that is too large for the fast track is refused (ZJ10)', () => {
    const fast = until(
      draft(zjg)
        .do('submit')
        .do('accept', { estimateFen: WAN - 1 }),
      'determine',
    );
    expect(fast.refuses('approve', { approvedFen: WAN - 1 })).toBeNull();
    expect(fast.refuses('approve', { approvedFen: WAN })).toBe('cap-exceeded');
    const urgent = until(draft(zjg).do('submit').do('accept', { urgent: true }), 'determine');
    expect(urgent.refuses('approve', { approvedFen: 5 * WAN })).toBeNull();
  });

  it('waits for the end of the notice and for the answer to every objection', () => {
    const noticed = reached('SELECTED, before the notice').do('open-notice');
    const early = { ...noticed.state, stageId: 'publish', stageOpened: true };
    const ahead = Object.assign(Object.create(Object.getPrototypeOf(noticed) as object), noticed, {
      state: early,
    }) as Story;
    expect(ahead.refuses('approve')).toBe('notice-not-ended');
    const ended = noticed.on('2026-03-05').wake(at('2026-03-06', '00:00'));
    const late = ended.on('2026-03-06').do('record-objection', { receivedOn: '2026-03-05' });
    expect(late.refuses('approve')).toBe('objection-open');
    expect(late.do('answer-objection').refuses('approve')).toBeNull();
  });
});

describe('four eyes (T11)', () => {
  const reviewer = (name: string) => actorWith(name, ['reviewer', 'leader', 'officer', 'expert']);

  it.each([
    ['opened and submitted it', 'officer@community', 'same-person'],
    ['had nothing to do with it', 'somebody', null],
  ])('lets whoever %s review, return or decide accordingly', (_what, name, code) => {
    const sent = until(draft(zjg), 'UNDER_REVIEW');
    expect(sent.refuses('review', {}, reviewer(name))).toBe(code);
    expect(sent.refuses('reject', {}, reviewer(name))).toBe(code);
    const passed = sent.do('review');
    expect(passed.refuses('approve', {}, reviewer(name))).toBe(code);
    expect(passed.refuses('reject', {}, reviewer(name))).toBe(code);
  });

  it('keeps out whoever sent the file, and whoever handed it in again', () => {
    const sent = until(draft(zjg), 'town-review').do('submit-for-review', {}, reviewer('sender'));
    expect(sent.refuses('review', {}, reviewer('sender'))).toBe('same-person');
    const back = sent.do('return', {}, reviewer('second')).do('resubmit', {}, reviewer('second'));
    expect(back.refuses('review', {}, reviewer('second'))).toBe('same-person');
    expect(back.refuses('review', {}, reviewer('sender'))).toBe('same-person');
    expect(back.refuses('review', {}, reviewer('third'))).toBeNull();
  });
});

describe('money (T15, T19)', () => {
  const funding = reached('APPROVED');
  const building = until(funding, 'works').do('start', { contractFen: 4_000_000 });

  it.each([
    ['all that was approved', { amountFen: 5_000_000 }, null],
    ['one fen more', { amountFen: 5_000_001 }, 'amount-over-approved'],
    ['tomorrow', { paidOn: '2099-01-01' }, 'date-out-of-order'],
  ])('is disbursed: %s', (_what, data, code) => {
    expect(funding.refuses('disburse', data)).toBe(code);
  });

  it.each([
    ['all of the contract', 4_000_000, null],
    ['one fen above the contract', 4_000_001, 'amount-over-contract'],
    ['one fen above the approval', 5_000_001, 'amount-over-approved'],
  ])('is paid: %s', (_what, amountFen, code) => {
    expect(building.refuses('pay', { amountFen })).toBe(code);
  });

  it('is added up over payments', () => {
    const half = building.do('pay', { amountFen: 3_000_000 });
    expect(half.refuses('pay', { amountFen: 1_000_000 })).toBeNull();
    expect(half.refuses('pay', { amountFen: 1_000_001 })).toBe('amount-over-contract');
    expect(half.refuses('pay', { paidOn: '2099-01-01' })).toBe('date-out-of-order');
  });

  it.each([
    ['as high as the approval', 5_000_000, null],
    ['one fen above it', 5_000_001, 'amount-over-approved'],
  ])('has a contract %s', (_what, contractFen, code) => {
    expect(until(funding, 'works').refuses('start', { contractFen })).toBe(code);
  });

  it('is settled once', () => {
    const settled = until(building, 'SETTLED');
    expect(settled.refuses('pay')).toBe('not-now');
    expect(settled.refuses('settle')).toBe('not-now');
  });
});

describe('the works (T16 to T18)', () => {
  const works = until(draft(shipped('longgang')), 'works');

  it.each([
    ['no plan (LG6)', { plan: undefined }, 'value-required'],
    ['nobody in charge (LG7)', { personInCharge: undefined }, 'value-required'],
    ['no procurement record', { procurement: undefined }, 'value-required'],
    ['all of them', {}, null],
  ])('do not start with %s', (_what, data, code) => {
    expect(works.refuses('start', data)).toBe(code);
  });

  it('start with the person who was named before', () => {
    const named = works.do('assign', { personInCharge: { personId: null, label: '工程科' } });
    expect(named.do('start', { personInCharge: undefined }).state.personInCharge?.label).toBe('工程科');
  });

  const building = reached('IN_PROGRESS');

  it.each([
    ['cheaper', { newCostFen: 4_000_000 }, null],
    ['as approved', { newCostFen: 5_000_000 }, null],
    ['dearer by a tenth', { newCostFen: 5_500_000 }, 'amount-over-approved'],
    ['dearer by a fen more', { newCostFen: 5_500_001 }, null],
  ])('are changed: %s', (_what, data, code) => {
    expect(building.refuses('change-plan', data)).toBe(code);
  });

  it('go back to review when they cost more than the programme lets pass, and on again after it', () => {
    const dear = building.do('change-plan', { newCostFen: 6_000_000 });
    expect(dear.state).toMatchObject({ status: 'SELECTED', stageId: 'expert-panel', stageOpened: false });
    expect(dear.state.money).toMatchObject({ approvedFen: 5_000_000, estimateFen: 6_000_000 });
    const again = until(dear, 'funding');
    expect(again.state.money.approvedFen).toBe(6_000_000);
    expect(until(again, 'CLOSED').state.outcome?.success).toBe(true);
  });

  it('go on at the old price without a second disbursement when the rise is not approved', () => {
    const paid = until(
      until(draft(shipped('longgang')), 'funding').do('disburse', { amountFen: 5_000_000 }),
      'IN_PROGRESS',
    );
    const asked = until(paid.do('change-plan', { newCostFen: 6_000_000 }), 'group-decision');
    expect(asked.refuses('approve', { approvedFen: 4_999_999 })).toBe('amount-over-approved');
    expect(asked.do('approve', { approvedFen: 5_000_000 }).state).toMatchObject({
      stageId: 'works',
      status: 'APPROVED',
    });
  });

  it('are published anew where the residents voted, without a second vote', () => {
    const xihu = until(draft(shipped('xihu')), 'IN_PROGRESS').do('change-plan', { newCostFen: 6_000_000 });
    expect(xihu.state).toMatchObject({ stageId: 'notice', notice: null, voting: null });
    expect(until(xihu, 'CLOSED').events.filter(({ type }) => type === 'NoticeOpened')).toHaveLength(2);
  });

  it('cost at least what was paid for them', () => {
    const paid = building.do('pay', { amountFen: 3_000_000 });
    expect(paid.refuses('change-plan', { newCostFen: 2_999_999 })).toBe('amount-over-contract');
    expect(paid.do('change-plan', { newCostFen: 3_000_000 }).state.money.contractFen).toBe(3_000_000);
    const again = until(paid.do('change-plan', { newCostFen: 6_000_000 }), 'works');
    const contracted = until(
      building.do('change-plan', { newCostFen: 4_000_000 }).do('change-plan', { newCostFen: 6_000_000 }),
      'works',
    );
    expect(contracted.do('start').state.money.contractFen).toBe(4_000_000);
    expect(again.refuses('start', { contractFen: 2_999_999 })).toBe('amount-over-contract');
  });

  it('have no price in a matter', () => {
    expect(reached('IN_PROGRESS, red').refuses('change-plan', { newCostFen: 1 })).toBe('not-in-programme');
  });

  it('stand still until a day to come, within a year', () => {
    expect(building.refuses('suspend', { until: '2026-03-10' })).toBeNull();
    expect(building.on('2026-03-10').refuses('suspend', { until: '2026-03-10' })).toBe('date-out-of-order');
    expect(building.on('2026-03-10').refuses('suspend', { until: '2027-03-12' })).toBe('date-out-of-order');
  });

  it('are not completed on a day to come', () => {
    expect(building.refuses('complete', { finishedOn: '2099-01-01' })).toBe('date-out-of-order');
  });

  it('are given up with a reason and a text for the proposers', () => {
    const { state } = building.do('terminate', {
      reasonCode: 'implementer-failed',
      publicText: '施工单位退场。',
    });
    expect(state.outcome).toMatchObject({
      status: 'TERMINATED',
      reasonCode: 'implementer-failed',
      success: false,
    });
    expect(state.outcome?.publicText).toBe('施工单位退场。');
  });
});
