import { z } from 'zod';
import { addDays } from '../../../domain/calendar/civil-date';
import { civilDateOf } from '../../../domain/calendar/instant';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { civilDate, id } from '../../schema';
import { postSchema, showPost } from './person-schema';

export const endPost = defineRoute({
  operation: 'endPost',
  method: 'post',
  path: '/api/v1/people/{personId}/posts/{postId}/end',
  tag: 'people',
  summary: 'End a post',
  description: 'At once, or with its last day.',
  params: z.strictObject({ personId: id, postId: id }),
  body: z.strictObject({
    untilDate: civilDate.optional().meta({ description: 'Its last day; left out: it ends now' }),
  }),
  answer: { status: 200, description: 'Ended', body: postSchema },
  handle: async ({ deps: { prisma, clock }, actor, actors, scope, params, body, now }) => {
    const row = await prisma.$transaction(async (tx) => {
      const post = await tx.post.findFirst({
        where: { id: params.postId, personId: params.personId },
        include: { organisation: true },
      });
      if (post === null || !scope.covers(post.organisation.path)) throw new Refusal('not-found');
      const untilDate = body.untilDate ?? addDays(civilDateOf(now), -1);
      const ended = await tx.post.update({ where: { id: post.id }, data: { untilDate } });
      const data = { role: post.role, organisationId: post.organisationId, postId: post.id };
      await audit(tx, {
        at: clock.now(),
        personId: actor.personId,
        action: 'post-ended',
        subject: params.personId,
        data,
      });
      return ended;
    });
    actors.forget();
    return showPost(row);
  },
});
