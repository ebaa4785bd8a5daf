import { withHours } from '../../../../domain/calendar/closures';
import { localTextOf } from '../../../../domain/calendar/instant';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { messagesOf, type Message } from '../../../../domain/case/messages';
import { formatPostRef } from '../../../../domain/roles';
import { actor, at, draft, fixture, shipped, until, type Story } from '../../../support/domain';
import { REACHABLE } from './reachable';

const xihu = shipped('xihu');
const zjg = shipped('zhangjiagang');
const longgang = shipped('longgang');
const messages = (story: Story): Message[] => messagesOf(story.state, story.last, story);

function to({ recipient }: Message): string {
  if (recipient.to === 'proposers') return 'proposers';
  return recipient.to === 'person' ? recipient.personId : formatPostRef(recipient.post);
}

/** What the newest event makes us say, and to whom. */
const told = (story: Story): string[] => messages(story).map((one) => `${one.kind} ${to(one)}`);

const secretary = actor('secretary@community');
const submitted = draft(xihu).do('submit');
const reviewing = until(draft(longgang), 'UNDER_REVIEW');
const noticed = until(draft(xihu), 'notice').do('open-notice');
const accepting = until(draft(longgang), 'acceptance').papers();
const failed = accepting.do('inspect-works', { passed: false });

describe('whoever has to go on hears of it, unless they brought the case there themselves', () => {
  it.each<[string, Story, string[]]>([
    ['submitted by whoever accepts it', submitted, ['progress proposers']],
    [
      'submitted by somebody else',
      draft(xihu).do('submit', {}, secretary),
      ['duty officer@community', 'progress proposers'],
    ],
    // Both are officers, one of the community and one of the street: that is not the same post.
    ['accepted', submitted.do('accept'), ['duty officer@street', 'progress proposers']],
    ['waiting to be sent to review', until(draft(longgang), 'expert-panel'), ['duty officer@community']],
    ['sent to review', reviewing, ['duty expert@street']],
    ['returned', reviewing.do('return'), ['duty officer@community', 'progress proposers']],
    ['handed in again', reviewing.do('return').do('resubmit'), ['duty expert@street']],
    ['on notice', noticed, ['progress proposers']],
    ['past its notice', noticed.wake(), ['notice-ended officer@community', 'duty publisher@district']],
    [
      'to be revised for the publisher',
      noticed.wake().do('revise', {}, actor('publisher@district')),
      ['duty officer@community'],
    ],
    ['not accepted', failed, ['duty implementer@street']],
    ['mended', failed.do('finish-rework', {}, actor('implementer@street')), ['duty inspector@street']],
    ['under a note', submitted.do('note', {}, actor('officer@street')), []],
  ])('%s', (_what, story, expected) => {
    expect(told(story)).toEqual(expected);
  });

  it('with the limit that is theirs, not that of the stage they wait for', () => {
    const [duty] = messages(reviewing.do('return'));
    expect(duty?.data).toMatchObject({ clock: 'returned.1', name: '补充材料', dueDate: '2026-03-16' });
    const [sent] = messages(reviewing);
    expect(sent?.data).toMatchObject({ clock: 'stage.expert-panel.1', name: '街道专家论证' });
  });

  it('the colleague who took it over hears instead of the others with the same post', () => {
    const over = reviewing.do('hand-over');
    expect(told(over)).toEqual(['handed-over second-expert-at-street']);
    expect(messages(over)[0]?.data).toMatchObject({ name: '街道专家论证', reason: '外出培训' });
    const back = over.do('return');
    expect(told(back)).toEqual(['duty officer@community', 'progress proposers']);
    expect(told(back.do('resubmit'))).toEqual(['duty second-expert-at-street']);
  });
});

describe('the proposers hear of every end, with the text for them', () => {
  it.each(['CLOSED', 'REJECTED', 'MERGED', 'TRANSFERRED', 'NOT_SELECTED', 'VOTED_DOWN', 'TERMINATED'])(
    '%s',
    (name) => {
      const story = REACHABLE[name] as Story;
      expect(messages(story)).toMatchObject([
        {
          ...{ key: `outcome.${story.state.seq}`, kind: 'outcome', recipient: { to: 'proposers' } },
          ...{ channels: ['sms'], data: { publicText: story.state.outcome?.publicText } },
        },
      ]);
    },
  );
});

describe('a limit that is missed', () => {
  it('says nothing by itself: its rungs do', () => {
    const late = reviewing.wake(at('2026-03-17', '00:00'));
    const missed = late.events.findIndex(({ type }) => type === 'ClockOverdue');
    const [event] = late.events.slice(missed);
    expect(event?.type).toBe('ClockOverdue');
    expect(messagesOf(late.state, event!, late)).toEqual([]);
    const [rung] = messages(late.wake(at('2026-03-17', '09:00')));
    expect(rung).toMatchObject({
      ...{ kind: 'rung', key: 'stage.expert-panel.1:overdue:expert@street', rung: 'overdue' },
      ...{ clockId: 'stage.expert-panel.1', acknowledgeBy: at('2026-03-17', '14:30') },
      channels: ['wecom', 'dingtalk', 'mail', 'webhook'],
      data: {
        ...{
          number: 'BJ-2026-000001',
          stage: 'expert-panel',
          clock: 'stage.expert-panel.1',
          unit: 'workday',
        },
        ...{ name: '街道专家论证', dueDate: '2026-03-16', left: -1, provisional: false, instead: null },
      },
    });
  });

  it('says what the programme lets a rung say, through the channels it names', () => {
    const eighth = until(draft(fixture('eighth'), { kind: 'MATTER' }), 'both-houses', { grade: 'ordinary' });
    const third = eighth.wake();
    expect(messages(third)[0]).toMatchObject({ clockId: 'follow-up.1', rung: 'third', channels: ['mail'] });
    // Missed at 24:00, told the next morning.
    const late = third.wake().wake();
    expect(messages(late)[0]).toMatchObject({
      ...{ clockId: 'follow-up.1', rung: 'late' },
      data: { text: '请说明原因。', textEn: 'Please say why.' },
    });
  });
});

describe('a limit that was moved', () => {
  const leader = actor('leader@street');

  it('is told to its owner with the old and the new date', () => {
    const moved = reviewing.do('extend', { amount: 2 }, leader);
    expect(told(moved)).toEqual(['deadline-moved expert@street', 'progress proposers']);
    expect(messages(moved)[0]?.data).toMatchObject({ oldDueDate: '2026-03-16', newDueDate: '2026-03-18' });
  });

  it('is told to nobody who moved it', () => {
    const free = until(draft({ ...longgang, deadlines: {} }), 'UNDER_REVIEW');
    expect(told(free.do('shorten'))).toEqual([]);
    expect(told(reviewing.do('shorten', {}, leader))).toEqual(['deadline-moved expert@street']);
  });
});

describe('an order (督办)', () => {
  const ordered = reviewing.do('supervise', { text: '请说明进展', workdays: 3 });

  it('goes to the post it is for, and its answer to whoever gave it', () => {
    expect(told(ordered)).toEqual(['order expert@street']);
    expect(messages(ordered)[0]?.data).toMatchObject({ text: '请说明进展', dueDate: '2026-03-05' });
    const answered = ordered.do('answer-order', { text: '专家会定于周四' });
    expect(told(answered)).toEqual(['order-answered leader@district']);
    expect(messages(answered)[0]?.data).toMatchObject({ answer: '专家会定于周四' });
  });
});

describe('when a message may leave the product', () => {
  const leaves = (story: Story, recipient: string): string => {
    const one = messages(story).find((message) => to(message) === recipient);
    return one === undefined ? 'never' : localTextOf(one.sendFrom);
  };
  const returned = (day: string, time: string): Story =>
    until(draft(zjg).on('2026-02-12'), 'UNDER_REVIEW').on(day, time).do('return');

  it.each([
    ['in office hours', '2026-02-13', '10:20', '2026-02-13 10:20'],
    ['over lunch', '2026-02-13', '12:00', '2026-02-13 13:30'],
    ['in the evening, before a working Saturday', '2026-02-13', '18:00', '2026-02-14 09:00'],
    ['in the evening, before Spring Festival', '2026-02-14', '17:30', '2026-02-24 09:00'],
  ])('staff, %s', (_when, day, time, from) => {
    expect(leaves(returned(day, time), 'officer@community')).toBe(from);
  });

  it.each([
    ['in office hours', '2026-02-13', '10:20', '2026-02-13 10:20'],
    ['over lunch', '2026-02-13', '12:00', '2026-02-13 12:00'],
    ['until nine in the evening', '2026-02-13', '20:59', '2026-02-13 20:59'],
    ['at nine in the evening', '2026-02-13', '21:00', '2026-02-14 08:00'],
    ['after midnight', '2026-02-14', '00:30', '2026-02-14 08:00'],
    ['early in the morning of a holiday', '2026-02-20', '07:59', '2026-02-20 08:00'],
  ])('residents, %s', (_when, day, time, from) => {
    expect(leaves(returned(day, time), 'proposers')).toBe(from);
  });

  it('goes by the hours of the place that is told', () => {
    const evenings = withHours(shippedCalendar, [{ from: '14:00', to: '20:00' }]);
    const story = until(draft(zjg).on('2026-02-12'), 'UNDER_REVIEW').at({
      calendarFor: ({ level }) => (level === 'COMMUNITY' ? evenings : shippedCalendar),
    });
    expect(leaves(story.on('2026-02-13', '19:00').do('return'), 'officer@community')).toBe(
      '2026-02-13 19:00',
    );
    expect(leaves(story.on('2026-02-13', '10:00').do('return'), 'officer@community')).toBe(
      '2026-02-13 14:00',
    );
  });
});
