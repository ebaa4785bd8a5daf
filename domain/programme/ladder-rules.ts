import { OPENED_BY_COMMAND, WAITING_KEYS, waitsToOpen } from './path';
import type { Fault, Keys } from './problem';
import type { Ladder, Programme, Stage } from './schema';
import { checkKnown, checkUnique } from './id-rules';

const ladderIds = (programme: Programme): string[] => programme.ladders.map(({ id }) => id);

/** Only a rung that is counted in working days has a day on which it could come again. */
function checkRungs(ladder: Ladder, keys: Keys): Fault[] {
  return ladder.rungs.flatMap((rung, index) =>
    rung['again-every'] !== undefined && rung.at.kind !== 'days'
      ? [
          {
            keys: [...keys, index, 'again-every'],
            message:
              'only a rung counted in working days comes again; expected "at: 5 workday after" or no "again-every"',
          },
        ]
      : [],
  );
}

/** The ladders themselves, and the grades that name one. */
export function checkLadders(programme: Programme): Fault[] {
  const known = ladderIds(programme);
  return [
    ...checkUnique(known, ['ladders']),
    ...programme.ladders.flatMap((ladder, index) => {
      const keys: Keys = ['ladders', index, 'rungs'];
      const ids = ladder.rungs.map(({ id }) => id);
      return [...checkUnique(ids, keys), ...checkRungs(ladder, keys)];
    }),
    ...programme.grades.flatMap(({ ladder }, index) =>
      ladder === undefined ? [] : checkKnown([ladder], known, 'ladder', ['grades', index, 'ladder']),
    ),
  ];
}

/** The ladders that a stage names, and how long it may wait to be opened. */
export function checkStageLadders(programme: Programme, stage: Stage, index: number): Fault[] {
  const known = ladderIds(programme);
  const keys: Keys = ['stages', index];
  const byTrack = Object.entries(stage['ladder-on-track'] ?? {}).flatMap(([track, ladder]) =>
    checkKnown([ladder], known, 'ladder', [...keys, 'ladder-on-track', track]),
  );
  const own =
    stage.ladder === undefined ? [] : checkKnown([stage.ladder], known, 'ladder', [...keys, 'ladder']);
  const waiting = waitsToOpen(stage.kind) ? [] : WAITING_KEYS.filter((key) => stage[key] !== undefined);
  const message = `a stage of kind ${stage.kind} runs as soon as it is reached; expected "limit" instead (only ${OPENED_BY_COMMAND.join(', ')} wait to be opened)`;
  return [...own, ...byTrack, ...waiting.map((key) => ({ keys: [...keys, key], message }))];
}
