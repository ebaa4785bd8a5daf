import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Refusal } from '../domain/errors';
import type { Prisma, PrismaClient } from '../prisma/client';
import { isUniqueViolation } from './refusal-of';

type Json = Prisma.InputJsonObject;

export interface Once {
  prisma: PrismaClient;
  /** Whose key it is and for what: two people may use the same word. */
  scope: string;
  key: string | null;
  body: unknown;
}

/** The same body gives the same hash, whatever the order of its members. */
export function hashBody(body: unknown): string {
  return createHash('sha256')
    .update(canonicalize(body) ?? '')
    .digest('hex');
}

/** Does `work` once per key: the answer is kept in the same transaction, and a retry gets that answer. */
export async function once<T extends Json>(
  { prisma, scope, key, body }: Once,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  if (key === null) return prisma.$transaction(work);
  const bodyHash = hashBody(body);
  const earlier = await readReceipt<T>(prisma, scope, key, bodyHash);
  if (earlier !== null) return earlier;
  try {
    return await prisma.$transaction(async (tx) => {
      const receipt = await work(tx);
      await tx.commandReceipt.create({ data: { scope, key, bodyHash, receipt } });
      return receipt;
    });
  } catch (error) {
    // Two at the same moment: the other one won, and its answer is ours.
    const won = isUniqueViolation(error) ? await readReceipt<T>(prisma, scope, key, bodyHash) : null;
    if (won !== null) return won;
    throw error;
  }
}

async function readReceipt<T>(
  prisma: PrismaClient,
  scope: string,
  key: string,
  bodyHash: string,
): Promise<T | null> {
  const found = await prisma.commandReceipt.findUnique({ where: { scope_key: { scope, key } } });
  if (found === null) return null;
  if (found.bodyHash !== bodyHash) throw new Refusal('key-reused');
  return found.receipt as T;
}
