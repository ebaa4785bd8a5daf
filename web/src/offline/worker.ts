const WORKER = '/visits-worker.js';
const SCOPE = '/visits';

/** Whether pages can be kept on this device: browsers allow it for https and for the machine itself. */
export const canKeepPages = 'serviceWorker' in navigator;

let started: Promise<ServiceWorkerRegistration> | undefined;

/** Keeps these pages on the device, and takes a newer build over when no page of an older one is open. */
function keepPages(): Promise<ServiceWorkerRegistration> {
  started ??= start().catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function start(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  const page = document.querySelector<HTMLScriptElement>('script[type="module"][src*="/assets/"]');
  const build = page === null ? '' : new URL(page.src).pathname;
  const offer = () => registration.waiting?.postMessage({ build });
  offer();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => installing.state === 'installed' && offer());
  });
  return registration;
}

/** Keeps these pages on the device; resolves to whether they then open without network. */
export async function pagesKept(): Promise<boolean> {
  if (!canKeepPages || !import.meta.env.PROD) return false;
  const { active, installing, waiting } = await keepPages();
  if (active !== null) return true;
  const coming = installing ?? waiting;
  if (coming === null) return false;
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve(true);
      if (coming.state === 'redundant') resolve(false);
    });
  });
}

/**
 * Whether this page was opened at an address that the worker serves. One that came here from another screen was not, and
 * would not open its next part without network; opened anew it is.
 */
export function isKeptAddress(): boolean {
  if (!canKeepPages || !import.meta.env.PROD) return true;
  const [entry] = performance.getEntriesByType('navigation');
  return entry === undefined || new URL(entry.name).pathname.startsWith(SCOPE);
}
