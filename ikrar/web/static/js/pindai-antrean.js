// The scans of this device in IndexedDB, on disk before anything is said, and their way to the server, once or more often.
const antrean = (() => {
  const MOST = 1000, PATIENCE = 20000;
  let base, form, offset = null, busy = false;

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  async function open(where) {
    form = where;
    const request = indexedDB.open(`pindai-${form.dataset.perangkat}`, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("scans", { keyPath: "id" }).createIndex("waiting", "waiting");
      request.result.createObjectStore("kit");
    };
    base = await done(request);
    navigator.storage?.persist?.();
    offset = (await get("offset")) ?? null;
  }

  const get = (name) => done(base.transaction("kit").objectStore("kit").get(name));
  const all = () => done(base.transaction("scans").objectStore("scans").getAll());
  const waiting = () => done(base.transaction("scans").objectStore("scans").index("waiting").count());

  function write(store, run) {
    return new Promise((resolve, reject) => {
      const work = base.transaction(store, "readwrite", { durability: "strict" });
      work.oncomplete = () => resolve();
      work.onerror = work.onabort = () => reject(work.error);
      run(work.objectStore(store));
    });
  }

  // Keep one scan; it is on disk when this returns.
  async function add(scan) {
    const kept = { id: crypto.randomUUID(), at: Date.now(), offset, undoes: null, ...scan, waiting: 1 };
    await write("scans", (store) => store.add(kept));
    return kept;
  }

  async function ask(url, options = {}) {
    const headers = { "X-Pindai": form.dataset.rahasia, "Content-Type": "application/json" };
    const answer = await fetch(url, { ...options, headers, cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  // This clock less the server's, by half the round trip; kept, so that scans of a day without network know it.
  async function measure() {
    const sent = Date.now(), begun = performance.now();
    const { now } = await ask(form.dataset.jam);
    const trip = Math.round(performance.now() - begun);
    offset = Math.round(sent + trip / 2 - now);
    await write("kit", (store) => store.put(offset, "offset"));
    return trip;
  }

  async function refresh() {
    const kit = await ask(form.dataset.bekal);
    await write("kit", (store) => store.put(kit, "kit"));
    return kit;
  }

  async function send() {
    const trip = await measure();
    for (;;) {
      const part = await done(base.transaction("scans").objectStore("scans").index("waiting").getAll(1, MOST));
      if (!part.length) return;
      const scans = part.map((s) => [s.id, s.mark, s.at, s.offset, s.move, s.undoes, s.typed ? 1 : 0]);
      await ask(form.dataset.kirim, { method: "POST", body: JSON.stringify({ offset, trip, scans }) });
      await write("scans", (store) => part.forEach(({ waiting: _, ...rest }) => store.put(rest)));
    }
  }

  // Send what waits. True when the server answered and nothing waits any more; never two at a time.
  async function flush() {
    if (busy) return null;
    busy = true;
    try { await send(); return true; } catch { return false; } finally { busy = false; }
  }
  return { open, get, all, waiting, add, refresh, flush };
})();
