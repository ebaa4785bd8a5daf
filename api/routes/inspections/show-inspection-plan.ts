import { z } from 'zod';
import type { OrganisationNode } from '../../../ledger/organisations';
import { placeAsked } from '../../lines/place';
import { defineRoute } from '../../route';
import { civilDate } from '../../schema';
import { readPlan, type PlanRow } from '../../supervision/visits';
import { visitFilters } from './list-inspections';

const counts = { due: z.int(), overdue: z.int() };
const planSchema = z
  .strictObject({
    weeks: z.array(civilDate).meta({ description: 'Mondays, in order' }),
    places: z.array(
      z.strictObject({
        organisationId: z.string(),
        organisationName: z.string(),
        ...counts,
        weeks: z.array(z.strictObject({ week: civilDate, ...counts })),
      }),
    ),
    sum: z.strictObject(counts),
  })
  .meta({ id: 'InspectionPlan' });

const EVERYTHING = { dueFrom: null, dueBefore: null, overdue: null, personId: null };

/** The town or street under which a place counts: itself where it stands higher. */
function townOf(orgPath: string, byPath: ReadonlyMap<string, OrganisationNode>): OrganisationNode | null {
  const parts = orgPath.split('/').filter((part) => part !== '');
  const chain = parts.map((_, i) => byPath.get(`/${parts.slice(0, i + 1).join('/')}/`));
  return (
    chain.find((node) => node?.level === 'STREET') ?? chain.findLast((node) => node !== undefined) ?? null
  );
}

const sumOf = (rows: readonly Pick<PlanRow, 'due' | 'overdue'>[]) => ({
  due: rows.reduce((n, row) => n + row.due, 0),
  overdue: rows.reduce((n, row) => n + row.overdue, 0),
});

export const showInspectionPlan = defineRoute({
  operation: 'showInspectionPlan',
  method: 'get',
  path: '/api/v1/inspections/plan',
  tag: 'supervision',
  summary: 'How many inspections and visits are due where and in which week',
  query: z.strictObject(visitFilters),
  answer: { status: 200, description: 'The plan', body: planSchema },
  refuses: ['not-found'],
  handle: async ({ deps, scope, query, now }) => {
    const place = await placeAsked(deps, query.organisationId, scope);
    const paths = place === null ? scope.paths : [place.path];
    const asked = { paths, kind: query.kind ?? null, ...EVERYTHING };
    const [rows, tree] = await Promise.all([
      readPlan(deps.prisma, asked, now),
      deps.ledger.reference.organisations(),
    ]);
    const byPath = new Map([...tree.values()].map((node) => [node.path, node]));
    const towns = new Map<string, { node: OrganisationNode; rows: PlanRow[] }>();
    for (const row of rows) {
      const node = townOf(row.org_path, byPath);
      if (node === null) continue;
      const town = towns.get(node.id) ?? { node, rows: [] };
      town.rows.push(row);
      towns.set(node.id, town);
    }
    const places = [...towns.values()].map(({ node, rows: own }) => ({
      ...{ organisationId: node.id, organisationName: node.name, ...sumOf(own) },
      weeks: [...new Set(own.map(({ week }) => week))].map((week) => ({
        ...{ week, ...sumOf(own.filter((row) => row.week === week)) },
      })),
    }));
    places.sort(
      (a, b) => b.overdue - a.overdue || b.due - a.due || (a.organisationId < b.organisationId ? -1 : 1),
    );
    return { weeks: [...new Set(rows.map(({ week }) => week))].sort(), places, sum: sumOf(rows) };
  },
});
