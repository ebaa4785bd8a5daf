import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { refusalAt } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { mayEnter } from '../suggestions/new-suggestion';
import { openForm } from './open-form';

export const showOpenForm = defineRoute({
  operation: 'showOpenForm',
  method: 'get',
  path: '/api/v1/open-form',
  tag: 'cases',
  summary: 'What to ask for when a case is opened somewhere under a programme',
  query: z.strictObject({
    programmeCode: id,
    organisationId: id.meta({ description: 'The community the case would be of' }),
  }),
  answer: {
    status: 200,
    description: 'A form, as those of commands are',
    body: z
      .strictObject({
        schema: z.record(z.string(), z.unknown()).meta({
          description: 'JSON schema of kind, title and suggestion in the body of opening a case',
        }),
        entersForOthers: z
          .boolean()
          .meta({ description: 'Whether you may write down there what somebody else said' }),
      })
      .meta({ id: 'OpenForm' }),
  },
  refuses: ['unknown-reference'],
  handle: async ({ deps, actor, organisation, query, now }) => {
    const version = await deps.ledger.reference.current(query.programmeCode, civilDateOf(now));
    if (version === null)
      throw refusalAt('unknown-reference', '/query/programmeCode', {
        zh: `没有这个项目制度：${query.programmeCode}。`,
        en: `There is no programme ${query.programmeCode}.`,
      });
    return {
      schema: openForm(version.programme),
      entersForOthers: mayEnter(actor, organisation.path),
    };
  },
});
