// One hash of many files, to see whether something made from them is still true. Node built-ins only.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 of names and contents of all files at `paths` (files or folders, under `root`) that `keep` lets in. */
export function contentHash(root, paths, keep = () => true) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesAt(root, path)).filter(keep)) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesAt(root, path) {
  const at = join(root, path);
  if (!existsSync(at)) return [];
  if (!statSync(at).isDirectory()) return [path];
  return readdirSync(at, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => filesAt(root, `${path}/${name}`));
}
