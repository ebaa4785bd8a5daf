import { isMap, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { SEED_PROGRAMMES } from './known-rules';
import { lineOfNode, pathName } from './locate';
import type { Fault, Keys } from './problem';
import type { YamlFile } from './read-yaml';
import { checkClause, readNote, type Clause } from './source-note';

/** Where each value comes from: path (see `pathName`) → the words of its comment. */
export type Sources = Record<string, string>;

const NO_SOURCE =
  'no source; expected a comment on this line such as "# ZJ10" or "# default: not stated in the document"';

interface Walk {
  readonly file: YamlFile;
  readonly notes: ReadonlyMap<number, readonly Clause[]>;
  readonly used: Set<Clause>;
  readonly sources: Sources;
  readonly faults: Fault[];
}

/** The clauses of one line that speak for a value: those that name one of its keys, otherwise the general ones. */
function clausesFor(clauses: readonly Clause[], keys: Keys): Clause[] {
  const own = clauses.filter(({ key }) => key !== null && keys.includes(key));
  return own.length > 0 ? own : clauses.filter(({ key }) => key === null);
}

/** The words that cover a value: on its own line, or on the line of the nearest thing it belongs to. */
function sourceOf({ notes, used }: Walk, lines: readonly number[], keys: Keys): string | undefined {
  for (const line of lines) {
    const clauses = clausesFor(notes.get(line) ?? [], keys);
    clauses.forEach((clause) => used.add(clause));
    if (clauses.length > 0) return clauses.map(({ text }) => text).join('; ');
  }
  return undefined;
}

function visitNode(walk: Walk, found: Pair | Node, above: readonly number[], keys: Keys): void {
  const value: unknown = isPair(found) ? found.value : found;
  const valueLine = isScalar(value) ? walk.file.lineOf(value.range?.[0] ?? 0) : lineOfNode(walk.file, found);
  const lines = [valueLine, lineOfNode(walk.file, found), ...above];
  const source = sourceOf(walk, lines, keys);
  if (source !== undefined) walk.sources[pathName(walk.file, keys)] = source;
  else if (isScalar(value) && !walk.faults.some(({ line }) => line === valueLine)) {
    walk.faults.push({ line: valueLine, keys, message: NO_SOURCE });
  }
  visitChildren(walk, value, lines.slice(1), keys);
}

function visitChildren(walk: Walk, value: unknown, above: readonly number[], keys: Keys): void {
  if (isMap(value)) {
    for (const pair of value.items)
      visitNode(walk, pair, above, [...keys, String(isScalar(pair.key) ? pair.key.value : pair.key)]);
  }
  if (isSeq(value)) {
    value.items.forEach((item, index) => {
      if (isMap(item) || isSeq(item) || isScalar(item)) visitNode(walk, item, above, [...keys, index]);
    });
  }
}

/** Reads the comment behind every value and says which values have none and which comments name no source. */
export function readSources(file: YamlFile): { sources: Sources; faults: Fault[] } {
  const code: unknown = isMap(file.document.contents) ? file.document.contents.get('code') : undefined;
  const strict = typeof code === 'string' && SEED_PROGRAMMES.includes(code);
  const notes = new Map([...file.comments].map(([line, comment]) => [line, readNote(comment)]));
  const walk: Walk = { file, notes, used: new Set(), sources: {}, faults: [] };
  visitChildren(walk, file.document.contents, [], []);
  for (const [line, clauses] of notes) {
    for (const clause of clauses) {
      for (const message of checkClause(clause, strict))
        walk.faults.push({ line, keys: [], message: `comment: ${message}` });
      if (clause.key !== null && !walk.used.has(clause)) {
        walk.faults.push({
          line,
          keys: [],
          message: `comment: names the key "${clause.key}", which has no value on this line`,
        });
      }
    }
  }
  return { sources: walk.sources, faults: walk.faults };
}
