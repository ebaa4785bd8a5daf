import { resolve } from 'node:path';
import { compression } from 'vite-plugin-compression2';
import { defineConfig } from 'vite';
import { visitsWorker } from './visits-worker.config';

/** Put where the nonce belongs; `api/web.ts` writes a new one there for every page it sends. */
const NONCE_PLACE = '__BANJIE_NONCE__';

/** `npm run build:web` and `npm run dev:web`; BANJIE_API names a running API for the latter. */
export default defineConfig({
  root: __dirname,
  html: { cspNonce: NONCE_PLACE },
  build: {
    // scripts/build-web.mjs builds beside it and then puts the new pages in their place.
    outDir: resolve(__dirname, '../dist/web'),
    emptyOutDir: true,
    target: ['chrome109', 'edge109', 'firefox115', 'safari16'],
    // A font or picture inside a stylesheet would be refused by the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
    manifest: true,
  },
  plugins: [
    compression({
      algorithms: ['gzip', 'brotliCompress'],
      include: /\.(js|css|svg)$/,
      threshold: 1_000,
      logLevel: 'silent',
    }),
    visitsWorker(),
  ],
  server: {
    host: '127.0.0.1',
    proxy: { '^/(api|readyz|healthz|problems)': process.env['BANJIE_API'] ?? 'http://127.0.0.1:8080' },
  },
});
