import { nextWake } from '../../../../domain/case/time';
import { messagesOf } from '../../../../domain/case/messages';
import { localTextOf } from '../../../../domain/calendar/instant';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { workdaysBetween } from '../../../../domain/calendar/workdays';
import { withHours } from '../../../../domain/calendar/closures';
import { filledPosts } from '../../../../domain/case/place';
import { evolve } from '../../../../domain/case/evolve';
import type { CaseState } from '../../../../domain/case/state';
import { formatPostRef, type Level, type PostRef } from '../../../../domain/roles';
import { actor, at, colleagueOf, draft, shipped, until, type Story } from '../../../support/domain';
import { line, since, wakes } from './lines';

const longgang = shipped('longgang');

/** The district's five working days over Spring Festival (LG16), from 2026-02-12: they end on 02-26. */
const review = until(draft(longgang).on('2026-02-12'), 'district-review');
const missed = review.wake().wake().wake().wake().wake();
const reviewer = actor('reviewer@district');

/** A story in which nobody holds these posts, and some levels do not exist. */
function without(story: Story, empty: readonly string[], missing: readonly Level[] = []): Story {
  const holders = (post: PostRef): readonly string[] | null => {
    if (missing.includes(post.level)) return null;
    return empty.includes(formatPostRef(post)) || empty.includes('*')
      ? []
      : [formatPostRef(post), colleagueOf(post)];
  };
  return story.at({ holders });
}

describe('a limit that nobody answers', () => {
  it('is announced, missed, and climbs from the owner to the top of the city', () => {
    expect(wakes(review, 10)).toEqual([
      '2026-02-24 09:00 half → reviewer@district',
      '2026-02-25 09:00 day-before → reviewer@district',
      '2026-02-26 09:00 last-day → reviewer@district',
      '2026-02-27 00:00 missed stage.district-review.1',
      '2026-02-27 09:00 overdue → reviewer@district, leader@district, officer@city, answer by 2026-02-27 14:30',
      '2026-02-27 14:30 climbed → leader@city, answer by 2026-02-28 10:00',
      // The highest of all has not answered either: there is nobody left to ask.
      '2026-02-28 10:00 climbed → nobody',
      '2026-03-02 09:00 overdue-3 → reviewer@district, leader@district, answer by 2026-03-02 14:30',
      '2026-03-02 14:30 climbed → officer@city, answer by 2026-03-03 10:00',
      '2026-03-03 10:00 climbed → leader@city, answer by 2026-03-03 15:30',
    ]);
  });

  it('comes again every five working days after the fifth', () => {
    const late = review.wake(at('2026-03-04', '09:00'));
    const acknowledged = late.do('acknowledge', {}, reviewer);
    expect(wakes(acknowledged, 2)).toEqual([
      '2026-03-11 09:00 overdue-5.2 → reviewer@district, officer@district, leader@district, answer by 2026-03-12 10:00',
      '2026-03-12 10:00 climbed → officer@city, answer by 2026-03-13 11:00',
    ]);
  });

  it('climbs no further once the clock has stopped', () => {
    const reviewed = missed.on('2026-02-27', '10:00').papers().do('review', {}, reviewer);
    expect(reviewed.state.calls).toEqual([]);
    const after = reviewed.wake(at('2026-02-27', '18:00'));
    expect(since(reviewed, after).filter((text) => text.includes('climbed'))).toEqual([]);
  });

  it('climbs no further while the file is back with the community: somebody has acted', () => {
    const returned = missed.on('2026-02-27', '10:00').do('return');
    expect(returned.state.calls).toEqual([]);
    expect(wakes(returned, 1)).toEqual(['2026-03-05 09:00 half → officer@community']);
  });
});

describe('an acknowledgement (签收)', () => {
  it.each([
    ['the owner', 'reviewer@district', null],
    ['the head of the organisation', 'leader@district', null],
    ['the officer one level up', 'officer@city', null],
    ['somebody who was not told', 'leader@city', 'not-your-command'],
    ['somebody with another post of the organisation', 'finance@district', 'not-your-command'],
  ])('by %s', (_who, ref, code) => {
    expect(missed.refuses('acknowledge', {}, actor(ref))).toBe(code);
  });

  it('by whoever it has climbed to', () => {
    const climbed = missed.wake();
    expect(climbed.refuses('acknowledge', {}, actor('leader@city'))).toBeNull();
  });

  it('stops the climbing, keeps the clock late, and names the rungs it is for', () => {
    const seen = missed
      .on('2026-02-27', '11:00')
      .do('acknowledge', { note: '今天审完' }, actor('leader@district'));
    expect(seen.last).toMatchObject({
      type: 'Acknowledged',
      actorPost: 'leader@district',
      facts: {
        ...{ clockId: 'stage.district-review.1', note: '今天审完' },
        rungs: ['half', 'day-before', 'last-day', 'overdue'],
      },
    });
    expect(seen.state.calls).toEqual([]);
    expect(wakes(seen, 1)).toEqual([
      '2026-03-02 09:00 overdue-3 → reviewer@district, leader@district, answer by 2026-03-02 14:30',
    ]);
  });

  it('is given once, and for a clock that waits for it', () => {
    const seen = missed.do('acknowledge', {}, reviewer);
    expect(seen.refuses('acknowledge', { clockId: 'stage.district-review.1' }, reviewer)).toBe('not-now');
    expect(missed.refuses('acknowledge', { clockId: 'stage.report.1' }, reviewer)).toBe('unknown-value');
  });

  it('comes too late when it has already climbed, and is taken all the same', () => {
    const late = missed.on('2026-02-27', '16:00').do('acknowledge', {}, reviewer);
    expect(since(missed, late)).toEqual([
      '2026-02-27 14:30 climbed → leader@city, answer by 2026-02-28 11:30',
      '2026-02-27 16:00 Acknowledged',
    ]);
    expect(late.state.calls).toEqual([]);
  });

  it('is awaited on the terms of the last rung that asks for one', () => {
    const ladders = longgang.ladders.map((ladder) => ({
      ...ladder,
      rungs: ladder.rungs.map((rung) =>
        rung.id === 'overdue-3' ? { ...rung, 'acknowledge-within': undefined } : rung,
      ),
    }));
    const story = until(draft({ ...longgang, ladders }).on('2026-02-12'), 'district-review');
    const both = story.wake(at('2026-03-02', '09:00'));
    expect(line(both.last)).toBe(
      '2026-03-02 09:00 half+day-before+last-day+overdue+overdue-3 → reviewer@district, leader@district, officer@city, answer by 2026-03-02 14:30',
    );
    expect(both.state.calls).toMatchObject([{ rung: 'overdue', step: 0 }]);
    expect(wakes(both, 1)).toEqual(['2026-03-02 14:30 climbed → leader@city, answer by 2026-03-03 10:00']);
  });

  it('of a later rung takes the place of the one before: a clock has one call at most', () => {
    const unanswered = missed.wake(at('2026-03-02', '09:00'));
    expect(unanswered.state.calls).toMatchObject([
      { clockId: 'stage.district-review.1', rung: 'overdue-3', step: 0 },
    ]);
  });

  it('is taken from whoever an earlier rung or climb told, for all that was told of the clock', () => {
    const later = missed.wake(at('2026-03-02', '09:00'));
    expect(line(later.last)).toContain('overdue-3 → reviewer@district, leader@district, answer by');
    for (const ref of ['officer@city', 'leader@city']) {
      const seen = later.do('acknowledge', {}, actor(ref));
      expect(seen.last).toMatchObject({
        type: 'Acknowledged',
        actorPost: ref,
        facts: {
          rungs: ['half', 'day-before', 'last-day', 'overdue', 'overdue-3', 'overdue+1'],
        },
      });
      expect(seen.state.calls).toEqual([]);
    }
    expect(later.refuses('acknowledge', {}, actor('finance@district'))).toBe('not-your-command');
  });

  it('is still awaited when there is nobody above left to tell, without a time', () => {
    const top = missed.wake().wake();
    expect(line(top.last)).toBe('2026-02-28 10:00 climbed → nobody');
    expect(top.state.calls).toMatchObject([{ rung: 'overdue', step: 2, until: null }]);
    // Time has nothing more to do for it: the next wake is the next rung.
    expect(nextWake(top.state)).toBe(at('2026-03-02', '09:00'));
    for (const ref of ['reviewer@district', 'leader@city']) {
      expect(top.refuses('acknowledge', {}, actor(ref))).toBeNull();
    }
    expect(top.do('acknowledge', {}, actor('leader@city')).state.calls).toEqual([]);
  });
});

describe('the time to answer', () => {
  it('is counted in the working hours of whoever stands highest among those told', () => {
    const evenings = withHours(shippedCalendar, [{ from: '14:00', to: '20:00' }]);
    const city = review.at({ calendarFor: ({ level }) => (level === 'CITY' ? evenings : shippedCalendar) });
    const late = city.wake(at('2026-02-27', '09:00'));
    // The rung itself rings in the hours of the district, whose limit it is.
    expect(line(late.last)).toBe(
      '2026-02-27 09:00 half+day-before+last-day+overdue → reviewer@district, leader@district, officer@city, answer by 2026-02-27 18:00',
    );
  });

  it('may end as people go home: whoever is told then hears of it in the morning', () => {
    const late = missed.on('2026-02-27', '14:30').wake(at('2026-02-27', '14:30'));
    const closing = late.at({
      calendarFor: () => withHours(shippedCalendar, [{ from: '09:00', to: '14:30' }]),
    });
    const [message] = messagesOf(closing.state, closing.last, closing);
    expect(message).toMatchObject({ kind: 'climbed', at: at('2026-02-27', '14:30') });
    // 02-28 is a Saturday that is worked.
    expect(message?.sendFrom).toBe(at('2026-02-28', '09:00'));
  });
});

describe('a post that nobody holds', () => {
  it('is passed by, one level up, and said so', () => {
    const empty = without(review, ['reviewer@district']);
    expect(wakes(empty, 1)).toEqual(['2026-02-24 09:00 half → leader@district (for reviewer@district)']);
    const { state, last } = empty.wake();
    expect(messagesOf(state, last, empty)[0]?.data).toMatchObject({ instead: 'reviewer@district' });
  });

  it('is said also when whoever stands above is told anyway', () => {
    const empty = without(missed, ['reviewer@district']);
    const again = empty.wake(at('2026-03-02', '09:00'));
    expect(line(again.last)).toBe(
      '2026-03-02 09:00 overdue-3 → leader@district (for reviewer@district), answer by 2026-03-02 14:30',
    );
  });

  it('with an empty head as well goes up to the first one who is there', () => {
    const empty = without(review, ['reviewer@district', 'leader@district', 'officer@city']);
    expect(wakes(empty, 1)).toEqual(['2026-02-24 09:00 half → leader@city (for reviewer@district)']);
  });

  it('is said whichever of the two the ladder names first', () => {
    const place = without(review, ['reviewer@district']).place;
    const owner = { role: 'reviewer', level: 'DISTRICT' } as const;
    const leader = { post: { role: 'leader', level: 'DISTRICT' }, instead: owner };
    expect(filledPosts(['head', 'owner'], owner, place)).toEqual([leader]);
    expect(filledPosts(['owner', 'head'], owner, place)).toEqual([leader]);
  });

  it('on the way up is said as well', () => {
    const empty = without(missed, ['leader@city']);
    expect(wakes(empty, 1)).toEqual(['2026-02-27 14:30 climbed → nobody']);
    const council = until(draft(longgang).on('2026-03-02'), 'council').do('call-meeting');
    const late = without(council.wake(at('2026-04-07', '09:00')), ['leader@street']);
    expect(wakes(late, 1)).toEqual([
      '2026-04-07 14:30 climbed → officer@district (for leader@street), answer by 2026-04-08 10:00',
    ]);
  });

  it('with nobody up to the top leaves the message at the post itself, and climbs no further', () => {
    const empty = without(review, ['*']);
    expect(wakes(empty, 1)).toEqual(['2026-02-24 09:00 half → reviewer@district']);
    const overdue = without(missed, ['*']).wake(at('2026-03-02', '09:00'));
    expect(wakes(overdue, 1)).toEqual(['2026-03-02 14:30 climbed → nobody']);
  });
});

describe('a level that the city does not have', () => {
  it('is passed over in silence', () => {
    const town = until(draft(shipped('zhangjiagang')).on('2026-03-02'), 'acceptance');
    const flat = without(town, [], ['DISTRICT']);
    const late = flat.wake(at('2026-03-17', '09:00'));
    expect(line(late.last)).toContain('overdue → inspector@street, leader@street, officer@city, answer by');
    expect(wakes(late, 1)[0]).toContain('climbed → leader@city');
  });
});

describe('who stands above a post', () => {
  // A community is headed by its secretary; firms and grids stand below their community, side by side.
  it.each<[string, string, string[]]>([
    [
      'changchun-dongfeng',
      'SUBMITTED',
      ['grid-worker@grid', 'officer@community', 'secretary@community', 'officer@street'],
    ],
    [
      'changchun-yingjun',
      'take-up',
      ['implementer@unit', 'leader@unit', 'officer@community', 'secretary@community'],
    ],
    [
      'changchun-yangguang',
      'SUBMITTED',
      ['officer@community', 'secretary@community', 'officer@street', 'leader@street'],
    ],
    ['xihu', 'funding', ['finance@district', 'leader@district', 'officer@city', 'leader@city']],
  ])('%s, %s', (code, reached, chain) => {
    let story = until(draft(shipped(code)).on('2026-03-02'), reached);
    const told: string[] = [];
    for (let i = 0; i < 12 && !told.includes(chain.at(-1) ?? ''); i += 1) {
      story = story.wake();
      const { last } = story;
      const to = last.type === 'RungsReached' || last.type === 'CallClimbed' ? last.facts.to : [];
      for (const { post } of to) if (!told.includes(formatPostRef(post))) told.push(formatPostRef(post));
    }
    expect(told).toEqual(chain);
  });
});

describe('after a time without us', () => {
  it('all rungs that passed are told once, in order, in one message that names them all', () => {
    const late = review.wake(at('2026-03-03', '10:00'));
    expect(since(review, late)).toEqual([
      '2026-02-27 00:00 missed stage.district-review.1',
      '2026-03-02 09:00 half+day-before+last-day+overdue+overdue-3 → reviewer@district, leader@district, officer@city, answer by 2026-03-03 15:30',
    ]);
    const messages = messagesOf(late.state, late.last, late);
    expect(messages.map(({ key }) => key)).toEqual([
      'stage.district-review.1:overdue-3:reviewer@district',
      'stage.district-review.1:overdue-3:leader@district',
      'stage.district-review.1:overdue-3:officer@city',
    ]);
    expect(messages[0]?.data).toMatchObject({
      ...{ rung: 'overdue-3', rungs: 'half,day-before,last-day,overdue,overdue-3' },
      ...{ dueDate: '2026-02-26', left: -4 },
    });
    expect(late.wake(at('2026-03-03', '10:00')).events).toEqual(late.events);
  });

  it('of a year, tells of every repeat once', () => {
    const late = review.wake(at('2026-12-01'));
    const rungs = late.state.clocks.find(({ id }) => id === 'stage.district-review.1')?.fired ?? [];
    expect(new Set(rungs).size).toBe(rungs.length);
    expect(rungs.filter((id) => id.startsWith('overdue-5'))).toHaveLength(
      1 + Math.floor(workdaysBetween(shippedCalendar, '2026-03-04', '2026-12-01') / 5),
    );
    expect(late.events.length - review.events.length).toBe(2);
    expect(localTextOf(nextWake(late.state) ?? '')).toBe('2026-12-02 11:00');
  });

  it('climbs once for the answer that nobody gave meanwhile, and counts the next one from now', () => {
    const late = missed.wake(at('2026-02-28', '16:00'));
    expect(since(missed, late)).toEqual([
      '2026-02-27 14:30 climbed → leader@city, answer by 2026-03-02 11:30',
    ]);
  });
});

describe('two limits that end at the same instant (ZJ9)', () => {
  it.each([
    ['standard', { estimateFen: 5_000_000 }],
    ['fast', { estimateFen: 900_000 }],
  ])('tell nobody of both at once on the %s track', (_track, data) => {
    const story = until(
      draft(shipped('zhangjiagang')).on('2026-02-12').do('submit').do('accept', data),
      'UNDER_REVIEW',
    );
    const late = Array.from({ length: 60 }).reduce<Story>((s) => s.wake(), story);
    expect(late.state.clocks.filter(({ overdueAt }) => overdueAt !== null)).toHaveLength(2);
    const heard = new Map<string, string[]>();
    let state: CaseState = story.state;
    for (const event of late.events.slice(story.events.length)) {
      state = evolve(state, event);
      for (const { recipient, clockId, at: when } of messagesOf(state, event, story)) {
        if (recipient.to !== 'post') continue;
        const key = `${localTextOf(when)} ${formatPostRef(recipient.post)}`;
        heard.set(key, [...(heard.get(key) ?? []), clockId ?? '']);
      }
    }
    const twice = [...heard].filter(([, clocks]) => clocks.length > 1);
    expect(twice).toEqual([]);
    expect([...heard.keys()].filter((key) => key.endsWith('leader@street')).length).toBeGreaterThan(4);
  });
});
