import { z } from 'zod';
import { defineRoute } from '../../route';

export const showOpenApi = defineRoute({
  operation: 'showOpenApi',
  method: 'get',
  path: '/api/openapi.json',
  tag: 'process',
  summary: 'This API as an OpenAPI 3.1 document',
  answer: { status: 200, description: 'The document', body: z.looseObject({ openapi: z.string() }) },
  handle: ({ openApi }) => Promise.resolve(openApi() as { openapi: string }),
});
