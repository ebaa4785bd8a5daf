import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { parseProgramme, type ParsedProgramme } from '../../../domain/programme/parse';
import { formatProblem, ProgrammeError } from '../../../domain/programme/problem';
import type { Prisma } from '../../../prisma/client';
import { audit } from '../../audit';
import { isUniqueViolation } from '../../refusal-of';
import { defineRoute } from '../../route';
import { toDate } from '../../schema';
import { programmeVersionSchema, showVersion } from './programme-schema';

export const publishProgramme = defineRoute({
  operation: 'publishProgramme',
  method: 'post',
  path: '/api/v1/programmes',
  tag: 'rules',
  summary: 'Publish a programme file as a new version',
  description: 'A version never changes; open cases keep theirs. The same text again is the same version.',
  body: z.strictObject({ text: z.string().min(1).max(200_000).meta({ description: 'The YAML file' }) }),
  answer: { status: 200, description: 'The version in force from its date on', body: programmeVersionSchema },
  refuses: ['programme-invalid', 'already-exists'],
  handle: async ({ deps: { prisma, clock }, actor, body: { text }, now }) => {
    const { programme, sources } = read(text);
    const newest = await prisma.programmeVersion.findFirst({
      where: { code: programme.code },
      orderBy: { version: 'desc' },
    });
    if (newest?.text === text) return showVersion(newest);
    const version = (newest?.version ?? 0) + 1;
    const data = {
      id: randomUUID(),
      code: programme.code,
      version,
      text,
      definition: asJson(programme),
      sources: asJson(sources),
      effectiveFrom: programme['effective-from'],
      publishedAt: toDate(now),
      publishedBy: actor.personId,
    };
    return prisma
      .$transaction(async (tx) => {
        const row = await tx.programmeVersion.create({ data });
        const subject = `${programme.code}@${version}`;
        await audit(tx, {
          at: clock.now(),
          personId: actor.personId,
          action: 'programme-published',
          subject,
        });
        return showVersion(row);
      })
      .catch((error: unknown) => {
        if (!isUniqueViolation(error)) throw error;
        throw new Refusal('already-exists', {
          zh: '刚刚有人发布了该制度的新版本，请重新查看。',
          en: 'Somebody has just published another version of this programme: look at it first.',
        });
      });
  },
});

function read(text: string): ParsedProgramme {
  try {
    return parseProgramme(text, 'programme.yaml');
  } catch (error) {
    if (!(error instanceof ProgrammeError)) throw error;
    const errors = error.problems.map((problem) => ({ pointer: '/text', message: formatProblem(problem) }));
    throw new Refusal('programme-invalid', undefined, { errors });
  }
}

/** Exactly what JSON can say, so that the column holds what will be read from it. */
function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}
