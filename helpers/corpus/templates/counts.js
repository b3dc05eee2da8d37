/* Which articles are selected, and what is counted in them. */
const filters = { since: null, until: null, source: -1, actor: -1 };
let kept = null; // by article: 1 if it is selected
let nKept = 0;

const inDocument = (d, actor) => {
  for (let i = C.start[d]; i < C.start[d + 1]; i += 1) if (C.present.actor[i] === actor) return true;
  return false;
};
const fits = (d, f) => {
  const day = C.documents.day[d];
  if (f.since !== null && (day === null || day < f.since)) return false;
  if (f.until !== null && (day === null || day > f.until)) return false;
  if (f.source >= 0 && C.documents.source[d] !== f.source) return false;
  return f.actor < 0 || inDocument(d, f.actor);
};
const keep = () => {
  const n = C.documents.title.length;
  kept = new Uint8Array(n);
  nKept = 0;
  for (let d = 0; d < n; d += 1) if (fits(d, filters)) { kept[d] = 1; nKept += 1; }
};

/* Periods: the shortest of which there are few enough. */
const PERIODS = [
  ["day", (t) => t], ["week", (t) => t - ((((t + 3) % 7) + 7) % 7)],
  ["month", (t) => monthStart(t, 1)], ["quarter", (t) => monthStart(t, 3)],
  ["year", (t) => monthStart(t, 12)], ["decade", (t) => monthStart(t, 120)],
];
const MOST_PERIODS = 36;
const monthStart = (day, months) => {
  const date = new Date(day * DAY);
  const all = date.getUTCFullYear() * 12 + date.getUTCMonth();
  const first = all - (((all % months) + months) % months);
  return Math.round(Date.UTC(Math.floor(first / 12), ((first % 12) + 12) % 12, 1) / DAY);
};
const lengths = { day: 1, week: 7, month: 30.4, quarter: 91.3, year: 365.2, decade: 3652 };
const periodLabel = (name, day) => {
  const date = new Date(day * DAY);
  const year = date.getUTCFullYear();
  if (name === "day" || name === "week") return date.toLocaleDateString("en-GB", { ...UTC, day: "numeric", month: "short", year: "numeric" });
  if (name === "month") return date.toLocaleDateString("en-GB", { ...UTC, month: "short", year: "numeric" });
  if (name === "quarter") return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${year}`;
  return name === "decade" ? `${year}s` : String(year);
};
const periodsOf = (first, last) => {
  const [name, startOf] = PERIODS.find(([p]) => (last - first) / lengths[p] < MOST_PERIODS) ?? PERIODS.at(-1);
  const starts = [startOf(first)];
  while (starts.length < 400) {
    // Months differ in length: a little more than one leads into the next, from where startOf finds its first day.
    const step = name === "day" || name === "week" ? lengths[name] : Math.ceil(lengths[name] * 1.02) + 2;
    const next = startOf(starts.at(-1) + step);
    if (next > last) break;
    starts.push(next);
  }
  const place = new Map(starts.map((day, i) => [day, i]));
  return { name, starts, labels: starts.map((day) => periodLabel(name, day)), of: (day) => place.get(startOf(day)) ?? -1 };
};
let periods = null;
const findPeriods = () => {
  let first = Infinity;
  let last = -Infinity;
  C.documents.day.forEach((day, d) => {
    if (day !== null && kept[d]) { first = Math.min(first, day); last = Math.max(last, day); }
  });
  periods = first <= last ? periodsOf(first, last) : null;
};

/* For each actor: how many of the articles name it, and how often. */
const actorCounts = () => {
  const articles = new Int32Array(C.actors.name.length);
  const mentions = new Int32Array(C.actors.name.length);
  const { actor, n } = C.present;
  for (let d = 0; d < kept.length; d += 1) {
    if (!kept[d]) continue;
    for (let i = C.start[d]; i < C.start[d + 1]; i += 1) { articles[actor[i]] += 1; mentions[actor[i]] += n[i]; }
  }
  return { articles, mentions };
};
const topActors = (most) => {
  const { articles, mentions } = actorCounts();
  const order = [];
  for (let a = 0; a < articles.length; a += 1) if (articles[a]) order.push(a);
  order.sort((a, b) => articles[b] - articles[a] || mentions[b] - mentions[a] || a - b);
  const top = order.slice(0, most);
  if (filters.actor >= 0) return [filters.actor, ...top.filter((a) => a !== filters.actor)].slice(0, most);
  return top;
};
const kindOf = (actor) => C.kinds[C.actors.kind[actor]];
const nameOf = (actor) => C.actors.name[actor];
