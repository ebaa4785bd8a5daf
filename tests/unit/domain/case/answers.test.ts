import { dutiesOf } from '../../../../domain/case/duties';
import type { Clock } from '../../../../domain/case/state';
import { formatPostRef, type PostRef } from '../../../../domain/roles';
import { actor, at, colleagueOf, draft, fixture, shipped, until, type Story } from '../../../support/domain';
import { since, wakes } from './lines';

const longgang = shipped('longgang');
const reviewing = until(draft(longgang), 'UNDER_REVIEW');
const expert: PostRef = { role: 'expert', level: 'STREET' };
const second = colleagueOf(expert);
const clock = (story: Story, id: string): Clock | undefined => story.state.clocks.find((c) => c.id === id);
const duties = ({ state, programme, now }: Story): string[] =>
  dutiesOf(state, programme, now).map(
    ({ key, owner, personId }) => `${key} ${personId ?? formatPostRef(owner)}`,
  );

describe('a stage that waits to be opened', () => {
  it.each([
    ['zhangjiagang', 'council', 'secretary@community', '2026-03-09'],
    // The file is sent to review by the community, whoever reviews it then.
    ['zhangjiagang', 'town-review', 'officer@community', '2026-03-05'],
    ['zhangjiagang', 'works', 'implementer@community', '2026-03-16'],
    ['xihu', 'ballot', 'officer@street', '2026-03-16'],
    ['xihu', 'notice', 'officer@community', '2026-03-03'],
    ['nantong', 'handle', 'grid-worker@grid', '2026-03-03'],
  ])('%s, %s: %s has until %s', (code, stage, owner, dueDate) => {
    const kind = code === 'nantong' ? { kind: 'MATTER' as const } : {};
    const waiting = until(draft(shipped(code), kind), stage);
    const found = clock(waiting, `waiting.${stage}.1`);
    expect(found).toMatchObject({ kind: 'waiting', status: 'RUNNING', dueDate });
    expect(found && formatPostRef(found.owner)).toBe(owner);
  });

  it.each([
    ['zhangjiagang', 'town-review', at('2026-03-02', '12:00')],
    ['zhangjiagang', 'works', at('2026-03-05', '00:00')],
    ['nantong', 'handle', at('2026-03-02', '12:00')],
  ])('%s, %s: waits no longer than its own time on the fast track', (code, stage, dueAt) => {
    const kind = code === 'nantong' ? { kind: 'MATTER' as const } : {};
    const urgent = draft(shipped(code), kind).do('submit').do('accept', { urgent: true });
    expect(clock(until(urgent, stage), `waiting.${stage}.1`)).toMatchObject({ dueAt });
  });

  it('waits by the new track, and by the new grade, once the urgency is another', () => {
    const works = until(draft(shipped('zhangjiagang')), 'works');
    const urgent = works.do('regrade', { urgent: true });
    expect([works, urgent].map((story) => clock(story, 'waiting.works.1')?.dueDate)).toEqual([
      '2026-03-16',
      '2026-03-04',
    ]);
    const eighth = fixture('eighth');
    const limits = {
      pressing: { amount: 1, unit: 'workday' },
      ordinary: { amount: 4, unit: 'workday' },
    } as const;
    const track = { small: { amount: 2, unit: 'workday' } } as const;
    const stages = eighth.stages.map((stage) =>
      stage.kind === 'implement'
        ? { ...stage, 'open-within-on-track': track, 'open-within-on-grade': limits }
        : stage,
    );
    const start = draft({ ...eighth, stages })
      .do('submit')
      .do('accept', { grade: 'pressing', estimateFen: 90_000 });
    const build = stages.find(({ kind }) => kind === 'implement')?.id ?? '';
    const small = until(start, build);
    // Urgency comes first: on the small track the grade counts, and without one of its own the track.
    expect(small.state).toMatchObject({ track: 'small', grade: 'pressing' });
    expect(clock(small, `waiting.${build}.1`)).toMatchObject({ limit: limits.pressing });
    const calm = small.do('regrade', { grade: 'ordinary' });
    expect(clock(calm, `waiting.${build}.1`)).toMatchObject({ limit: limits.ordinary });
  });

  it('ends its waiting when it is opened, and its own limit begins', () => {
    const waiting = until(draft(longgang), 'expert-panel').on('2026-03-06');
    const opened = waiting.do('submit-for-review');
    expect(clock(opened, 'waiting.expert-panel.1')).toMatchObject({
      ...{ status: 'STOPPED', verdict: 'ON_TIME', used: { gross: 4, net: 4 } },
    });
    expect(clock(opened, 'stage.expert-panel.1')).toMatchObject({
      startedAt: opened.now,
      dueDate: '2026-03-20',
    });
  });

  it('does not sleep unnoticed', () => {
    const waiting = until(draft(longgang), 'council');
    expect(wakes(waiting, 6)).toEqual([
      '2026-03-05 09:00 half → secretary@community',
      '2026-03-06 09:00 day-before → secretary@community',
      '2026-03-09 09:00 last-day → secretary@community',
      '2026-03-10 00:00 missed waiting.council.1',
      '2026-03-10 09:00 overdue → secretary@community, officer@street, answer by 2026-03-10 14:30',
      '2026-03-10 14:30 climbed → leader@street, answer by 2026-03-11 10:00',
    ]);
  });

  it('waits anew when the case is sent back to it', () => {
    const dear = until(draft(longgang), 'IN_PROGRESS').do('change-plan', { newCostFen: 6_000_000 });
    expect(clock(dear, 'waiting.expert-panel.2')).toMatchObject({ status: 'RUNNING', dueDate: '2026-03-09' });
    expect(clock(dear, 'stage.works.1')?.status).toBe('STOPPED');
  });

  it('of a review behind another one there is none: it opens by itself', () => {
    const report = until(draft(longgang), 'report');
    expect(report.state.clocks.filter(({ id }) => id.startsWith('waiting.report'))).toEqual([]);
    expect(clock(report, 'stage.report.1')?.status).toBe('RUNNING');
  });
});

describe('a file that was returned', () => {
  const returned = reviewing.do('return');

  it('has a limit of its own, with whoever completes it, while all others stand still', () => {
    expect(clock(returned, 'returned.1')).toMatchObject({
      kind: 'returned',
      dueDate: '2026-03-16',
      stageId: null,
    });
    expect(clock(returned, 'stage.expert-panel.1')?.status).toBe('PAUSED');
    expect(wakes(returned, 1)).toEqual(['2026-03-09 09:00 half → officer@community']);
  });

  it('climbs when nobody completes it', () => {
    const late = returned.wake(at('2026-03-17', '09:00'));
    expect(since(returned, late)).toEqual([
      '2026-03-17 00:00 missed returned.1',
      '2026-03-17 09:00 half+day-before+last-day+overdue → officer@community, secretary@community, officer@street, answer by 2026-03-17 14:30',
    ]);
  });

  it.each([
    ['handed in again', (story: Story) => story.do('resubmit')],
    ['refused meanwhile', (story: Story) => story.do('reject')],
  ] as const)('is over when it is %s', (_what, go) => {
    expect(clock(go(returned.on('2026-03-05')), 'returned.1')).toMatchObject({
      status: 'STOPPED',
      verdict: 'ON_TIME',
    });
  });

  it('keeps the blame for a completion that came too late', () => {
    const late = returned.on('2026-03-17').do('resubmit');
    expect(clock(late, 'returned.1')?.verdict).toBe('OVERDUE');
    const again = late.do('return');
    expect(clock(again, 'returned.2')).toMatchObject({ status: 'RUNNING', fired: [] });
  });
});

describe('a duty that is handed over', () => {
  const over = reviewing.do('hand-over');

  it('is the colleague’s: they are reminded, and the head as before', () => {
    expect(duties(over)).toEqual([`stage.expert-panel ${second}`]);
    expect(wakes(over, 5)).toEqual([
      `2026-03-09 09:00 half → ${second}`,
      `2026-03-13 09:00 day-before → ${second}`,
      `2026-03-16 09:00 last-day → ${second}`,
      '2026-03-17 00:00 missed stage.expert-panel.1',
      `2026-03-17 09:00 overdue → ${second}, leader@street, officer@district, answer by 2026-03-17 14:30`,
    ]);
  });

  it('is acknowledged by them or by anybody else with the post', () => {
    const late = over.wake(at('2026-03-17', '09:00'));
    expect(late.refuses('acknowledge', {}, actor('expert@street', second))).toBeNull();
    expect(late.refuses('acknowledge', {}, actor('expert@street'))).toBeNull();
  });

  it.each([
    ['a colleague with the same post', second, null],
    ['oneself', 'me', 'unknown-value'],
    ['somebody with another post', colleagueOf({ role: 'reviewer', level: 'STREET' }), 'unknown-value'],
    ['nobody', 'nobody', 'unknown-value'],
  ])('goes to %s', (_who, personId, code) => {
    const story = reviewing.at({ holders: () => ['me', second] });
    expect(story.refuses('hand-over', { personId }, actor('expert@street', 'me'))).toBe(code);
  });

  it('can be handed back', () => {
    const first = colleagueOf({ role: 'expert', level: 'STREET' }).replace('second', 'first');
    const both = over.at({ holders: () => [first, second] });
    const back = both.do('hand-over', { personId: first }, actor('expert@street', second));
    expect(back.state.handler).toEqual({ stageId: 'expert-panel', personId: first, label: '审核员乙' });
    expect(duties(back)).toEqual([`stage.expert-panel ${first}`]);
  });

  it('comes back to the post when the colleague does not hold it any more', () => {
    const moved = over.at({ holders: (post) => [formatPostRef(post)] });
    expect(wakes(moved, 1)).toEqual(['2026-03-09 09:00 half → expert@street']);
  });

  it('is not the colleague’s while it is somebody else’s turn', () => {
    const returned = over.do('return');
    expect(duties(returned)).toEqual(['stage.expert-panel officer@community']);
    expect(duties(returned.do('resubmit'))).toEqual([`stage.expert-panel ${second}`]);
    const inspecting = until(draft(longgang), 'acceptance').do('hand-over').papers();
    const rework = inspecting.do('inspect-works', { passed: false });
    expect(duties(rework)).toEqual(['stage.acceptance implementer@street']);
    expect(wakes(rework, 1)).toEqual(['2026-03-12 09:00 half → implementer@street']);
  });

  it('is over with its stage', () => {
    expect(duties(over.papers().do('review'))).toEqual(['stage.report reviewer@street']);
  });
});

describe('a supervision order (督办)', () => {
  const ordered = reviewing.do('supervise', { text: '请说明进展', workdays: 3 });
  const leader = actor('leader@district');

  it('runs until it is answered, whatever becomes of the stage', () => {
    expect(ordered.state.orders).toEqual([
      {
        ...{ id: 'order.1', clockId: 'order.1', text: '请说明进展', to: expert, answer: null },
        ...{ givenBy: 'leader@district', givenAs: 'leader@district' },
      },
    ]);
    expect(duties(ordered)).toEqual(['stage.expert-panel expert@street', 'order.1 expert@street']);
    const passed = until(ordered, 'funding');
    expect(duties(passed)).toEqual(['stage.funding finance@district', 'order.1 expert@street']);
    expect(clock(passed, 'order.1')?.status).toBe('RUNNING');
  });

  it('runs on while the case stands still', () => {
    const returned = ordered.do('return');
    expect(clock(returned, 'order.1')?.status).toBe('RUNNING');
    expect(returned.refuses('answer-order', {}, actor('expert@street'))).toBeNull();
  });

  it('is reminded of like any other limit, and climbs when it is missed', () => {
    // Of three days two are used when one is left: that is the day before as well.
    expect(wakes(ordered, 5)).toEqual([
      '2026-03-04 09:00 half+day-before → expert@street',
      '2026-03-05 09:00 last-day → expert@street',
      '2026-03-06 00:00 missed order.1',
      '2026-03-06 09:00 overdue → expert@street, leader@street, officer@district, answer by 2026-03-06 14:30',
      '2026-03-06 14:30 climbed → leader@district, answer by 2026-03-09 10:00',
    ]);
  });

  it.each([
    ['in time', '2026-03-05', 'ON_TIME'],
    ['too late', '2026-03-06', 'OVERDUE'],
  ])('answered %s', (_when, day, verdict) => {
    const answered = ordered.on(day).do('answer-order', { text: '周四开会' });
    expect(clock(answered, 'order.1')).toMatchObject({ status: 'STOPPED', verdict });
    expect(answered.state.orders[0]?.answer).toBe('周四开会');
    expect(answered.state.calls).toEqual([]);
    expect(answered.refuses('answer-order', { orderId: 'order.1' })).toBe('not-now');
  });

  it('goes to whoever has the case now, or to their head', () => {
    const whose = (story: Story): string | undefined => {
      const [order] = story.state.orders;
      return order && formatPostRef(order.to);
    };
    expect(whose(reviewing.do('supervise', { to: 'head' }))).toBe('leader@street');
    expect(whose(reviewing.do('return').do('supervise'))).toBe('officer@community');
    expect(whose(until(draft(longgang), 'expert-panel').do('supervise'))).toBe('officer@community');
    const nobody = reviewing.at({ holders: (post) => (post.role === 'expert' ? [] : [formatPostRef(post)]) });
    expect(whose(nobody.do('supervise'))).toBe('leader@street');
  });

  it('is answered by the post it was given to, its head, or whoever handles the case', () => {
    const two = ordered.do('supervise', { to: 'head', text: '请说明原因' });
    const answers = (ref: string, orderId: string) => two.refuses('answer-order', { orderId }, actor(ref));
    expect(answers('expert@street', 'order.1')).toBeNull();
    expect(answers('leader@street', 'order.1')).toBeNull();
    expect(answers('leader@street', 'order.2')).toBeNull();
    const passed = until(two, 'funding');
    const later = (ref: string, orderId: string) => passed.refuses('answer-order', { orderId }, actor(ref));
    // Its turn is over: the expert still answers for the order to the expert, not for that to the leader.
    expect(later('expert@street', 'order.1')).toBeNull();
    expect(later('expert@street', 'order.2')).toBe('not-your-command');
    expect(later('finance@district', 'order.2')).toBeNull();
    expect(later('leader@street', 'order.9')).toBe('unknown-value');
  });

  it('is given from above only', () => {
    expect(reviewing.refuses('supervise', {}, leader)).toBeNull();
    expect(reviewing.refuses('supervise', {}, actor('officer@street'))).toBeNull();
    expect(reviewing.refuses('supervise', {}, actor('reviewer@street'))).toBe('not-your-command');
    expect(reviewing.refuses('supervise', {}, actor('secretary@community'))).toBe('not-your-command');
  });

  it('ends with the case', () => {
    const ended = ordered.do('reject');
    expect(clock(ended, 'order.1')).toMatchObject({ status: 'STOPPED', verdict: 'ON_TIME' });
    expect(duties(ended)).toEqual([]);
  });
});

describe('a message that was read', () => {
  it('is a fact and nothing more', () => {
    const read = reviewing.do('read-message', { key: 'duty.7' }, actor('expert@street'));
    expect(read.last).toMatchObject({ type: 'MessageRead', facts: { key: 'duty.7' }, moves: {} });
    expect({ ...read.state, seq: 0, lastAt: '' }).toEqual({ ...reviewing.state, seq: 0, lastAt: '' });
  });
});
