import type { SpotCheck } from '../../api/generated/schema';

type Drawn = Pick<SpotCheck, 'id' | 'strata' | 'size' | 'minimum'>;

/** In single quotes for a shell; whoever repeats the draw on Windows sees at once what belongs together. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Our command line, with everything that it needs. */
export function commandOf({ id, strata, size, minimum }: Drawn, seed: string): string {
  const by = strata.length === 0 ? '' : ` --strata ${strata.join(',')}`;
  const least = minimum === 0 ? '' : ` --minimum ${minimum}`;
  return `npm run -s banjie -- draw --population population-${id}.csv${by} --size ${size}${least} --seed ${quoted(seed)} --json`;
}

/** How the ten lines are run; without strata they take the empty list. */
export function pythonCommandOf({ id, strata, size }: Drawn, seed: string): string {
  return `python3 draw.py population-${id}.csv ${quoted(strata.join(','))} ${size} ${quoted(seed)}`;
}

/** The ten lines of docs/random-draw.md, as they stand there; a test compares them. */
export const PYTHON = `import csv, hashlib, hmac, json, sys
from fractions import Fraction
path, size, seed, strata = sys.argv[1], int(sys.argv[3]), sys.argv[4], [s for s in sys.argv[2].split(',') if s]
raw = open(path, 'rb').read(); groups = {}
for r in csv.DictReader(raw.decode().splitlines()): groups.setdefault('|'.join(r[s] for s in strata), []).append(r['id'])
N = sum(map(len, groups.values())); q = {k: size * len(v) // N for k, v in groups.items()}
for k in sorted(groups, key=lambda k: (-(Fraction(size * len(groups[k]), N) - q[k]), k))[:size - sum(q.values())]: q[k] += 1
rank = lambda i: hmac.new(seed.encode(), i.encode(), hashlib.sha256).hexdigest()
sample = [i for k in sorted(groups) for i in sorted(groups[k], key=lambda i: (rank(i), i))[:q[k]]]
print(json.dumps({"sample": sample, "populationSha256": hashlib.sha256(raw).hexdigest()}, ensure_ascii=False))`;
