import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, type CivilDate } from '../../../domain/calendar/civil-date';
import { parseProgramme } from '../../../domain/programme/parse';
import { DEMO_STORIES } from '../stories';
import { ALONE } from '../story';
import { createChance } from './chance';
import { closedCases } from './closed';
import { demoDays, type DemoDays } from './days';
import { inspectedCases } from './inspected';
import { looseSuggestions, type DatedSuggestion } from './loose';
import { matterCases } from './matters';
import { mendedCases } from './mended';
import { openCases } from './open';
import { specialCases } from './special';
import { ProjectMaker, type DemoCase } from './walk';

/** Everything that fills the demo bureau. */
export interface DemoLife {
  /** In the order of their places: within one community each case knows of the money of those before it. */
  cases: DemoCase[];
  loose: DatedSuggestion[];
}

/** The same bureau for the same day. */
const SEED = 2018;

/** The cases of the articles, as if they had begun around today. */
function articleCases({ today }: DemoDays): DemoCase[] {
  return DEMO_STORIES.map(({ story, startedDaysAgo }) => ({
    ...{ story, start: addDays(today, -startedDaysAgo), lived: true },
  }));
}

/** What the articles' own projects have been given already (ZJ12). */
function approvedIn(cases: readonly DemoCase[]) {
  return cases.flatMap(({ story, start }) =>
    story.steps.flatMap(({ type, data }) => {
      if (type !== 'approve' || data === undefined) return [];
      const { approvedFen = 0 } = data((day) => addDays(start, day), ALONE) as { approvedFen?: number };
      return [{ community: story.place, opened: start, approvedFen }];
    }),
  );
}

/** The bureau as it is on a day: every case with its steps, all of them before that day. */
export function demoLife(today: CivilDate): DemoLife {
  const [days, chance] = [demoDays(today), createChance(SEED)];
  const file = 'programmes/zhangjiagang.yaml';
  const text = readFileSync(join(__dirname, '..', '..', '..', file), 'utf8');
  const { programme } = parseProgramme(text, file);
  const articles = articleCases(days);
  const maker = new ProjectMaker(days, chance, approvedIn(articles));
  return {
    cases: [
      ...articles,
      ...closedCases(maker, days, chance),
      ...openCases(maker, days, programme),
      ...specialCases(maker, days),
      ...inspectedCases(maker, days),
      ...mendedCases(maker, days),
      ...matterCases(days),
    ],
    loose: looseSuggestions(days),
  };
}
