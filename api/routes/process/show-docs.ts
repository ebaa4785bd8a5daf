import { DOCS_CSP, DOCS_PAGE } from '../../docs';
import { defineRoute, Raw } from '../../route';

export const showDocs = defineRoute({
  operation: 'showDocs',
  method: 'get',
  path: '/api/docs',
  tag: 'process',
  summary: 'This API as a page to read and try out',
  answer: { status: 200, description: 'The page', media: 'text/html' },
  handle: () =>
    Promise.resolve(
      new Raw((response) => {
        response.setHeader('Content-Security-Policy', DOCS_CSP);
        response.type('html').send(DOCS_PAGE);
      }),
    ),
});
