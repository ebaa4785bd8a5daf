import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { refusalAt } from '../../../domain/errors';
import { postsClash } from '../../../domain/posts';
import type { Role } from '../../../domain/roles';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { civilDate, id, role } from '../../schema';
import { managedPerson } from './managed-person';
import { postSchema, showPost } from './person-schema';

const body = z
  .strictObject({
    organisationId: id,
    role,
    fromDate: civilDate.optional().meta({ description: 'Its first day; today when left out' }),
    untilDate: civilDate.optional().meta({ description: 'Its last day' }),
  })
  .refine(
    (post) => post.fromDate === undefined || post.untilDate === undefined || post.fromDate <= post.untilDate,
    {
      path: ['untilDate'],
      message: 'expected a day not before fromDate',
    },
  );

export const givePost = defineRoute({
  operation: 'givePost',
  method: 'post',
  path: '/api/v1/people/{personId}/posts',
  tag: 'people',
  summary: 'Give a person a post',
  description: 'An administrator or an auditor holds no other post.',
  params: z.strictObject({ personId: id }),
  body,
  answer: { status: 201, description: 'Given', body: postSchema },
  refuses: ['not-found', 'posts-clash'],
  handle: async ({
    deps: { prisma, clock },
    actor,
    actors,
    scope,
    params: { personId },
    body: post,
    now,
  }) => {
    const given = await prisma.$transaction(async (tx) => {
      // One at a time for one person, or two requests could each pass the clash test.
      await tx.$queryRaw`select 1 from persons where id = ${personId} for update`;
      const person = await managedPerson(tx, personId, scope, now);
      const held = person.live.map((other) => other.role as Role);
      if (postsClash(post.role, held))
        throw refusalAt('posts-clash', '/role', {
          zh: '管理员、审计不能兼任其他岗位。请先结束现有岗位，或另建账号。',
          en: 'An administrator or an auditor holds no other post: end the posts held now, or make another account.',
        });
      const row = await tx.post.create({
        data: {
          id: randomUUID(),
          personId,
          role: post.role,
          organisationId: post.organisationId,
          fromDate: post.fromDate ?? civilDateOf(now),
          untilDate: post.untilDate ?? null,
        },
      });
      const data = { role: post.role, organisationId: post.organisationId, postId: row.id };
      await audit(tx, {
        at: clock.now(),
        personId: actor.personId,
        action: 'post-given',
        subject: personId,
        data,
      });
      return row;
    });
    actors.forget();
    return showPost(given);
  },
});
