import { join } from 'node:path';

export interface ChildEnvInput {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly host: string;
  readonly port: number;
  readonly sessionSecret: string;
  readonly simulation: boolean;
  readonly demo: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The environment of worker and API, made here and nowhere else. Settings that the person gave (files, sign-in,
 * log level …) pass through; what this start decides wins.
 */
export function childEnv(input: ChildEnvInput, env: Env = process.env): Record<string, string> {
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const hasStore = given.some(([name]) => name.startsWith('BANJIE_S3_') || name === 'BANJIE_FILES_FOLDER');
  return {
    ...Object.fromEntries(given),
    ...(!hasStore && { BANJIE_FILES_FOLDER: join(input.dataDir, 'files') }),
    DATABASE_URL: input.databaseUrl,
    TEMPORAL_ADDRESS: input.temporalAddress,
    BANJIE_TEMPORAL_NAMESPACE: input.namespace,
    BANJIE_API_HOST: input.host,
    BANJIE_API_PORT: String(input.port),
    BANJIE_SESSION_SECRET: input.sessionSecret,
    BANJIE_SIMULATION: String(input.simulation),
    BANJIE_DEMO: String(input.demo),
  };
}
