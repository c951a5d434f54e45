// The scanner's page: reads, keeps, says, and sends when it can. Without script the form sends one code at a time.
(async () => {
  const form = document.getElementById("pindai"), words = form.dataset, field = form.elements.kode;
  const $ = (id) => document.getElementById(id);
  const there = new Map(); // mark -> numbers of the scans by which the card is in at this device
  const scans = [], gone = new Set();
  let said = 0, valid = new Set(), revoked = new Set(), key = null, ready = Promise.resolve();

  const clock = new Intl.DateTimeFormat("id", { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: words.zona });
  const number = new Intl.NumberFormat("id");

  $("tanpa-skrip").hidden = true;
  if (!isSecureContext || !self.indexedDB) { note(words.polos); return; }

  function note(text) { $("jaringan").textContent = text; $("jaringan").hidden = false; }

  function say(kind, text) {
    const line = document.createElement("p");
    line.className = kind === "lihat" ? "perlu" : "pesan";
    const mark = document.createElement("span");
    mark.className = `status ${{ baru: "selesai", lagi: "berjalan", lihat: "perlu" }[kind]}`;
    mark.textContent = text;
    line.append(mark);
    $("hasil").replaceChildren(line);
    $("hasil").dataset.macam = kind;
    $("hasil").dataset.ke = String(++said);
    indra.tell(kind);
  }

  function take(kit) {
    if (!kit) return;
    [valid, revoked, key] = [kartu.beginnings(kit.valid), kartu.beginnings(kit.revoked), kartu.unpacked(kit.key)];
  }

  function put(scan) {
    scans.push(scan);
    if (scan.undoes) { gone.add(scan.undoes); for (const set of there.values()) set.delete(scan.undoes); return; }
    if (gone.has(scan.id)) return;
    if (scan.move === "out") there.delete(scan.mark + "in");
    else there.set(scan.mark + "in", (there.get(scan.mark + "in") ?? new Set()).add(scan.id));
  }

  function present() {
    const marks = new Set();
    for (const scan of scans) if (scan.move === "in" && !gone.has(scan.id)) marks.add(scan.mark);
    return marks.size;
  }

  async function show() {
    $("jumlah-hadir").textContent = number.format(present());
    const left = await antrean.waiting();
    $("jumlah-menunggu").textContent = number.format(left);
    if (left && $("jaringan").textContent === words.ada) $("jaringan").hidden = true;
    const last = scans.filter((scan) => !scan.undoes).slice(-10).reverse();
    $("judul-terakhir").hidden = !last.length;
    $("terakhir").replaceChildren(...last.map(row));
  }

  function row(scan) {
    const item = document.createElement("li"), text = document.createElement("span");
    text.textContent = `${words.kartu} ${scan.four} · ${clock.format(scan.at - (scan.offset ?? 0))}${gone.has(scan.id) ? ` · ${words.dibatalkan}` : ""}`;
    item.append(text);
    if (!gone.has(scan.id)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kedua";
      button.textContent = words.batalkan;
      button.setAttribute("aria-label", `${words.batalkan} ${scan.four}`);
      button.addEventListener("click", () => queue(() => undo(scan)));
      item.append(button);
    }
    return item;
  }

  // One after the other, in the order of the hands.
  function queue(deed) {
    ready = ready.then(deed).catch(() => say("lihat", words.rusak)).finally(show).finally(() => field.focus());
    return ready;
  }

  async function undo(scan) {
    put(await antrean.add({ mark: scan.mark, four: scan.four, move: "undo", undoes: scan.id, typed: false }));
  }

  async function card(typed) {
    const read = await kartu.read(typed);
    if (!read) return say("lihat", words.salah);
    const mark = kartu.packed(read.mark), move = $("keluar").checked ? "out" : "in", four = read.code.slice(-4);
    const again = move === "in" && there.get(mark + "in")?.size;
    const scan = await antrean.add({ mark, four, move, typed: !read.token });
    put(scan);
    const start = kartu.beginning(read.mark);
    if (valid.has(start)) say(again ? "lagi" : "baru", `${again ? words.lagi : move === "out" ? words.keluar : words.baru} ${four}`);
    else if (revoked.has(start)) say("lihat", `${words.batal} ${four}`);
    else if (read.token && key && !(await kartu.isGenuine(read.token, key))) say("lihat", `${words.palsu} ${four}`);
    else say("lihat", `${words.asing} ${four}`);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = field.value;
    field.value = "";
    if (typed.trim()) queue(() => card(typed));
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) field.focus(); });
  document.addEventListener("keydown", (event) => {
    if (event.target === document.body && event.key.length === 1) field.focus();
  });

  async function flush() {
    const sent = await antrean.flush();
    if (sent === null) return;
    const left = await antrean.waiting();
    note(sent && !left ? words.ada : words.tidak);
    document.body.dataset.terkirim = String(sent && !left);
    $("jumlah-menunggu").textContent = number.format(left);
  }

  // Put the page and its files where the worker finds them without network.
  async function prepare() {
    await navigator.serviceWorker.register(words.kerja);
    await navigator.serviceWorker.ready;
    const here = [...document.querySelectorAll("script[src], link[rel=stylesheet]")].map((one) => one.src || one.href);
    const files = [...new Set([...here, ...(eyes ?? [])])];
    const store = await caches.open("pindai");
    await store.addAll([location.pathname, ...files]);
    take(await antrean.refresh());
    document.body.dataset.siap = "ya";
  }

  await antrean.open(form);
  take(await antrean.get("kit"));
  (await antrean.all()).sort((one, two) => one.at - two.at).forEach(put);
  for (const id of ["hitungan", "arah"]) $(id).hidden = false;
  const eyes = await indra.files(words);
  $("tombol-kamera").hidden = !eyes;
  $("tanpa-kamera").hidden = Boolean(eyes);
  document.querySelector("[data-kamera]").addEventListener("click", (event) => {
    event.target.hidden = true;
    indra.look($("kamera"), words, (typed) => queue(() => card(typed))).catch(() => { $("tanpa-kamera").hidden = false; });
  });
  await show();
  field.focus();
  document.body.dataset.nyala = "ya";
  prepare().then(() => note(words.siap)).catch(() => {}).finally(flush);
  addEventListener("online", flush);
  setInterval(flush, 5000);
})();
