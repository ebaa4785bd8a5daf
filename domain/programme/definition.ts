import { DEFAULT_LADDERS, ladderSchema } from './ladder-schema';
import type { Programme } from './schema';

const LADDERS = DEFAULT_LADDERS.map((ladder) => ladderSchema.parse(ladder));

/**
 * A published version as the domain reads it. Versions are immutable and outlive the schema they were published
 * under: what that one did not know yet is filled in with what a file that leaves it out means today.
 */
export function readDefinition(stored: unknown): Programme {
  const definition = stored as Programme;
  return { ...definition, deadlines: definition.deadlines ?? {}, ladders: definition.ladders ?? LADDERS };
}
