import { z } from 'zod';
import { shownInstant, toInstant } from '../../schema';

export const tokenSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    createdAt: shownInstant,
    expiresAt: shownInstant.nullable(),
    revokedAt: shownInstant.nullable(),
  })
  .meta({ id: 'ApiToken' });

interface TokenRow {
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

/** A token as listed; the token itself was shown once, at its making. */
export function showToken(row: TokenRow): z.input<typeof tokenSchema> {
  return {
    id: row.id,
    name: row.name,
    createdAt: toInstant(row.createdAt),
    expiresAt: toInstant(row.expiresAt),
    revokedAt: toInstant(row.revokedAt),
  };
}
