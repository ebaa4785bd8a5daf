import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type { DatabaseError, Pool } from 'pg';

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
    adapter.executeScript = async (script: string): Promise<void> => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        this.scriptError = error as DatabaseError;
        throw error;
      }
    };
    return adapter;
  }
}
