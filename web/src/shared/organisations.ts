import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask, client } from '../api/client';
import type { Me, Organisation } from '../api/generated/schema';
import { everyPage } from './pages';

/** The whole tree, a parent always before its children. */
export const organisationsQuery = queryOptions({
  queryKey: ['organisations'],
  queryFn: ({ signal }) =>
    everyPage(({ cursor }) =>
      ask(
        client.GET('/api/v1/organisations', {
          params: { query: { limit: 200, ...(cursor !== undefined && { cursor }) } },
          signal,
        }),
      ),
    ),
  staleTime: 60_000,
});

/** The tree by id, for names and places above; empty until it has been read. */
export function useOrganisations(): {
  list: readonly Organisation[];
  byId: ReadonlyMap<string, Organisation>;
} {
  const { data = [] } = useQuery(organisationsQuery);
  return { list: data, byId: new Map(data.map((one) => [one.id, one])) };
}

/** An organisation with the one above it: 大新镇 · 大新社区. */
export function placeName(byId: ReadonlyMap<string, Organisation>, id: string): string {
  const one = byId.get(id);
  if (one === undefined) return id;
  const above = one.parentId === null ? undefined : byId.get(one.parentId);
  return above === undefined ? one.name : `${above.name} · ${one.name}`;
}

/** How far below the top an organisation is. */
export function depthOf({ path }: Organisation): number {
  return path.split('/').length - 3;
}

/** Whether one of the person's posts with one of these roles covers a place. */
export function coversPlace({ posts }: Me, path: string, ...roles: Me['posts'][number]['role'][]): boolean {
  return posts.some((post) => roles.includes(post.role) && path.startsWith(post.orgPath));
}
