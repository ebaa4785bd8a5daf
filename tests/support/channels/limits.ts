const MINUTE_MS = 60_000;

/** Counts messages of the last minute by robot, as the providers do. */
export class PerMinute {
  private readonly times = new Map<string, number[]>();

  constructor(private readonly most: number) {}

  /** Whether one more is within the limit; counts it when it is. */
  takes(robot: string, now: number): boolean {
    const recent = (this.times.get(robot) ?? []).filter((at) => at > now - MINUTE_MS);
    this.times.set(robot, recent);
    if (recent.length >= this.most) return false;
    recent.push(now);
    return true;
  }
}
