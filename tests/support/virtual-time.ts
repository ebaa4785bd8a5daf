import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { epochMs, instantOfEpochMs, type Instant } from '../../domain/calendar/instant';
import { caseWorkflowId } from '../../workflows/messages';

/*
 * Everything about virtual time on the real server. The fields are in the SDK's protos without a public option;
 * proved with server 1.32 and SDK 1.24, both pinned. Nothing outside this file may know of them.
 */

type TimeSkipping = temporal.api.common.v1.ITimeSkippingConfig;
type Start = { workflowId?: string | null };
const Polled = temporal.api.enums.v1.FastForwardPollingResult;
const MAX_SKIPS = 100_000;

function skipping(forward?: { id: string; ms: number }): TimeSkipping {
  const fastForwardConfig = forward && { id: forward.id, duration: msToTs(forward.ms) };
  return { enabled: true, maxSessionSkipCount: MAX_SKIPS, ...(fastForwardConfig && { fastForwardConfig }) };
}

/** Gives every workflow that is started through this connection the configuration that `configOf` answers for it. */
export function patchStarts(
  connection: Connection,
  configOf: (start: Start) => TimeSkipping | undefined,
): void {
  const service = connection.workflowService as unknown as Record<string, (request: Start) => unknown>;
  const withConfig = (request: Start): Start => {
    const timeSkippingConfig = configOf(request);
    return timeSkippingConfig ? Object.assign(request, { timeSkippingConfig }) : request;
  };
  for (const name of ['startWorkflowExecution', 'signalWithStartWorkflowExecution']) {
    const original = service[name];
    if (original === undefined) throw new Error(`The client has no ${name} to patch.`);
    service[name] = (request) => original.call(service, withConfig(request));
  }
}

export interface VirtualTimeOptions {
  readonly engine: { readonly address: string; readonly namespace: string };
}

export interface VirtualTime {
  readonly client: Client;
  /** The present of the case's workflow, in scenario time. */
  now(caseId: string): Promise<Instant>;
  /** Lets this much time pass for one case; resolves when the case has done what fell due in it. */
  advance(caseId: string, ms: number): Promise<void>;
  /** Lets time pass until just after an instant of the scenario; an instant in the case's past changes nothing. */
  advanceTo(caseId: string, at: Instant): Promise<void>;
  /** The same for any workflow, by its id. */
  advanceWorkflow(workflowId: string, ms: number): Promise<void>;
  advanceWorkflowTo(workflowId: string, at: Instant): Promise<void>;
  close(): Promise<void>;
}

/** A timer due exactly at the target would fire after the call has returned. */
const JUST_AFTER_MS = 1_000;

/** The shift that makes the scenario begin now. */
export function shiftTo(begin: Instant): number {
  return epochMs(begin) - Date.now();
}

/** A clock per case on the test engine. Start cases as usual: a case that never advances keeps real time. */
export async function virtualTime({ engine }: VirtualTimeOptions): Promise<VirtualTime> {
  const { address, namespace } = engine;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const service = connection.workflowService;

  async function engineNow(workflowId: string): Promise<number> {
    const described = await service.describeWorkflowExecution({ namespace, execution: { workflowId } });
    const current = described.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
    return current ? tsToMs(current) : Date.now();
  }

  /** Scenario time minus engine time, as the workflow was started with: workers of other scenario times may follow. */
  async function shiftOf(workflowId: string): Promise<number> {
    const { history } = await service.getWorkflowExecutionHistory({
      ...{ namespace, execution: { workflowId }, maximumPageSize: 1 },
    });
    const input = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
    if (!input) return 0;
    return (JSON.parse(Buffer.from(input).toString('utf8')) as { shiftMs?: number }).shiftMs ?? 0;
  }

  /** The present of a workflow, in scenario time. */
  const nowOf = async (workflowId: string): Promise<number> =>
    (await engineNow(workflowId)) + (await shiftOf(workflowId));

  async function setSkipping(workflowId: string, timeSkippingConfig: TimeSkipping): Promise<void> {
    await service.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: { workflowId },
      workflowExecutionOptions: { timeSkippingConfig },
      updateMask: { paths: ['time_skipping_config'] },
    });
  }

  async function advance(workflowId: string, ms: number): Promise<void> {
    const id = randomUUID();
    await setSkipping(workflowId, skipping({ id, ms }));
    for (;;) {
      const { fastForwardPollingResult: result, failedReason } =
        await service.pollWorkflowExecutionTimeSkipping({
          namespace,
          workflowExecution: { workflowId },
          fastForwardId: id,
        });
      if (result === Polled.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED) return;
      // A workflow that is busy with an activity lets the poll time out.
      if (result === Polled.FAST_FORWARD_POLLING_RESULT_POLL_TIMEOUT) await sleep(10);
      else if (/ended/.test(failedReason ?? '')) return;
      else throw new Error(`Time could not pass for ${workflowId}: ${failedReason ?? 'no reason given'}`);
    }
  }

  async function advanceTo(workflowId: string, at: Instant): Promise<void> {
    const ms = epochMs(at) + JUST_AFTER_MS - (await nowOf(workflowId));
    if (ms > 0) await advance(workflowId, ms);
  }

  return {
    client,
    now: async (caseId) => instantOfEpochMs(await nowOf(caseWorkflowId(caseId))),
    advance: (caseId, ms) => advance(caseWorkflowId(caseId), ms),
    advanceWorkflow: advance,
    advanceTo: (caseId, at) => advanceTo(caseWorkflowId(caseId), at),
    advanceWorkflowTo: advanceTo,
    close: () => connection.close(),
  };
}
