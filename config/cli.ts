import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, loadConfig, type Config } from './env';

type Source = Readonly<Record<string, string | undefined>>;

/** What `npm start` leaves in its data folder while it runs, readable by its owner only. */
export const ENVIRONMENT_FILE = 'environment.json';

/** The environment, completed by that of the instance running in the data folder: what is set by hand wins. */
export function completeEnvironment(env: Source, dataDir: string): Source {
  const file = join(dataDir, ENVIRONMENT_FILE);
  if (env['DATABASE_URL'] !== undefined || !existsSync(file)) return env;
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as Source), ...env };
}

/** Settings of the command line. */
export interface CliSettings {
  /** The whole configuration, for commands that work on the database or the engine; says what is missing. */
  config(): Config;
  apiUrl: string;
  /** An API token; null until one is made with `admin token`. */
  token: string | null;
  /** In which refusals are told. */
  language: 'zh' | 'en';
}

/** The language of the terminal, as POSIX has it; everything else that is printed is in English, so that is the rest. */
export function terminalLanguage(env: Source = process.env): 'zh' | 'en' {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^zh\b|^zh_/i.test(locale) ? 'zh' : 'en';
}

/** Reads the environment once; commands that need no server work without any of it. */
export function cliSettings(env: Source = process.env): CliSettings {
  const complete = completeEnvironment(env, env['BANJIE_DATA'] ?? 'data');
  const port = complete['BANJIE_API_PORT'] ?? '8080';
  return {
    config() {
      try {
        return loadConfig(complete);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        throw new Error(
          `No running Banjie was found here. Start one with "npm start", or set what is missing.\n${error.message}`,
          {
            cause: error,
          },
        );
      }
    },
    apiUrl: complete['BANJIE_API_URL'] ?? complete['BANJIE_API_PUBLIC_URL'] ?? `http://127.0.0.1:${port}`,
    token: complete['BANJIE_TOKEN'] ?? null,
    language: terminalLanguage(env),
  };
}
