import { useQuery } from '@tanstack/react-query';
import type { Me } from '../../api/generated/schema';
import { useMe } from '../../app/use-may';
import { organisationsQuery, placeName } from '../../shared/organisations';

/** Posts that do not work on cases. */
const APART: readonly Me['posts'][number]['role'][] = ['admin', 'auditor', 'operator'];

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The communities in which the person may open cases; undefined until they have been read. */
export function useCommunities(): readonly Choice[] | undefined {
  const { posts } = useMe();
  const { data } = useQuery(organisationsQuery);
  if (data === undefined) return undefined;
  const byId = new Map(data.map((one) => [one.id, one]));
  const mine = posts.filter(({ role }) => !APART.includes(role));
  return data
    .filter(({ level, path }) => level === 'COMMUNITY' && mine.some((post) => path.startsWith(post.orgPath)))
    .map(({ id }) => ({ value: id, label: placeName(byId, id) }));
}
