import { DEMO_ORGANISATIONS } from '../../../../cli/demo/organisations';
import { createChance } from '../../../../cli/demo/life/chance';
import { demoDays } from '../../../../cli/demo/life/days';
import { ProjectMaker, type DemoCase } from '../../../../cli/demo/life/walk';
import { openStory, playSteps, type Stage } from '../../../../cli/demo/play';
import { makeCalendar } from '../../../../domain/calendar/calendar';
import { addDays } from '../../../../domain/calendar/civil-date';
import type { Instant } from '../../../../domain/calendar/instant';
import { provisionalYear, withProvisionalYears } from '../../../../domain/calendar/provisional';
import { shippedYears } from '../../../../domain/calendar/shipped';
import { mapLimited } from '../../../../domain/map-limited';
import type { Bureau } from '../bureau';

const YEARS = [provisionalYear(2017), ...shippedYears];
const PROJECTS = 90;
/** The smallest place had one project in these years; nobody ever paid for it. */
const SMALLEST = 'zjg-changyinsha';

const communitiesOf = (town: string): string[] =>
  DEMO_ORGANISATIONS.filter(({ parentId }) => parentId === town).map(({ id }) => id);

/** The projects of 2018–2019 as the bureau's old files have them: done and paid for, but for one. */
function oldProjects(): { done: DemoCase[]; unpaid: DemoCase } {
  const days = demoDays('2020-01-02', makeCalendar(withProvisionalYears(YEARS)));
  const maker = new ProjectMaker(days, createChance(2018), []);
  const towns = communitiesOf('zjg').filter((id) => id !== SMALLEST);
  const done = Array.from({ length: PROJECTS }, (_, i) => {
    const town = towns[i % towns.length] ?? '';
    const communities = communitiesOf(town);
    const community = communities[Math.floor(i / towns.length) % communities.length] ?? town;
    const on = days.before(addDays('2019-12-30', -Math.floor((i * 420) / PROJECTS)), 1);
    return maker.walk({ community, last: 'close', on, fast: i % 5 === 0 });
  });
  const [only = SMALLEST] = communitiesOf(SMALLEST);
  return { done, unpaid: maker.walk({ community: only, last: 'survey', on: '2019-11-20' }) };
}

/** The calendar of the old files as far as the law alone tells it; before the first case, so that nothing has to move. */
export async function knowOldYears({ ledger }: Bureau, now: Instant): Promise<void> {
  await ledger.release({ years: [provisionalYear(2017)], programmes: [], now });
}

/** Takes the old files over into the ledger, each thing on its own day, as of an instant. Answers the case never paid for. */
export async function takeOverHistory({ ledger, pool }: Bureau, now: Instant): Promise<{ unpaidId: string }> {
  const contents = { put: () => Promise.resolve() }; // nobody opens these documents
  const stage: Stage = { ledger, pool, contents };
  const { done, unpaid } = oldProjects();
  const all = [...done, unpaid].sort((a, b) => (a.start < b.start ? -1 : 1));
  const ids = new Map<DemoCase, string>();
  for (const one of all) ids.set(one, await openStory(stage, one));
  const places = new Map<string, DemoCase[]>();
  for (const one of all) places.set(one.story.place, [...(places.get(one.story.place) ?? []), one]);
  await mapLimited([...places.values()], 4, async (lane) => {
    for (const one of lane) await playSteps(stage, one, ids.get(one) ?? '', now);
  });
  await ledger.settleImported([...ids.values()]);
  return { unpaidId: ids.get(unpaid) ?? '' };
}
