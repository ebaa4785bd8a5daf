import type { CivilDate } from '../calendar/civil-date';

/** From the first day to the last, both included, somebody else answers for a person. */
export interface Absence {
  readonly personId: string;
  readonly substituteId: string;
  readonly fromDate: CivilDate;
  readonly untilDate: CivilDate;
}

/**
 * Who is told in place of these people on a day: everybody who stands in for somebody absent, and for those who
 * are absent themselves whoever stands in for them. In a circle of absent people the one who was meant is told: a
 * message to somebody away is better than one to nobody.
 */
export function presentOf(people: readonly string[], absences: readonly Absence[], day: CivilDate): string[] {
  const away = new Map<string, string[]>();
  for (const { personId, substituteId, fromDate, untilDate } of absences) {
    if (fromDate > day || day > untilDate) continue;
    away.set(personId, [...(away.get(personId) ?? []), substituteId]);
  }
  const follow = (person: string, seen: ReadonlySet<string>): string[] => {
    const instead = away.get(person);
    if (instead === undefined) return [person];
    const next = new Set([...seen, person]);
    return instead.filter((one) => !next.has(one)).flatMap((one) => follow(one, next));
  };
  const told = people.flatMap((person) => {
    const present = follow(person, new Set());
    return present.length > 0 ? present : [person];
  });
  return [...new Set(told)];
}
