import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../../../domain/actor';
import { civilDateOf } from '../../../domain/calendar/instant';
import { Refusal } from '../../../domain/errors';
import type { Prisma } from '../../../prisma/client';
import { once } from '../../idempotency';
import { defineRoute } from '../../route';
import { shownInstant, toDate } from '../../schema';
import { newSuggestion, refuseStranger, refuseUnlessAllowed, type NewSuggestion } from './new-suggestion';
import { newReceiptNo } from './receipt-no';

export const createSuggestion = defineRoute({
  operation: 'createSuggestion',
  method: 'post',
  path: '/api/v1/suggestions',
  tag: 'suggestions',
  summary: 'Make a suggestion, or enter one for somebody',
  description:
    'The receipt number shows what became of it, without signing in. Name, phone and address are kept apart from the words.',
  body: newSuggestion,
  idempotencyKey: 'optional',
  answer: {
    status: 201,
    description: 'Received',
    body: z.strictObject({ id: z.string(), receiptNo: z.string(), createdAt: shownInstant }),
  },
  refuses: ['unknown-reference', 'notice-not-shown', 'proposer-too-young', 'forbidden'],
  handle: async ({ deps, actor, body, now, idempotencyKey: key }) => {
    const { prisma } = deps;
    const today = civilDateOf(now);
    const organisation = await prisma.organisation.findUnique({ where: { id: body.organisationId } });
    if (organisation === null) throw unknown('/organisationId');
    refuseStranger(actor, organisation.path, body);
    const version = await deps.ledger.reference.current(body.programmeCode, today);
    if (version === null) throw unknown('/programmeCode');
    const self = await prisma.person.findUniqueOrThrow({ where: { id: actor.personId } });
    const birthDate = body.proposer === undefined ? self.birthDate : (body.proposer?.birthDate ?? null);
    refuseUnlessAllowed(body, version.programme, birthDate, today);
    return once({ prisma, scope: `suggestion:${actor.personId}`, key, body }, async (tx) => {
      const row = await tx.suggestion.create({
        data: {
          id: randomUUID(),
          receiptNo: newReceiptNo(today),
          programmeCode: body.programmeCode,
          organisationId: organisation.id,
          orgPath: organisation.path,
          channel: body.channel,
          words: body.words,
          proposerId: await proposerOf(tx, actor, body),
          enteredBy: actor.personId,
          noticeShownAt: body.noticeShown ? toDate(now) : null,
          createdAt: toDate(now),
        },
      });
      return { id: row.id, receiptNo: row.receiptNo, createdAt: now };
    });
  },
});

function unknown(pointer: string): Refusal {
  return new Refusal('unknown-reference', undefined, { errors: [{ pointer, message: pointer.slice(1) }] });
}

async function proposerOf(
  tx: Prisma.TransactionClient,
  actor: Actor,
  { proposer }: NewSuggestion,
): Promise<string | null> {
  if (proposer === null) return null;
  const { name = null, phone = null, address = null, birthDate = null, noMessages = false } = proposer ?? {};
  const personId = proposer === undefined ? actor.personId : null;
  const known = personId === null ? null : await tx.proposer.findFirst({ where: { personId } });
  const row =
    known ??
    (await tx.proposer.create({
      data: { id: randomUUID(), personId, name, phone, address, birthDate, noMessages },
    }));
  return row.id;
}
