import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { recompute } from './calendar-schema';
import { changedClosure } from './closure-schema';

export const cancelClosure = defineRoute({
  operation: 'cancelClosure',
  method: 'post',
  path: '/api/v1/calendar/closures/{closureId}/cancel',
  tag: 'rules',
  summary: 'Take a closure back',
  description: 'Doing so twice changes nothing.',
  params: z.strictObject({ closureId: id }),
  body: z.strictObject({ recompute }).prefault({}),
  answer: { status: 200, description: 'Cancelled', body: changedClosure },
  refuses: ['not-found'],
  handle: async ({ deps: { prisma, ledger }, actor, scope, params, body, now }) => {
    const row = await prisma.localClosure.findUnique({
      where: { id: params.closureId },
      include: { organisation: { select: { path: true } } },
    });
    scope.require(row && { orgPath: row.organisation.path });
    const about = { id: params.closureId, by: actor.personId, now, ...body };
    const cancelled = await ledger.calendar.cancelClosure(about);
    if (cancelled === null) throw new Refusal('not-found');
    return cancelled;
  },
});
