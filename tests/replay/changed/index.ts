import { sleep } from '@temporalio/workflow';
import type { CaseInput } from '../../../workflows/messages';
import { caseWorkflow as unchanged } from '../../../workflows/case';

/** The case workflow with one timer more: what replay must refuse. */
export async function caseWorkflow(input: CaseInput): Promise<void> {
  await unchanged(input);
  await sleep(1_000);
}
