import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { shippedYears } from '../domain/calendar/shipped';
import { createLedger } from '../ledger/ledger';
import type { Released } from '../ledger/release';
import { YEAR_STATUS } from './words';

/** The programme files that come with the product. */
export function shippedProgrammes(): { file: string; text: string }[] {
  const folder = join(__dirname, '..', 'programmes');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ file: `programmes/${file}`, text: readFileSync(join(folder, file), 'utf8') }));
}

/** What every bureau needs before its first case, and what a release changes: the calendar and the shipped programmes. */
export function seedRules(pool: Pool, now: string): Promise<Released> {
  return createLedger(pool).release({ years: shippedYears, programmes: shippedProgrammes(), now });
}

/** What a release has changed for a bureau that works already, in one line; null when nothing it would notice. */
export function releaseLine({ years, programmes, ladders, rolloutIds }: Released): string | null {
  const moved = [
    ...years.map(({ year, status, source }) => `calendar of ${year} is ${YEAR_STATUS[status]} (${source})`),
    ...(ladders ? ['cases of an older version get reminders'] : []),
  ];
  const rollouts = rolloutIds.length === 1 ? 'rollout' : 'rollouts';
  const told = [
    ...(moved.length > 0
      ? [`${moved.join('; ')}. Open limits move with ${rollouts} ${rolloutIds.join(', ')}`]
      : []),
    ...programmes.map(newVersion),
  ];
  return told.length === 0 ? null : `Release: ${told.join('. ')}`;
}

/** Who may roll it out, and how to try that first; nothing of it when no case is open. */
function newVersion({ code, version, openCases }: Released['programmes'][number]): string {
  const news = `programme ${code} has version ${version} for new cases`;
  if (openCases === 0) return news;
  const keep = openCases === 1 ? '1 open case keeps its own' : `${openCases} open cases keep theirs`;
  return `${news}; ${keep} (to try it on them: banjie rollout start --programme ${code} --dry-run --by <sign-in name>)`;
}
