import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The folders of `tests/unit` that are a room of their own; all other files are the rest. About as much work each. */
export const ROOMS = ['domain/case', 'domain/calendar', 'domain/programme'] as const;

const unit = join(__dirname, '..', 'unit');

/** Test files of a room, or the rest, as paths within `tests/unit`. */
export function filesOf(room: (typeof ROOMS)[number] | 'rest'): string[] {
  const files = readdirSync(unit, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
  const within = (one: string) => (file: string) => file.startsWith(`${one}/`);
  return room === 'rest'
    ? files.filter((file) => !ROOMS.some((one) => within(one)(file)))
    : files.filter(within(room));
}

/**
 * Runs the test files of a room in one go. Unit tests are pure and share nothing, so what they test need be loaded
 * only once for all of them; loading it anew for each file took longer than the tests (`npm run test:unit` < 10 s).
 */
export function runRoom(room: (typeof ROOMS)[number] | 'rest'): void {
  describe.each(filesOf(room))('%s', (file) => {
    module.require(join(unit, file));
  });
}
