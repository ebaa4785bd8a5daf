import { checkConnection, connection } from './connection';

const RELOADED_AT = 'banjie.reloaded';
/** Sooner than this, opening the page anew has not helped. */
const AGAIN_MS = 60_000;

/**
 * Fetches a part of the pages. With the server away it waits, under the banner that says so, until the server is back.
 * A part that failed can only be had by opening the page anew, since browsers remember what they could not fetch; the same
 * helps after a new release. What was typed into the form of a command is a draft by then, and stays.
 * `openAnew` says where: at the page as it is, unless somebody was on the way to another.
 */
export async function loadPart<T>(load: () => Promise<T>, openAnew = () => location.reload()): Promise<T> {
  if (connection.get().state === 'down' && !isOnDevice()) await reachable();
  try {
    return await load();
  } catch (cause) {
    if (!(await checkConnection())) await reachable();
    if (Date.now() - Number(sessionStorage.getItem(RELOADED_AT)) < AGAIN_MS) throw cause;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
    openAnew();
    // The page goes; nothing of it should be shown as failed before.
    return new Promise<T>(() => undefined);
  }
}

/** The pages of inspectors are kept on their device (web/src/worker) and need no server. */
function isOnDevice(): boolean {
  // Left out by browsers where the address is not a secure one.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  return workers?.controller != null;
}

function reachable(): Promise<void> {
  return new Promise((resolve) => {
    const stop = connection.subscribe(() => {
      if (connection.get().state === 'down') return;
      stop();
      resolve();
    });
  });
}
