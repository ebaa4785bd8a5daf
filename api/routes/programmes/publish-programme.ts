import { z } from 'zod';
import { isTopOfTree } from '../../../domain/actor';
import { Refusal } from '../../../domain/errors';
import { formatProblem, ProgrammeError } from '../../../domain/programme/problem';
import { publishProgramme as publish } from '../../../ledger/publish';
import { audit } from '../../audit';
import { isUniqueViolation } from '../../refusal-of';
import { defineRoute } from '../../route';
import { programmeText, programmeVersionSchema, showVersion } from './programme-schema';

export const publishProgramme = defineRoute({
  operation: 'publishProgramme',
  method: 'post',
  path: '/api/v1/programmes',
  tag: 'rules',
  summary: 'Publish a programme file as a new version',
  description:
    'By a leader of a city, or of a district that has no city above it. A version never changes; open cases keep theirs. The same text again is the same version.',
  body: z.strictObject({ text: programmeText }),
  answer: { status: 200, description: 'The version in force from its date on', body: programmeVersionSchema },
  refuses: ['programme-invalid', 'already-exists'],
  handle: async ({ deps: { prisma, pool, clock }, actor, scope, body: { text }, now }) => {
    if (!scope.posts.some(isTopOfTree)) throw notFromBelow();
    const published = await publish(pool, { text, file: 'programme.yaml', by: actor.personId, now }).catch(
      refuse,
    );
    if (published.isNew) {
      const subject = `${published.code}@${published.version}`;
      await audit(prisma, {
        at: clock.now(),
        personId: actor.personId,
        action: 'programme-published',
        subject,
      });
    }
    return showVersion(await prisma.programmeVersion.findUniqueOrThrow({ where: { id: published.id } }));
  },
});

function notFromBelow(): Refusal {
  return new Refusal('forbidden', {
    zh: '项目制度由市级（或无上级市的区级）负责人发布。',
    en: 'Programmes are published by a leader of a city, or of a district that has no city above it.',
  });
}

function refuse(error: unknown): never {
  if (error instanceof ProgrammeError) {
    const errors = error.problems.map((problem) => ({ pointer: '/text', message: formatProblem(problem) }));
    throw new Refusal('programme-invalid', undefined, { errors });
  }
  if (!isUniqueViolation(error)) throw error;
  throw new Refusal('already-exists', {
    zh: '刚刚有人发布了该制度的新版本，请重新查看。',
    en: 'Somebody has just published another version of this programme: look at it first.',
  });
}
