const ROBOT = /^robot:(.+)$/;

/** What a delivery to a robot is counted by. */
export const robotKey = (name: string): string => `robot:${name}`;

/** The name within `robot:<name>`; null for persons. */
export const robotOf = (key: string): string | null => ROBOT.exec(key)?.[1] ?? null;

/**
 * The robot of an organisation: the one configured for it, or for the nearest organisation above that has one.
 * `fromNearest` are the ids of the organisation itself and of its ancestors, nearest first.
 */
export function robotFor(robots: ReadonlySet<string>, fromNearest: readonly string[]): string | null {
  return fromNearest.find((id) => robots.has(id)) ?? null;
}
