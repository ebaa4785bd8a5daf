import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { id, toDate } from '../../schema';
import { decidesFor, readCandidate } from './candidate';
import { readSubstitute, showSubstitute, substituteSchema } from './substitute-schema';

export const cancelSubstitute = defineRoute({
  operation: 'cancelSubstitute',
  method: 'post',
  path: '/api/v1/substitutes/{substitutionId}/cancel',
  tag: 'people',
  summary: 'Call a substitution off: from this moment on nobody stands in',
  description:
    'By the absent person, the substitute, or the leader or administrator above them. Cancelling twice changes nothing.',
  params: z.strictObject({ substitutionId: id }),
  answer: { status: 200, description: 'Cancelled', body: substituteSchema },
  refuses: ['not-found', 'substitute-refused'],
  handle: async ({ deps: { prisma, clock }, actor, actors, params: { substitutionId }, now }) => {
    const [today, at] = [civilDateOf(now), clock.now()];
    await prisma.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from substitutes where id = ${substitutionId} for update`;
      const found = await tx.substitute.findUnique({ where: { id: substitutionId } });
      if (found === null) throw new Refusal('not-found');
      const absent = await readCandidate(tx, found.personId, today);
      const mine = found.substituteId === actor.personId || (absent !== null && decidesFor(actor, absent));
      if (!mine) throw new Refusal('not-found');
      if (found.cancelledAt !== null) return;
      if (found.untilDate < today) throw over();
      const { personId: absentId, substituteId } = found;
      await audit(tx, {
        at,
        personId: actor.personId,
        action: 'substitute-cancelled',
        subject: absentId,
        data: { substituteId, id: found.id },
      });
      await tx.substitute.update({ where: { id: found.id }, data: { cancelledAt: toDate(at) } });
    });
    actors.forget();
    return showSubstitute(await readSubstitute(prisma, substitutionId), today);
  },
});

function over(): Refusal {
  return new Refusal(
    'substitute-refused',
    { zh: '该代班已经结束。', en: 'This substitution is over.' },
    { reason: 'over' },
  );
}
