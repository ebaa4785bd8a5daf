import { dutySpans } from '../../domain/case/duty-groups';
import { instantOfEpochMs } from '../../domain/calendar/instant';
import type { Child } from '../child';
import { ensureCity } from '../city';
import type { Load } from '../load';
import { COMMUNITIES, tokenOf } from '../people';
import type { Call, HttpLoad } from '../programs/http-client';
import { readOver } from '../reading';
import type { Bench } from './context';

/** Desk, board and find of a city with 100,000 open and 900,000 closed cases, one reader at a time. */
export async function measureBoard(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  const size = quick ? { open: 400, closed: 1_000 } : { open: 100_000, closed: 900_000 };
  const ms = quick ? 300 : 2_000;
  await stack.stopWorker(); // nothing here waits for time
  await ensureCity(bench, COMMUNITIES, size);
  await stack.api();
  const http = await stack.program('http-client');
  await measureCold(bench, http, size);
  const asked = { ...deskAndBoard(bench), ...finding(bench) };
  for (const [what, call] of Object.entries(asked)) {
    const { p50, p95: ours } = await readOver(stack, http, call, ms);
    report.add({ bench: 'board-p95', what, ...size, p50, ours, unit: 'ms' });
  }
  await measureExport(bench);
}

type Size = Readonly<Record<'open' | 'closed', number>>;
type Calls = Readonly<Record<string, Call>>;

const get = (token: string, path: string): Call => ({ method: 'GET', path: `/api/v1${path}`, token });

/** The board of a city asked for the first time: what was a week ago is kept for some minutes, by these filters. */
async function measureCold({ stack, report }: Bench, http: Child, size: Size): Promise<void> {
  const city = tokenOf(stack.tokens, 'officer', 'zjg');
  const filters = ['', '?kind=PROJECT', '?programme=zhangjiagang', '?programme=zhangjiagang&kind=PROJECT'];
  const ms: number[] = [];
  for (const filter of filters) {
    const call = get(city, `/board${filter}`);
    const input: HttpLoad = { host: stack.host, port: stack.apiPort, ms: 1, lanes: [[call]] };
    const load = (await http.ask('load', input)) as Load;
    ms.push(...load.latenciesMs);
  }
  const [first = 0, ...others] = ms;
  const what = 'board: a city compared with a week ago, not kept yet';
  report.add({ bench: 'board-cold', what, ...size, first, ours: Math.max(...others), unit: 'ms' });
}

/** A file as it comes: how soon it begins, and how long 10,000 lines take. */
async function measureExport({ stack, report }: Bench): Promise<void> {
  const city = tokenOf(stack.tokens, 'officer', 'zjg');
  for (const format of ['csv', 'xlsx']) {
    const path = `/api/v1/board/export?organisationId=zjg-leyu&format=${format}`;
    const started = performance.now();
    const answer = await fetch(`http://${stack.host}:${stack.apiPort}${path}`, {
      headers: { authorization: `Bearer ${city}` },
    });
    const begins = performance.now() - started;
    const bytes = (await answer.arrayBuffer()).byteLength;
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    const ms = performance.now() - started;
    const { rows } = await stack.pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM cases WHERE ended_at IS NULL AND org_path LIKE '/zjg/zjg-leyu/%'",
    );
    const lines = rows[0]?.n ?? 0;
    const figure = { bench: 'export', what: `${format} of one street`, lines, bytes, begins, took: ms };
    report.add({ ...figure, ours: (ms / lines) * 10_000, unit: 'ms for 10,000 lines' });
  }
}

function finding({ stack }: Bench): Calls {
  const city = tokenOf(stack.tokens, 'officer', 'zjg');
  const community = tokenOf(stack.tokens, 'officer', 'daxin');
  const find = (text: string): Call => get(city, `/find?text=${encodeURIComponent(text)}`);
  const title = encodeURIComponent('大新新村3号楼楼道接电');
  return {
    'cases of the city, newest first': get(city, '/cases'),
    'cases by words of the title': get(city, `/cases?text=${encodeURIComponent('楼道接电')}`),
    'cases of a community by a common character': get(community, `/cases?text=${encodeURIComponent('灯')}`),
    'find: two characters': find('楼道'),
    'find: four characters': find('围墙粉刷'),
    'find: what nobody says': find('游泳池'),
    'find: the beginning of a number': find('B-00123'),
    'find: a part of a number': find('1234'),
    'find: a place': find('大新社区'),
    'find: what somebody proposed': {
      ...{ method: 'POST', path: '/api/v1/find/by-proposer', token: city },
      body: JSON.stringify({ proposer: '居民12345' }),
    },
    'similar cases while a title is typed': get(
      community,
      `/similar-cases?organisationId=daxin&title=${title}`,
    ),
  };
}

function deskAndBoard({ stack }: Bench): Calls {
  const city = tokenOf(stack.tokens, 'officer', 'zjg');
  const reviewer = tokenOf(stack.tokens, 'reviewer', 'zjg-daxin');
  const community = tokenOf(stack.tokens, 'officer', 'daxin');
  const words = encodeURIComponent('楼道接电');
  const { today } = dutySpans(instantOfEpochMs(Date.now()));
  const day = (today.until ?? '').slice(0, 10);
  return {
    'desk: my duties, overdue': get(community, '/duties?group=overdue'),
    'desk: my duties, first page': get(community, '/duties'),
    'desk: counts': get(community, '/duties/counts'),
    'desk: what waits for me': get(community, '/duties/acknowledgements'),
    'board: figures, tree and days of a city': get(city, '/board'),
    'board: the same for one programme': get(city, '/board?programme=zhangjiagang'),
    'board: the same by words': get(city, `/board?text=${words}`),
    'board: figures of a street': get(reviewer, '/board'),
    'board: most overdue of a city': get(city, '/board/cases'),
    'board: of a street': get(reviewer, '/board/cases?due=overdue'),
    'board: due on a day': get(city, `/board/cases?dueOn=${day}`),
    'board: not acknowledged': get(city, '/board/cases?acknowledged=false'),
    'board: of one kind of post': get(city, '/board/cases?ownerRole=officer'),
    'board: late by five': get(city, '/board/cases?lateBy=5'),
    'board: by words': get(city, `/board/cases?text=${words}`),
  };
}
