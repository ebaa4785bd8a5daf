import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { preProcessFile } from 'typescript';

/**
 * `import-x/no-cycle` sees no circle that a type closes: at run time there is none. For a reader there is, because neither
 * file can be understood before the other. Reading the imports of every file takes a second; no type is checked.
 */
const ROOT = join(__dirname, '..', '..', '..');
const ROOMS = ['domain', 'ledger', 'workflows', 'activities', 'worker', 'api', 'cli', 'config', 'scripts'];
const FOLDERS = [...ROOMS, 'web/src', 'prisma', 'tests', 'bench'];
const SKIPPED = /(^|\/)(generated|node_modules|fixtures)\//;

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file).split(sep).join('/'))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !SKIPPED.test(file));
}

/** The file that a relative import names, or null for a package and for what is not source. */
function fileOf(from: string, name: string): string | null {
  if (!name.startsWith('.')) return null;
  const path = relative(ROOT, join(ROOT, dirname(from), name))
    .split(sep)
    .join('/');
  const ways = ['.ts', '.tsx', '/index.ts', '/index.tsx'].map((end) => `${path}${end}`);
  return ways.find((way) => existsSync(join(ROOT, way))) ?? null;
}

function importsOf(file: string, text: string): string[] {
  return preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    const found = fileOf(file, fileName);
    return found === null ? [] : [found];
  });
}

/** One circle for each way back, as its files in order. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const walk = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) {
      found.push([...way.slice(at), file]);
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}

describe('circles of imports', () => {
  it('are seen when there is one, also when only a type closes it', () => {
    const graph = new Map([
      ['a.ts', importsOf('domain/case/choices.ts', "import type { Clock } from './state';")],
      ['domain/case/state.ts', ['b.ts']],
      ['b.ts', ['a.ts']],
    ]);
    expect(circlesOf(graph)).toEqual([['a.ts', 'domain/case/state.ts', 'b.ts', 'a.ts']]);
  });

  it('are nowhere', () => {
    const files = FOLDERS.flatMap(filesOf);
    expect(files.length).toBeGreaterThan(1_000);
    const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
    const graph = new Map(files.map((file) => [file, importsOf(file, read(file))]));
    expect(circlesOf(graph).map((circle) => circle.join(' → '))).toEqual([]);
  });
});
