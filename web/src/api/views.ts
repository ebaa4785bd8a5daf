import { queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';
import type { SavedView } from './generated/schema';

/** Screens whose filters can be kept under a name. */
export type ViewedScreen = 'board' | 'find';

/** My saved views of a screen, the first one and then by name. */
export const viewsQuery = (screen: ViewedScreen) =>
  queryOptions({
    queryKey: ['views', screen],
    queryFn: async ({ signal }) =>
      (await ask(client.GET('/api/v1/me/views', { params: { query: { screen } }, signal }))).items,
  });

/** What of a view its owner decides. */
export type ViewFields = Pick<SavedView, 'name' | 'query' | 'isFirst'>;

export function saveView(screen: ViewedScreen, fields: ViewFields): Promise<SavedView> {
  return ask(client.POST('/api/v1/me/views', { body: { screen, ...fields } }));
}

export function changeView(viewId: string, change: Partial<ViewFields>): Promise<SavedView> {
  return ask(client.PATCH('/api/v1/me/views/{viewId}', { params: { path: { viewId } }, body: change }));
}

export function deleteView(viewId: string): Promise<unknown> {
  return ask(client.DELETE('/api/v1/me/views/{viewId}', { params: { path: { viewId } } }));
}
