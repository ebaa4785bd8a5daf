import type { Pool } from 'pg';
import type { Reference } from './reference';

export interface LedgerDeps {
  pool: Pool;
  reference: Reference;
}
