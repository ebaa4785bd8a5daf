import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endOfDay } from '../../../domain/calendar/instant';
import { provisionalYear } from '../../../domain/calendar/provisional';
import { imagined2027 } from '../../unit/domain/calendar/notices';
import { vectors } from '../../unit/domain/calendar/vectors';

const root = join(__dirname, '../../..');
const probe = join(__dirname, 'time-zone-probe.ts');
const zones = [
  ['UTC', 0],
  ['Asia/Shanghai', -480],
  ['America/New_York', 240],
] as const;

async function answersUnder(zone: string): Promise<unknown> {
  const env = { ...process.env, TZ: zone };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', probe], {
    env,
    cwd: root,
  });
  return JSON.parse(stdout);
}

/** Holiday libraries answer differently by the machine's zone; every answer here must be the same in all three. */
test('the zone of the machine changes nothing', async () => {
  const answers = await Promise.all(zones.map(([zone]) => answersUnder(zone)));
  const expected = {
    dues: vectors.map(({ due, provisional }) => ({
      dueDate: due,
      dueAt: endOfDay(due),
      provisional: provisional ?? false,
    })),
    edges: [
      ['2026-02-14', '2026-02-14 23:59'],
      ['2026-02-15', '2026-02-15 00:00'],
    ],
    hours: { dueDate: '2026-02-14', dueAt: '2026-02-14T02:30:00.000Z', provisional: false },
    midnight: '2026-12-31T16:00:00.000Z',
    closed: '2026-07-27',
    foreseen: provisionalYear(2027).rest.map(({ date }) => date),
    changes: expect.arrayContaining(
      imagined2027.days.filter(({ isOffDay }) => !isOffDay).map(({ date }) => `${date} worked`),
    ) as unknown,
  };
  expect(answers).toEqual(zones.map(([, offset]) => ({ offset, ...expected })));
}, 30_000);
