import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import type { Language } from '../../../domain/language';
import { watchSignIn } from '../../auth/still-signed-in';
import { inputWords } from '../../input-words';
import { Stream } from '../../live/stream';
import { languageOf } from '../../problem';
import { defineRoute, Raw } from '../../route';

const NUMBER = /^\d{1,18}$/;

const EVENTS = [
  'Server-sent events for as long as the page is open. `ready` says from where on: what is told before it is in the list.',
  '`message` is one notification as the list shows it, its number as event id: a reconnect sends it back as',
  '`Last-Event-ID` and goes on after it, without loss or doubling. `duties` says that my duties may have changed; its `cases` are the ones that did.',
  '`reset` says that the page knows of messages that do not exist here: read the list anew. `signed-out` comes before',
  'the stream ends because the session or token has ended. Comments come every 20 seconds.',
  'Read the list after `ready`, or open with `after` = its newest id. One person may have 6 open.',
].join(' ');

export const streamLive = defineRoute({
  operation: 'streamLive',
  method: 'get',
  path: '/api/v1/live',
  tag: 'work',
  summary: 'My messages as they come',
  description: EVENTS,
  query: z.strictObject({
    after: z
      .string()
      .regex(NUMBER, 'expected a number')
      .optional()
      .meta({ description: 'The newest message the page knows; the header Last-Event-ID goes before it' }),
  }),
  answer: { status: 200, description: 'The stream', media: 'text/event-stream' },
  refuses: ['too-many-streams'],
  handle: (ctx) => {
    const { deps, actor, request, query } = ctx;
    const after = request.get('last-event-id') ?? query.after;
    if (after !== undefined && !NUMBER.test(after)) throw notANumber(languageOf(request));
    return Promise.resolve(
      new Raw((response) => {
        if (request.method === 'HEAD') {
          response.type('text/event-stream').end();
          return;
        }
        deps.live.admit(actor.personId);
        const stream = new Stream(response, actor, watchSignIn(request, ctx));
        response.on('close', () => deps.live.leave(stream));
        deps.live.join(stream, after === undefined ? null : BigInt(after));
      }),
    );
  },
});

function notANumber(language: Language): Refusal {
  const message = inputWords('expected the id of an event of this stream', language);
  return new Refusal('invalid-input', undefined, {
    errors: [{ pointer: '/headers/last-event-id', message }],
  });
}
