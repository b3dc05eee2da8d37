/* The page put together: filters, the list of articles, doubtful joins, and what is drawn when. */
const LIST = 25; // articles at a time
let listed = LIST;
const redraw = () => {
  keep();
  findPeriods();
  byId("kept").textContent = nKept === C.documents.title.length ? `All ${count(nKept, "article")}` : `${number.format(nKept)} of ${count(C.documents.title.length, "article")}`;
  byId("clear").hidden = filters.since === null && filters.until === null && filters.source < 0 && filters.actor < 0;
  for (const show of figures) show();
  network();
  listed = LIST;
  listArticles();
};
let network = () => {};
const listArticles = () => {
  const items = [];
  let n = 0;
  for (let d = 0; d < kept.length && n < listed; d += 1) {
    if (!kept[d]) continue;
    n += 1;
    const own = [];
    for (let i = C.start[d]; i < C.start[d + 1] && own.length < 4; i += 1) own.push(nameOf(C.present.actor[i]));
    const copies = C.documents.copies[d];
    items.push(el("li", {}, el("button", { type: "button", class: "link title", onclick: () => showArticle(d) }, C.documents.title[d]),
      el("p", { class: "note" }, factsOf(d), own.length ? ` · ${own.join(", ")}` : "", copies ? ` · ran in ${count(copies.length + 1, "paper")}` : "")));
  }
  byId("article-list").replaceChildren(...items);
  byId("more-articles").hidden = nKept <= listed;
  byId("article-status").textContent = nKept > listed ? `The first ${listed} of ${count(nKept, "article")}` : count(nKept, "article");
};
const chooseActor = (actor) => {
  filters.actor = actor;
  byId("actor").value = nameOf(actor);
  if (reader.open) reader.close();
  redraw();
  byId("look").scrollIntoView();
  byId("actor").focus({ preventScroll: true });
};
const startFilters = () => {
  for (const [i, source] of C.sources.entries()) byId("source").append(el("option", { value: i }, source));
  const byName = new Map();
  C.actors.name.forEach((name, a) => { if (!byName.has(folded(name))) byName.set(folded(name), a); });
  byId("actor-names").append(...C.actors.name.slice(0, 500).map((name) => el("option", { value: name })));
  const days = C.documents.day.filter((day) => day !== null);
  if (days.length) {
    const [first, last] = days.reduce(([low, high], day) => [Math.min(low, day), Math.max(high, day)], [Infinity, -Infinity]);
    for (const box of [byId("since"), byId("until")]) { box.min = isoDate(first); box.max = isoDate(last); }
  } else for (const box of [byId("since"), byId("until")]) box.disabled = true;
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("change", () => {
    filters.since = dayOf(byId("since").value);
    filters.until = dayOf(byId("until").value);
    filters.source = Number(byId("source").value);
    const wanted = folded(byId("actor").value.trim());
    filters.actor = wanted ? byName.get(wanted) ?? -2 : -1;
    byId("actor").setAttribute("aria-invalid", filters.actor === -2);
    byId("actor-unknown").hidden = filters.actor !== -2;
    if (filters.actor === -2) filters.actor = -1;
    redraw();
  });
  byId("clear").addEventListener("click", () => {
    byId("filters").reset();
    Object.assign(filters, { since: null, until: null, source: -1, actor: -1 });
    byId("actor-unknown").hidden = true;
    byId("actor").removeAttribute("aria-invalid");
    redraw();
    byId("since").focus();
  });
};
const startJoins = () => {
  const lines = byId("join-lines");
  if (!lines) return;
  const quoted = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const rows = [...document.querySelectorAll("[data-join]")];
  const write = () => {
    const made = [];
    for (const row of rows) {
      const answer = row.querySelector("select").value;
      const other = row.querySelector("input").value.trim();
      row.querySelector("label").hidden = answer !== "different";
      const { documents, name, same } = row.dataset;
      const meant = answer === "same" ? same : answer === "different" ? other : "";
      const where = documents ? documents.split(" ").map((d) => C.documents.id[d]) : [""];
      if (meant) for (const doc of where) made.push([doc, "alias", name, meant]);
    }
    lines.value = made.map((line) => line.map(quoted).join(",")).join("\n");
  };
  for (const row of rows) { row.addEventListener("input", write); row.addEventListener("change", write); }
  byId("copy-lines").addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(lines.value); } catch { lines.select(); document.execCommand("copy"); }
    byId("joins-status").textContent = `${count(lines.value ? lines.value.split("\n").length : 0, "line")} copied`;
  });
  write();
};
const start = async () => {
  C = await unpack("corpus");
  C.start = new Int32Array(C.documents.title.length + 1);
  for (const d of C.present.document) C.start[d + 1] += 1;
  for (let d = 0; d < C.documents.title.length; d += 1) C.start[d + 1] += C.start[d];
  C.actors.folded = C.actors.name.map(folded);
  startFilters();
  startJoins();
  for (const begin of [timeFigure, toneFigure, quoteFigure, speakerFigure, actsFigure]) begin();
  network = startNetwork();
  byId("more-articles").addEventListener("click", () => { const at = listed; listed += LIST; listArticles(); byId("article-list").children[at]?.querySelector("button").focus(); });
  let typed = null;
  byId("query").addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(search, 120); });
  byId("search").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  for (const button of document.querySelectorAll("[data-question]")) {
    button.addEventListener("click", () => showEvidence(button.dataset.words, { ...JSON.parse(button.dataset.question), whole: true }));
  }
  let resized = null;
  window.addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(() => { for (const show of figures) show(); }, 150); });
  redraw();
  document.documentElement.classList.add("ready");
};
document.documentElement.classList.add("scripted");
start().catch((error) => { byId("trouble").textContent = `The page could not read its data: ${error.message}`; byId("trouble").hidden = false; });
