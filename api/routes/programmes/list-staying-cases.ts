import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { staysOf, staysSchema } from '../../programmes/stays';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { versionNumber } from './programme-schema';

export const listStayingCases = defineRoute({
  operation: 'listStayingCases',
  method: 'get',
  path: '/api/v1/programmes/{code}/staying',
  tag: 'rules',
  summary: 'How many open cases stay under older versions of a programme, and what they do without',
  description:
    'A case keeps the version that it started under. Limits that run already can be taken over by a rollout; what is listed here cannot.',
  params: z.strictObject({ code: id }),
  query: z.strictObject({
    version: versionNumber.optional().meta({ description: 'Older than this one; the newest when left out' }),
  }),
  answer: { status: 200, description: 'The figures', body: z.strictObject({ items: staysSchema }) },
  refuses: ['not-found'],
  handle: async ({ deps, params: { code }, query: { version } }) => {
    const row = await deps.prisma.programmeVersion.findFirst({
      where: { code, ...(version !== undefined && { version }) },
      select: { id: true, version: true },
      orderBy: { version: 'desc' },
    });
    if (row === null) throw new Refusal('not-found');
    const programme = await deps.ledger.reference.programme(row.id);
    return { items: await staysOf(deps, { programme, version: row.version }) };
  },
});
