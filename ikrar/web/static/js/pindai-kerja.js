// Answers for the scanner's page and its files when the network does not: the page as last seen, files as first stored.
const STORE = "pindai", PATIENCE = 4000;
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});

// The network first, for as long as somebody at a gate waits; then the page that is kept.
async function page(request) {
  const kept = await caches.match(request.url, { cacheName: STORE, ignoreVary: true });
  try {
    const answer = await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    return kept && !answer.ok ? kept : answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function file(request) {
  return (await caches.match(request, { cacheName: STORE, ignoreVary: true })) ?? fetch(request);
}
