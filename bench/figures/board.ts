import { dutySpans } from '../../domain/case/duty-groups';
import { instantOfEpochMs } from '../../domain/calendar/instant';
import { seedCases } from '../cases';
import { seedCity } from '../city';
import type { Load } from '../load';
import { summary } from '../load';
import { COMMUNITIES, tokenOf } from '../people';
import type { Call, HttpLoad } from '../programs/http-client';
import { percentile } from '../statistics';
import type { Bench } from './context';

/** Desk, board and find of a city with 100,000 open and 900,000 closed cases, one reader at a time. */
export async function measureBoard(bench: Bench): Promise<void> {
  const { stack, report, quick, say } = bench;
  const size = quick ? { open: 400, closed: 1_000 } : { open: 100_000, closed: 900_000 };
  const ms = quick ? 300 : 2_000;
  await stack.stopWorker(); // nothing here waits for time
  await seedCases(stack.pool, 1);
  const started = performance.now();
  await seedCity(stack, COMMUNITIES, size);
  say(`seeded in ${Math.round((performance.now() - started) / 1000)} s`);
  await stack.api();
  const http = await stack.program('http-client');
  for (const [what, call] of Object.entries(questions(bench))) {
    const input: HttpLoad = { host: stack.host, port: stack.apiPort, ms, lanes: [[call]], again: true };
    await http.ask('load', { ...input, ms: ms / 3 });
    const load = (await http.ask('load', input)) as Load;
    const p95 = percentile(load.latenciesMs, 0.95);
    report.add({ bench: 'board-p95', what, ...size, p50: summary([load]).p50, ours: p95, unit: 'ms' });
  }
}

function questions({ stack }: Bench): Readonly<Record<string, Call>> {
  const city = tokenOf(stack.tokens, 'officer', 'zjg');
  const reviewer = tokenOf(stack.tokens, 'reviewer', 'zjg-daxin');
  const community = tokenOf(stack.tokens, 'officer', 'daxin');
  const get = (token: string, path: string): Call => ({ method: 'GET', path: `/api/v1${path}`, token });
  const words = encodeURIComponent('楼道接电');
  const { today } = dutySpans(instantOfEpochMs(Date.now()));
  const day = (today.until ?? '').slice(0, 10);
  return {
    'desk: my duties': get(community, '/duties?group=overdue'),
    'desk: counts': get(community, '/duties/counts'),
    'desk: what waits for me': get(community, '/duties/acknowledgements'),
    'board: figures, tree and days of a city': get(city, '/board'),
    'board: the same for one programme': get(city, '/board?programme=zhangjiagang'),
    'board: figures of a street': get(reviewer, '/board'),
    'board: most overdue of a city': get(city, '/board/cases'),
    'board: of a street': get(reviewer, '/board/cases?due=overdue'),
    'board: due on a day': get(city, `/board/cases?dueOn=${day}`),
    'board: not acknowledged': get(city, '/board/cases?acknowledged=false'),
    'board: of one kind of post': get(city, '/board/cases?ownerRole=officer'),
    'board: late by five': get(city, '/board/cases?lateBy=5'),
    'board: by words': get(city, `/board/cases?text=${words}`),
    'cases of the city, newest first': get(city, '/cases'),
    'cases by words of the title': get(city, `/cases?text=${words}`),
  };
}
