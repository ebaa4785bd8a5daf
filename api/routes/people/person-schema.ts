import { z } from 'zod';
import type { Role } from '../../../domain/roles';
import { civilDate, personLanguage, role, shownLanguage } from '../../schema';

export const postSchema = z
  .strictObject({
    id: z.string(),
    role,
    organisationId: z.string(),
    fromDate: civilDate,
    untilDate: civilDate.nullable(),
  })
  .meta({ id: 'Post' });

export const personSchema = z
  .strictObject({
    id: z.string(),
    displayName: z.string(),
    signInName: z.string().nullable(),
    disabled: z.boolean(),
    hasPassword: z.boolean(),
    language: personLanguage,
    posts: z.array(postSchema),
  })
  .meta({ id: 'Person' });

interface PostRow {
  id: string;
  role: string;
  organisationId: string;
  fromDate: string;
  untilDate: string | null;
}

interface PersonRow {
  id: string;
  displayName: string;
  signInName: string | null;
  passwordHash: string | null;
  disabledAt: Date | null;
  language: string | null;
  posts: PostRow[];
}

export function showPost({
  id,
  role: name,
  organisationId,
  fromDate,
  untilDate,
}: PostRow): z.input<typeof postSchema> {
  return { id, role: name as Role, organisationId, fromDate, untilDate };
}

/** An account as the administrator sees it: no password, no birth date. */
export function showPerson(row: PersonRow): z.input<typeof personSchema> {
  const { id, displayName, signInName, passwordHash, disabledAt, language, posts } = row;
  return {
    id,
    displayName,
    signInName,
    disabled: disabledAt !== null,
    hasPassword: passwordHash !== null,
    language: shownLanguage(language),
    posts: posts.map(showPost),
  };
}
