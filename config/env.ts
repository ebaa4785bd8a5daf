import { channelsGroup } from './channels';
import { type Env, envSchema } from './env-schema';
import { oidcGroup, filesGroup } from './optional-groups';

type Source = Readonly<Record<string, string | undefined>>;

/** The environment cannot be used; the message lists every problem, so that one restart mends them all. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
  }
}

export type Config = Readonly<ReturnType<typeof grouped>>;

/** Parses the environment once; everything else receives the frozen result. */
export function loadConfig(env: Source = process.env): Config {
  const parsed = envSchema.safeParse(withoutEmpty(env));
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  const groups = [oidcGroup(env), filesGroup(env), channelsGroup(env)];
  problems.push(...unknownNames(env), ...groups.flatMap((group) => group.problems));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return deepFreeze(grouped(parsed.data, env));
}

function grouped(env: Env, source: Source) {
  const publicUrl = env.BANJIE_API_PUBLIC_URL ?? `http://localhost:${env.BANJIE_API_PORT}`;
  return {
    database: {
      url: env.DATABASE_URL,
      ownerUrl: env.BANJIE_DATABASE_OWNER_URL,
      poolSize: env.BANJIE_DATABASE_POOL,
    },
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.BANJIE_TEMPORAL_NAMESPACE,
      taskQueue: env.BANJIE_TEMPORAL_TASK_QUEUE,
    },
    api: {
      host: env.BANJIE_API_HOST,
      port: env.BANJIE_API_PORT,
      publicUrl,
      /** How many reverse proxies stand in front, as Express counts them. */
      trustProxy: env.BANJIE_API_TRUST_PROXY,
    },
    session: {
      secret: env.BANJIE_SESSION_SECRET,
      cookieSecure: env.BANJIE_SESSION_COOKIE_SECURE ?? publicUrl.startsWith('https:'),
    },
    oidc: oidcGroup(source).value,
    files: filesGroup(source).value,
    channels: channelsGroup(source).value,
    /** When residents get no messages. */
    quietHours: env.BANJIE_QUIET_HOURS,
    fileLimits: { maxBytes: env.BANJIE_FILE_MAX_BYTES },
    simulation: { enabled: env.BANJIE_SIMULATION, shiftMs: env.BANJIE_SIMULATION_SHIFT_MS },
    log: { level: env.BANJIE_LOG_LEVEL },
    demo: env.BANJIE_DEMO,
    ledger: { sweepMs: env.BANJIE_LEDGER_SWEEP_MS, batchSize: env.BANJIE_LEDGER_BATCH },
    /** Organisations with fewer stopped limits in a month are shown and not ranked. */
    figures: { fewCases: env.BANJIE_FIGURES_FEW_CASES },
    rollout: { batch: env.BANJIE_ROLLOUT_BATCH, pauseMs: env.BANJIE_ROLLOUT_PAUSE_MS },
  };
}

function withoutEmpty(env: Source): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => !!entry[1]));
}

/** What only the command line reads. Whoever has set it in a terminal can start Banjie there all the same. */
export const CLI_NAMES: readonly string[] = ['BANJIE_DATA', 'BANJIE_API_URL', 'BANJIE_TOKEN'];

/** A misspelt name would otherwise silently mean the default. */
function unknownNames(env: Source): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('BANJIE_') && !(name in envSchema.shape) && !CLI_NAMES.includes(name))
    .map((name) => `${name} is not a setting of Banjie`);
}

function deepFreeze<T>(value: T): Readonly<T> {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
