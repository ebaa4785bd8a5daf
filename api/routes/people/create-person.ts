import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refusalAt } from '../../../domain/errors';
import { LANGUAGES } from '../../../domain/language';
import { audit } from '../../audit';
import { hashPassword } from '../../auth/password';
import { isUniqueViolation } from '../../refusal-of';
import { defineRoute } from '../../route';
import { civilDate, line, signInName, toDate } from '../../schema';
import { personSchema, showPerson } from './person-schema';

export const createPerson = defineRoute({
  operation: 'createPerson',
  method: 'post',
  path: '/api/v1/people',
  tag: 'people',
  summary: 'Add an account',
  description: 'It can do nothing until it is given a post.',
  body: z.strictObject({
    displayName: line(50),
    signInName: signInName.optional(),
    password: z.string().min(1).max(200).optional(),
    oidcSubject: line(255)
      .optional()
      .meta({ description: 'Who this is to the single sign-on of the bureau' }),
    birthDate: civilDate.optional(),
    language: z.enum(LANGUAGES).optional().meta({
      description: 'Of their desk and messages; left out: until they choose, messages are in Chinese',
    }),
  }),
  answer: { status: 201, description: 'Added', body: personSchema },
  refuses: ['already-exists', 'password-weak'],
  handle: async ({ deps: { prisma, clock }, actor, body }) => {
    const { password, displayName, signInName: name = null, oidcSubject = null, birthDate = null } = body;
    const { language = null } = body;
    const passwordHash = password === undefined ? null : await hashPassword(password, name);
    const at = clock.now();
    const data = {
      id: randomUUID(),
      displayName,
      signInName: name,
      oidcSubject,
      birthDate,
      passwordHash,
      language,
      createdAt: toDate(at),
    };
    const row = await prisma
      .$transaction(async (tx) => {
        const made = await tx.person.create({ data, include: { posts: true } });
        await audit(tx, { at, personId: actor.personId, action: 'person-created', subject: made.id });
        return made;
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error)
          ? refusalAt('already-exists', '/signInName', {
              zh: '这个用户名已有人使用，请换一个。',
              en: 'Somebody has this sign-in name already: choose another one.',
            })
          : error;
      });
    return showPerson(row);
  },
});
