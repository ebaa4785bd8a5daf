import { dayAt, type Calendar, type CalendarDay } from './calendar';
import { dateOfDayNumber, type CivilDate } from './civil-date';
import { instantOfEpochMs, type Instant } from './instant';
import type { Limit } from './limit';
import type { PauseSpan } from './pauses';

/** When something is due. It is overdue from `dueAt` on, not before. */
export interface Due {
  readonly dueDate: CivilDate;
  readonly dueAt: Instant;
  /** A day between start and due date lies in a year whose notice is not out (暂定). */
  readonly provisional: boolean;
}

/** One step of the way from a start to a due date, in the order a person would count. */
export type WhyStep =
  | { readonly kind: 'started'; readonly at: Instant; readonly date: CivilDate; readonly limit: Limit }
  | {
      readonly kind: 'counted';
      readonly unit: 'workday' | 'day';
      readonly from: CivilDate;
      readonly to: CivilDate;
      readonly days: number;
      /** Days used up so far. */
      readonly total: number;
    }
  /** A Saturday or Sunday that counts; `total` is null under an hour limit. */
  | {
      readonly kind: 'makeup';
      readonly date: CivilDate;
      readonly name: string;
      readonly total: number | null;
      /** This place alone works that day; `name` is why. */
      readonly local?: true;
    }
  | {
      readonly kind: 'skipped';
      readonly reason: 'weekend' | 'holiday';
      readonly name: string | null;
      readonly from: CivilDate;
      readonly to: CivilDate;
      readonly days: number;
      /** This place alone rests (a typhoon); `name` is why. */
      readonly local?: true;
    }
  | {
      readonly kind: 'worked';
      readonly from: Instant;
      readonly to: Instant;
      readonly ms: number;
      readonly totalMs: number;
    }
  | {
      readonly kind: 'paused';
      readonly from: Instant;
      /** Null while the clock still stands: the due date is then the one of resuming at once. */
      readonly to: Instant | null;
      readonly days: number;
      /** The limit would have ended inside the pause, so it ends on the day of resuming. */
      readonly onLastDay: boolean;
    }
  | {
      readonly kind: 'matched';
      readonly date: CivilDate;
      readonly months: number;
      readonly lastOfMonth: boolean;
    }
  | {
      readonly kind: 'rolled';
      readonly from: CivilDate;
      readonly to: CivilDate;
      readonly name: string | null;
      readonly local?: true;
    }
  | { readonly kind: 'provisional'; readonly years: readonly number[] }
  | { readonly kind: 'due'; readonly due: Due };

interface Run {
  readonly kind: 'counted' | 'skipped';
  readonly name: string | null;
  readonly local: boolean;
  readonly from: number;
  to: number;
}

const PLACE = (local: boolean | undefined): { local?: true } => (local === true ? { local } : {});

/** Collects the steps of one walk, joining days that were treated alike. */
export class Trail {
  readonly steps: WhyStep[] = [];
  private run: Run | null = null;
  private total = 0;

  add(step: () => WhyStep): void {
    this.flush();
    this.steps.push(step());
  }

  countWorkday(n: number, day: CalendarDay): void {
    if (day.kind === 'makeup-workday') this.addMakeup(n, day, this.total + 1);
    else this.extend('counted', n, null, false);
    this.total++;
  }

  addMakeup(n: number, { name, local }: CalendarDay, total: number | null): void {
    this.add(() => ({
      ...{ kind: 'makeup', date: dateOfDayNumber(n), name: name ?? '', total },
      ...PLACE(local),
    }));
  }

  skip(n: number, { name, local }: CalendarDay): void {
    this.extend('skipped', n, name, local === true);
  }

  addPause(pause: PauseSpan, onLastDay: boolean): void {
    this.add(() => {
      const [from, to] = [instantOfEpochMs(pause.fromMs), instantOfEpochMs(pause.toMs)];
      return { kind: 'paused', from, to, days: pause.to - pause.from, onLastDay };
    });
  }

  /** From a last day that is a rest day to the working day after it. */
  addRoll(cal: Calendar, from: number, to: number): void {
    if (from === to) return;
    const { name, local } = dayAt(cal, from);
    this.add(() => ({
      ...{ kind: 'rolled', from: dateOfDayNumber(from), to: dateOfDayNumber(to), name },
      ...PLACE(local),
    }));
  }

  /** Whatever lies between two runs is a step of its own, so days of one run always follow each other. */
  private extend(kind: Run['kind'], n: number, name: string | null, local: boolean): void {
    if (this.run?.kind === kind && this.run.name === name && this.run.local === local) {
      this.run.to = n;
      return;
    }
    this.flush();
    this.run = { kind, name, local, from: n, to: n };
  }

  private flush(): void {
    const { run } = this;
    if (!run) return;
    this.run = null;
    const span = {
      from: dateOfDayNumber(run.from),
      to: dateOfDayNumber(run.to),
      days: run.to - run.from + 1,
    };
    if (run.kind === 'skipped') {
      const reason = run.name === null ? 'weekend' : 'holiday';
      this.steps.push({ kind: 'skipped', reason, name: run.name, ...span, ...PLACE(run.local) });
    } else {
      this.steps.push({ kind: 'counted', unit: 'workday', ...span, total: this.total });
    }
  }
}

/** For whoever asks for the date alone: nothing is written down, which makes 100,000 clocks a matter of a second. */
export class NoTrail extends Trail {
  override add(): void {}
  override countWorkday(): void {}
  override addMakeup(): void {}
  override skip(): void {}
  override addPause(): void {}
  override addRoll(): void {}
}
