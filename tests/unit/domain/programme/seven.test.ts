import { DEFAULT_LADDERS, ladderSchema } from '../../../../domain/programme/ladder-schema';
import { limitFor, pathChoices, stagePath, waitsToOpen } from '../../../../domain/programme/path';
import { formatPostRef } from '../../../../domain/roles';
import { readShipped, SEVEN } from './programme-files';

/** Reads a value by its path, with list items found by their id. */
function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((here, key) => {
    if (Array.isArray(here)) {
      const items: unknown[] = here;
      return (
        items.find((item) => typeof item === 'object' && item !== null && 'id' in item && item.id === key) ??
        items[Number(key)]
      );
    }
    return typeof here === 'object' && here !== null
      ? Object.getOwnPropertyDescriptor(here, key)?.value
      : undefined;
  }, value);
}

const workdays = (amount: number) => ({ amount, unit: 'workday' });

describe('the seven programmes', () => {
  test.each(SEVEN)('%s is read without a problem and carries its own code', (code) => {
    expect(readShipped(code).programme.code).toBe(code);
  });

  test.each([
    ['xihu', 'proposers.min-age', 15, /^XH10/],
    ['xihu', 'libraries', ['community', 'street'], /^XH14$/],
    ['xihu', 'merge-allowed', true, /^XH17$/],
    ['xihu', 'stages.ballot.briefing', true, /^XH18$/],
    ['xihu', 'stages.ballot.papers.community.id', 'community', /^XH20$/],
    ['xihu', 'stages.ballot.all-papers-needed', true, /^XH21$/],
    ['xihu', 'stages.ballot.public-count', true, /^XH22$/],
    ['xihu', 'stages.ballot.outcome', 'cut-off', /^XH23, XH24$/],
    ['xihu', 'stages.notice.limit', { amount: 3, unit: 'day' }, /^XH25; default: calendar days/],
    ['xihu', 'stages.publish.owner', { role: 'publisher', level: 'DISTRICT' }, /^XH27$/],
    ['zhangjiagang', 'tracks.fast.any.0', { 'budget-below': 10_000 }, /^ZJ10/],
    ['zhangjiagang', 'tracks.fast.any.1', { urgent: true }, /^ZJ10/],
    ['zhangjiagang', 'caps.0', { per: 'project', amount: 100_000, soft: true }, /^ZJ11/],
    ['zhangjiagang', 'caps.1', { per: 'community-year', amount: 165_000, soft: true }, /^ZJ12/],
    ['zhangjiagang', 'caps.2.amount', 20_000_000, /^ZJ1$/],
    ['zhangjiagang', 'caps.2.soft', false, /^default: /],
    ['zhangjiagang', 'stages.town-review.limit', workdays(10), /^ZJ9/],
    ['zhangjiagang', 'stages.determine.limit', workdays(10), /^ZJ9/],
    ['zhangjiagang', 'stages.determine.counted-from', 'town-review', /^ZJ9$/],
    ['zhangjiagang', 'stages.town-review.limit-on-track.fast', workdays(1), /^ZJ10; default: /],
    ['zhangjiagang', 'supervision.inspection.every', 'quarter', /^ZJ15$/],
    ['zhangjiagang', 'supervision.bulletin.every', 'month', /^ZJ17$/],
    ['zhangjiagang', 'supervision.spot-check.frame', 'paid-this-year', /^ZJ18$/],
    ['zhangjiagang', 'supervision.look-back.size', 40, /^ZJ20$/],
    ['changchun-yangguang', 'grades.green.limit', { amount: 1, unit: 'week' }, /^CA5; law: 民法典 202$/],
    ['changchun-yangguang', 'grades.orange.limit', { amount: 1, unit: 'month' }, /^CA5; law: 民法典 202$/],
    ['changchun-yangguang', 'grades.red.limit', undefined, undefined],
    ['changchun-yangguang', 'grades.red.follow-up-every', { amount: 30, unit: 'day' }, /^default: /],
    ['changchun-yangguang', 'grades.green.ladder', 'green', /^default: /],
    ['changchun-yangguang', 'grades.red.ladder', 'red', /^default: /],
    ['changchun-yangguang', 'ladders.red.rungs.overdue.to', ['owner', 'above'], /^default: /],
    ['changchun-yingjun', 'stages.council.voted-down-is', 'success', /^CB6$/],
    ['changchun-yingjun', 'stages.council.bodies.two-committees.id', 'two-committees', /^CB4$/],
    ['changchun-yingjun', 'stages.take-up.owner', { role: 'implementer', level: 'UNIT' }, /^CB3$/],
    ['changchun-dongfeng', 'stages.answer.may-answer-at-once', true, /^CC1$/],
    ['longgang', 'stages.council.kind', 'deliberate', /^LG10$/],
    ['longgang', 'stages.expert-panel.owner', { role: 'expert', level: 'STREET' }, /^LG11$/],
    ['longgang', 'stages.district-review.limit', workdays(5), /^LG16/],
    ['longgang', 'stages.funding.limit', workdays(15), /^LG17/],
    ['longgang', 'stages.works.plan', 'required', /^LG6$/],
    ['longgang', 'stages.works.person', 'required', /^LG7$/],
    ['longgang', 'disclosure', ['collect', 'determine', 'implement', 'effect'], /^LG19$/],
    ['xihu', 'stages.notice.open-within', workdays(1), /^XH25 .*default: no number stated$/],
    ['zhangjiagang', 'stages.town-review.open-within', workdays(3), /^default: /],
    [
      'zhangjiagang',
      'stages.town-review.open-within-on-track.fast',
      { amount: 2, unit: 'hour' },
      /^ZJ10; default: /,
    ],
    ['nantong', 'stages.handle.open-within-on-track.at-once', { amount: 2, unit: 'hour' }, /^NT3, NT12 /],
    ['zhangjiagang', 'stages.town-review.ladder-on-track.fast', 'fast', /^ZJ6, ZJ10$/],
    ['zhangjiagang', 'stages.determine.ladder', 'determine', /^default: /],
    ['zhangjiagang', 'resubmit-within', workdays(5), /^default: /],
    ['zhangjiagang', 'deadlines.extend', { times: 1, by: 'head' }, /^practice: 3.5 \(6\)$/],
    ['zhangjiagang', 'deadlines.extend.by', 'head', /^default: /],
    ['longgang', 'ladders.standard.rungs.half.at', { kind: 'share', percent: 50 }, /^practice: 3.5 \(8\)$/],
    ['longgang', 'ladders.standard.rungs.day-before.at', { kind: 'days', days: -1 }, /^practice: 3.5 \(8\)$/],
    ['longgang', 'ladders.standard.rungs.overdue.acknowledge-within', 4, /^default: /],
    ['nantong', 'ladders.at-once.rungs.overdue-2h.at', { kind: 'hours', hours: 2 }, /^NT3, NT12 /],
    ['nantong', 'stages.groundwork.only.kind', ['PROJECT'], /^NT9$/],
    ['nantong', 'tracks.at-once.any.0.urgent', true, /^NT3, NT12$/],
  ])('%s: %s', (code, path, value, source) => {
    const { programme, sources } = readShipped(code);
    expect(valueAt(programme, path)).toEqual(value);
    if (source === undefined) expect(sources[path]).toBeUndefined();
    else expect(sources[path]).toMatch(source);
  });

  test('Longgang asks the five groups of the satisfaction poll', () => {
    const poll = readShipped('longgang').programme.stages.find(({ kind }) => kind === 'survey');
    expect(poll?.kind === 'survey' && poll.groups).toHaveLength(5);
  });

  test('Yingjun needs two bodies, Xihu two papers, Nantong counts person-times apart from people', () => {
    const stage = (code: string, id: string) =>
      readShipped(code).programme.stages.find((one) => one.id === id);
    expect(stage('changchun-yingjun', 'council')).toMatchObject({
      bodies: [{ id: 'representatives' }, { id: 'two-committees' }],
    });
    expect(stage('xihu', 'ballot')).toMatchObject({ papers: [{ id: 'street' }, { id: 'community' }] });
    expect(stage('nantong', 'close')).toMatchObject({ figures: [{ id: 'person-times' }, { id: 'people' }] });
  });
});

describe('the ladders of the seven programmes', () => {
  const usual = DEFAULT_LADDERS.map((ladder) => ladderSchema.parse(ladder));

  test.each(SEVEN)('%s: the first one is the one that a programme without any would have', (code) => {
    expect(readShipped(code).programme.ladders.slice(0, 1)).toEqual(usual);
  });

  test.each(SEVEN)(
    '%s: whatever waits to be opened has a time to wait, a notice and a review included',
    (code) => {
      const { programme } = readShipped(code);
      const chained = (index: number) =>
        programme.stages[index]?.kind === 'review' && programme.stages[index - 1]?.kind === 'review';
      const waiting = programme.stages.filter(({ kind }, index) => waitsToOpen(kind) && !chained(index));
      expect(waiting.filter((stage) => stage['open-within'] === undefined)).toEqual([]);
    },
  );

  test.each(SEVEN)('%s: every rung after a limit awaits an answer, and none before it', (code) => {
    for (const { rungs } of readShipped(code).programme.ladders) {
      for (const { id, at, 'acknowledge-within': within } of rungs) {
        const after = at.kind === 'due' || at.kind === 'hours' || (at.kind === 'days' && at.days > 0);
        expect({ id, asks: within !== undefined }).toEqual({ id, asks: after });
      }
    }
  });
});

describe('the paths of the seven programmes', () => {
  const ids = (
    code: string,
    track: string | null = null,
    grade: string | null = null,
    kind: 'PROJECT' | 'MATTER' = 'PROJECT',
  ) => stagePath(readShipped(code).programme, { kind, track, grade }).map(({ id }) => id);

  test('Zhangjiagang: the fast track leaves out the council and nothing else', () => {
    const standard = ids('zhangjiagang');
    expect(standard.slice(0, 5)).toEqual(['accept', 'council', 'report', 'town-review', 'determine']);
    expect(ids('zhangjiagang', 'fast')).toEqual(standard.filter((id) => id !== 'council'));
  });

  test('Zhangjiagang: ten working days become one on the fast track', () => {
    const review = readShipped('zhangjiagang').programme.stages.find(({ id }) => id === 'town-review');
    expect(review && limitFor(review, null)).toEqual(workdays(10));
    expect(review && limitFor(review, 'fast')).toEqual(workdays(1));
  });

  test('Nantong: a matter is handled, a project has its groundwork first, an urgent one has not', () => {
    expect(ids('nantong', null, null, 'MATTER')).toEqual(['accept', 'handle', 'close']);
    expect(ids('nantong')).toEqual(['accept', 'groundwork', 'set-up', 'run', 'close']);
    expect(ids('nantong', 'at-once')).toEqual(['accept', 'set-up', 'run', 'close']);
  });

  test('Longgang: from the ballot of the council to the satisfaction poll', () => {
    const path = stagePath(readShipped('longgang').programme, { kind: 'PROJECT', track: null, grade: null });
    expect(path.map(({ id, owner }) => `${id} ${formatPostRef(owner)}`)).toEqual([
      'accept officer@community',
      'item-sheet officer@community',
      'council secretary@community',
      'expert-panel expert@street',
      'report reviewer@street',
      'district-review reviewer@district',
      'group-decision leader@district',
      'funding finance@district',
      'works implementer@street',
      'acceptance inspector@street',
      'satisfaction officer@street',
      'settlement finance@district',
      'close officer@street',
    ]);
  });

  test('Yangguang: every colour takes the same path', () => {
    const { programme } = readShipped('changchun-yangguang');
    expect(pathChoices(programme)).toHaveLength(3);
    for (const choice of pathChoices(programme)) expect(stagePath(programme, choice)).toHaveLength(4);
  });
});
