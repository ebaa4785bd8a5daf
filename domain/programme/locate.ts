import { isMap, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Keys } from './problem';
import type { YamlFile } from './read-yaml';

function keyText(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

/** One step down: the pair of a map's key, or the item of a list. */
function step(node: unknown, key: string | number): Pair | Node | undefined {
  if (isMap(node)) return node.items.find((pair) => keyText(pair) === String(key));
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return isMap(item) || isSeq(item) || isScalar(item) ? item : undefined;
  }
  return undefined;
}

/** The nodes on the way down, as far as the file goes: a missing key ends the way at the map it is missing from. */
export function walk(file: YamlFile, keys: Keys): (Pair | Node)[] {
  const way: (Pair | Node)[] = [];
  let here: unknown = file.document.contents;
  for (const key of keys) {
    const found = step(here, key);
    if (found === undefined) break;
    way.push(found);
    here = isPair(found) ? found.value : found;
  }
  return way;
}

/** The line where a key, an item or a value begins. */
export function lineOfNode(file: YamlFile, node: Pair | Node): number {
  const start = isPair(node) ? (isScalar(node.key) ? node.key.range : undefined) : node.range;
  return file.lineOf(start?.[0] ?? 0);
}

/** The line of what the keys name, or of the nearest thing above it that the file has. */
export function lineOfKeys(file: YamlFile, keys: Keys): number {
  const last = walk(file, keys).at(-1);
  if (last !== undefined) return lineOfNode(file, last);
  return isMap(file.document.contents) ? file.lineOf(file.document.contents.range?.[0] ?? 0) : 1;
}

/** What stands in the file at this place, for "found …" in messages. */
export function valueAt(file: YamlFile, keys: Keys): unknown {
  const way = walk(file, keys);
  if (way.length < keys.length) return undefined;
  const last = way.at(-1);
  const node: unknown = last === undefined ? file.document.contents : isPair(last) ? last.value : last;
  if (isScalar(node)) return node.value;
  if (isMap(node)) return {};
  return isSeq(node) ? [] : null;
}

/** The name of a list item: its id when it has one, otherwise its place. */
function itemName(item: unknown, index: string | number): string {
  if (!isMap(item)) return String(index);
  const id: unknown = item.get('id');
  return typeof id === 'string' ? id : String(index);
}

/** Writes keys as a clerk would say them: `stages.town-review.limit` instead of `stages.3.limit`. */
export function pathName(file: YamlFile, keys: Keys): string {
  let here: unknown = file.document.contents;
  return keys
    .map((key) => {
      const found = step(here, key);
      const name = isSeq(here) ? itemName(found, key) : String(key);
      here = isPair(found) ? found.value : found;
      return name;
    })
    .join('.');
}
