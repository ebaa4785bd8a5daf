import type { Prisma } from '../../../prisma/client';

type Db = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>;

/** False when this proposer, or somebody entered under the same number, objected. */
export async function messagesWanted(db: Db, proposerId: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select p.id from proposers p where p.id = ${proposerId} and (p.no_messages or exists (
      select 1 from proposers same where phone_digits(same.phone) = phone_digits(p.phone) and same.no_messages))`;
  return rows.length === 0;
}

/** Holds for everybody entered under the same number: it is one phone that rings. */
export async function wantMessages(db: Db, proposerId: string, wanted: boolean): Promise<void> {
  await db.$executeRaw`
    update proposers set no_messages = ${!wanted} where id = ${proposerId}
        or phone_digits(phone) = (select phone_digits(phone) from proposers where id = ${proposerId})`;
}
