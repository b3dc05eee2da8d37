/* Charts as SVG, as wide as the page allows. Each has its numbers as a table and as CSV. */
const figures = [];
const MOST_ROWS = 200; // in a table on the page; the CSV has all

/* A figure that is redrawn whenever its numbers change: `count` returns its rows. Their `cells` are in
   the table, `csv`, if it differs, in the file; `named` is how many cells name a row. */
const figure = (holder, { name, columns, count: rowsOf, draw, evidence, tools = [], named = 2 }) => {
  const body = el("div", { class: "plot" });
  const caption = el("figcaption");
  const table = el("div");
  const heading = (row) => row.cells.slice(0, named).join(named > 2 ? " " : ", ");
  const save = el("button", { type: "button", onclick: () => {
    const made = rowsOf();
    saveCsv(made.file ?? name, made.columns ?? columns, made.rows.map((row) => row.csv ?? row.cells));
  } }, "CSV");
  const details = el("details", { ontoggle: () => details.open && showTable() }, el("summary", {}, "Numbers and sentences"), table);
  const showTable = () => {
    const { rows, columns: names = columns } = rowsOf();
    const shown = rows.slice(0, MOST_ROWS);
    const head = el("tr", {}, names.map((c, i) => el("th", { scope: "col", class: typeof shown[0]?.cells[i] === "number" ? "number" : null }, c)), evidence ? el("th", { scope: "col" }, "sentences") : null);
    const lines = shown.map((row) => el("tr", {}, row.cells.map((cell, i) => el(i ? "td" : "th", { scope: i ? null : "row", class: typeof cell === "number" ? "number" : null }, cell === null ? "" : typeof cell === "number" ? (Number.isInteger(cell) ? number.format(cell) : cell.toFixed(2).replace("-", "−")) : cell)), evidence ? el("td", {}, el("button", { type: "button", "aria-label": `Sentences: ${heading(row)}`, onclick: () => showEvidence(heading(row), evidence(row)) }, "show")) : null));
    const region = el("div", { class: "table", role: "region", tabindex: 0, "aria-label": `Table: ${caption.textContent.slice(0, 80)}` }, el("table", {}, el("thead", {}, head), el("tbody", {}, lines)));
    table.replaceChildren(region, rows.length > shown.length ? el("p", { class: "note" }, `The first ${shown.length} of ${number.format(rows.length)} rows; the CSV has all.`) : "");
  };
  const bar = el("div", { class: "tools" }, tools, save);
  holder.append(el("figure", { class: "panel" }, caption, bar, body, details));
  const show = () => {
    const made = rowsOf();
    caption.replaceChildren(el("strong", {}, made.title), " ", made.note ?? "");
    body.replaceChildren(made.rows.length ? draw(made, Math.max(260, body.clientWidth || 600)) : el("p", { class: "note" }, made.empty ?? "Nothing to show for these articles."));
    if (details.open) showTable();
  };
  figures.push(show);
  return show;
};

const text = (x, y, words, attributes = {}) => svg("text", { x, y, ...attributes }, words);
const chart = (width, height, label, ...children) => svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "drawn", role: "img", "aria-label": label }, ...children);
const line = (x1, y1, x2, y2, name) => svg("line", { x1, y1, x2, y2, class: name });
const scale = (from, to, low, high) => (value) => low + ((value - from) / (to - from || 1)) * (high - low);

/* A small chart of one series over the periods: a line with dots, and a band for the interval. */
const lineChart = (width, height, series, { low, high, format, title, labels, zero }) => {
  const left = 44;
  const x = scale(0, Math.max(1, labels.length - 1), left + 6, width - 10);
  const y = scale(low, high, height - 26, 10);
  const known = series.map((point, i) => ({ ...point, i })).filter((point) => point.value !== null);
  const runs = [];
  for (const point of known) {
    if (runs.length && runs.at(-1).at(-1).i === point.i - 1) runs.at(-1).push(point);
    else runs.push([point]);
  }
  const ticks = zero ? [low, 0, high] : [low, high];
  const said = known.length ? `${title}: ${format(known[0].value)} in ${labels[known[0].i]}, ${format(known.at(-1).value)} in ${labels[known.at(-1).i]}` : `${title}: nothing`;
  return chart(width, height, said,
    ticks.map((tick) => [line(left, y(tick), width - 4, y(tick), tick === 0 ? "axis" : "rule"), text(left - 6, y(tick) + 4, format(tick), { "text-anchor": "end" })]),
    runs.map((run) => svg("path", { class: "band", d: band(run, x, y) })),
    runs.map((run) => svg("path", { class: "series", d: run.map((p, i) => `${i ? "L" : "M"}${x(p.i).toFixed(1)} ${y(p.value).toFixed(1)}`).join("") })),
    known.map((p) => svg("circle", { class: "dot", cx: x(p.i), cy: y(p.value), r: labels.length > 24 ? 2 : 3 }, svg("title", {}, `${labels[p.i]}: ${format(p.value)}${p.interval ? ` (${format(p.interval[0])} to ${format(p.interval[1])})` : ""}`))),
    text(left, height - 6, labels[0]),
    labels.length > 1 ? text(width - 4, height - 6, labels.at(-1), { "text-anchor": "end" }) : null);
};
const band = (run, x, y) => {
  const wide = run.filter((p) => p.interval);
  if (!wide.length) return "";
  if (wide.length === 1) return `M${x(wide[0].i)} ${y(wide[0].interval[0])}V${y(wide[0].interval[1])}`;
  const up = wide.map((p) => `${x(p.i).toFixed(1)} ${y(p.interval[1]).toFixed(1)}`);
  const down = wide.map((p) => `${x(p.i).toFixed(1)} ${y(p.interval[0]).toFixed(1)}`).reverse();
  return `M${[...up, ...down].join("L")}Z`;
};

/* Rows of bars made of parts, each with its number if there is room. */
const stackedBars = (width, rows, names, { total, title, look = "part" }) => {
  const left = Math.min(180, width * 0.36);
  const x = scale(0, Math.max(...rows.map((row) => row.parts.reduce((a, b) => a + b, 0)), 1), 0, width - left - 60);
  const step = 26;
  return chart(width, rows.length * step + 6, `${title}: ${rows.slice(0, 3).map((row) => `${row.label} ${row.parts.map((n, i) => `${n} ${names[i]}`).join(", ")}`).join("; ")}`,
    rows.map((row, r) => {
      let at = left;
      const y = r * step + 4;
      const all = row.parts.reduce((a, b) => a + b, 0);
      return [
        text(left - 8, y + 14, within(row.label, left - 10), { "text-anchor": "end" }),
        row.parts.map((n, i) => {
          if (!n) return null;
          const w = x(n);
          const bar = [svg("rect", { x: at, y, width: Math.max(0.5, w - 1), height: 18, class: `${look} ${look}-${i}` }, svg("title", {}, `${row.label}, ${names[i]}: ${number.format(n)}`)),
            w > 34 ? text(at + w / 2, y + 13, total ? percent(n / all) : number.format(n), { "text-anchor": "middle", class: `inside inside-${look}-${i}` }) : null];
          at += w;
          return bar;
        }),
        text(at + 6, y + 14, number.format(all)),
      ];
    }));
};
const legend = (names, prefix = "part") => el("ul", { class: "key" }, names.map((name, i) => el("li", {}, svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("rect", { x: 2, y: 2, width: 16, height: 16, class: `${prefix} ${prefix}-${i}` })), name)));

/* Columns by period made of parts. */
const stackedColumns = (width, labels, columns, names, title) => {
  const height = 190;
  const left = 44;
  const most = Math.max(1, ...columns.map((c) => c.reduce((a, b) => a + b, 0)));
  const y = scale(0, most, height - 26, 12);
  const step = (width - left - 6) / labels.length;
  return chart(width, height, `${title}: at most ${most} in a period`,
    [0, most].map((tick) => [line(left, y(tick), width - 4, y(tick), tick ? "rule" : "axis"), text(left - 6, y(tick) + 4, number.format(tick), { "text-anchor": "end" })]),
    columns.map((parts, i) => {
      let base = 0;
      return parts.map((n, k) => {
        if (!n) return null;
        const top = y(base + n);
        const bar = svg("rect", { x: left + i * step + 1, width: Math.max(1, step - 2), y: top, height: Math.max(0.5, y(base) - top - 0.5), class: `quad quad-${k}` }, svg("title", {}, `${labels[i]}, ${names[k]}: ${n}`));
        base += n;
        return bar;
      });
    }),
    text(left, height - 6, labels[0]),
    labels.length > 1 ? text(width - 4, height - 6, labels.at(-1), { "text-anchor": "end" }) : null);
};

/* Means with intervals: a row for each actor, a mark for each source. */
const MARKS = [
  (x, y) => svg("circle", { cx: x, cy: y, r: 5 }),
  (x, y) => svg("rect", { x: x - 4.5, y: y - 4.5, width: 9, height: 9 }),
  (x, y) => svg("polygon", { points: `${x},${y - 6} ${x + 6},${y + 5} ${x - 6},${y + 5}` }),
  (x, y) => svg("polygon", { points: `${x},${y - 6} ${x + 6},${y} ${x},${y + 6} ${x - 6},${y}` }),
  (x, y) => svg("polygon", { points: `${x},${y + 6} ${x + 6},${y - 5} ${x - 6},${y - 5}` }),
  (x, y) => svg("path", { d: `M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x - 5} ${y + 5}L${x + 5} ${y - 5}`, class: "cross" }),
];
const intervals = (width, rows, sources, title) => {
  const left = Math.min(170, width * 0.34);
  const x = scale(-1, 1, left + 8, width - 24);
  const step = Math.max(26, 13 * Math.min(sources.length, 6) + 8);
  const height = rows.length * step + 26;
  return chart(width, height, `${title}: ${rows.slice(0, 3).map((row) => `${row.label} ${row.marks.map((m) => `${signed(m.value)} in ${sources[m.mark]}`).join(", ")}`).join("; ")}`,
    [-1, -0.5, 0, 0.5, 1].map((tick) => [line(x(tick), 4, x(tick), height - 22, tick === 0 ? "axis" : "rule"), text(x(tick), height - 6, signed(tick), { "text-anchor": "middle" })]),
    rows.map((row, r) => {
      const top = r * step + 6;
      return [
        text(left - 6, top + step / 2, within(row.label, left - 10), { "text-anchor": "end" }),
        r ? line(0, top - 2, width, top - 2, "rule") : null,
        row.marks.map((mark, i) => {
          const y = top + (step - 8) * ((i + 0.5) / row.marks.length) + 2;
          return svg("g", { class: `mark mark-${mark.mark}` },
            mark.interval ? line(x(mark.interval[0]), y, x(mark.interval[1]), y, "reach") : null,
            MARKS[mark.mark % MARKS.length](x(mark.value), y),
            svg("title", {}, `${row.label}, ${sources[mark.mark]}: ${signed(mark.value)}${mark.interval ? ` (${signed(mark.interval[0])} to ${signed(mark.interval[1])})` : ""}`));
        }),
      ];
    }));
};
const markLegend = (names) => el("ul", { class: "key" }, names.map((name, i) => el("li", { class: `mark mark-${i}` }, svg("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, MARKS[i % MARKS.length](7, 7)), name)));
