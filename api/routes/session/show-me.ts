import { defineRoute } from '../../route';
import { meSchema, showActor } from './me';

export const showMe = defineRoute({
  operation: 'showMe',
  method: 'get',
  path: '/api/v1/me',
  tag: 'session',
  summary: 'Who I am and which posts I hold today',
  answer: { status: 200, description: 'Me', body: meSchema },
  handle: ({ deps, actor }) => showActor(deps.prisma, actor),
});
