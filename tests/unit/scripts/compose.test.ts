import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { CLI_NAMES } from '../../../config/env';
import { envSchema } from '../../../config/env-schema';
import versions from '../../../config/versions.json';
import { WORK_CONFIG, dynamicConfigFile } from '../../../scripts/engine/dynamic-config';
import { HISTORY_SHARDS } from '../../../scripts/engine/shards';

const ROOT = resolve(__dirname, '../../..');
const read = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8');

interface Service {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: object;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly build?: { readonly args: { readonly NODE_IMAGE: string } };
}

const text = read('docker-compose.yml');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
const fallback = (value: string | undefined): string => /:-(.*)\}$/.exec(value ?? '')?.[1] ?? '';
const service = (name: string): Service => services[name]!;

describe('docker-compose.yml', () => {
  it('has the parts of a bureau', () => {
    expect(Object.keys(services)).toEqual([
      'postgres',
      'temporal-schema',
      'temporal',
      'prepare',
      'worker',
      'api',
    ]);
  });

  it('takes every version from config/versions.json', () => {
    expect(fallback(service('postgres').image)).toBe(versions.images.postgres);
    expect(fallback(service('temporal').image)).toBe(versions.images.temporalServer);
    expect(fallback(service('temporal-schema').image)).toBe(versions.images.temporalAdminTools);
    expect(fallback(service('api').build?.args.NODE_IMAGE)).toBe(versions.images.node);
    expect(read('Dockerfile')).toContain(`ARG NODE_IMAGE=${versions.images.node}\n`);
    expect(versions.images.temporalServer).toBe(`temporalio/server:${versions.temporalServer}`);
    expect(versions.images.temporalAdminTools).toBe(`temporalio/admin-tools:${versions.temporalServer}`);
  });

  it('builds the pages into the image that serves them, without the tools of the build', () => {
    const file = read('Dockerfile');
    expect(file).toContain('RUN node scripts/build-web.mjs\n');
    expect(file).toContain('COPY --from=web /app/dist/web dist/web\n');
    expect(file.split('FROM').at(-1)).not.toContain('npm');
  });

  it('agrees with package.json on the oldest Node', () => {
    expect(JSON.parse(read('package.json')).engines.node).toBe(`>=${versions.node}`);
  });

  it.each(['postgres', 'temporal', 'worker', 'api'])('checks the health of %s', (name) => {
    expect(service(name).healthcheck).toBeDefined();
  });

  it('waits only for services that exist', () => {
    const awaited = Object.values(services).flatMap((each) => Object.keys(each.depends_on ?? {}));
    expect(awaited.filter((name) => !(name in services))).toEqual([]);
    for (const name of ['worker', 'api']) {
      expect(service(name).depends_on).toEqual({ prepare: { condition: 'service_completed_successfully' } });
    }
  });

  it('holds no secret: each must be given, and without it nothing starts', () => {
    const secrets = Object.values(services).flatMap((each) =>
      Object.entries(each.environment ?? {}).filter(([name]) =>
        /PASSWORD|PWD|SECRET|DATABASE.*URL/.test(name),
      ),
    );
    expect(secrets.length).toBeGreaterThan(8);
    for (const [name, value] of secrets) {
      expect([name, value]).toEqual([name, expect.stringMatching(/\$\{\w+(:\?|:-\})/)]);
    }
  });

  it.each(['prepare', 'worker', 'api'])('sets only names that the configuration of %s knows', (name) => {
    const names = Object.keys(service(name).environment ?? {});
    expect(names.filter((each) => !(each in envSchema.shape))).toEqual([]);
  });

  it.each(['worker', 'api'])('passes on to %s every setting that a bureau may need', (name) => {
    // What is for tests, for a cluster of one's own, or for the one process that migrates.
    const apart =
      /^BANJIE_(DATABASE_OWNER_URL|TEMPORAL_NAMESPACE|TEMPORAL_TASK_QUEUE|SIMULATION\w*|DEMO|LEDGER_\w+)$/;
    const wanted = Object.keys(envSchema.shape).filter((each) => !apart.test(each));
    expect(wanted.filter((each) => !(each in (service(name).environment ?? {})))).toEqual([]);
  });

  it('has every setting told in the documents, and no other', () => {
    const told = `${read('docs/settings.md')}${read('docs/channels.md')}`.match(
      /`(BANJIE_[A-Z0-9_]+|DATABASE_URL|TEMPORAL_ADDRESS)`/g,
    );
    const names = new Set(told?.map((each) => each.slice(1, -1)));
    expect([...names].sort()).toEqual([...Object.keys(envSchema.shape), ...CLI_NAMES].sort());
  });

  it('runs the engine with the settings of npm start', () => {
    expect(parse(read('config/temporal-dynamic-config.yaml'))).toEqual(parse(dynamicConfigFile(WORK_CONFIG)));
    expect(service('temporal').environment).toMatchObject({
      DB: 'postgres12_pgx',
      NUM_HISTORY_SHARDS: String(HISTORY_SHARDS),
    });
  });
});
