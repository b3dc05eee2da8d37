/* Elements, numbers and files: what everything else on the page is made with. */
"use strict";
const byId = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
};
const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

const number = new Intl.NumberFormat("en");
const count = (n, noun, plural) => `${number.format(n)} ${n === 1 ? noun : plural ?? `${noun}s`}`;
const percent = (share) => (share > 0 && share < 0.01 ? "<1%" : `${Math.round(100 * share)}%`);
const signed = (score) => {
  const text = score.toFixed(2);
  return Number(text) === 0 ? "0.00" : score > 0 ? `+${text}` : text.replace("-", "−");
};
const DAY = 864e5;
const UTC = { timeZone: "UTC" };
const longDate = (day) => (day === null ? "no date" : new Date(day * DAY).toLocaleDateString("en-GB", { ...UTC, day: "numeric", month: "long", year: "numeric" }));
const isoDate = (day) => (day === null ? "" : new Date(day * DAY).toISOString().slice(0, 10));
const dayOf = (iso) => { const time = Date.parse(`${iso}T00:00:00Z`); return Number.isNaN(time) ? null : Math.round(time / DAY); };
/* Text for a chart, shortened to a width in pixels. */
const ruler = document.createElement("canvas").getContext("2d");
const within = (text, width) => {
  ruler.font = `12px ${getComputedStyle(document.documentElement).getPropertyValue("--sans")}`;
  if (ruler.measureText(text).width <= width) return text;
  let most = text.length - 1;
  while (most > 1 && ruler.measureText(shorten(text, most)).width > width) most -= 1;
  return shorten(text, most);
};
const shorten = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

/* A spreadsheet must not run what a cell begins with; the signature tells Excel that it is UTF-8. */
const csvCell = (cell) => {
  const text = cell === null || cell === undefined ? "" : String(cell);
  const safe = typeof cell === "string" && /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const saveCsv = (name, columns, rows) => {
  const lines = [columns, ...rows].map((row) => row.map(csvCell).join(","));
  const file = new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
  const link = el("a", { href: URL.createObjectURL(file), download: `${name}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

/* Means with whole articles as units: the ratio estimator of a cluster sample (Cochran 1977, chapter 6),
   the same as in the tables of helpers/corpus/intervals.py. */
const T = [0, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086];
const FEWEST = 3;
class Ratio {
  constructor() { this.x = this.n = this.xx = this.xn = this.nn = this.articles = 0; }
  add(x, n) {
    this.x += x; this.n += n; this.xx += x * x; this.xn += x * n; this.nn += n * n; this.articles += 1;
  }
  get mean() { return this.n ? this.x / this.n : null; }
  interval(lowest, highest) {
    const m = this.articles;
    if (m < FEWEST || !this.n) return null;
    const mean = this.mean;
    const squares = Math.max(0, this.xx - 2 * mean * this.xn + mean * mean * this.nn);
    const reach = ((T[m - 1] ?? 1.96 + 2.5 / (m - 1)) * Math.sqrt((m / (m - 1)) * squares)) / this.n;
    return [Math.max(lowest, mean - reach), Math.min(highest, mean + reach)];
  }
}
