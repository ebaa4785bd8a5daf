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
export function pythonCommandOf({ id, strata, size, minimum }: Drawn, seed: string): string {
  const least = minimum === 0 ? '' : ` ${minimum}`;
  return `python3 draw.py population-${id}.csv ${quoted(strata.join(','))} ${size} ${quoted(seed)}${least}`;
}

/** The ten lines of docs/random-draw.md, as they stand there; a test compares them. */
export const PYTHON = `import csv, hashlib, hmac, io, json, sys
path, names, size, seed, least = (sys.argv[1:] + ['0'])[:5]
raw, groups, quota, short = open(path, 'rb').read(), {}, {}, True
for r in csv.DictReader(io.StringIO(raw.decode('utf-8-sig'), newline='')): groups.setdefault('|'.join(r[s] for s in names.split(',') if s), []).append(r['id'])
while short:
    left = {k: len(v) for k, v in groups.items() if k not in quota}; n, N = int(size) - sum(quota.values()), sum(left.values())
    share = {k: n * left[k] // N for k in left}; share.update({k: share[k] + 1 for k in sorted(left, key=lambda k: (-(n * left[k] % N), k))[:n - sum(share.values())]})
    short = {k: min(int(least), left[k]) for k in left if share[k] < min(int(least), left[k])}; quota.update(short or share)
rank = lambda i: (hmac.new(seed.encode(), i.encode(), hashlib.sha256).hexdigest(), i)
print(json.dumps({"sample": [i for k in sorted(groups) for i in sorted(groups[k], key=rank)[:quota[k]]], "populationSha256": hashlib.sha256(raw).hexdigest()}, ensure_ascii=False))`;
