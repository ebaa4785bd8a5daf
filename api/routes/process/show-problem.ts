import { z } from 'zod';
import { REFUSALS, type RefusalCode } from '../../../domain/errors';
import { STATUS } from '../../problem';
import { defineRoute } from '../../route';
import { words } from '../../schema';

export const showProblem = defineRoute({
  operation: 'showProblem',
  method: 'get',
  path: '/problems/{code}',
  tag: 'process',
  summary: 'What the type of a problem means',
  params: z.strictObject({ code: z.enum(Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]]) }),
  answer: {
    status: 200,
    description: 'Its status and its titles',
    body: z.strictObject({ code: z.string(), status: z.number().int(), title: words }),
  },
  handle: ({ params: { code } }) =>
    Promise.resolve({ code, status: STATUS[code], title: { ...REFUSALS[code] } }),
});
