import { instantOfEpochMs } from '../../domain/calendar/instant';
import type { Definition } from '../../domain/spot-check/state';
import { ensureCity } from '../city';
import { COMMUNITIES } from '../people';
import type { CheckAsked, CheckMade } from '../programs/spot-check';
import type { Bench } from './context';

/** All cases of the city, by type and town; the chance is the server's, so that no witness is waited for. */
const DEFINITION: Definition = {
  ...{
    title: 'bench',
    organisationId: 'zjg',
    strata: ['type', 'town'],
    size: 40,
    minimum: 1,
    exclusions: [],
  },
  frame: { programmes: [], kinds: [], grades: [], happened: null, overdue: false },
  ...{ chance: { kind: 'server' }, patienceMs: 3_600_000, definedBy: 'bench' },
};

/** A spot check over a million cases, in a process of its own: frozen, drawn, and drawn again to verify it. */
export async function measureSpotCheck(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  const size = quick ? { open: 400, closed: 1_000 } : { open: 100_000, closed: 900_000 };
  await stack.stopWorker(); // nothing here waits for time
  await ensureCity(bench, COMMUNITIES, size);
  const program = await stack.program('spot-check');
  const asked: CheckAsked = {
    url: stack.postgres.url(),
    definition: DEFINITION,
    now: instantOfEpochMs(Date.now()),
  };
  const { freeze, draw, verify, bare, peak, idle, ...made } = (await program.ask(
    'check',
    asked,
  )) as CheckMade;
  if (!made.verified) throw new Error('the draw does not repeat');
  const what = { population: made.population, sample: made.sample };
  report.add({
    ...{ bench: 'spot-check', ...what, freeze, draw, ours: freeze + draw, bare },
    unit: 'ms to freeze and draw; bare: as many ranks',
  });
  report.add({ bench: 'spot-check-verified', ...what, ours: verify, unit: 'ms' });
  report.add({ bench: 'spot-check-memory', ...what, idle, ours: peak, unit: 'MiB at most' });
}
