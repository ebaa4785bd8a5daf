import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { caseWorkflowId } from '../../../workflows/messages';
import { EngineSilentError } from '../../engine';
import type { CaseInEngine } from '../../ports';
import { defineRoute } from '../../route';
import { id, shownInstant, toInstant } from '../../schema';

const engineSchema = z
  .strictObject({
    workflowId: z.string(),
    wakeAt: shownInstant.nullable().meta({ description: 'When time must act on the case, by the ledger' }),
    armedUntil: shownInstant.nullable().meta({ description: 'What the engine is known to be armed for' }),
    armed: z.boolean().meta({ description: 'Armed early enough, or nothing to wake for' }),
    workflow: z
      .strictObject({
        runId: z.string(),
        status: z.string(),
        startedAt: shownInstant,
        closedAt: shownInstant.nullable(),
        historyLength: z.int(),
        historyBytes: z.int().nullable(),
        pendingTimer: shownInstant.nullable().meta({ description: 'When its durable timer fires' }),
        lastFailure: z.strictObject({ at: shownInstant, message: z.string() }).nullable(),
      })
      .nullable()
      .meta({ description: 'As the engine answers now; null when it has no such workflow' }),
  })
  .meta({ id: 'CaseEngine' });

const silent = (): Refusal =>
  new Refusal(
    'unavailable',
    {
      zh: '计时引擎 3 秒内没有应答。办理不受影响，计时恢复后自动补上；请查看引擎是否在运行。',
      en: 'The engine did not answer within 3 s. Work goes on and clocks catch up by themselves; see whether it runs.',
    },
    { engine: 'silent', retryAfterSeconds: 10 },
  );

const withoutId = ({ workflowId: _same, ...workflow }: CaseInEngine) => workflow;

export const showCaseEngine = defineRoute({
  operation: 'showCaseEngine',
  method: 'get',
  path: '/api/v1/cases/{caseId}/engine',
  tag: 'cases',
  summary:
    'The workflow that keeps the time of a case, as the engine tells it; nothing about the case itself',
  params: z.strictObject({ caseId: id }),
  answer: { status: 200, description: 'The workflow', body: engineSchema },
  refuses: ['not-found', 'unavailable'],
  handle: async ({ deps, scope, params: { caseId } }) => {
    const row = await deps.prisma.caseRow.findUnique({
      where: { id: caseId },
      select: { orgPath: true, wakeAt: true, armedWakeAt: true },
    });
    const { wakeAt, armedWakeAt } = scope.require(row);
    const found = await deps.engine.caseWorkflow(caseId).catch((error: unknown) => {
      if (error instanceof EngineSilentError) throw silent();
      throw error;
    });
    return {
      workflowId: caseWorkflowId(caseId),
      ...{ wakeAt: toInstant(wakeAt), armedUntil: toInstant(armedWakeAt) },
      armed: wakeAt === null || (armedWakeAt !== null && armedWakeAt <= wakeAt),
      workflow: found && withoutId(found),
    };
  },
});
