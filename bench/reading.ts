import { summary, type Load } from './load';
import type { Child } from './child';
import type { Call, HttpLoad } from './programs/http-client';
import { percentile } from './statistics';
import type { Stack } from './stack';

/** One reader who asks the same over and over for `ms`, after a third of that to warm up: milliseconds of an answer. */
export async function readOver(
  { host, apiPort: port }: Pick<Stack, 'host' | 'apiPort'>,
  http: Child,
  call: Call,
  ms: number,
): Promise<{ readonly p50: number; readonly p95: number }> {
  const input: HttpLoad = { host, port, ms, lanes: [[call]], again: true };
  await http.ask('load', { ...input, ms: ms / 3 });
  const load = (await http.ask('load', input)) as Load;
  return { p50: summary([load]).p50, p95: percentile(load.latenciesMs, 0.95) };
}
