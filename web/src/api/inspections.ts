import { queryOptions } from '@tanstack/react-query';
import { noteServerTime } from '../offline/device-clock';
import type { TakenVisit, VisitKind } from '../offline/model';
import { ask, client } from './client';
import type { Duty } from './generated/schema';

/** A page of duties. */
const PAGE = 100;
const KINDS: ReadonlySet<string> = new Set<VisitKind>(['inspection', 'reinspection', 'visit', 'follow-up']);

/** Where this person has to go, what is due first at the top. */
export const visitsQuery = (personId: string) =>
  queryOptions({
    queryKey: ['duties', 'visits', personId],
    queryFn: async ({ signal }): Promise<TakenVisit[]> => {
      const found: Duty[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: PAGE, ...(cursor !== undefined && { cursor }) };
        const answer = await client.GET('/api/v1/duties', { params: { query }, signal });
        noteServerTime(answer.response);
        const page = await ask(Promise.resolve(answer));
        found.push(...page.items.filter(({ asks }) => KINDS.has(asks)));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return found.map((duty) => visitOf(duty, personId));
    },
  });

/** Name by name: what else a duty says stays with the API. */
function visitOf(duty: Duty, personId: string): TakenVisit {
  const { caseId, key, caseNumber, title, organisationWithin, organisationName, asks, sign } = duty;
  return {
    ...{ caseId, clockId: key, number: caseNumber, title },
    place: [organisationWithin, organisationName].filter((name) => name !== null).join(' '),
    kind: asks as VisitKind,
    dueDate: sign?.dueDate ?? '',
    left: sign?.words ?? { zh: '没有期限', en: 'No limit' },
    tone: sign?.tone ?? 'calm',
    isMine: duty.personId === personId,
  };
}
