import { didYouMean } from './nearest';
import type { Fault, Keys } from './problem';

/** Every id once. */
export function checkUnique(ids: readonly string[], keys: Keys): Fault[] {
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    return first === index
      ? []
      : [
          {
            keys: [...keys, index],
            message: `"${id}" stands twice in ${keys.join('.')}; expected every id once`,
          },
        ];
  });
}

/** Every name is one that the programme gives. */
export function checkKnown(
  names: readonly string[],
  known: readonly string[],
  what: string,
  keys: Keys,
): Fault[] {
  return names
    .filter((name) => !known.includes(name))
    .map((name) => ({
      keys,
      message: `"${name}" is not a ${what} of this programme${didYouMean(name, known) || `; expected ${known.join(', ') || 'none'}`}`,
    }));
}
