import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type SqlDriverAdapter, type SqlResultSet } from '@prisma/driver-adapter-utils';
import { type DatabaseError, type Pool, type QueryArrayResult, types } from 'pg';

/**
 * Prisma's adapter cuts a script at every semicolon, which breaks function bodies. This one sends a migration
 * whole: PostgreSQL then runs it as one transaction, so a failing migration leaves nothing behind.
 */
export class WholeScriptAdapter extends PrismaPg {
  /** PostgreSQL's own answer to the last script that failed. */
  scriptError: DatabaseError | undefined;
  private readonly opened: SqlDriverAdapter[] = [];

  override async connect(): ReturnType<PrismaPg['connect']> {
    return this.sendWhole(await super.connect());
  }

  override async connectToShadowDb(): ReturnType<PrismaPg['connectToShadowDb']> {
    return this.sendWhole(await super.connectToShadowDb());
  }

  /** Closes the connections, which the engine leaves open for its caller. */
  async close(): Promise<void> {
    for (const adapter of this.opened.splice(0)) await adapter.dispose();
  }

  private sendWhole<A extends SqlDriverAdapter & { underlyingDriver(): Pool }>(adapter: A): A {
    this.opened.push(adapter);
    const dispose = adapter.dispose.bind(adapter);
    let closing: Promise<void> | undefined;
    adapter.dispose = () => (closing ??= dispose());
    const pool = adapter.underlyingDriver();
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<QueryArrayResult>;
    const readable = async (...args: unknown[]): Promise<QueryArrayResult> =>
      asMarkedText(await query(...args));
    pool.query = readable;
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (sql) => asCharacters(await queryRaw(sql));
    adapter.executeScript = async (script: string): Promise<void> => {
      try {
        await query(forcingShadow(script));
      } catch (error) {
        this.scriptError = error as DatabaseError;
        throw error;
      }
    };
    return adapter;
  }
}

/** A shadow database is dropped while its own connections are still open. */
function forcingShadow(script: string): string {
  return script.startsWith('DROP DATABASE "prisma_migrate_shadow_db_') ? `${script} WITH (FORCE)` : script;
}

/** Added to the name of a "char" column on its way through Prisma's adapter. */
const CHAR_MARK = '\0char';
const CHAR_OID: number = types.builtins.CHAR;

/** The catalogue's one-byte "char" columns are unknown to Prisma's adapter; pass them through as text, marked. */
function asMarkedText(result: QueryArrayResult): QueryArrayResult {
  for (const field of result.fields ?? []) {
    if (field.dataTypeID !== CHAR_OID) continue;
    field.dataTypeID = types.builtins.TEXT;
    field.name += CHAR_MARK;
  }
  return result;
}

/** What the engine is used to from a native driver: a character, and a zero byte where the column is empty. */
function asCharacters(result: SqlResultSet): SqlResultSet {
  const isChar = result.columnNames.map((name) => name.endsWith(CHAR_MARK));
  if (!isChar.includes(true)) return result;
  return {
    columnNames: result.columnNames.map((name) => name.replace(CHAR_MARK, '')),
    columnTypes: result.columnTypes.map((type, at) => (isChar[at] ? ColumnTypeEnum.Character : type)),
    rows: result.rows.map((row) => row.map((value, at) => (isChar[at] && value === '' ? '\0' : value))),
  };
}
