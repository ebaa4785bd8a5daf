import { relative } from 'node:path';
import type { WorkflowBundle } from '@temporalio/worker';

export interface BundleSize {
  /** Code alone; the source map after it is read only for stack traces. */
  readonly bytes: number;
  readonly packages: string[];
  /** Files of the repository, relative to its root. */
  readonly ours: string[];
}

/** What a workflow bundle is made of, read from its own source map. */
export async function measureBundle(bundle: WorkflowBundle): Promise<BundleSize> {
  if (!('code' in bundle)) throw new Error('The bundle is not inline.');
  const [code = '', map = ''] = bundle.code.split(
    /\n\/\/# sourceMappingURL=data:application\/json;[^,]*base64,/,
  );
  const { sources } = JSON.parse(Buffer.from(map, 'base64').toString()) as { sources: string[] };
  const paths = sources.map((source) => source.replace(/^webpack:\/\/[^/]*\//, '').replace(/^\.\//, ''));
  const packages = paths.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const ours = paths
    .map((path) => (path.startsWith('/') ? relative(process.cwd(), path) : path))
    .filter((path) => /\.ts$/.test(path) && !path.includes('node_modules'));
  return { bytes: code.length, packages: [...new Set(packages)].sort(), ours };
}
