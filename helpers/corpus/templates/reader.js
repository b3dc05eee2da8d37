/* Reading: the sentences behind a number, an article with its actors marked, and search. */
const reader = byId("reader");
const readerBody = byId("reader-body");
const readerBack = byId("reader-back");
let before = null; // what Back shows again
const MOST_SENTENCES = 60;
const openReader = (heading, ...content) => {
  byId("reader-title").textContent = heading;
  readerBody.replaceChildren(...content);
  readerBack.hidden = before === null;
  if (!reader.open) reader.showModal();
  readerBody.scrollTop = 0;
};
byId("reader-close").addEventListener("click", () => reader.close());
readerBack.addEventListener("click", () => { const back = before; before = null; back?.(); });
reader.addEventListener("close", () => { before = null; });
reader.addEventListener("click", (event) => { if (event.target === reader) reader.close(); });

/* A sentence as HTML nodes, with the mentions of actors in it marked. */
const marked = (article, start, end, actors = null) => {
  const nodes = [];
  let at = start;
  for (const mention of article.mentions) {
    if (mention.start < at || mention.end > end || (actors && !actors.includes(mention.actor))) continue;
    nodes.push(article.text.slice(at, mention.start));
    nodes.push(el("mark", { class: `kind-${kindOf(mention.actor)}`, title: `${nameOf(mention.actor)}${mention.tone === null ? "" : `, tone ${signed(mention.tone)}`}` }, article.text.slice(mention.start, mention.end)));
    at = mention.end;
  }
  nodes.push(article.text.slice(at, end));
  return nodes;
};
const factsOf = (d) => [longDate(C.documents.day[d]), C.sources[C.documents.source[d]]].join(" · ");

/* Where in an article the evidence for a question is: sentences, with the tone there. */
const sentencesFor = (question, d, article) => {
  const found = new Map();
  const add = (s, tone = null) => { if (!found.has(s)) found.set(s, []); if (tone !== null) found.get(s).push(tone); };
  if (question.what === "quotes") {
    for (const said of article.statements) {
      const fitsActor = question.actor === undefined || question.actor < 0 ? said.actor >= 0 : said.actor === question.actor;
      if (fitsActor && (!question.gender || (kindOf(said.actor) === "person" && C.genders[C.actors.gender[said.actor]] === question.gender))) add(said.sentence);
    }
  } else if (question.what === "acts") {
    for (const i of actsOf(d)) {
      const fitsClass = question.eventClass === undefined || question.eventClass === "" || C.acts.event_class[i] === Number(question.eventClass);
      if (fitsClass && fitsPair(question, i) && C.acts.done[i]) add(C.acts.sentence_id[i]);
    }
  } else if (question.what === "together") {
    const by = new Map();
    for (const mention of article.mentions) {
      const s = sentenceAt(article, mention.start);
      if (!by.has(s)) by.set(s, new Set());
      by.get(s).add(mention.actor);
    }
    for (const [s, actors] of by) if (actors.has(question.actor) && actors.has(question.target)) add(s);
  } else {
    for (const mention of article.mentions) {
      if (mention.actor === question.actor && (question.what !== "tone" || mention.tone !== null)) add(sentenceAt(article, mention.start), mention.tone);
    }
  }
  return [...found].sort((a, b) => a[0] - b[0]);
};
/* Is an act between the two asked for: by one on the other, or, if mutual acts are asked for, by both? */
const fitsPair = ({ actor, target, mutual, aimed }, i) => {
  if (actor === undefined) return true;
  if (mutual !== undefined && C.acts.mutual[i] !== mutual) return false;
  if (aimed && (C.acts.mutual[i] || C.acts.quad[i] === OTHER)) return false;
  const here = C.acts.source[i] === actor && C.acts.target[i] === target;
  return here || (mutual === 1 && C.acts.source[i] === target && C.acts.target[i] === actor);
};
let actsByDocument = null;
const actsOf = (d) => {
  if (!actsByDocument) {
    actsByDocument = new Map();
    C.acts.document.forEach((own, i) => { if (!actsByDocument.has(own)) actsByDocument.set(own, []); actsByDocument.get(own).push(i); });
  }
  return actsByDocument.get(d) ?? [];
};
/* The articles that a question is about. */
const documentsFor = (question) => {
  const own = question.whole ? { since: null, until: null, source: -1, actor: -1 } : filters;
  const wanted = { ...own };
  if (question.since !== undefined && question.since !== null) wanted.since = Math.max(question.since, own.since ?? -Infinity);
  if (question.until !== undefined && question.until !== null) wanted.until = Math.min(question.until, own.until ?? Infinity);
  if (question.source !== undefined && question.source >= 0) wanted.source = question.source;
  const quoting = question.what === "quotes" || question.what === "acts";
  const about = new Set(quoting ? (question.what === "acts" ? C.acts : C.statements).document : []);
  const found = [];
  for (let d = 0; d < C.documents.title.length; d += 1) {
    if (!fits(d, wanted) || (quoting && !about.has(d))) continue;
    if (question.sources && C.documents.source[d] < question.sources) continue;
    if (!quoting && !inDocument(d, question.actor)) continue;
    if (question.what === "together" && !inDocument(d, question.target)) continue;
    found.push(d);
  }
  return found;
};
const showEvidence = async (words, question) => {
  const again = () => showEvidence(words, question);
  openReader(words, el("p", { class: "note", role: "status" }, "Looking for the sentences …"));
  const documents = documentsFor(question);
  const list = el("ol", { class: "sentences-list" });
  const more = el("button", { type: "button" }, "More");
  const status = el("p", { class: "note", role: "status" });
  let next = 0;
  let without = 0;
  let telling = 0; // articles with such a sentence
  const step = async () => {
    more.hidden = true;
    let n = 0;
    try {
      while (next < documents.length && n < MOST_SENTENCES) {
        const d = documents[next];
        next += 1;
        if (!hasText(d)) { without += 1; continue; }
        const article = await articleText(d);
        const sentences = sentencesFor(question, d, article);
        if (sentences.length) telling += 1;
        for (const [s, tones] of sentences) {
          n += 1;
          const { start, end } = article.sentences[s];
          const mean = tones.length ? tones.reduce((a, b) => a + b, 0) / tones.length : null;
          const actors = question.actor >= 0 ? [question.actor, question.target].filter((a) => a >= 0) : null;
          list.append(el("li", {}, el("p", {}, question.what === "tone" && mean !== null ? el("span", { class: `tone ${mean > 0.25 ? "positive" : mean < -0.25 ? "negative" : "neutral"}` }, `${signed(mean)} `) : null, marked(article, start, end, actors)),
            el("p", { class: "note" }, `${factsOf(d)} · `, el("button", { type: "button", class: "link", onclick: () => { before = again; showArticle(d, s); } }, C.documents.title[d]))));
        }
      }
    } catch (error) {
      status.textContent = error.message;
      return;
    }
    more.hidden = next >= documents.length;
    const where = next < documents.length ? `the first ${count(telling, "article")}` : count(telling, "article");
    status.textContent = list.children.length ? `${count(list.children.length, "sentence")} in ${where}${without ? `; ${count(without, "article")} without text on this page` : ""}` : "No sentence: see the tables beside this page.";
  };
  more.addEventListener("click", step);
  openReader(words, status, list, more);
  await step();
};

/* An article: its own findings, then its text with actors marked. */
const showArticle = async (d, sentence = null) => {
  const title = C.documents.title[d];
  openReader(title, el("p", { class: "note", role: "status" }, "Loading …"));
  const url = C.documents.url[d];
  const copies = C.documents.copies[d];
  const facts = el("p", { class: "facts" }, factsOf(d), url ? [" · ", el("a", { href: url, rel: "noreferrer" }, "the article on the web")] : null, copies ? ` · also in ${copies.map((s) => C.sources[s] ?? s).join(", ")}` : null);
  if (!hasText(d)) {
    openReader(title, facts, el("p", { class: "note" }, `Its text is not on this page, which would be too large with it; it is article ${C.documents.id[d]} in the table documents.`));
    return;
  }
  let article;
  try {
    article = await articleText(d);
  } catch (error) {
    openReader(title, facts, el("p", { class: "note" }, error.message));
    return;
  }
  const paragraphs = [];
  article.sentences.forEach(({ start, end, paragraph }, s) => {
    paragraphs[paragraph] ??= el("p");
    paragraphs[paragraph].append(el("span", { class: "sentence", id: `s-${s}`, tabindex: -1 }, el("sup", { class: "n" }, String(s)), marked(article, start, end)), " ");
  });
  openReader(title, facts, findingsOf(d, article), el("div", { class: "article-text" }, paragraphs.filter(Boolean)));
  if (sentence !== null) {
    const target = byId(`s-${sentence}`);
    target?.classList.add("here");
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  }
};
const MOST_OWN = 4;
const toSentence = (s) => el("button", { type: "button", class: "link", "aria-label": `Sentence ${s}`, onclick: () => { for (const old of readerBody.querySelectorAll(".here")) old.classList.remove("here"); const target = byId(`s-${s}`); target.classList.add("here"); target.scrollIntoView({ block: "center" }); target.focus({ preventScroll: true }); } }, String(s));
const findingsOf = (d, article) => {
  const items = [];
  const own = [];
  for (let i = C.start[d]; i < C.start[d + 1]; i += 1) own.push(i);
  const { actor, n, judged, tone } = C.present;
  if (own.length) {
    const named = own.slice(0, MOST_OWN).map((i) => `${nameOf(actor[i])} (${n[i]})`);
    items.push(el("li", {}, `Most mentioned: ${named.join(", ")}.`));
  }
  for (const said of article.statements.filter((q) => q.actor >= 0 && q.direct).slice(0, MOST_OWN)) {
    items.push(el("li", {}, `${nameOf(said.actor)}: “${shorten(article.text.slice(said.start, said.end).replace(/\s+/g, " ").replace(/^[“"‘']+|[”"’']+$/g, ""), 220)}” `, toSentence(said.sentence)));
  }
  for (const [at, summary] of article.acts.slice(0, MOST_OWN)) items.push(el("li", {}, `${summary} `, toSentence(at)));
  const judgedMost = own.filter((i) => judged[i] >= 3).map((i) => ({ i, mean: tone[i] / 1000 / judged[i] })).filter(({ mean }) => Math.abs(mean) > 0.3).slice(0, 2);
  for (const { i, mean } of judgedMost) items.push(el("li", {}, `The tone towards ${nameOf(actor[i])} is ${mean > 0 ? "friendly" : "harsh"} here: ${signed(mean)} over ${count(judged[i], "mention")}.`));
  return items.length ? el("ul", { class: "findings" }, items) : null;
};

/* Search: all words of a query in one sentence, or in the name of an actor. Texts are read part by
   part, and what is found is shown meanwhile. */
const haystack = []; // by part: a promise of its text to search in, and where each article begins
/* Words without capitals, accents and curly quotes, as long as they were, so that places stay the same. */
const PLAIN = new Map(Object.entries({ "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", ø: "o", ł: "l", đ: "d", ı: "i" }));
const plain = (letter) => {
  if (!PLAIN.has(letter)) PLAIN.set(letter, letter.normalize("NFD")[0]);
  return PLAIN.get(letter);
};
const folded = (words) => words.replaceAll("İ", "I").toLowerCase().replace(/[^\x00-\x7f]/g, plain);
const haystackPart = (p) => (haystack[p] ??= loadPart(p).then((articles) => {
  const starts = [];
  let length = 0;
  for (const article of articles) { starts.push(length); length += article.text.length + 1; }
  return { first: C.parts[p], starts, text: folded(articles.map((article) => article.text).join("\n")), articles };
}));
const termsOf = (words) => [...folded(words).matchAll(/["“]([^"”]+)["”]|(\S+)/g)].map((m) => m[1] ?? m[2]).sort((a, b) => b.length - a.length);
const MOST_FOUND = 50;
const MOST_COUNTED = 10000; // occurrences of the longest word that are checked
const AT_ONCE = 25; // milliseconds after which it shows what it found so far
const searchPart = (part, [longest, ...others], result) => {
  let a = 0;
  let last = -1;
  for (let at = part.text.indexOf(longest); at >= 0; at = part.text.indexOf(longest, at + longest.length)) {
    if (result.looked === MOST_COUNTED) { result.all = false; return; }
    result.looked += 1;
    while (a + 1 < part.starts.length && part.starts[a + 1] <= at) a += 1;
    if (!kept[part.first + a]) continue;
    const article = part.articles[a];
    const s = sentenceAt(article, at - part.starts[a]);
    const key = a * 1e6 + s;
    if (key === last) continue;
    last = key;
    const { start, end } = article.sentences[s];
    const sentence = part.text.slice(part.starts[a] + start, part.starts[a] + end);
    if (!others.every((word) => sentence.includes(word))) continue;
    result.total += 1;
    if (result.found.length < MOST_FOUND) result.found.push({ d: part.first + a, s, article });
  }
};
const searchActors = (terms) => {
  const found = [];
  for (let a = 0; a < C.actors.name.length && found.length < 8; a += 1) {
    const name = C.actors.folded[a];
    if (terms.every((word) => name.includes(word))) found.push(a);
  }
  return found;
};
const highlighted = (sentence, terms) => {
  const lower = folded(sentence);
  const nodes = [];
  let at = 0;
  while (at < sentence.length) {
    const next = terms.map((word) => [lower.indexOf(word, at), word.length]).filter(([place]) => place >= 0).sort((a, b) => a[0] - b[0])[0];
    if (!next) break;
    nodes.push(sentence.slice(at, next[0]), el("b", {}, sentence.slice(next[0], next[0] + next[1])));
    at = next[0] + next[1];
  }
  nodes.push(sentence.slice(at));
  return nodes;
};
const showResults = ({ found, total, all }, actors, terms, done) => {
  byId("search-status").textContent = `${actors.length ? `${count(actors.length, "actor")} and ` : ""}${all ? "" : "at least "}${count(total, "sentence")}${done ? "" : " so far …"}${done && total > found.length ? `, the first ${found.length} are shown` : ""}`;
  const results = byId("search-results");
  if (results.dataset.shown === String(found.length)) return;
  results.dataset.shown = found.length;
  results.replaceChildren(
    actors.length ? el("ul", { class: "chips" }, actors.map((a) => el("li", {}, el("button", { type: "button", class: `chip kind-${kindOf(a)}`, onclick: () => chooseActor(a) }, nameOf(a), ` · ${count(C.actors.n[a], "article")}`)))) : "",
    el("ol", { class: "sentences-list" }, found.map(({ d, s, article }) => el("li", {}, el("p", {}, highlighted(sentenceText(article, s), terms)), el("p", { class: "note" }, `${factsOf(d)} · `, el("button", { type: "button", class: "link", onclick: () => showArticle(d, s) }, C.documents.title[d]))))),
  );
};
let searches = 0;
const search = async () => {
  const own = (searches += 1);
  const terms = termsOf(byId("query").value);
  const results = byId("search-results");
  delete results.dataset.shown;
  if (!terms.length || terms[0].length < 2) {
    results.replaceChildren();
    byId("search-status").textContent = "";
    return;
  }
  const begun = performance.now();
  const times = document.documentElement.dataset; // in milliseconds, for benchmarks/corpus_page.py
  delete times.whole;
  const actors = searchActors(terms);
  const result = { found: [], total: 0, looked: 0, all: true };
  let shown = begun;
  const show = (done) => {
    showResults(result, actors, terms, done);
    shown = performance.now();
    if (!times.answered && (done || result.total)) times.answered = (shown - begun).toFixed(1);
    if (done) times.whole = (shown - begun).toFixed(1);
  };
  delete times.answered;
  for (let p = 0; p < (C.withText && C.parts.length) && result.all; p += 1) {
    try {
      searchPart(await haystackPart(p), terms, result);
    } catch (error) {
      byId("search-status").textContent = error.message;
      return;
    }
    if (own !== searches) return;
    if (performance.now() - shown > AT_ONCE) {
      show(false);
      await new Promise((resume) => { setTimeout(resume); });
      if (own !== searches) return;
    }
  }
  show(true);
};
