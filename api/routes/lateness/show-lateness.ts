import { z } from 'zod';
import { isTopOfTree } from '../../../domain/actor';
import { Refusal } from '../../../domain/errors';
import {
  LATENESS_BOUNDS,
  LATENESS_STEPS,
  OVERDUE_WORDS,
  SIMULATION_NOTE,
  STEP_WORDS,
  WINDOW_NAMES,
} from '../../../domain/figures/lateness';
import { readAlerts } from '../../lateness/alerts';
import { readOverdue, readSlowest, readSteps } from '../../lateness/read-lateness';
import type { Deps } from '../../ports';
import { defineRoute } from '../../route';
import { toInstant } from '../../schema';
import type { Scope } from '../../scope';
import { latenessSchema } from './lateness-schema';

/** Where the caller may see cases; null when that is everywhere. */
async function visiblePaths({ ledger }: Deps, scope: Scope): Promise<readonly string[] | null> {
  const tree = await ledger.reference.organisations();
  const roots = [...tree.values()].filter(({ parentId }) => parentId === null);
  return roots.every(({ path }) => scope.covers(path)) ? null : scope.paths;
}

async function databaseNow({ prisma }: Deps): Promise<string> {
  const [row] = await prisma.$queryRaw<{ at: Date }[]>`select now() as at`;
  if (row === undefined) throw new Error('the database does not say what time it is');
  return toInstant(row.at);
}

export const showLateness = defineRoute({
  operation: 'showLateness',
  method: 'get',
  path: '/api/v1/lateness',
  tag: 'work',
  summary: 'How late our own clocks are: rungs from planned to acknowledged, overdue from due to recorded',
  description:
    'For operators, and for officers and leaders at the head of a tree. Figures are of the whole product; cases are those of your places. No personal data.',
  query: z.strictObject({
    window: z
      .enum(WINDOW_NAMES)
      .default('24h')
      .meta({ description: 'How far back, by the time of recording' }),
  }),
  answer: {
    status: 200,
    description: 'Figures, the slowest, and what is later than tolerated',
    body: latenessSchema,
  },
  handle: async ({ deps, scope, query: { window } }) => {
    if (!scope.posts.some((post) => post.role === 'operator' || isTopOfTree(post)))
      throw new Refusal('forbidden', {
        zh: '需要任运维员，或在最高一级的组织任经办人或负责人。',
        en: 'This needs a post as operator, or as officer or leader at the head of a tree.',
      });
    const { prisma } = deps;
    const simulation = deps.config.simulation.enabled;
    const paths = await visiblePaths(deps, scope);
    const [cutOff, steps, overdue, slowest, alerts] = await Promise.all([
      databaseNow(deps),
      readSteps(prisma, window, simulation),
      simulation ? null : readOverdue(prisma, window),
      readSlowest(prisma, { window, simulation, paths }),
      readAlerts(prisma, window, simulation),
    ]);
    return {
      ...{ window, cutOff, simulation, note: simulation ? SIMULATION_NOTE : null },
      bounds: [...LATENESS_BOUNDS],
      steps: LATENESS_STEPS.map((step) => ({ step, words: STEP_WORDS[step], seconds: steps[step] })),
      overdue: { words: OVERDUE_WORDS, seconds: overdue },
      ...{ slowest: slowest.rungs, slowestOverdue: slowest.overdue, alerts },
    };
  },
});
