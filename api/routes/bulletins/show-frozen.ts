import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineRoute, Raw } from '../../route';
import { id } from '../../schema';

const JSON_FILE = 'application/json';

export const showFrozenBulletin = defineRoute({
  operation: 'showFrozenBulletin',
  method: 'get',
  path: '/api/v1/bulletins/{bulletinId}/frozen',
  tag: 'supervision',
  summary: 'Exactly the bytes of a published bulletin whose SHA-256 is on it',
  params: z.strictObject({ bulletinId: id }),
  answer: { status: 200, description: 'The file', media: JSON_FILE },
  refuses: ['not-found'],
  handle: async ({ deps: { prisma }, params: { bulletinId } }) => {
    const found = await prisma.bulletin.findUnique({
      where: { id: bulletinId },
      select: { frozen: true },
    });
    const frozen = found?.frozen ?? null;
    if (frozen === null) throw new Refusal('not-found');
    return new Raw((response) => {
      response.setHeader('Content-Disposition', `attachment; filename="bulletin-${bulletinId}.json"`);
      response.setHeader('Content-Type', `${JSON_FILE}; charset=utf-8`);
      response.send(Buffer.from(frozen, 'utf8'));
    });
  },
});
