import type { Pool } from 'pg';
import type { Reference } from './reference';

export interface LedgerDeps {
  pool: Pool;
  reference: Reference;
  /** Channels that messages go out by: those that are configured. In the product itself everybody is told anyway. */
  channels: readonly string[];
}
