import { daysBetween, yearOf, type CivilDate } from '../../../domain/calendar/civil-date';
import { demoPath } from '../organisations';
import type { Story, StoryStep } from '../story';
import { demoName } from '../people';
import { ACTS, by, STEPS_OF, type Act, type Override, type Project } from './acts';
import type { Chance } from './chance';
import type { DemoDays } from './days';
import { LARGER_NEEDS, SMALLER_NEEDS, SPOTS, type Need } from './needs';

/** A case of the demo: what happens, from which day on. */
export interface DemoCase {
  story: Story;
  start: CivilDate;
  /** Reminders and calls come when they are due, one after the other, and people answer some of them. */
  lived: boolean;
}

/** Something that happens beside the usual acts, on a day. */
export interface Extra {
  on: CivilDate;
  steps: (project: Project, day: number) => StoryStep[];
}

export interface Walk {
  community: string;
  /** The last act that was done, and on which day. */
  last: Act;
  on: CivilDate;
  /** Below 10,000 yuan: without the council (ZJ10). */
  fast?: boolean;
  urgent?: boolean;
  lived?: boolean;
  /** Working days an act came after the one before it, where not as usual. */
  gaps?: Partial<Record<Act, number>>;
  extras?: readonly Extra[];
  /** More words of residents than the usual. */
  words?: number;
}

/** Working days after the act before, in good time; small projects are reviewed as they are reported. */
const USUAL: Readonly<Record<Act, readonly [number, number]>> = {
  ...{ open: [0, 0], accept: [1, 2], call: [1, 3], decide: [2, 5], shortlist: [1, 3], send: [1, 2] },
  ...{ review: [2, 5], approve: [1, 4], start: [2, 7], complete: [8, 22], inspect: [2, 7] },
  ...{ survey: [2, 7], disburse: [3, 10], settle: [4, 14], close: [1, 3] },
};
const FAST: Partial<Record<Act, readonly [number, number]>> = {
  ...{ accept: [0, 1], shortlist: [0, 0], send: [0, 0], review: [1, 1], approve: [0, 0], start: [1, 2] },
  ...{ complete: [2, 6], inspect: [1, 4], survey: [1, 4], disburse: [2, 8], settle: [2, 8] },
};

/** What a community may approve in a year (ZJ12), in fen. */
const YEARLY_FEN = 16_500_000;
const OVER: Override = { reason: '年度额度内统筹安排，已报镇民政办备案。', approver: demoName('leader') };

interface Kept {
  community: string;
  opened: CivilDate;
  approvedFen: number;
}

/** Makes projects one after the other: no title twice, and the yearly amounts of communities added up. */
export class ProjectMaker {
  private readonly titles = new Set<string>();
  private readonly turns = new Map<readonly Need[], number>();
  private readonly kept: Kept[];
  private made = 0;

  constructor(
    private readonly days: DemoDays,
    private readonly chance: Chance,
    approvedBefore: readonly Kept[],
  ) {
    this.kept = [...approvedBefore];
  }

  /** Walks a project back from its last act to its first day. */
  walk(walk: Walk): DemoCase {
    const acts = actsOf(walk);
    const dates = this.datesOf(acts, walk);
    const start = dates[0] ?? walk.on;
    const project = this.project(walk, dates, acts);
    const acted = acts.flatMap((act, i) => STEPS_OF[act](project, daysBetween(start, dates[i] ?? start)));
    const extras = (walk.extras ?? []).flatMap(({ on, steps }) => steps(project, daysBetween(start, on)));
    if (acts.includes('approve'))
      this.kept.push({ community: walk.community, opened: start, approvedFen: project.approvedFen });
    this.made += 1;
    const words = [...project.need.words].slice(0, walk.words ?? (this.made % 3 === 0 ? 2 : 1));
    const story: Story = {
      id: `life-${String(this.made).padStart(3, '0')}`,
      ...{ programme: 'zhangjiagang', kind: 'PROJECT', place: walk.community, title: project.title },
      openedBy: by(project).officer,
      suggestions: words.map((said, i) => ({ channel: i === 0 ? 'wechat' : 'council', words: said })),
      steps: inOrder([...acted, ...extras]),
    };
    return { story, start, lived: walk.lived ?? false };
  }

  private datesOf(acts: readonly Act[], { on, fast, gaps = {} }: Walk): CivilDate[] {
    const dates = [on];
    for (const act of [...acts].reverse().slice(0, -1)) {
      const [min, max] = (fast === true ? FAST[act] : undefined) ?? USUAL[act];
      const gap = gaps[act] ?? this.chance.between(min, max);
      const [first] = dates;
      dates.unshift(gap === 0 ? (first ?? on) : this.days.before(first ?? on, gap));
    }
    return dates;
  }

  private project(walk: Walk, dates: readonly CivilDate[], acts: readonly Act[]): Project {
    const { community } = walk;
    const need = this.nextNeed(walk.fast === true && walk.urgent !== true ? SMALLER_NEEDS : LARGER_NEEDS);
    const [min, max] = need.yuan;
    const estimateFen = this.chance.between(min / 100, max / 100) * 10_000;
    const approvedFen = Math.floor((estimateFen * this.chance.between(90, 98)) / 100 / 10_000) * 10_000;
    const over = (act: 'shortlist' | 'approve', fen: number) => {
      const on = dates[acts.indexOf(act)];
      if (on === undefined || this.usedIn(community, yearOf(on)) + fen <= YEARLY_FEN) return {};
      return { [act]: OVER };
    };
    return {
      ...{ need, community, estimateFen, approvedFen, urgent: walk.urgent ?? false },
      title: this.titleOf(need.title),
      town: demoPath(community).split('/').at(-3) ?? '',
      override: { ...over('shortlist', estimateFen), ...over('approve', approvedFen) },
    };
  }

  /** In turn, so that no need comes more often than there are places for it. */
  private nextNeed(needs: readonly Need[]): Need {
    const turn = this.turns.get(needs) ?? 0;
    this.turns.set(needs, turn + 1);
    const need = needs[turn % needs.length];
    if (need === undefined) throw new Error('no needs');
    return need;
  }

  private usedIn(community: string, year: number): number {
    return this.kept
      .filter((one) => one.community === community && yearOf(one.opened) === year)
      .reduce((sum, one) => sum + one.approvedFen, 0);
  }

  private titleOf(what: string): string {
    const from = this.chance.between(0, SPOTS.length - 1);
    const titles = SPOTS.map((_, i) => `${SPOTS[(from + i) % SPOTS.length] ?? ''}${what}`);
    const title = titles.find((one) => !this.titles.has(one));
    if (title === undefined) throw new Error(`every place has its ${what}: add places to SPOTS`);
    this.titles.add(title);
    return title;
  }
}

function actsOf({ last, fast = false }: Walk): Act[] {
  const upTo = ACTS.slice(0, ACTS.indexOf(last) + 1);
  return upTo.filter((act) => !fast || (act !== 'call' && act !== 'decide'));
}

/** By day, then by hour; steps of one hour stay as they are. */
function inOrder(steps: readonly StoryStep[]): StoryStep[] {
  return steps
    .map((one, i) => ({ one, i }))
    .sort((a, b) => a.one.day - b.one.day || (a.one.hour ?? 10) - (b.one.hour ?? 10) || a.i - b.i)
    .map(({ one }) => one);
}
