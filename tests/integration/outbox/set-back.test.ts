import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/calendar/instant';
import { BUSY, FakeChannel, OK, SILENT, TOO_MANY } from './fake-channel';
import { later, NOW, PostOffice } from './post-office';

jest.setTimeout(60_000);

/** The clock of the machine is a day ahead until NOW + a day, and is then set back to NOW. */
const WRONG = later(DAY_MS);

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
  await office.person('a', ['officer', 'community']);
});
afterEach(() => office.close());

const robot = () => new FakeChannel('wecom', false, { robots: ['city'] });
const nextAtOf = async (): Promise<string[]> =>
  (await office.deliveries()).map((row) => row.next_at.toISOString());

describe('the clock is set back by a day', () => {
  it('and what failed before waits for its back-off, not for a day', async () => {
    await office.note({ sendFrom: WRONG, at: WRONG });
    const channel = new FakeChannel('mail', true);
    channel.answers.push(BUSY);
    await office.drain(channel, WRONG);
    await office.drain(channel, NOW);
    expect((await nextAtOf())[0]! <= later(2 * MINUTE_MS)).toBe(true);
    await office.drain(channel, later(2 * MINUTE_MS));
    expect(channel.got).toHaveLength(1);
  });

  it('and what is to leave at once leaves now; what was put off until a morning keeps its hour', async () => {
    const morning = addMs(WRONG, 20 * HOUR_MS);
    await office.note({ sendFrom: WRONG, at: WRONG });
    const put = await office.note({ sendFrom: WRONG, at: WRONG });
    await office.pool.query('UPDATE outbox SET send_from = $2 WHERE id = $1', [put, morning]);
    const channel = new FakeChannel('mail', true);
    await office.drain(channel, NOW);
    expect(channel.got.map(({ template }) => template['count'])).toEqual(['1']);
    await office.drain(channel, addMs(morning, -DAY_MS));
    expect(channel.got).toHaveLength(2);
  });

  it('and what was being sent is looked at within minutes, and a robot is never told twice', async () => {
    await office.note({ channel: 'wecom', sendFrom: WRONG, at: WRONG });
    const channel = robot();
    await office.drain(channel, WRONG);
    await office.pool.query("UPDATE deliveries SET state = 'SENDING', sent_at = NULL");
    await office.drain(channel, NOW);
    await office.drain(channel, later(5 * MINUTE_MS));
    expect(channel.got).toHaveLength(1);
    expect((await office.deliveries()).map(({ state }) => state)).toEqual(['UNKNOWN']);
  });

  it('and a gateway that fell silent is asked, never sent to again', async () => {
    await office.note({ channel: 'sms', sendFrom: WRONG, at: WRONG });
    const channel = new FakeChannel('sms', false, { findable: true });
    channel.answers.push(SILENT);
    await office.drain(channel, WRONG);
    channel.fate = OK;
    await office.drain(channel, NOW);
    await office.drain(channel, later(5 * MINUTE_MS));
    expect([channel.got.length, channel.asked.length]).toEqual([1, 1]);
    expect((await office.deliveries()).map(({ state }) => state)).toEqual(['SENT']);
  });

  it('and a robot that asked for two minutes is not left alone for a day', async () => {
    await office.note({ channel: 'wecom', sendFrom: WRONG, at: WRONG });
    const channel = robot();
    channel.answers.push(TOO_MANY);
    await office.drain(channel, WRONG);
    await office.drain(channel, NOW);
    expect(channel.got).toEqual([]);
    await office.drain(channel, later(3 * MINUTE_MS));
    expect(channel.got).toHaveLength(1);
  });

  it('and the limit of a robot counts what was sent before as sent now, for a minute', async () => {
    const channel = robot();
    channel.perMinute = 1;
    await office.note({ channel: 'wecom', sendFrom: WRONG, at: WRONG });
    await office.drain(channel, WRONG);
    await office.note({ channel: 'wecom', sendFrom: NOW });
    await office.drain(channel, NOW);
    expect(channel.got).toHaveLength(1);
    await office.drain(channel, later(2 * MINUTE_MS));
    expect(channel.got).toHaveLength(2);
  });

  it('and a channel that worked then is not said to work tomorrow', async () => {
    await office.note({ sendFrom: WRONG, at: WRONG });
    const channel = new FakeChannel('mail', true);
    await office.drain(channel, WRONG);
    const lastOk = async () =>
      (
        await office.pool.query<{ at: Date }>(
          "SELECT last_ok_at AS at FROM channel_states WHERE target = '*'",
        )
      ).rows[0]?.at;
    expect((await lastOk())?.getTime()).toBeGreaterThanOrEqual(Date.parse(WRONG));
    await office.drain(channel, NOW);
    const told = (await lastOk())?.getTime();
    expect(told).toBeLessThan(Date.parse(later(MINUTE_MS)));
    expect(told).toBeGreaterThanOrEqual(Date.parse(NOW));
  });

  it('by less than machines differ, and nothing is moved', async () => {
    await office.note();
    const channel = new FakeChannel('mail', true);
    channel.answers.push(BUSY);
    await office.drain(channel, NOW);
    const before = await nextAtOf();
    await office.drain(channel, later(-MINUTE_MS));
    expect(await nextAtOf()).toEqual(before);
  });
});
