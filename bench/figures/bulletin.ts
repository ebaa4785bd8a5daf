import { bulletinDocx } from '../../api/bulletins/docx';
import { bulletinXlsx } from '../../api/bulletins/xlsx';
import { instantOfEpochMs } from '../../domain/calendar/instant';
import { monthOf, monthsAfter } from '../../domain/figures/month';
import { createLedger } from '../../ledger/ledger';
import { ensureCity } from '../city';
import { ensureMilestones } from '../milestones';
import { COMMUNITIES } from '../people';
import { median } from '../statistics';
import type { Bench } from './context';

/** The least that a count by place costs: one look at every case, in one statement. */
const BARE = `SELECT org_path, count(*), min(opened_at), max(ended_at) FROM cases WHERE programme_code = $1 GROUP BY org_path`;

/** Last month's bulletin of a city with a million cases, from nothing to a kept draft, its document and its workbook. */
export async function measureBulletin(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  const size = quick ? { open: 400, closed: 1_000 } : { open: 100_000, closed: 900_000 };
  await stack.stopWorker(); // nothing here waits for time
  await ensureCity(bench, COMMUNITIES, size);
  await ensureMilestones(bench);
  const { bulletins } = createLedger(stack.pool);
  const now = instantOfEpochMs(Date.now());
  const month = monthsAfter(monthOf(now), -1);
  const question = { programme: 'zhangjiagang', organisationId: 'zjg', month, now, by: null, again: true };
  const [built, bare]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < (quick ? 1 : 5); turn += 1) {
    built.push(await timed(() => bulletins.build(question)));
    bare.push(await timed(() => stack.pool.query(BARE, ['zhangjiagang'])));
  }
  const edition = await bulletins.build({ ...question, again: false });
  const { total } = edition.content.sum;
  const what = { ...size, applied: total.applied, suggestions: total.suggestions };
  report.add({
    ...{ bench: 'bulletin', ...what, worst: Math.max(...built), ours: median(built), bare: median(bare) },
    unit: 'ms from nothing to a kept draft; bare: one count of the cases by place',
  });
  const docx = await timed(() => bulletinDocx(edition, 'zh'));
  report.add({ bench: 'bulletin-docx', ...size, ours: docx, unit: 'ms' });
  const read = performance.now();
  const detail = await bulletins.detail(edition);
  const reading = performance.now() - read;
  const xlsx = await timed(() => bulletinXlsx(edition, detail, 'zh'));
  const lines = { lines: detail.lines.length, more: detail.more, reading };
  report.add({ bench: 'bulletin-xlsx', ...size, ...lines, ours: xlsx, unit: 'ms' });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
