import type { z } from 'zod';
import type { PrismaClient } from '../../../prisma/client';
import { audit, type AuditEntry } from '../../audit';
import type { contactBody } from './contact-schema';

type Writer = Pick<PrismaClient, 'contact' | 'auditRecord'>;

/** Replaces a contact and records that it was changed: what is known from then on, never the addresses themselves. */
export async function keepContact(
  tx: Writer,
  contact: z.output<typeof contactBody>,
  { at, personId, subject }: Required<Pick<AuditEntry, 'at' | 'personId' | 'subject'>>,
) {
  const row = await tx.contact.upsert({
    where: { personId: subject },
    create: { personId: subject, ...contact },
    update: contact,
  });
  const { muted, ...addresses } = contact;
  const known = Object.entries(addresses).flatMap(([name, value]) => (value === null ? [] : [name]));
  const data = { known: known.join(','), muted: muted.join(',') };
  await audit(tx, { at, personId, action: 'contact-changed', subject, data });
  return row;
}
