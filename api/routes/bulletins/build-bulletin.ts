import { z } from 'zod';
import { refusalAt } from '../../../domain/errors';
import type { Deps } from '../../ports';
import { defineRoute } from '../../route';
import { id, month } from '../../schema';
import type { Scope } from '../../scope';
import { bulletinSchema } from './bulletin-schema';
import { shownTo } from './visible-bulletin';

/** Bulletins are of a city, or of the top of a tree that has none, and of one that the caller acts for. */
async function requireCity({ ledger }: Deps, scope: Scope, organisationId: string): Promise<void> {
  const found = (await ledger.reference.organisations()).get(organisationId);
  if (found !== undefined && (found.level === 'CITY' || found.parentId === null) && scope.covers(found.path))
    return;
  throw refusalAt('unknown-reference', '/organisationId', {
    zh: `没有由您编制通报的城市：${organisationId}。`,
    en: `No city of yours: ${organisationId}.`,
  });
}

async function requireProgramme({ prisma }: Deps, code: string): Promise<void> {
  const found = await prisma.programmeVersion.findFirst({ where: { code }, select: { id: true } });
  if (found !== null) return;
  throw refusalAt('unknown-reference', '/programmeCode', {
    zh: `没有这个项目制度：${code}。`,
    en: `There is no programme ${code}.`,
  });
}

export const buildBulletin = defineRoute({
  operation: 'buildBulletin',
  method: 'post',
  path: '/api/v1/bulletins',
  tag: 'supervision',
  summary: 'Count a month that is over and draft its bulletin',
  description:
    'Once per month and programme: a second request gets the first draft. With `again` the figures of a draft are counted ' +
    'anew; text that somebody wrote stays. On the first working day of a month this happens by itself.',
  body: z
    .strictObject({
      programmeCode: id,
      organisationId: id.meta({ description: 'The city' }),
      month,
      again: z.boolean().default(false),
    })
    .meta({ id: 'BulletinRequest' }),
  answer: { status: 201, description: 'The draft', body: bulletinSchema },
  refuses: ['unknown-reference', 'not-now', 'already-exists', 'count-wrong'],
  handle: async ({ deps, actor, scope, request, body, now }) => {
    const { programmeCode: programme, organisationId, again } = body;
    await requireCity(deps, scope, organisationId);
    await requireProgramme(deps, programme);
    const edition = await deps.ledger.bulletins.build({
      ...{ programme, organisationId, month: body.month, again, by: actor.personId, now },
    });
    return shownTo({ reader: actor, request }, edition);
  },
});
