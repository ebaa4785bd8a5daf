import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { type DatabaseError, type Pool, type QueryArrayResult, types } from 'pg';

/**
 * Prisma's adapter cuts a script at every semicolon, which breaks function bodies. This one sends a migration
 * whole: PostgreSQL then runs it as one transaction, so a failing migration leaves nothing behind.
 */
export class WholeScriptAdapter extends PrismaPg {
  /** PostgreSQL's own answer to the last script that failed. */
  scriptError: DatabaseError | undefined;

  override async connect(): ReturnType<PrismaPg['connect']> {
    return this.sendWhole(await super.connect());
  }

  override async connectToShadowDb(): ReturnType<PrismaPg['connectToShadowDb']> {
    return this.sendWhole(await super.connectToShadowDb());
  }

  private sendWhole<A extends SqlDriverAdapter & { underlyingDriver(): Pool }>(adapter: A): A {
    const pool = adapter.underlyingDriver();
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<QueryArrayResult>;
    const readable = async (...args: unknown[]): Promise<QueryArrayResult> => withReadableChars(await query(...args));
    pool.query = readable as unknown as Pool['query'];
    adapter.executeScript = async (script: string): Promise<void> => {
      try {
        await query(script);
      } catch (error) {
        this.scriptError = error as DatabaseError;
        throw error;
      }
    };
    return adapter;
  }
}

/**
 * The catalogue's one-byte "char" columns are unknown to Prisma's adapter, and empty where the engine,
 * used to a native driver, expects a zero byte.
 */
function withReadableChars(result: QueryArrayResult): QueryArrayResult {
  for (const [at, field] of (result.fields ?? []).entries()) {
    if (field.dataTypeID !== types.builtins.CHAR) continue;
    field.dataTypeID = types.builtins.BPCHAR;
    for (const row of result.rows) if (row[at] === '') row[at] = '\0';
  }
  return result;
}
