import { checkLadders, checkStageLadders } from './ladder-rules';
import type { Fault, Keys } from './problem';
import type { Programme, Stage } from './schema';
import { checkKnown, checkUnique } from './id-rules';

function checkNarrowing(programme: Programme, stage: Stage, index: number): Fault[] {
  return (['only', 'except'] as const).flatMap((word) => {
    const at = (key: string): Keys => ['stages', index, word, key];
    const grades = programme.grades.map(({ id }) => id);
    return [
      ...checkKnown(stage[word]?.track ?? [], Object.keys(programme.tracks), 'track', at('track')),
      ...checkKnown(stage[word]?.grade ?? [], grades, 'grade', at('grade')),
      ...checkKnown(stage[word]?.kind ?? [], programme.kinds, 'kind', at('kind')),
    ];
  });
}

function checkCounting(programme: Programme, stage: Stage, index: number): Fault[] {
  const from = stage['counted-from'];
  if (from === undefined) return [];
  const keys = ['stages', index, 'counted-from'];
  const ids = programme.stages.map(({ id }) => id);
  const target = ids.indexOf(from);
  if (target < 0) return checkKnown([from], ids, 'stage', keys);
  if (target === index) return [{ keys, message: 'counts from itself, a loop; expected an earlier stage' }];
  if (target > index) {
    return [{ keys, message: `counts from "${from}", which comes later, a loop; expected an earlier stage` }];
  }
  if (stage.kind === 'notice')
    return [{ keys, message: 'a notice runs from its own opening; expected no "counted-from"' }];
  return stage.limit === undefined
    ? [{ keys, message: 'counts from a stage but has no limit; expected "limit"' }]
    : [];
}

/** The track of a case is known once it is accepted, not while it waits for that. */
function checkOnTrack(programme: Programme, stage: Stage, index: number): Fault[] {
  const tracks = Object.keys(programme.tracks);
  const words = ['limit-on-track', 'ladder-on-track', 'open-within-on-track'] as const;
  return words.flatMap((word) => {
    const keys: Keys = ['stages', index, word];
    const named = Object.keys(stage[word] ?? {});
    if (named.length > 0 && stage.kind === 'accept')
      return [
        { keys, message: 'the track of a case is not known before it is accepted; expected no such key' },
      ];
    return checkKnown(named, tracks, 'track', keys);
  });
}

/** The grades for which a stage waits a time of its own. */
function checkOnGrade(programme: Programme, stage: Stage, index: number): Fault[] {
  const named = Object.keys(stage['open-within-on-grade'] ?? {});
  const grades = programme.grades.map(({ id }) => id);
  return checkKnown(named, grades, 'grade', ['stages', index, 'open-within-on-grade']);
}

function checkStage(programme: Programme, stage: Stage, index: number): Fault[] {
  const keys: Keys = ['stages', index];
  const documents = programme.documents.map(({ id }) => id);
  const faults = [
    ...checkNarrowing(programme, stage, index),
    ...checkCounting(programme, stage, index),
    ...checkOnTrack(programme, stage, index),
    ...checkOnGrade(programme, stage, index),
    ...checkStageLadders(programme, stage, index),
    ...checkKnown(stage.evidence, documents, 'document', [...keys, 'evidence']),
  ];
  if (stage.kind === 'notice' && stage.limit === undefined) {
    faults.push({ keys, message: 'a notice needs a limit: how long it hangs; expected e.g. "limit: 3 day"' });
  }
  if (stage.kind === 'deliberate')
    faults.push(
      ...checkUnique(
        stage.bodies.map(({ id }) => id),
        [...keys, 'bodies'],
      ),
    );
  if (stage.kind === 'vote')
    faults.push(
      ...checkUnique(
        stage.papers.map(({ id }) => id),
        [...keys, 'papers'],
      ),
    );
  if (stage.kind === 'close')
    faults.push(
      ...checkUnique(
        stage.figures.map(({ id }) => id),
        [...keys, 'figures'],
      ),
    );
  return faults;
}

function checkGrades(programme: Programme): Fault[] {
  const faults = programme.grades
    .map((grade, index) => ({ grade, keys: ['grades', index] }))
    .filter(({ grade }) => grade.limit === undefined && grade['follow-up-every'] === undefined)
    .map(({ keys }) => ({ keys, message: 'a grade needs "limit" or "follow-up-every"' }));
  if (programme.grades.length > 0 && programme['grade-owner'] === undefined) {
    faults.push({
      keys: ['grades'],
      message: 'somebody must answer for the grades; expected "grade-owner" beside them',
    });
  }
  return faults;
}

/** Four eyes: who carries the works out does not accept them (design.md 8). */
function checkSeparation(programme: Programme): Fault[] {
  const builders = programme.stages.filter(({ kind }) => kind === 'implement').map(({ owner }) => owner);
  return programme.stages.flatMap(({ kind, owner }, index) => {
    const same = builders.some(({ role, level }) => role === owner.role && level === owner.level);
    return kind === 'inspect' && same
      ? [
          {
            keys: ['stages', index, 'owner'],
            message: 'the same post carries the works out; expected another one to accept them',
          },
        ]
      : [];
  });
}

function checkMoneyWords(programme: Programme): Fault[] {
  const faults: Fault[] = [];
  const hasMoney = programme.kinds.includes('PROJECT');
  if (!hasMoney && programme.caps.length > 0)
    faults.push({ keys: ['caps'], message: 'a programme of MATTERs has no money to cap' });
  for (const [id, { any }] of Object.entries(programme.tracks)) {
    if (!hasMoney && any.some((condition) => 'budget-below' in condition)) {
      faults.push({
        keys: ['tracks', id],
        message: 'a programme of MATTERs has no budget; expected { urgent: true }',
      });
    }
  }
  if (
    programme.supervision['spot-check'] !== undefined &&
    !programme.stages.some(({ kind }) => kind === 'fund')
  ) {
    faults.push({
      keys: ['supervision', 'spot-check', 'frame'],
      message: 'draws from paid projects, but no stage is of kind fund',
    });
  }
  return faults;
}

/** Whether every name is given once and every name that is used was given. */
export function checkNames(programme: Programme): Fault[] {
  const lists = [
    'item-types',
    'categories',
    'channels',
    'negative-list',
    'documents',
    'grades',
    'stages',
  ] as const;
  return [
    ...lists.flatMap((list) =>
      checkUnique(
        programme[list].map(({ id }) => id),
        [list],
      ),
    ),
    ...checkUnique(
      programme.supervision.findings.map(({ id }) => id),
      ['supervision', 'findings'],
    ),
    ...checkUnique(programme.kinds, ['kinds']),
    ...checkUnique(
      programme.caps.map(({ per }) => per),
      ['caps'],
    ),
    ...programme.stages.flatMap((stage, index) => checkStage(programme, stage, index)),
    ...checkGrades(programme),
    ...checkLadders(programme),
    ...checkSeparation(programme),
    ...checkMoneyWords(programme),
  ];
}
