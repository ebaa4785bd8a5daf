import { z } from 'zod';
import { isHeldOn } from '../../../domain/actor';
import { civilDateOf, type Instant } from '../../../domain/calendar/instant';
import { roleName } from '../../../domain/role-names';
import { reasonName } from '../../../domain/case/reasons';
import type { CaseState } from '../../../domain/case/state';
import { KIND_WORDS } from '../../../domain/programme/render-words';
import type { Programme } from '../../../domain/programme/schema';
import type { OrganisationNode } from '../../../ledger/organisations';
import type { Deps } from '../../ports';
import { level, role, words } from '../../schema';

const postOfPerson = z
  .strictObject({ role, roleName: words, organisationId: z.string(), organisationName: z.string() })
  .meta({ id: 'NamedPost' });

/** What a case page needs in words beside what lists show. */
export const caseWordsShape = {
  kindName: words,
  categoryName: words.nullable(),
  itemTypeName: words.nullable(),
  reasonName: words.nullable().meta({ description: 'Of the outcome, where somebody gave one' }),
  organisationChain: z
    .array(z.strictObject({ id: z.string(), name: z.string(), level }))
    .meta({ description: 'From the top of the tree down to the place of the case' }),
  personInCharge: z
    .strictObject({
      personId: z.string().nullable(),
      label: z.string(),
      posts: z.array(postOfPerson).meta({ description: 'Posts held today by whoever is named' }),
    })
    .nullable(),
};
type CaseWords = z.input<z.ZodObject<typeof caseWordsShape>>;

const nameIn = (list: readonly { id: string; name: { zh: string; en: string } }[], id: string | null) =>
  list.find((entry) => entry.id === id)?.name ?? null;

async function inCharge(
  { prisma }: Deps,
  { personInCharge }: CaseState,
  tree: ReadonlyMap<string, OrganisationNode>,
  now: Instant,
): Promise<CaseWords['personInCharge']> {
  if (personInCharge?.personId == null) return personInCharge && { ...personInCharge, posts: [] };
  const today = civilDateOf(now);
  const posts = await prisma.post.findMany({
    where: { personId: personInCharge.personId },
    orderBy: { id: 'asc' },
  });
  return {
    ...personInCharge,
    posts: posts
      .filter((post) => isHeldOn(post, today))
      .map(({ role: held, organisationId }) => ({
        role: role.parse(held),
        roleName: roleName(role.parse(held)),
        organisationId,
        organisationName: tree.get(organisationId)?.name ?? organisationId,
      })),
  };
}

/** The words of a case by the version of its programme that it keeps. */
export async function showCaseWords(
  deps: Deps,
  state: CaseState,
  programme: Programme,
  tree: ReadonlyMap<string, OrganisationNode>,
  now: Instant,
): Promise<CaseWords> {
  const chain = state.orgPath.split('/').flatMap((id) => tree.get(id) ?? []);
  return {
    kindName: KIND_WORDS[state.kind],
    categoryName: nameIn(programme.categories, state.category),
    itemTypeName: nameIn(programme['item-types'], state.itemType),
    reasonName: state.outcome === null ? null : reasonName(state.outcome.reasonCode),
    organisationChain: chain.map(({ id, name, level: at }) => ({ id, name, level: at })),
    personInCharge: await inCharge(deps, state, tree, now),
  };
}
