import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { parseProgramme } from '../domain/programme/parse';

export interface Published {
  id: string;
  code: string;
  version: number;
  /** False when the newest version already had this text. */
  isNew: boolean;
}

/**
 * Publishes a programme file as a new immutable version; the same text again is the same version. Throws
 * ProgrammeError with every problem of the file, and SQLSTATE 23505 when somebody published at the same moment.
 */
export async function publishProgramme(
  pool: Pool | PoolClient,
  input: { text: string; file: string; by: string | null; now: string },
): Promise<Published> {
  const { programme, sources } = parseProgramme(input.text, input.file);
  const { code } = programme;
  const { rows } = await pool.query<{ id: string; version: number; text: string }>(
    'SELECT id, version, text FROM programme_versions WHERE code = $1 ORDER BY version DESC LIMIT 1',
    [code],
  );
  const newest = rows[0];
  if (newest?.text === input.text) return { id: newest.id, code, version: newest.version, isNew: false };
  const id = randomUUID();
  const version = (newest?.version ?? 0) + 1;
  await pool.query(
    `INSERT INTO programme_versions (id, code, version, text, definition, sources, effective_from, published_at, published_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      code,
      version,
      input.text,
      JSON.stringify(programme),
      JSON.stringify(sources),
      programme['effective-from'],
      input.now,
      input.by,
    ],
  );
  return { id, code, version, isNew: true };
}
