import { z } from 'zod';
import { COMMAND_TYPES, commandSchemas, type Command, type CommandType } from '../../../domain/case/commands';
import { isRefusal, Refusal } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { commandReceiptSchema } from './receipt-schema';

const shapeOf = (type: CommandType) => z.strictObject({ type: z.literal(type), data: commandSchemas[type] });
/** Documents and suggestions come in through routes of their own, which give these commands themselves. */
const ELSEWHERE: readonly CommandType[] = ['attach', 'join'];
const [first, ...others] = COMMAND_TYPES.filter((type) => !ELSEWHERE.includes(type)).map(shapeOf);

/** Any command: `type` decides what `data` must be. */
const commandSchema = z
  .discriminatedUnion('type', [first as ReturnType<typeof shapeOf>, ...others])
  .meta({ id: 'Command' });

/** `If-Match: "12"`: go on only if the case is still at line 12 of its ledger. */
function seqOf(header: string | undefined): { ifSeq?: number } {
  if (header === undefined || header === '*') return {};
  const seq = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (seq !== undefined) return { ifSeq: Number(seq) };
  throw new Refusal('invalid-input', {
    zh: 'If-Match 应为事项的记录序号，例如 "12"。',
    en: 'If-Match takes the seq of the case, such as "12".',
  });
}

export const giveCommand = defineRoute({
  operation: 'giveCommand',
  method: 'post',
  path: '/api/v1/cases/{caseId}/commands',
  tag: 'cases',
  summary: 'Do something to a case',
  description:
    'What fits now, and with which data, is listed by `GET /api/v1/cases/{caseId}` under `allowed`. ' +
    'The same Idempotency-Key answers the same however often it is sent.',
  params: z.strictObject({ caseId: id }),
  body: commandSchema,
  idempotencyKey: 'required',
  ifMatch: true,
  answer: { status: 200, description: 'Recorded', body: commandReceiptSchema },
  refuses: [
    'not-found',
    'not-now',
    'not-your-command',
    'same-person',
    'case-ended',
    'changed-meanwhile',
    'key-reused',
    'unknown-value',
    'value-required',
    'not-in-programme',
    'quorum-not-met',
    'count-wrong',
    'tie-undecided',
    'evidence-missing',
    'cap-exceeded',
    'amount-over-approved',
    'amount-over-contract',
    'notice-not-ended',
    'objection-open',
    'date-out-of-order',
    'calendar-year-missing',
  ],
  handle: async ({ deps, actor, params, body, now, idempotencyKey, request, setHeader }) => {
    const command = body as Command;
    const stop = deps.metrics.commandSeconds.startTimer({ command: command.type });
    try {
      const key = idempotencyKey ?? '';
      const input = { caseId: params.caseId, command, actor, now, key, ...seqOf(request.get('if-match')) };
      const receipt = await deps.ledger.append(input);
      stop({ outcome: 'recorded' });
      setHeader('ETag', `"${receipt.seq}"`);
      return receipt;
    } catch (error) {
      stop({ outcome: isRefusal(error) ? 'refused' : 'failed' });
      throw error;
    }
  },
});
