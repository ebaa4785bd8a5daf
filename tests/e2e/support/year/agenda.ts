import { instantOf } from '../../../../cli/demo/story';
import { isWorkday } from '../../../../domain/calendar/calendar';
import { addDays, type CivilDate } from '../../../../domain/calendar/civil-date';
import { compareInstants, type Instant } from '../../../../domain/calendar/instant';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import type { DemoCase } from '../../../../cli/demo/life/walk';
import type { Bureau } from '../bureau';
import { act, begin } from '../tell';

interface Act {
  readonly at: Instant;
  readonly run: () => Promise<void>;
}

/** Everything that people do in the year, one after the other, whatever case it is about. */
export class Agenda {
  private acts: Act[] = [];
  /** Cases that have been opened, by story. */
  readonly cases = new Map<string, string>();

  constructor(private readonly bureau: Bureau) {}

  /** The acts of a case on their days; what is due in between falls due by the case's own workflow. */
  add({ story, start }: DemoCase): void {
    const textFiles = story.steps.map((step) =>
      step.file === undefined
        ? step
        : { ...step, file: { ...step.file, name: step.file.name.replace(/\.\w+$/, '.txt') } },
    );
    this.on(instantOf(start, 0, 9), async () => {
      this.cases.set(story.id, (await begin(this.bureau, story, start)).caseId);
    });
    for (const step of textFiles)
      this.on(instantOf(start, step.day, step.hour), () =>
        act(this.bureau, this.idOf(story.id), start, step),
      );
  }

  on(at: Instant, run: () => Promise<void>): void {
    this.acts.push({ at, run });
  }

  idOf(storyId: string): string {
    const id = this.cases.get(storyId);
    if (id === undefined) throw new Error(`${storyId} has not been opened yet`);
    return id;
  }

  /** What is on for the time before an instant. */
  async until(end: Instant): Promise<void> {
    const due = this.acts
      .map((one, i) => ({ one, i }))
      .filter(({ one }) => compareInstants(one.at, end) < 0)
      .sort((a, b) => compareInstants(a.one.at, b.one.at) || a.i - b.i)
      .map(({ one }) => one);
    this.acts = this.acts.filter((one) => !due.includes(one));
    for (const { run } of due) await run();
  }

  /** Brings every case to an instant, so that what falls due before it has fallen due. */
  async timePasses(at: Instant): Promise<void> {
    for (const caseId of this.cases.values()) await this.bureau.timePasses(caseId, at);
  }
}

/** The first working day of the month after `month`. */
export function bulletinDay(month: string): CivilDate {
  const [year = 0, number = 0] = month.split('-').map(Number);
  let day = `${number === 12 ? year + 1 : year}-${String((number % 12) + 1).padStart(2, '0')}-01`;
  while (!isWorkday(shippedCalendar, day)) day = addDays(day, 1);
  return day;
}
