import type { QueryClient } from '@tanstack/react-query';
import { checkConnection } from './connection';
import type { Notification } from './generated/schema';

/** What the first word of a query key says it is about; a live message makes such queries read again. */
const TOUCHED_BY_MESSAGE = ['duties', 'notifications', 'board'];
/** With the stream refused (too many pages open), what is shown is read again this often. */
const WITHOUT_STREAM_MS = 30_000;

/** Keeps what is shown true while the page is open. Returns how to stop. */
export function followLive(queries: QueryClient): () => void {
  const again = (...keys: string[]) => {
    for (const key of keys) void queries.invalidateQueries({ queryKey: [key] });
  };
  const everything = () => again(...TOUCHED_BY_MESSAGE, 'case');
  const source = new EventSource('/api/v1/live');
  let polling: ReturnType<typeof setInterval> | undefined;
  let opened = false;

  source.addEventListener('ready', () => {
    clearInterval(polling);
    // After a break something may have been missed that no message tells of.
    if (opened) everything();
    opened = true;
  });
  source.addEventListener('message', (event: MessageEvent<string>) => {
    const { caseId } = JSON.parse(event.data) as Notification;
    again(...TOUCHED_BY_MESSAGE);
    if (caseId !== null) void queries.invalidateQueries({ queryKey: ['case', caseId] });
  });
  source.addEventListener('duties', (event: MessageEvent<string>) => {
    again('duties', 'board');
    const { cases } = JSON.parse(event.data) as { cases: readonly string[] };
    for (const caseId of cases) void queries.invalidateQueries({ queryKey: ['case', caseId] });
  });
  source.addEventListener('reset', everything);
  // The next request finds the session gone and asks to sign in again, over the page.
  source.addEventListener('signed-out', () => again('duties'));
  source.addEventListener('error', () => {
    void checkConnection();
    if (source.readyState === EventSource.CLOSED) {
      clearInterval(polling);
      polling = setInterval(everything, WITHOUT_STREAM_MS);
    }
  });
  return () => {
    clearInterval(polling);
    source.close();
  };
}
