/* Who appears with whom, in all selected articles or in a time window. */
const slider = byId("window");
const WINDOWS = 3; // periods in a window
const FEWEST_SHARED = 1;
const networkOf = () => {
  const { document: documents, source, target, n } = C.pairs;
  const all = byId("all-time").checked || !periods;
  const from = all ? -Infinity : periods.starts[Number(slider.value)];
  const to = all ? Infinity : periods.starts[Number(slider.value) + WINDOWS] ?? Infinity;
  const sums = new Map();
  for (let i = 0; i < documents.length; i += 1) {
    const d = documents[i];
    const day = C.documents.day[d];
    if (!kept[d] || (!all && (day === null || day < from || day >= to))) continue;
    const key = `${source[i]} ${target[i]}`;
    const own = sums.get(key) ?? { source: source[i], target: target[i], n: 0, articles: 0 };
    own.n += n[i];
    own.articles += 1;
    sums.set(key, own);
  }
  const when = all ? null : { since: from, until: to === Infinity ? null : to - 1 };
  return { rows: [...sums.values()].filter((row) => row.n >= FEWEST_SHARED).sort((a, b) => b.n - a.n), when, all };
};
const MOST_LINES = 60;
const drawNetwork = () => {
  if (!C.map) return;
  const { rows, when, all } = networkOf();
  const words = all ? "all these articles" : `${longDate(when.since)} to ${when.until === null ? longDate(lastDay()) : longDate(when.until)}`;
  byId("window-words").textContent = `Shown: ${words}, ${rows.length > MOST_LINES ? `${MOST_LINES} of ` : ""}${count(rows.length, "pair")}`;
  slider.setAttribute("aria-valuetext", words);
  const most = Math.max(1, ...rows.map((row) => row.n));
  for (const name of ["wide", "narrow"]) {
    const plan = C.map[name];
    const at = new Map(plan.marks.map((mark) => [mark.actor, mark]));
    const named = new Set(rows.flatMap((row) => [row.source, row.target]));
    const lines = rows.filter((row) => at.has(row.source) && at.has(row.target)).slice(0, MOST_LINES).reverse();
    const picture = svg("svg", { class: `map ${name}`, viewBox: `0 0 ${plan.width} ${plan.height}`, role: "group", "aria-label": `Map of ${count(plan.marks.length, "actor")} and ${count(lines.length, "pair")} of them` },
      lines.map((row) => edge(row, at, most, when)),
      plan.marks.map((mark) => node(mark, named.has(mark.actor))));
    byId(`map-${name}`).replaceChildren(picture);
  }
};
const lastDay = () => C.documents.day.reduce((last, day, d) => (kept[d] && day !== null && day > last ? day : last), -Infinity);
const act = (run) => ({ onclick: (event) => { event.preventDefault(); run(); }, onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); run(); } } });
const edge = (row, at, most, when) => {
  const [a, b] = [at.get(row.source), at.get(row.target)];
  const words = `${nameOf(row.source)} and ${nameOf(row.target)}: ${count(row.n, "shared sentence")} in ${count(row.articles, "article")}`;
  const places = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
  return svg("a", { class: "edge", href: "#network", "aria-label": words, ...act(() => showEvidence(words, { what: "together", actor: row.source, target: row.target, ...when })) },
    svg("title", {}, words), svg("line", { ...places, class: "hit" }), svg("line", { ...places, "stroke-width": Math.max(1, (7 * row.n) / most).toFixed(1) }));
};
const node = (mark, isNamed) => {
  const words = `${nameOf(mark.actor)}, ${C.kindNames[C.actors.kind[mark.actor]]}: in ${count(C.actors.n[mark.actor], "article")}`;
  return svg("a", { class: `node kind-${kindOf(mark.actor)}${isNamed ? "" : " absent"}`, href: "#look", "aria-label": words, ...act(() => chooseActor(mark.actor)) },
    svg("title", {}, words), shape(kindOf(mark.actor), mark.x, mark.y, mark.size / 2), mark.label.map(([y, line]) => text(mark.x, y, line)));
};
const shape = (kind, x, y, r) => {
  if (kind === "person") return svg("circle", { cx: x, cy: y, r });
  if (kind === "organisation") return svg("rect", { x: x - 0.88 * r, y: y - 0.88 * r, width: 1.76 * r, height: 1.76 * r });
  if (kind === "country") return svg("polygon", { points: `${x},${y - r} ${x + r},${y + 0.8 * r} ${x - r},${y + 0.8 * r}` });
  return svg("polygon", { points: `${x},${y - r} ${x + r},${y} ${x},${y + r} ${x - r},${y}` });
};
const setSlider = () => {
  const n = periods?.starts.length ?? 0;
  byId("network-time").hidden = n <= WINDOWS;
  if (n) byId("window-label").textContent = `${WINDOWS} ${periods.name}s at a time`;
  slider.max = Math.max(0, n - WINDOWS);
  if (Number(slider.value) > Number(slider.max)) slider.value = slider.max;
};
const startNetwork = () => {
  if (!C.map) return () => {};
  slider.addEventListener("input", () => { byId("all-time").checked = false; drawNetwork(); });
  byId("all-time").addEventListener("change", drawNetwork);
  byId("network-csv").addEventListener("click", () => {
    const { rows } = networkOf();
    saveCsv("network", ["source", "target", "shared sentences", "articles"], rows.map((row) => [nameOf(row.source), nameOf(row.target), row.n, row.articles]));
  });
  return () => { setSlider(); drawNetwork(); };
};
