import type { EventOf } from '../../../../domain/case/events';
import { messagesOf, type Message } from '../../../../domain/case/messages';
import { formatPostRef } from '../../../../domain/roles';
import { actor, draft, shipped, until, type Story } from '../../../support/domain';

const OWNER = 'implementer@street';
const before = until(draft(shipped('xihu')), 'works');
const start = (personId: string | null): Story =>
  before.do('start', { personInCharge: { personId, label: '项目负责人甲' } });

/** Time goes on until a rung of the works' own limit fires that asks for an answer, or the first one that does not. */
function untilRung(story: Story, asks: boolean): Story {
  let now = story.wake();
  for (let steps = 0; steps < 40; steps += 1) {
    const { last } = now;
    if (last.type === 'RungsReached' && last.facts.clockId === 'stage.works.1') {
      if ((last.facts.acknowledgeBy !== null) === asks) return now;
    }
    now = now.wake();
  }
  throw new Error('no such rung');
}

const messages = (story: Story): Message[] => messagesOf(story.state, story.last, story);
const to = ({ recipient }: Message): string =>
  recipient.to === 'post'
    ? formatPostRef(recipient.post)
    : recipient.to === 'person'
      ? recipient.personId
      : '';

describe('a rung of the works', () => {
  it('goes to the post, and by name to the person in charge who does not hold it', () => {
    const said = messages(untilRung(start('p1'), false));
    expect(said.map(to)).toEqual(['p1', OWNER]);
    expect(new Set(said.map(({ key }) => key)).size).toBe(2);
    // A group hears once: what is said to the post.
    expect(said.map(({ channels }) => channels.includes('wecom'))).toEqual([false, true]);
    expect(said[0]).toMatchObject({ channels: ['mail'], kind: 'rung', clockId: 'stage.works.1' });
  });

  it.each([
    ['holds the post', 'second-implementer-at-street'],
    ['has no account', null],
  ])('goes to the post alone when the person in charge %s', (_what, personId) => {
    expect(messages(untilRung(start(personId), false)).map(to)).toEqual([OWNER]);
  });

  it('goes to the colleague who took the stage over instead of the post, and to the person in charge', () => {
    const over = start('p1').do('hand-over');
    expect(messages(untilRung(over, false)).map(to)).toEqual(['p1', 'second-implementer-at-street']);
    const same = start('second-implementer-at-street').do('hand-over');
    expect(messages(untilRung(same, false)).map(to)).toEqual(['second-implementer-at-street']);
  });

  it('can be acknowledged by the person in charge, and by nobody whom it did not reach', () => {
    const late = untilRung(start('p1'), true);
    expect(messages(late).map(to)).toContain('p1');
    const { facts } = late.last as EventOf<'RungsReached'>;
    // The post stands once among those who are asked, although two were told.
    const call = late.state.calls.find(({ clockId }) => clockId === facts.clockId);
    expect(call?.to.filter((post) => formatPostRef(post) === OWNER)).toHaveLength(1);
    const ack = { clockId: 'stage.works.1' };
    expect(late.refuses('acknowledge', ack, actor('nobody', 'p2'))).toBe('not-your-command');
    const seen = late.do('acknowledge', ack, actor('nobody', 'p1'));
    expect(seen.last).toMatchObject({ type: 'Acknowledged', actorId: 'p1' });
    expect(seen.state.calls.some(({ clockId }) => clockId === 'stage.works.1')).toBe(false);
  });

  it('of another stage does not reach who was named for the works', () => {
    const accepting = until(start('p1').papers().do('complete'), 'acceptance');
    const said = messages(accepting.wake());
    expect(said.length).toBeGreaterThan(0);
    expect(said.map(to)).not.toContain('p1');
  });
});
