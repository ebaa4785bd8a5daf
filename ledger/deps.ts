import type { Pool } from 'pg';
import type { QuietHours } from '../domain/messages/quiet-hours';
import type { Reference } from './reference';

export interface LedgerDeps {
  pool: Pool;
  reference: Reference;
  /** Channels that messages go out by: those that are configured. In the product itself everybody is told anyway. */
  channels: readonly string[];
  /** When residents are left in peace; left out, from nine in the evening to eight in the morning. */
  quietHours?: QuietHours | undefined;
}
