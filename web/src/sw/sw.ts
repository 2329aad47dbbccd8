/// <reference lib="webworker" />
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { followPush } from './push.js';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

/** The names in it carry a hash of what is in them: another version is another list. */
const manifest = self.__WB_MANIFEST;
const PAGES = 'parley-page';
const PAGE = `/?version=${digest(manifest)}`;
/** Who waits longer for the server sees what is here. */
const PATIENCE_MS = 3_000;
/** Addresses that are the server's; every other one is the web client's. */
const OURS = /^\/(api|docs|docs-json|asyncapi\.json|health|metrics|socket\.io)(\/|$)/;

precacheAndRoute(manifest);
cleanupOutdatedCaches();
followPush(self);

self.addEventListener('install', (event) => event.waitUntil(keepPage()));
self.addEventListener('activate', (event) => event.waitUntil(dropOldPages()));
/** The person has seen that there is a new version, and wants it now. */
self.addEventListener('message', ({ data }) => {
  if ((data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.mode !== 'navigate' || origin !== self.location.origin || OURS.test(pathname)) return;
  event.respondWith(page(request));
});

/**
 * The page that belongs to the files of this version, as the server sent it: with its content security policy. It is kept
 * beside them and not with each visit, since a later page may name files that are not here.
 */
async function keepPage(): Promise<void> {
  const response = await fetch('/', { headers: { accept: 'text/html' }, cache: 'reload' });
  if (response.ok) await (await caches.open(PAGES)).put(PAGE, response);
}

async function dropOldPages(): Promise<void> {
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (pathname + search !== PAGE) await cache.delete(request);
  }
}

async function page(request: Request): Promise<Response> {
  const kept = caches.match(PAGE, { cacheName: PAGES });
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));
  const asked = fetch(request);
  const first = await Promise.race([asked, late]).catch(() => undefined);
  return first ?? (await kept) ?? asked;
}

/** Short, and another one when any file is another one. */
function digest(entries: (PrecacheEntry | string)[]): string {
  let hash = 0;
  for (const entry of entries) {
    const name = typeof entry === 'string' ? entry : `${entry.url}${entry.revision ?? ''}`;
    for (const char of name) hash = Math.imul(hash ^ char.charCodeAt(0), 0x5bd1e995) >>> 0;
  }
  return hash.toString(36);
}
