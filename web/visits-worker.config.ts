import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';

/** Where a page begins that must open without network; what these import is kept on the device with them. */
const KEPT = [
  /^index\.html$/,
  /^src\/screens\/visits\/\w+-screen\.tsx$/,
  /^src\/i18n\/(zh-CN|en)\/(shell|parts|visits)\.ts$/,
  /antd\/es\/locale\/(zh_CN|en_US)\.js$/,
];
/** Files without a hash in their name that such a page shows. */
const UNHASHED = ['favicon.svg', 'manifest.webmanifest'];

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}
type Chunks = Record<string, Chunk>;

/** The files of the pages of an inspector, out of Vite's own record of what imports what. */
function keptFiles(chunks: Chunks): string[] {
  const found = new Set<string>();
  const walk = (name: string): void => {
    const chunk = chunks[name];
    if (chunk === undefined || found.has(chunk.file)) return;
    found.add(chunk.file);
    for (const sheet of chunk.css ?? []) found.add(sheet);
    for (const other of chunk.imports ?? []) walk(other);
  };
  for (const name of Object.keys(chunks)) if (KEPT.some((kept) => kept.test(name))) walk(name);
  return [...found].sort();
}

function entries(folder: string): { url: string; revision: string | null }[] {
  const manifest = readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8');
  const hashOf = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex')
      .slice(0, 16);
  return [
    // The page itself, asked for at the one address that answers it to a program.
    { url: '/', revision: hashOf('index.html') },
    ...UNHASHED.map((file) => ({ url: `/${file}`, revision: hashOf(file) })),
    ...keptFiles(JSON.parse(manifest) as Chunks).map((file) => ({ url: `/${file}`, revision: null })),
  ];
}

/** Makes `visits-worker.js` beside the pages, with the list of what it keeps on the device. */
export function visitsWorker(): Plugin {
  let folder = '';
  return {
    name: 'visits-worker',
    apply: 'build',
    configResolved({ root, build: { outDir } }) {
      folder = resolve(root, outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        await build({
          configFile: false,
          root: __dirname,
          publicDir: false,
          logLevel: 'warn',
          define: {
            'process.env.NODE_ENV': '"production"',
            KEPT_ON_DEVICE: JSON.stringify(entries(folder)),
          },
          build: {
            outDir: folder,
            emptyOutDir: false,
            target: ['chrome109', 'edge109', 'firefox115', 'safari16'],
            lib: {
              entry: resolve(__dirname, 'src/worker/visits-worker.ts'),
              formats: ['iife'],
              name: 'visitsWorker',
              fileName: () => 'visits-worker.js',
            },
          },
        });
      },
    },
  };
}
