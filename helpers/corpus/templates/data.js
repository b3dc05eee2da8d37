/* The data of the page, unpacked: arrays to count with, and texts in parts, read when needed. */
const received = new Map();
const waiting = new Map();
window.corpusPart = (name, text) => {
  received.set(name, text);
  waiting.get(name)?.();
};
const packedText = (name) => {
  const inside = byId(`part-${name}`);
  if (inside) return Promise.resolve(inside.textContent);
  if (received.has(name)) return Promise.resolve(received.get(name));
  return new Promise((resolve, reject) => {
    waiting.set(name, () => resolve(received.get(name)));
    document.head.append(
      el("script", { src: `page/${name}.js`, onerror: () => reject(new Error(`page/${name}.js is missing: keep the folder “page” beside this file`)) }),
    );
  });
};
const unpack = async (name) => {
  const text = await packedText(name);
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  received.delete(name);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
};

let C = null; // the corpus: documents, sources, actors, present, statements, acts, map, parts
const parts = []; // of texts, by number: a promise of articles
const partOf = (d) => {
  let low = 0;
  let high = C.parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (C.parts[middle] <= d) low = middle;
    else high = middle - 1;
  }
  return low;
};
const hasText = (d) => d < C.withText;
const loadPart = (p) => (parts[p] ??= unpack(`text-${p}`).then((found) => found.map(decoded)));
const articleText = async (d) => (await loadPart(partOf(d)))[d - C.parts[partOf(d)]];

/* Turns steps along the text back into offsets. */
const decoded = (packed) => {
  const article = { text: packed.t, sentences: [], mentions: [], statements: [], acts: packed.e };
  let end = 0;
  let paragraph = 0;
  for (let i = 0; i < packed.s.length; i += 3) {
    const start = end + packed.s[i];
    end = start + packed.s[i + 1];
    paragraph += packed.s[i + 2];
    article.sentences.push({ start, end, paragraph });
  }
  let start = 0;
  for (let i = 0; i < packed.m.length; i += 4) {
    start += packed.m[i];
    const tone = packed.m[i + 3];
    article.mentions.push({ start, end: start + packed.m[i + 1], actor: packed.m[i + 2], tone: tone < -100 ? null : tone / 100 });
  }
  start = 0;
  for (let i = 0; i < packed.q.length; i += 5) {
    start += packed.q[i];
    article.statements.push({ start, end: start + packed.q[i + 1], actor: packed.q[i + 2], direct: packed.q[i + 3] === 0, sentence: packed.q[i + 4] });
  }
  return article;
};
const sentenceAt = (article, place) => {
  let low = 0;
  let high = article.sentences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (article.sentences[middle].start <= place) low = middle;
    else high = middle - 1;
  }
  return low;
};
const sentenceText = (article, s) => article.text.slice(article.sentences[s].start, article.sentences[s].end).replace(/\s+/g, " ");
