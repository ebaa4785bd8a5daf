import express, { Router } from 'express';
import { getAbsoluteFSPath } from 'swagger-ui-dist';

/** The docs page may run its own scripts and call this API, nothing else. Swagger UI sets styles on elements. */
export const DOCS_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

export const DOCS_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>办结 Banjie API</title>
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
<link rel="icon" href="/api/docs/assets/favicon-32x32.png">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/assets/swagger-ui-bundle.js"></script>
<script src="/api/docs/assets/start.js"></script>
</body>
</html>
`;

/** Sign in with POST /api/v1/session here, and every other "Try it out" goes with that session. */
const START = `window.ui = SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  requestInterceptor: (request) => {
    request.credentials = 'same-origin';
    return request;
  },
});
`;

/** Swagger UI's own files, from the package: the page works without internet. */
export function docsAssets(): Router {
  const router = Router();
  router.get('/start.js', (_request, response) => {
    response.type('text/javascript').send(START);
  });
  router.use(express.static(getAbsoluteFSPath(), { index: false, maxAge: '1h' }));
  return router;
}
