import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { Refusal, refusalAt } from '../../../domain/errors';
import { checkSubstitute } from '../../../domain/substitute';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { civilDate, id, line, toDate } from '../../schema';
import { decidesFor, readCandidate } from './candidate';
import { readSubstitute, showSubstitute, substituteSchema } from './substitute-schema';

export const enterSubstitute = defineRoute({
  operation: 'enterSubstitute',
  method: 'post',
  path: '/api/v1/substitutes',
  tag: 'people',
  summary: 'Say who stands in for me, or for somebody of my organisation, while they are absent (代班)',
  description:
    'On those days the substitute also has the posts of the absent person and is reached at them; the ledger tells ' +
    'by which post somebody acted. Leaders and administrators may enter it for others, but nobody for their own gain.',
  body: z.strictObject({
    personId: id.optional().meta({ description: 'Who is absent; me when left out' }),
    substituteId: id,
    fromDate: civilDate,
    untilDate: civilDate.meta({ description: 'The last day' }),
    reason: line(200).meta({ description: 'Such as 出差 or 休假; no details of health' }),
  }),
  answer: { status: 201, description: 'Entered', body: substituteSchema },
  refuses: ['not-found', 'unknown-reference', 'substitute-refused', 'same-person'],
  handle: async ({ deps: { prisma, clock }, actor, actors, body, now }) => {
    const { personId = actor.personId, substituteId, fromDate, untilDate, reason } = body;
    const [today, at] = [civilDateOf(now), clock.now()];
    const entered = await prisma.$transaction(async (tx) => {
      // One at a time for both, or two requests could each pass the tests; in one order, or they wait for each other.
      await tx.$queryRaw`select 1 from persons where id in (${personId}, ${substituteId}) order by id for update`;
      const absent = await readCandidate(tx, personId, today);
      if (absent === null || !decidesFor(actor, absent)) throw new Refusal('not-found');
      if (personId !== actor.personId && substituteId === actor.personId) throw ownGain();
      const substitute = await readCandidate(tx, substituteId, today);
      if (substitute === null)
        throw refusalAt('unknown-reference', '/substituteId', {
          zh: '代班人不存在或已停用，请另选一人。',
          en: 'The substitute does not exist or is disabled: choose somebody else.',
        });
      checkSubstitute(absent, substitute, { fromDate, untilDate }, today);
      const made = await tx.substitute.create({
        data: {
          ...{ id: randomUUID(), personId, substituteId, fromDate, untilDate, reason },
          ...{ enteredBy: actor.personId, enteredAt: toDate(at) },
        },
      });
      const data = { substituteId, fromDate, untilDate, id: made.id };
      await audit(tx, {
        at,
        personId: actor.personId,
        action: 'substitute-entered',
        subject: personId,
        data,
      });
      return made;
    });
    actors.forget();
    return showSubstitute(await readSubstitute(prisma, entered.id), today);
  },
});

function ownGain(): Refusal {
  return new Refusal('same-person', {
    zh: '不能自行安排由自己为他人代班，须由本人或他人登记。',
    en: 'Nobody takes over somebody’s posts by their own word: that person or a third one must enter it.',
  });
}
