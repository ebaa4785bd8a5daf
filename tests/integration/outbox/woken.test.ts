import { addMs, DAY_MS, HOUR_MS, instantOfEpochMs, type Instant } from '../../../domain/calendar/instant';
import { FakeLedger } from '../../workflow/fake-ledger';
import { startTestWorker, until, type TestWorker } from '../../support/worker';
import { FakeChannel } from './fake-channel';
import { PostOffice } from './post-office';

/** Looks every moment at what is late by a second; nobody calls in this file. */
const LOOKS = { sweepMs: 50, gapMs: 10, lateMs: 1_000, unconfiguredMs: DAY_MS };

const now = (): Instant => instantOfEpochMs(Date.now());

let office: PostOffice;
let channel: FakeChannel;
let worker: TestWorker;
beforeEach(async () => {
  office = await PostOffice.open();
  await office.person('a', ['officer', 'community']);
  channel = new FakeChannel('mail', true);
  worker = await startTestWorker({
    ledger: new FakeLedger(),
    delivery: {
      ...{ outbox: office.outbox, channels: new Map([['mail', channel]]) },
      ...{ publicUrl: 'https://banjie.example.org', dispatch: LOOKS },
    },
  });
  // The workflow has looked once, found nothing, and waits to be called.
  await office.note({ sendFrom: now(), at: now() });
  await until(() => channel.got.length === 1);
});
afterEach(async () => {
  await worker.stop();
  await office.close();
});

const arrives = () => until(() => channel.got.length === 2);

describe('a channel that nobody called', () => {
  it('is woken for a message that should have left', async () => {
    await office.note({ sendFrom: addMs(now(), -HOUR_MS), at: addMs(now(), -HOUR_MS) });
    await arrives();
  });

  it('is woken for a message that was written by a clock which has been set back since', async () => {
    const wrong = addMs(now(), DAY_MS);
    await office.note({ sendFrom: wrong, at: wrong });
    await arrives();
  });

  it('is woken for what it was sending when the clock was set back', async () => {
    await office.note({ sendFrom: addMs(now(), HOUR_MS), at: now() });
    await office.pool.query(
      `WITH d AS (INSERT INTO deliveries (id, channel, target, state, attempts, created_at, sending_at, next_at)
         VALUES ('d1', 'mail', 'person:a', 'SENDING', 1, $1, $1, $1) RETURNING id),
       o AS (UPDATE outbox SET queued_at = $1 WHERE queued_at IS NULL RETURNING id)
       INSERT INTO delivery_items (delivery_id, outbox_id, target) SELECT d.id, o.id, 'person:a' FROM d, o`,
      [addMs(now(), DAY_MS)],
    );
    await arrives();
  });

  it('is left alone for what has its time', async () => {
    await office.note({ sendFrom: addMs(now(), HOUR_MS), at: now() });
    await office.note({ sendFrom: addMs(now(), -HOUR_MS), at: addMs(now(), -HOUR_MS), personId: 'a' });
    await arrives();
    expect(channel.got.map(({ template }) => template['count'])).toEqual(['1', '1']);
  });
});
