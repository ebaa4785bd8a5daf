import type { WorkflowHandle } from '@temporalio/client';
import type { Instant } from '../domain/calendar/instant';
import { toInstant } from './schema';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/** Longer messages are cut: what is wrong stands at their beginning. */
const MOST = 300;

type Time = { seconds?: { toString(): string } | null; nanos?: number | null } | null | undefined;
const msOf = (time: Time): number =>
  Number(time?.seconds?.toString() ?? 0) * 1_000 + Math.floor((time?.nanos ?? 0) / 1_000_000);

/** When the timer that is still running fires; a case has one at most. Null when none runs. */
export function pendingTimer(events: readonly HistoryEvent[]): Instant | null {
  const running = new Map<string, number>();
  for (const event of events) {
    const started = event.timerStartedEventAttributes;
    if (started != null)
      running.set(started.timerId ?? '', msOf(event.eventTime) + msOf(started.startToFireTimeout));
    const over = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (over != null) running.delete(over.timerId ?? '');
  }
  const firesAt = [...running.values()];
  return firesAt.length === 0 ? null : toInstant(new Date(Math.min(...firesAt)));
}

/** What went wrong last in this run, and when; null when nothing did. */
export function lastFailure(events: readonly HistoryEvent[]): { at: Instant; message: string } | null {
  for (const event of events.toReversed()) {
    const { failure } =
      event.workflowTaskFailedEventAttributes ??
      event.activityTaskFailedEventAttributes ??
      event.workflowExecutionFailedEventAttributes ??
      event.markerRecordedEventAttributes ??
      {};
    const message = (failure?.cause?.message ?? failure?.message ?? '').split('\n')[0]?.slice(0, MOST);
    if (failure != null) return { at: toInstant(new Date(msOf(event.eventTime))), message: message ?? '' };
  }
  return null;
}
