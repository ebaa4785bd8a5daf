import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { roleName } from '../../../domain/role-names';
import { STAGE_ROLES, type Role } from '../../../domain/roles';
import { defineRoute } from '../../route';
import { id, level, role, words } from '../../schema';
import { visibleCase } from './visible-case';

const colleague = z
  .strictObject({
    personId: z.string(),
    name: z.string(),
    posts: z.array(
      z.strictObject({
        role,
        roleName: words,
        level,
        organisationId: z.string(),
        organisationName: z.string(),
      }),
    ),
  })
  .meta({ id: 'CaseColleague' });

/** Firms and grids belong to the community above them, and work on its cases. */
const BELOW = ['GRID', 'UNIT'] as const;

export const listCasePeople = defineRoute({
  operation: 'listCasePeople',
  method: 'get',
  path: '/api/v1/cases/{caseId}/people',
  tag: 'cases',
  summary: 'Staff with a post on a case today, nearest to it first: whom one can name or hand over to',
  params: z.strictObject({ caseId: id }),
  answer: { status: 200, description: 'The people', body: z.strictObject({ items: z.array(colleague) }) },
  refuses: ['not-found'],
  handle: async ({ deps, actor, params, now }) => {
    const { state } = await visibleCase(deps, actor, params.caseId);
    const today = civilDateOf(now);
    const chain = state.orgPath.split('/').filter((part) => part !== '');
    const held = await deps.prisma.post.findMany({
      where: {
        role: { in: [...STAGE_ROLES] },
        fromDate: { lte: today },
        OR: [{ untilDate: null }, { untilDate: { gte: today } }],
        person: { disabledAt: null },
        organisation: {
          OR: [{ id: { in: chain } }, { parentId: state.organisationId, level: { in: [...BELOW] } }],
        },
      },
      include: { organisation: true, person: { select: { displayName: true } } },
      orderBy: [{ organisation: { path: 'desc' } }, { personId: 'asc' }, { id: 'asc' }],
    });
    const people = new Map<string, z.input<typeof colleague>>();
    for (const { personId, person, organisation, organisationId, role: named } of held) {
      const known = people.get(personId) ?? { personId, name: person.displayName, posts: [] };
      const post = { role: named as Role, roleName: roleName(named as Role), organisationId };
      known.posts.push({
        ...post,
        level: level.parse(organisation.level),
        organisationName: organisation.name,
      });
      people.set(personId, known);
    }
    return { items: [...people.values()] };
  },
});
