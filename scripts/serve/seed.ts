import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MODULE = resolve(__dirname, '..', '..', 'cli', 'seed.ts');

/** What the demo bureau needs to be made; it must be safe to call at every start. */
export interface SeedContext {
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  /** Sign-ins go into `<dataDir>/sign-ins.json`. */
  readonly dataDir: string;
  readonly say: (line: string) => void;
}

interface SeedModule {
  readonly seed: (context: SeedContext) => Promise<void>;
}

/** Fills an empty database with the demo bureau. */
export async function seedDemo(context: SeedContext): Promise<void> {
  if (!existsSync(MODULE)) {
    context.say(`Demo: not built yet (${join('cli', 'seed.ts')} is missing)`);
    return;
  }
  const { seed } = (await import(MODULE)) as SeedModule;
  await seed(context);
}
