import { queryOptions } from '@tanstack/react-query';
import type { Language } from '../i18n/language';
import { ask, client } from './client';
import type { Bulletin, BulletinEdit, BulletinRecount, BulletinRequest } from './generated/schema';

export type BulletinStep = Bulletin['steps'][number];
export type PartId = Bulletin['parts'][number]['id'];

/** Its tables are in the language of the page. */
export const bulletinQuery = (bulletinId: string, language: Language) =>
  queryOptions({
    queryKey: ['bulletins', 'one', bulletinId, language],
    queryFn: ({ signal }) =>
      ask(client.GET('/api/v1/bulletins/{bulletinId}', { params: { path: { bulletinId } }, signal })),
  });

/** What the reader can build; only for those who prepare bulletins. */
export const bulletinChoicesQuery = queryOptions({
  queryKey: ['bulletins', 'choices'],
  queryFn: ({ signal }) => ask(client.GET('/api/v1/bulletins/choices', { signal })),
});

export function buildBulletin(body: BulletinRequest): Promise<Bulletin> {
  return ask(client.POST('/api/v1/bulletins', { body }));
}

export function editBulletin(bulletinId: string, body: BulletinEdit): Promise<Bulletin> {
  return ask(client.PATCH('/api/v1/bulletins/{bulletinId}', { params: { path: { bulletinId } }, body }));
}

/** Counts a draft anew; answers what has changed by it too. */
export function recountBulletin(bulletinId: string): Promise<BulletinRecount> {
  return ask(client.POST('/api/v1/bulletins/{bulletinId}/recount', { params: { path: { bulletinId } } }));
}

/** Takes a step with a bulletin as the reader has it before them; answers the one to show next. */
export async function takeStep(
  step: Exclude<BulletinStep, 'edit' | 'rebuild'>,
  bulletin: Bulletin,
): Promise<Bulletin | null> {
  const { id: bulletinId, edits } = bulletin;
  const params = { path: { bulletinId } };
  switch (step) {
    case 'sign':
      return ask(client.POST('/api/v1/bulletins/{bulletinId}/sign', { params, body: { edits } }));
    case 'unsign':
      return ask(client.POST('/api/v1/bulletins/{bulletinId}/unsign', { params }));
    case 'publish':
      return ask(client.POST('/api/v1/bulletins/{bulletinId}/publish', { params }));
    case 'correct':
      return ask(client.POST('/api/v1/bulletins/{bulletinId}/correction', { params }));
    case 'discard':
      await ask(client.DELETE('/api/v1/bulletins/{bulletinId}', { params }));
      return null;
  }
}

export const BULLETIN_FILES = ['document', 'workbook', 'frozen'] as const;
export type BulletinFile = (typeof BULLETIN_FILES)[number];

/** A file of it, in the language of the page; what is frozen, byte for byte. */
export async function readBulletinFile(bulletinId: string, file: BulletinFile): Promise<Blob> {
  const asked = { params: { path: { bulletinId } }, parseAs: 'blob' } as const;
  const answer: unknown = await (file === 'document'
    ? ask(client.GET('/api/v1/bulletins/{bulletinId}/document', asked))
    : file === 'workbook'
      ? ask(client.GET('/api/v1/bulletins/{bulletinId}/workbook', asked))
      : ask(client.GET('/api/v1/bulletins/{bulletinId}/frozen', asked)));
  if (!(answer instanceof Blob)) throw new Error('The answer is no file');
  return answer;
}
