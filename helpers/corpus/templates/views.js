/* The figures: actors over time, tone by source, who is quoted, who acts on whom. */
const MOST_SMALL = 6;
const MOST_SOURCES = 6;
const select = (label, options, change) => {
  const box = el("select", { "aria-label": label, onchange: () => change(box.value) }, options.map(([value, words]) => el("option", { value }, words)));
  return box;
};
const range = (label) => (filters.since !== null || filters.until !== null || filters.source >= 0 ? `${label} (as filtered)` : label);

/* Actors over time */
const MEASURES = {
  articles: { title: "Actors over time: articles that name them", columns: ["actor", "period", "articles"] },
  share: { title: "Actors over time: share of all mentions", columns: ["actor", "period", "share", "low", "high", "articles"] },
  tone: { title: "Actors over time: mean tone towards them", columns: ["actor", "period", "tone", "low", "high", "articles"] },
};
let measure = "articles";
const seriesOf = (actors) => {
  const n = periods.starts.length;
  const place = new Map(actors.map((a, i) => [a, i]));
  const sums = actors.map(() => Array.from({ length: n }, () => new Ratio()));
  const { actor, n: mentions, judged, tone } = C.present;
  for (let d = 0; d < kept.length; d += 1) {
    const day = C.documents.day[d];
    if (!kept[d] || day === null) continue;
    const p = periods.of(day);
    let all = 0;
    const own = new Map();
    for (let i = C.start[d]; i < C.start[d + 1]; i += 1) {
      all += mentions[i];
      if (place.has(actor[i])) own.set(place.get(actor[i]), i);
    }
    for (let s = 0; s < actors.length; s += 1) {
      const i = own.get(s);
      const sum = sums[s][p];
      if (measure === "articles") { if (i !== undefined) sum.add(1, 1); }
      else if (measure === "share") { if (all) sum.add(i === undefined ? 0 : mentions[i], all); }
      else if (i !== undefined && judged[i]) sum.add(tone[i] / 1000, judged[i]);
    }
  }
  return sums.map((row) => row.map((sum) => {
    if (measure === "articles") return { value: sum.x, interval: null, articles: sum.x };
    const bounds = measure === "tone" ? [-1, 1] : [0, 1];
    return { value: sum.mean, interval: sum.interval(...bounds), articles: sum.articles };
  }));
};
const timeFigure = () => {
  let rows = null;
  const made = () => {
    const { title, columns } = MEASURES[measure];
    if (!periods) return { title, rows: [], empty: "None of these articles has a date." };
    const actors = topActors(MOST_SMALL);
    const series = seriesOf(actors);
    rows = { actors, series };
    return {
      title: range(title),
      note: measure === "articles" ? `By ${periods.name}, for the ${actors.length} actors in most articles.` : `By ${periods.name}; the band is the 95% interval over articles.`,
      columns,
      file: `actors_over_time_${measure}`,
      rows: actors.flatMap((a, s) => series[s].map((point, i) => {
        const numbers = measure === "articles" ? [point.value] : [point.value, point.interval?.[0] ?? null, point.interval?.[1] ?? null, point.articles];
        return { actor: a, period: i, cells: [nameOf(a), periods.labels[i], ...numbers], csv: [nameOf(a), isoDate(periods.starts[i]), ...numbers] };
      })).filter((row) => (measure === "tone" ? row.cells[2] !== null : row.cells[2])),
    };
  };
  const draw = (_, width) => {
    const { actors, series } = rows;
    const across = width > 860 ? 3 : width > 520 ? 2 : 1;
    const own = Math.floor(width / across) - 14;
    const values = series.flat().filter((p) => p.value !== null);
    const reached = values.flatMap((p) => (p.interval && measure === "share" ? [p.value, p.interval[1]] : [p.value]));
    const top = Math.max(...reached, measure === "articles" ? 1 : 0.01);
    const shape = measure === "tone" ? { low: -1, high: 1, zero: true, format: signed } : { low: 0, high: top, format: measure === "share" ? percent : (v) => number.format(v) };
    return el("div", { class: "small" }, actors.map((a, s) => el("div", { class: `kind-${kindOf(a)}` }, el("p", { class: "name" }, nameOf(a)), lineChart(own, 130, series[s], { ...shape, title: nameOf(a), labels: periods.labels }))));
  };
  const evidence = (row) => ({ what: measure === "tone" ? "tone" : "mentions", actor: row.actor, since: periods.starts[row.period], until: (periods.starts[row.period + 1] ?? Infinity) - 1 });
  const tools = [select("Measure", [["articles", "articles"], ["share", "share of mentions"], ["tone", "tone, with interval"]], (value) => { measure = value; show(); })];
  const show = figure(byId("time"), { name: "actors_over_time", columns: MEASURES.articles.columns, count: made, draw, evidence, tools });
  return show;
};

/* Tone by source */
const toneFigure = () => {
  let shown = null;
  const made = () => {
    const title = range("Tone towards the same actors, by source");
    const sources = C.sources.map((_, s) => s).slice(0, MOST_SOURCES);
    const actors = topActors(8);
    const sums = actors.map(() => sources.map(() => new Ratio()));
    const place = new Map(actors.map((a, i) => [a, i]));
    const { actor, judged, tone } = C.present;
    for (let d = 0; d < kept.length; d += 1) {
      const s = C.documents.source[d];
      if (!kept[d] || s >= sources.length) continue;
      for (let i = C.start[d]; i < C.start[d + 1]; i += 1) {
        const row = place.get(actor[i]);
        if (row !== undefined && judged[i]) sums[row][s].add(tone[i] / 1000, judged[i]);
      }
    }
    const rows = actors.flatMap((a, r) => sources.map((s) => ({ actor: a, source: s, sum: sums[r][s] })))
      .filter((row) => row.sum.articles)
      .map((row) => { const reach = row.sum.interval(-1, 1); return { ...row, interval: reach, cells: [nameOf(row.actor), C.sources[row.source], row.sum.mean, reach?.[0] ?? null, reach?.[1] ?? null, row.sum.articles] }; });
    shown = { actors, sources: sources.map((s) => C.sources[s]) };
    return { title, note: `Means and 95% intervals over articles${C.sources.length > MOST_SOURCES ? `, in the ${MOST_SOURCES} sources with most articles` : ""}. Lines that don’t overlap differ by more than chance; marks without a line rest on fewer than ${FEWEST} articles.`, rows, empty: "No tone was judged in these articles." };
  };
  const draw = (result, width) => {
    const lines = shown.actors.map((a) => ({ label: nameOf(a), marks: result.rows.filter((row) => row.actor === a).map((row) => ({ mark: row.source, value: row.sum.mean, interval: row.interval })) })).filter((row) => row.marks.length);
    return el("div", {}, markLegend(shown.sources), intervals(width, lines, shown.sources, "Tone by source"));
  };
  return figure(byId("tone"), { name: "tone_by_source", columns: ["actor", "source", "tone", "low", "high", "articles"], count: made, draw, evidence: (row) => ({ what: "tone", actor: row.actor, source: row.source }) });
};

/* Who is quoted */
const SPEAKERS = ["women", "men", "people, gender unknown", "organisations and others"];
const GENDER_PLACE = { Fem: 0, Masc: 1, unknown: 2 };
const speakerPlace = (actor) => (kindOf(actor) === "person" ? GENDER_PLACE[C.genders[C.actors.gender[actor]]] : 3);
const quoteFigure = () => {
  const made = () => {
    const sums = new Map();
    C.statements.document.forEach((d, i) => {
      if (!kept[d]) return;
      const s = Math.min(C.documents.source[d], 12);
      if (!sums.has(s)) sums.set(s, [0, 0, 0, 0]);
      sums.get(s)[speakerPlace(C.statements.actor[i])] += 1;
    });
    const rows = [...sums].sort((a, b) => a[0] - b[0]).map(([s, n]) => ({ source: s, parts: n, cells: [s === 12 ? "all other sources" : C.sources[s], ...n] }));
    return { title: range("Who is quoted, by source"), note: "Statements with a known speaker. Gender comes from the pronouns that articles use for a person, or else from the given name.", rows, empty: "Nobody is quoted in these articles." };
  };
  const draw = (result, width) => el("div", {}, legend(SPEAKERS), stackedBars(width, result.rows.map((row) => ({ label: row.cells[0], parts: row.parts })), SPEAKERS, { total: true, title: "Statements by source" }));
  return figure(byId("quotes"), { name: "quoted_by_source", columns: ["source", ...SPEAKERS], count: made, draw, evidence: (row) => ({ what: "quotes", source: row.source < 12 ? row.source : -1, sources: row.source < 12 ? null : 12 }) });
};
const speakerFigure = () => {
  const made = () => {
    const sums = new Map();
    C.statements.document.forEach((d, i) => {
      if (!kept[d]) return;
      const a = C.statements.actor[i];
      if (!sums.has(a)) sums.set(a, [0, 0]);
      sums.get(a)[C.statements.direct[i] ? 0 : 1] += 1;
    });
    const rows = [...sums].sort((a, b) => b[1][0] + b[1][1] - a[1][0] - a[1][1] || a[0] - b[0]).map(([a, n]) => ({ actor: a, parts: n, cells: [nameOf(a), C.actors.roles[a] || "", ...n] }));
    return { title: range("Who is quoted most"), note: "Statements in direct speech and paraphrased ones.", rows, empty: "Nobody is quoted in these articles." };
  };
  const draw = (result, width) => el("div", {}, legend(["direct speech", "paraphrased"], "said"), stackedBars(width, result.rows.slice(0, 10).map((row) => ({ label: row.cells[0], parts: row.parts })), ["direct", "paraphrased"], { title: "Statements by speaker", look: "said" }));
  return figure(byId("speakers"), { name: "quoted_actors", columns: ["actor", "roles", "direct", "paraphrased"], count: made, draw, evidence: (row) => ({ what: "quotes", actor: row.actor }) });
};

/* Who acts on whom */
const QUADS = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "other"];
const OTHER = QUADS.indexOf("other");
let eventClass = "";
const eachAct = (visit) => {
  const { document: documents, event_class: classes, done } = C.acts;
  for (let i = 0; i < documents.length; i += 1) {
    if (kept[documents[i]] && done[i] && (eventClass === "" || classes[i] === Number(eventClass))) visit(i, documents[i]);
  }
};
const actsFigure = () => {
  const made = () => {
    const title = range("Acts between actors over time, by class");
    if (!periods) return { title, rows: [], empty: "None of these articles has a date." };
    const columns = periods.starts.map(() => [0, 0, 0, 0, 0]);
    let any = false;
    eachAct((i, d) => {
      const day = C.documents.day[d];
      if (day !== null) { columns[periods.of(day)][C.acts.quad[i]] += 1; any = true; }
    });
    return { title, note: `By ${periods.name}: acts reported as done.`, parts: columns, rows: any ? columns.map((parts, p) => ({ period: p, cells: [periods.labels[p], ...parts], csv: [isoDate(periods.starts[p]), ...parts] })) : [], empty: "No acts between two actors in these articles." };
  };
  const draw = (result, width) => el("div", {}, legend(QUADS, "quad"), stackedColumns(width, periods.labels, result.parts, QUADS, "Acts"));
  const classes = C.classes.map((name, i) => [i, name]).sort((a, b) => a[1].localeCompare(b[1]));
  const tools = [select("Class of acts", [["", "all classes"], ...classes], (value) => { eventClass = value; show(); pairs(); })];
  const show = figure(byId("acts"), { name: "acts_over_time", columns: ["period", ...QUADS], count: made, draw, tools, evidence: (row) => ({ what: "acts", since: periods.starts[row.period], until: (periods.starts[row.period + 1] ?? Infinity) - 1, eventClass }) });
  const pairs = pairFigure();
  return () => { show(); pairs(); };
};
const pairFigure = () => {
  const made = () => {
    const sums = new Map();
    eachAct((i) => {
      const mutual = C.acts.mutual[i];
      const pair = [C.acts.source[i], C.acts.target[i]];
      if (mutual) pair.sort((a, b) => a - b);
      const key = `${pair} ${mutual}`;
      if (!sums.has(key)) sums.set(key, { source: pair[0], target: pair[1], mutual, parts: [0, 0, 0, 0, 0], words: new Map() });
      const own = sums.get(key);
      own.parts[C.acts.quad[i]] += 1;
      const word = C.actions[C.acts.action[i]];
      own.words.set(word, (own.words.get(word) ?? 0) + 1);
    });
    const total = (row) => row.parts.reduce((a, b) => a + b, 0);
    const rows = [...sums.values()].sort((a, b) => total(b) - total(a) || a.source - b.source || a.target - b.target || a.mutual - b.mutual)
      .map((row) => ({ ...row, cells: [nameOf(row.source), row.mutual ? "↔" : "→", nameOf(row.target), ...row.parts, [...row.words].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([w]) => w).join(", ")] }));
    return { title: range("Who acts on whom"), note: "From the actor who acts to the one acted on; ↔ stands for what two do together, such as talks.", rows, empty: "No acts between two actors in these articles." };
  };
  const draw = (result, width) => el("div", {}, legend(QUADS, "quad"), pairBars(width, result.rows.slice(0, 12)));
  return figure(byId("pairs"), { name: "acts_by_pair", columns: ["source", "direction", "target", ...QUADS, "acts"], named: 3, count: made, draw, evidence: (row) => ({ what: "acts", actor: row.source, target: row.target, mutual: row.mutual, eventClass }) });
};
const pairBars = (width, rows) => {
  const above = width < 480; // names over their bar, where there is no room beside it
  const left = above ? 0 : Math.min(300, width * 0.5);
  const step = above ? 44 : 26;
  const most = Math.max(1, ...rows.map((row) => row.parts.reduce((a, b) => a + b, 0)));
  const x = scale(0, most, 0, width - left - 44);
  const room = ((above ? width : left) - 30) / 2; // pixels for a name
  return chart(width, rows.length * step + 6, `Acts by pair: ${rows.slice(0, 3).map((r) => `${nameOf(r.source)} ${r.mutual ? "and" : "on"} ${nameOf(r.target)} ${r.parts.reduce((a, b) => a + b, 0)}`).join("; ")}`,
    rows.map((row, r) => {
      let at = left;
      const y = r * step + (above ? 22 : 4);
      const names = [row.source, row.target].map((actor) => within(nameOf(actor), room)).join(row.mutual ? " ↔ " : " → ");
      return [
        above ? text(0, y - 5, names) : text(left - 8, y + 14, names, { "text-anchor": "end" }),
        row.parts.map((n, i) => {
          if (!n) return null;
          const bar = svg("rect", { x: at, y, width: Math.max(1, x(n) - 1), height: 18, class: `quad quad-${i}` }, svg("title", {}, `${QUADS[i]}: ${n}`));
          at += x(n);
          return bar;
        }),
        text(at + 6, y + 14, number.format(row.parts.reduce((a, b) => a + b, 0))),
      ];
    }));
};
