import { z } from 'zod';
import { openApiDocument } from '../../openapi';
import { defineRoute, type Route } from '../../route';

const documents = new WeakMap<readonly Route[], object>();

export const showOpenApi = defineRoute({
  operation: 'showOpenApi',
  method: 'get',
  path: '/api/openapi.json',
  tag: 'process',
  summary: 'This API as an OpenAPI 3.1 document',
  answer: { status: 200, description: 'The document', body: z.looseObject({ openapi: z.string() }) },
  handle: ({ routes }) => {
    const document = documents.get(routes) ?? openApiDocument(routes);
    documents.set(routes, document);
    return Promise.resolve(document as { openapi: string });
  },
});
