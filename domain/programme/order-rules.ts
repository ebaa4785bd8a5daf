import { checkNames } from './name-rules';
import { pathChoices, stagePath, WAITING_KEYS, type PathChoice } from './path';
import type { Fault } from './problem';
import type { Programme, Stage, StageKind } from './schema';

/** Every step of the first kind comes before every step of the second, in each programme of any city. */
const BEFORE: readonly (readonly [StageKind, StageKind, string])[] = [
  ['vote', 'notice', 'the count comes before the notice'],
  ['vote', 'approve', 'the count comes before the approval'],
  ['notice', 'approve', 'the notice ends before the approval'],
  ['approve', 'fund', 'the approval comes before the payment'],
  ['implement', 'inspect', 'there is nothing to accept before the works'],
  ['implement', 'survey', 'people are asked after the works'],
  ['inspect', 'settle', 'the works are accepted before the accounts are settled'],
  ['fund', 'settle', 'the money is paid before the accounts are settled'],
];

/** A step that makes no sense unless another kind of step is on the same path. */
const NEEDS: readonly (readonly [StageKind, StageKind])[] = [
  ['inspect', 'implement'],
  ['survey', 'implement'],
  ['settle', 'inspect'],
  ['settle', 'fund'],
];

function words({ kind, track, grade }: PathChoice): string {
  const parts = [
    track === null ? undefined : `track ${track}`,
    grade === null ? undefined : `grade ${grade}`,
  ];
  return `for ${[`a ${kind}`, ...parts].filter((part) => part !== undefined).join(', ')}`;
}

function stageFault(programme: Programme, stage: Stage | undefined, message: string, key?: string): Fault {
  const index = stage === undefined ? -1 : programme.stages.indexOf(stage);
  return { keys: index < 0 ? ['stages'] : ['stages', index, ...(key === undefined ? [] : [key])], message };
}

function checkEnds(programme: Programme, path: readonly Stage[], who: string): Fault[] {
  const faults: Fault[] = [];
  const ends = [
    ['accept', path[0], 'first'],
    ['close', path.at(-1), 'last'],
  ] as const;
  for (const [kind, end, place] of ends) {
    const all = path.filter((stage) => stage.kind === kind);
    if (all.length === 0) faults.push(stageFault(programme, end, `has no stage of kind ${kind} ${who}`));
    else if (all.length > 1)
      faults.push(stageFault(programme, all[1], `is a second stage of kind ${kind} ${who}; expected one`));
    else if (end?.kind !== kind)
      faults.push(stageFault(programme, end, `is the ${place} stage ${who}; expected kind ${kind}`, 'kind'));
  }
  return faults;
}

function checkSequence(programme: Programme, path: readonly Stage[]): Fault[] {
  return BEFORE.flatMap(([first, second, why]) => {
    const early = path.find((stage) => stage.kind === second);
    const late = path.findLast((stage) => stage.kind === first);
    if (early === undefined || late === undefined || path.indexOf(late) < path.indexOf(early)) return [];
    return [stageFault(programme, early, `stands before "${late.id}", but ${why}`)];
  });
}

function checkNeeds(programme: Programme, path: readonly Stage[], who: string): Fault[] {
  return NEEDS.flatMap(([kind, needed]) => {
    const stage = path.find((one) => one.kind === kind);
    if (stage === undefined || path.some((one) => one.kind === needed)) return [];
    return [stageFault(programme, stage, `is of kind ${kind}, which needs a stage of kind ${needed} ${who}`)];
  });
}

function checkMoney(programme: Programme, path: readonly Stage[], choice: PathChoice): Fault[] {
  if (choice.kind === 'MATTER') {
    return path
      .filter((stage) => stage.kind === 'fund' || stage.kind === 'settle')
      .map((stage) =>
        stageFault(programme, stage, 'a MATTER has no money; expected "only: { kind: [PROJECT] }"'),
      );
  }
  const approve = path.findLast((stage) => stage.kind === 'approve');
  const works = path.find((stage) => stage.kind === 'implement');
  if (approve === undefined) {
    return [
      stageFault(
        programme,
        works,
        `no stage of kind approve comes before it ${words(choice)}; a PROJECT needs one`,
      ),
    ];
  }
  if (works === undefined || path.indexOf(approve) < path.indexOf(works)) return [];
  return [
    stageFault(
      programme,
      works,
      `stands before "${approve.id}", but a PROJECT is approved before it is carried out`,
    ),
  ];
}

/** Names that no stage has, and stages that come later, are told once by the name rules. */
function checkCountedFrom(programme: Programme, path: readonly Stage[], who: string): Fault[] {
  return path.flatMap((stage) => {
    const from = stage['counted-from'];
    const earlier = programme.stages.slice(0, programme.stages.indexOf(stage)).find(({ id }) => id === from);
    if (earlier === undefined || path.includes(earlier)) return [];
    return [
      stageFault(programme, stage, `counts from "${earlier.id}", which is not passed ${who}`, 'counted-from'),
    ];
  });
}

function checkPath(programme: Programme, choice: PathChoice): Fault[] {
  const path = stagePath(programme, choice);
  const who = words(choice);
  return [
    ...checkEnds(programme, path, who),
    ...checkSequence(programme, path),
    ...checkNeeds(programme, path, who),
    ...checkMoney(programme, path, choice),
    ...checkCountedFrom(programme, path, who),
  ];
}

/**
 * A review that follows another one on every path opens by itself (T11): nothing waits there. A time to wait of a
 * track or grade that never comes to the stage would count for nobody.
 */
function checkWaiting(programme: Programme, choices: readonly PathChoice[]): Fault[] {
  const paths = choices.map((choice) => ({ choice, path: stagePath(programme, choice) }));
  return programme.stages.flatMap((stage) => {
    const passing = paths.filter(({ path }) => path.includes(stage));
    const waits = passing.some(({ path }) => path[path.indexOf(stage) - 1]?.kind !== 'review');
    const message = 'follows another review and opens by itself; expected no such key';
    const chained = stage.kind === 'review' && !waits && passing.length > 0;
    const written = WAITING_KEYS.filter((key) => stage[key] !== undefined);
    if (chained) return written.map((key) => stageFault(programme, stage, message, key));
    return (['track', 'grade'] as const).flatMap((what) => {
      const key = `open-within-on-${what}` as const;
      const known = new Set(choices.map((choice) => choice[what]));
      const reaching = new Set(passing.map(({ choice }) => choice[what]));
      return Object.keys(stage[key] ?? {})
        .filter((name) => known.has(name) && !reaching.has(name))
        .map((name) => stageFault(programme, stage, `no case of ${what} "${name}" passes this stage`, key));
    });
  });
}

function checkAllUsed(programme: Programme, choices: readonly PathChoice[]): Fault[] {
  const passed = new Set(choices.flatMap((choice) => stagePath(programme, choice)));
  return programme.stages
    .filter((stage) => !passed.has(stage))
    .map((stage) =>
      stageFault(programme, stage, 'no case can ever reach this stage; look at "only" and "except"'),
    );
}

/** The same fault on many paths is told once: the first path is named. */
function once(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ keys, message }) => {
    const key = JSON.stringify([keys, message.replace(/ for a (PROJECT|MATTER).*$/, '')]);
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * The rules of order that hold in every city (design.md 6), looked at on every path that a case can take: each
 * combination of kind, track and grade.
 */
export function checkOrder(programme: Programme): Fault[] {
  const choices = pathChoices(programme);
  return once([
    ...checkNames(programme),
    ...choices.flatMap((choice) => checkPath(programme, choice)),
    ...checkWaiting(programme, choices),
    ...checkAllUsed(programme, choices),
  ]);
}
