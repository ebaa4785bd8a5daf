import { dutiesOf } from '../../../../domain/case/duties';
import { actorWith, at, draft, shipped, until, type Story } from '../../../support/domain';
import { REACHABLE } from './reachable';

const reached = (name: string): Story => REACHABLE[name] as Story;
const mayAll = (name: string) => actorWith(name, ['implementer', 'inspector', 'officer']);
const longgang = shipped('longgang');

describe('the inspector is not the implementer (domain.md 3.9)', () => {
  const works = until(draft(longgang), 'FUNDED');
  const accepted = (story: Story) => story.papers().refuses('inspect-works', {}, mayAll('builder'));

  it.each<[string, (story: Story) => Story]>([
    ['completed them', (s) => s.do('start').do('complete', {}, mayAll('builder'))],
    ['started them', (s) => s.do('start', {}, mayAll('builder')).do('complete')],
    ['reported on them', (s) => s.do('start').do('report-progress', {}, mayAll('builder')).do('complete')],
    [
      'was in charge',
      (s) => s.do('start', { personInCharge: { personId: 'builder', label: '甲' } }).do('complete'),
    ],
    [
      'was put in charge and replaced',
      (s) =>
        s
          .do('start')
          .do('assign', { personInCharge: { personId: 'builder', label: '甲' } })
          .do('complete'),
    ],
  ])('nor anybody who %s', (_what, story) => {
    expect(accepted(story(works))).toBe('same-person');
  });

  it('cannot put somebody else in charge afterwards to be free', () => {
    const built = works.do('start', { personInCharge: { personId: 'builder', label: '甲' } }).do('complete');
    expect(accepted(built.do('assign', {}, mayAll('builder')))).toBe('same-person');
  });

  it('nor whoever did the rework', () => {
    const rework = reached('REWORK').do('finish-rework', {}, mayAll('builder'));
    expect(rework.refuses('inspect-works', {}, mayAll('builder'))).toBe('same-person');
    expect(rework.refuses('inspect-works', {}, mayAll('third'))).toBeNull();
  });
});

describe('documents and records', () => {
  it.each([
    ['shortlist', 'item-sheet'],
    ['record-decision', 'council'],
    ['review', 'expert-panel'],
    ['inspect-works', 'acceptance'],
    ['settle', 'settlement'],
  ] as const)('%s waits for them', (type, stage) => {
    const bare = until(draft(longgang), stage);
    const opened =
      type === 'record-decision'
        ? bare.do('call-meeting')
        : type === 'review'
          ? bare.do('submit-for-review')
          : bare;
    expect(opened.refuses(type)).toBe('evidence-missing');
    expect(opened.papers().refuses(type)).toBeNull();
  });

  it('an acceptance needs all of them', () => {
    const one = until(draft(longgang), 'acceptance').do('attach', { kind: 'photos' });
    expect(one.refuses('inspect-works')).toBe('evidence-missing');
    expect(one.state.evidence).toMatchObject([
      { kind: 'item-sheet' },
      { kind: 'minutes' },
      { kind: 'panel-opinion' },
      { kind: 'photos', stageId: 'acceptance', fileId: 'f1' },
    ]);
  });

  it('a notice that asks for documents does not open without them', () => {
    const xihu = shipped('xihu');
    const stages = xihu.stages.map((s) => (s.kind === 'notice' ? { ...s, evidence: ['photos'] } : s));
    const waiting = until(draft({ ...xihu, stages }), 'notice');
    expect(waiting.refuses('open-notice')).toBe('evidence-missing');
    expect(waiting.papers().refuses('open-notice')).toBeNull();
  });

  it('a signboard is looked at where the programme asks (ZJ27)', () => {
    const zjg = until(draft(shipped('zhangjiagang')), 'acceptance').papers();
    expect(zjg.refuses('inspect-works', { signboard: undefined })).toBe('value-required');
    expect(reached('COMPLETED').refuses('inspect-works', { signboard: undefined })).toBeNull();
  });

  it('every group of the programme is asked (LG18)', () => {
    const survey = reached('COMPLETED, before the survey');
    const groups = ['两代表一委员', 'Party members of the community', '居民代表', '业主委员会成员'];
    const asked = (names: string[]) => names.map((group) => ({ group, asked: 9, answered: 9, satisfied: 9 }));
    expect(survey.refuses('record-survey', { groups: asked(groups) })).toBe('value-required');
    expect(survey.refuses('record-survey', { groups: asked([...groups, '项目专家']) })).toBeNull();
  });

  it('a proposer is called back, or it is recorded that nobody could be reached (T20)', () => {
    const closing = reached('COMPLETED, before closing');
    expect(closing.refuses('close', { callback: undefined })).toBe('value-required');
    const unreached = closing.do('close', { callback: { reached: false } });
    expect(unreached.last).toMatchObject({
      facts: { callback: { reached: false, resolved: null, satisfied: null }, served: null },
    });
    expect(reached('SETTLED').refuses('close', { callback: undefined })).toBeNull();
  });

  it('closing leaves a text that the proposer may read', () => {
    expect(reached('SETTLED').do('close', { publicText: '车棚已通电。' }).state.outcome).toEqual({
      ...{ status: 'CLOSED', reasonCode: 'done', publicText: '车棚已通电。', success: true },
    });
  });
});

describe('rework (T18)', () => {
  const failed = until(draft(longgang).on('2026-03-02'), 'acceptance')
    .papers()
    .on('2026-03-10')
    .do('inspect-works', { passed: false });
  const clocks = (story: Story) =>
    story.state.clocks.map(({ id, status, dueDate }) => `${id} ${status} ${dueDate}`);

  it('stops the inspector’s limit and starts the implementer’s', () => {
    expect(clocks(failed).slice(-2)).toEqual([
      'stage.acceptance.1 STOPPED 2026-03-16',
      'rework.acceptance.1 RUNNING 2026-03-31',
    ]);
    expect(failed.state.clocks.at(-1)?.owner).toEqual({ role: 'implementer', level: 'STREET' });
  });

  it('gives the inspector a new limit when it is finished, as often as needed', () => {
    const again = failed.on('2026-03-20').do('finish-rework');
    expect(again.state.status).toBe('COMPLETED');
    expect(clocks(again).slice(-2)).toEqual([
      'rework.acceptance.1 STOPPED 2026-03-31',
      'stage.acceptance.2 RUNNING 2026-04-03',
    ]);
    const twice = again.do('inspect-works', { passed: false });
    expect(clocks(twice).at(-1)).toBe('rework.acceptance.2 RUNNING 2026-04-13');
    expect(until(twice.do('finish-rework'), 'CLOSED').state.outcome?.success).toBe(true);
  });

  it('is the implementer’s duty', () => {
    expect(dutiesOf(failed.state, failed.programme, failed.now)).toEqual([
      {
        ...{
          key: 'stage.acceptance',
          stageId: 'acceptance',
          owner: { role: 'implementer', level: 'STREET' },
        },
        ...{ personId: null, since: failed.now, dueAt: at('2026-04-01', '00:00') },
      },
    ]);
  });
});

describe('whose duty it is', () => {
  it.each([
    ['SUBMITTED', 'officer@COMMUNITY'],
    ['RETURNED', 'officer@COMMUNITY'],
    ['RETURNED by a reviewer after the council', 'officer@COMMUNITY'],
    ['SELECTED', 'officer@COMMUNITY'],
    ['UNDER_REVIEW', 'expert@STREET'],
    ['ON_NOTICE, before approval', 'publisher@DISTRICT'],
    ['REVISING', 'officer@COMMUNITY'],
    ['APPROVED', 'finance@DISTRICT'],
    ['SUSPENDED', 'implementer@STREET'],
    ['SETTLED', 'officer@STREET'],
    ['IN_PROGRESS, red', 'officer@COMMUNITY secretary@COMMUNITY'],
    ['DRAFT', ''],
    ['CLOSED', ''],
  ])('%s: %s', (name, owners) => {
    const { state, programme, now } = reached(name);
    const duties = dutiesOf(state, programme, now);
    expect(duties.map(({ owner }) => `${owner.role}@${owner.level}`).join(' ')).toBe(owners);
  });

  it('names the person in charge while the works run', () => {
    const named = reached('IN_PROGRESS').do('assign', {
      personInCharge: { personId: 'p-1', label: '网格员' },
    });
    expect(dutiesOf(named.state, named.programme, named.now)[0]?.personId).toBe('p-1');
  });

  it('shows one follow-up however many were missed', () => {
    const late = reached('IN_PROGRESS, red').wake(at('2026-12-01'));
    const duties = dutiesOf(late.state, late.programme, late.now);
    expect(duties.map(({ key }) => key)).toEqual(['stage.handle', 'follow-up.1']);
  });
});
