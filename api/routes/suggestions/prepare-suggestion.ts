import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../domain/actor';
import { civilDateOf, type Instant } from '../../../domain/calendar/instant';
import { type Refusal, refusalAt } from '../../../domain/errors';
import type { NewSuggestion } from '../../../ledger/suggestions';
import type { Deps } from '../../ports';
import { refuseStranger, refuseUnlessAllowed, type NewWords } from './new-suggestion';
import { newReceiptNo } from './receipt-no';

export interface Asked {
  readonly programmeCode: string;
  /** The community the words are about. */
  readonly organisation: { readonly id: string; readonly path: string };
  readonly said: NewWords;
  /** Where the words are in the body of the request: a JSON pointer. */
  readonly at: string;
}

/** Checks words that come in, and makes everything that is written of them. Writes nothing itself. */
export async function prepareSuggestion(
  deps: Deps,
  { programmeCode, organisation, said, at }: Asked,
  actor: Actor,
  now: Instant,
): Promise<NewSuggestion> {
  const today = civilDateOf(now);
  refuseStranger(actor, organisation.path, said);
  const version = await deps.ledger.reference.current(programmeCode, today);
  if (version === null) throw unknown('/programmeCode');
  const self = await deps.prisma.person.findUniqueOrThrow({ where: { id: actor.personId } });
  const birthDate = said.proposer === undefined ? self.birthDate : (said.proposer?.birthDate ?? null);
  refuseUnlessAllowed(said, { programme: version.programme, birthDate, today, at });
  return {
    ...{ id: randomUUID(), receiptNo: newReceiptNo(today), programmeCode },
    ...{ organisationId: organisation.id, orgPath: organisation.path },
    ...{ channel: said.channel, words: said.words, enteredBy: actor.personId },
    ...{ noticeShownAt: said.noticeShown ? now : null, createdAt: now },
    asked: said,
    proposer: await proposerOf(deps, actor, said),
  };
}

const UNKNOWN = {
  '/programmeCode': { zh: '没有这个项目制度。', en: 'There is no such programme.' },
  '/organisationId': { zh: '没有这个组织。', en: 'There is no such organisation.' },
} as const;

/** Something that was named does not exist. */
export function unknown(pointer: keyof typeof UNKNOWN): Refusal {
  return refusalAt('unknown-reference', pointer, UNKNOWN[pointer]);
}

async function proposerOf(
  { prisma }: Deps,
  actor: Actor,
  { proposer }: NewWords,
): Promise<NewSuggestion['proposer']> {
  if (proposer === null) return null;
  const { name = null, phone = null, address = null, birthDate = null, noMessages = false } = proposer ?? {};
  const personId = proposer === undefined ? actor.personId : null;
  const known = personId === null ? null : await prisma.proposer.findFirst({ where: { personId } });
  if (known !== null) return { id: known.id, personId };
  return { ...{ id: randomUUID(), personId, isNew: true }, name, phone, address, birthDate, noMessages };
}
