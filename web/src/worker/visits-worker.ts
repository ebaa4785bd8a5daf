import { addPlugins, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';

/** Written in by the build (`web/visits-worker.config.ts`): the page of one build and every file that it needs. */
declare const KEPT_ON_DEVICE: { url: string; revision: string | null }[];

/** As much of the worker's world as is used here; the types of the page and of a worker do not go together. */
declare const self: {
  skipWaiting(): Promise<void>;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<unknown[]>;
  };
  addEventListener(
    type: 'activate' | 'message',
    listener: (event: { data?: unknown; waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
};

/** Who waits in a stairwell with one bar gets the page that is on the device. */
const PAGE_WITHIN_MS = 4_000;
const ASSET = /\/assets\/[\w.-]+\.(?:js|css)/g;

const urls = new Set(KEPT_ON_DEVICE.map(({ url }) => url));

/** Whether a page is of the build whose files are listed here. */
async function isOwnPage(response: Response): Promise<boolean> {
  const named = (await response.clone().text()).match(ASSET) ?? [];
  return named.length > 0 && named.every((url) => urls.has(url));
}

// A server that was not started again since the last build still answers the page of the build before: then this worker is
// not installed, and the one before goes on with a page and files that fit each other.
addPlugins([
  {
    cacheWillUpdate: async ({ request, response }) => {
      const isPage = new URL(request.url).pathname === '/';
      return response.status === 200 && (!isPage || (await isOwnPage(response))) ? response : null;
    },
  },
]);
precacheAndRoute(KEPT_ON_DEVICE, { cleanURLs: false });

// Online, always the page that the server has now: its files carry their hash, so it never gets those of another build.
registerRoute(
  new NavigationRoute(async ({ request }) => {
    try {
      const response = await fetch(request, { signal: AbortSignal.timeout(PAGE_WITHIN_MS) });
      if (response.status < 500) return response;
    } catch {
      // No network, or too little: the page on the device is the answer.
    }
    return (await matchPrecache('/')) ?? Response.error();
  }),
);

// Chinese fonts come in a hundred slices: those that were shown stay, for the others the phone has its own.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('.woff2'),
  new CacheFirst({ cacheName: 'banjie-fonts' }),
);

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** The only page that is open is of this build: nothing of the build before is needed any more. */
async function takeOver(build: string): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length <= 1 && urls.has(build)) await self.skipWaiting();
}

self.addEventListener('message', (event) => {
  const { data } = event;
  if (typeof data === 'object' && data !== null && 'build' in data) {
    event.waitUntil(takeOver(String(data.build)));
  }
});
