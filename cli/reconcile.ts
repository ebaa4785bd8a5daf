import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Instant } from '../domain/calendar/instant';
import { CASE_WORKFLOW, caseIdOf, caseWorkflowId, CLOCK, ENDED, type ClockView } from '../workflows/messages';
import { mapLimited } from '../domain/map-limited';
import type { OpenCaseRow } from '../ledger/arming';
import type { Ledger } from '../ledger/ledger';

export interface ReconcileReport {
  /** Open cases looked at. */
  readonly open: number;
  /** Have a workflow that wakes in time, or nothing to wake for. */
  readonly kept: number;
  /** Known to be unarmed; the worker arms them without help. */
  readonly waiting: number;
  /** Case ids; armed anew unless only checked. */
  readonly missing: readonly string[];
  readonly closed: readonly string[];
  readonly late: readonly string[];
  /** Their workflow runs and did not say what it waits for; left alone. */
  readonly unanswered: readonly string[];
  /** Workflows whose case is not open; told to end unless only checked. */
  readonly orphans: readonly string[];
}

export interface ReconcileDeps {
  readonly ledger: Pick<Ledger, 'openCases' | 'disarm'>;
  readonly client: Client;
  readonly taskQueue: string;
  /** Only say what is wrong. */
  readonly checkOnly?: boolean;
}

type Finding = 'kept' | 'waiting' | 'missing' | 'closed' | 'late' | 'unanswered';

const PAGE = 500;
const CONCURRENCY = 8;
/** Longer than the engine waits for a worker that was killed before it asks another (10 s). */
const ANSWER_LIMIT_MS = 15_000;

/**
 * Compares every open case of the ledger with its workflow in the engine. Mending is arming anew, which is safe to
 * do once too often, so nothing here needs to stop the work.
 */
export async function reconcile({
  ledger,
  client,
  taskQueue,
  checkOnly = false,
}: ReconcileDeps): Promise<ReconcileReport> {
  // The engine first: a case that is opened meanwhile then never looks like an orphan.
  const running = await runningCases(client, taskQueue);
  const found: Record<Finding, string[]> = {
    kept: [],
    waiting: [],
    missing: [],
    closed: [],
    late: [],
    unanswered: [],
  };
  let after: string | null = null;
  let open = 0;
  for (;;) {
    const page: OpenCaseRow[] = await ledger.openCases(after, PAGE);
    await mapLimited(page, CONCURRENCY, async (one) =>
      found[await examine(one, running, client)].push(one.caseId),
    );
    for (const { caseId } of page) running.delete(caseId);
    open += page.length;
    after = page.at(-1)?.caseId ?? null;
    if (page.length < PAGE) break;
  }
  const orphans = [...running].sort();
  if (!checkOnly) {
    const broken = [...found.missing, ...found.closed, ...found.late];
    if (broken.length > 0) await ledger.disarm(broken);
    await mapLimited(orphans, CONCURRENCY, (caseId) => end(caseId, client));
  }
  const { missing, closed, late, unanswered } = found;
  return {
    open,
    kept: found.kept.length,
    waiting: found.waiting.length,
    missing,
    closed,
    late,
    unanswered,
    orphans,
  };
}

async function runningCases(client: Client, taskQueue: string): Promise<Set<string>> {
  const running = new Set<string>();
  // By queue as well: another installation in the same namespace has cases that this ledger does not know.
  const query = `WorkflowType = '${CASE_WORKFLOW}' AND ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue}'`;
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) {
    const caseId = caseIdOf(workflowId);
    if (caseId !== null) running.add(caseId);
  }
  return running;
}

async function examine(one: OpenCaseRow, running: ReadonlySet<string>, client: Client): Promise<Finding> {
  const { caseId, wakeAt, armedWakeAt } = one;
  if (wakeAt === null) return 'kept';
  if (armedWakeAt === null || wakeAt < armedWakeAt) return 'waiting';
  if (!running.has(caseId)) {
    // Lists lag behind by moments; the execution itself does not.
    const status = await statusOf(caseId, client);
    if (status !== 'RUNNING') return status === null ? 'missing' : 'closed';
  }
  return judge(wakeAt, await viewOf(caseId, client));
}

function judge(wakeAt: Instant, view: ClockView | null): Finding {
  if (view === null) return 'unanswered';
  return view.wakeAt !== null && view.wakeAt <= wakeAt ? 'kept' : 'late';
}

async function statusOf(caseId: string, client: Client): Promise<string | null> {
  try {
    return (await client.workflow.getHandle(caseWorkflowId(caseId)).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Null when no worker answers for the workflow. */
async function viewOf(caseId: string, client: Client): Promise<ClockView | null> {
  const handle = client.workflow.getHandle(caseWorkflowId(caseId));
  try {
    return await client.withDeadline(Date.now() + ANSWER_LIMIT_MS, () => handle.query<ClockView>(CLOCK));
  } catch {
    return null;
  }
}

async function end(caseId: string, client: Client): Promise<void> {
  try {
    await client.workflow.getHandle(caseWorkflowId(caseId)).signal(ENDED);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
