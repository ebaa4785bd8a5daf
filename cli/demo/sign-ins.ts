import { randomInt } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { PASSWORD_COST } from '../../domain/password';
import { DEMO_SIGN_INS } from './people';

/** Without 0, O, 1, l and I: passwords are read from a screen and typed. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

function newPassword(): string {
  const part = (): string => Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${part()}-${part()}-${part()}`;
}

/**
 * Gives the demo accounts their passwords and writes them to `<dataDir>/sign-ins.json`, readable by its owner only.
 * Does nothing while that file is there; when it was lost, makes new ones, since only hashes are in the database.
 */
export async function makeSignIns(pool: Pool, dataDir: string): Promise<void> {
  const file = join(dataDir, 'sign-ins.json');
  if (existsSync(file)) return;
  const made = DEMO_SIGN_INS.map(({ personId, signInName, what }) => ({
    ...{ personId, signInName, password: newPassword(), name: `${what.zh} / ${what.en}` },
  }));
  for (const { personId, signInName, password } of made) {
    const passwordHash = await hash(password, PASSWORD_COST);
    await pool.query('UPDATE persons SET sign_in_name = $2, password_hash = $3 WHERE id = $1', [
      personId,
      signInName,
      passwordHash,
    ]);
  }
  const shown = made.map(({ name, signInName, password }) => ({ name, signInName, password }));
  writeFileSync(`${file}.new`, `${JSON.stringify(shown, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
