/* Highlighting an actor and its card, stepping through evidence, printing. */
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const numbers = (element, name) => (element.dataset[name] ?? "").split(" ").filter(Boolean);
  const panel = document.getElementById("panel");
  const panelBody = document.getElementById("panel-body");
  const panelWhy = document.getElementById("panel-why");
  const bar = document.getElementById("evidence");
  const hash = (link) => link.getAttribute("href"); // links in SVG have no such property
  const SENTENCE = "#sentence-";
  document.documentElement.classList.add("scripted");

  /* Actors: the one pointed at or focused is shown until another is; a click pins it. */
  const places = all("[data-actors]");
  const edges = all("[data-ends]");
  const allLines = document.getElementById("all-lines");
  const shows = (edge) => !edge.matches(".more") || allLines.getAttribute("aria-pressed") === "true";
  let pinned = null;
  let quiet = false; // while the focus returns, nothing opens again
  const light = (ids) => {
    const near = new Set(ids); // neighbours on the map stay bright as well
    for (const edge of edges) {
      const ends = numbers(edge, "ends");
      const on = ends.some((id) => ids.includes(id));
      edge.classList.toggle("on", on);
      if (on && shows(edge)) for (const id of ends) near.add(id);
    }
    for (const place of places) {
      const own = numbers(place, "actors");
      place.classList.toggle("on", own.some((id) => ids.includes(id)));
      place.classList.toggle("near", own.some((id) => near.has(id)));
    }
    document.documentElement.classList.toggle("lit", ids.length > 0);
  };
  const card = (ids) => {
    panelBody.replaceChildren(
      ...ids.map((id) => {
        const copy = document.getElementById(`actor-${id}`).cloneNode(true);
        for (const element of [copy, ...all("[id]", copy)]) element.removeAttribute("id");
        for (const heading of all("h3", copy)) {
          const name = document.createElement("p");
          name.className = "name";
          name.append(...heading.childNodes);
          heading.replaceWith(name);
        }
        return copy;
      }),
    );
  };
  const show = (place) => {
    const ids = numbers(place, "actors");
    light(ids);
    card(ids);
    panelWhy.textContent = place.dataset.why ? `Here: ${place.dataset.why}` : "";
    panel.hidden = false;
    panel.classList.toggle("pinned", pinned !== null);
    panel.classList.toggle("afloat", place.closest(".network") !== null); // its own place is below
  };
  const rest = () => {
    if (pinned) show(pinned);
    else {
      light([]);
      panel.classList.remove("afloat");
    }
  };
  const close = () => {
    if (!panel) return;
    const back = pinned;
    pinned = null;
    light([]);
    panel.classList.remove("pinned", "afloat");
    panel.hidden = !window.matchMedia("(min-width: 64rem)").matches;
    quiet = true;
    back?.focus();
    quiet = false;
  };
  for (const place of places) {
    place.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse" && !pinned) show(place);
    });
    place.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") rest();
    });
    place.addEventListener("focus", () => { if (!pinned && !quiet) show(place); });
    place.addEventListener("blur", () => { if (!pinned) rest(); });
    place.addEventListener("click", (event) => {
      event.preventDefault();
      pinned = pinned === place ? null : place;
      show(place);
    });
  }
  const first = document.querySelector("#actors .card"); // the most mentioned actor, until one is pointed at
  if (first) card([first.id.slice("actor-".length)]);
  document.getElementById("panel-close")?.addEventListener("click", close);

  if (allLines) {
    allLines.hidden = false;
    const few = allLines.textContent;
    allLines.addEventListener("click", () => {
      const pressed = allLines.getAttribute("aria-pressed") !== "true";
      allLines.setAttribute("aria-pressed", pressed);
      allLines.textContent = pressed ? "Show the main lines only" : few;
      allLines.closest(".network").classList.toggle("all", pressed);
    });
  }

  /* Evidence: the sentences behind a number, one after the other, and back again. */
  let walk = null;
  const mark = (ids) => {
    for (const sentence of all(".sentence.proof, .sentence.here")) {
      sentence.classList.remove("proof", "here");
    }
    for (const id of ids) document.getElementById(`sentence-${id}`)?.classList.add("proof");
  };
  const step = (by) => {
    const { ids } = walk;
    walk.at = (walk.at + by + ids.length) % ids.length;
    for (const sentence of all(".sentence.here")) sentence.classList.remove("here");
    const sentence = document.getElementById(`sentence-${ids[walk.at]}`);
    sentence.classList.add("here");
    sentence.scrollIntoView({ block: "center" });
    bar.querySelector("[role=status]").textContent =
      `Sentence ${ids[walk.at]}: ${walk.at + 1} of ${ids.length}`;
  };
  const start = (link, ids, at, words) => {
    walk = { link, ids, at };
    mark(ids);
    bar.querySelector("q").textContent = words;
    for (const part of all(".step, .keys", bar)) part.hidden = ids.length < 2;
    bar.hidden = false;
    step(0);
    bar.focus({ preventScroll: true }); // the keys of the bar work at once, Tab reaches its buttons
  };
  const stop = () => {
    bar.hidden = true;
    mark([]);
    const link = walk?.link;
    walk = null;
    return link;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#sentence-'], a[data-sentences]");
    if (!link) return;
    const group = link.closest("[data-evidence]");
    const siblings = group ? all("a[href^='#sentence-']", group) : [link];
    const holder = link.closest("[data-sentences]");
    const ids = holder
      ? numbers(holder, "sentences")
      : [...new Set(siblings.map((a) => hash(a).slice(SENTENCE.length)))];
    if (!ids.length || !document.getElementById(`sentence-${ids[0]}`)) return;
    event.preventDefault();
    const own = hash(link).slice(SENTENCE.length);
    const words = group?.dataset.evidence || link.getAttribute("aria-label") || "";
    history.pushState(null, "", `#sentence-${ids.includes(own) ? own : ids[0]}`);
    start(link, ids, Math.max(0, ids.indexOf(own)), words);
  });
  /* A tone strip leads to the sentence under the pointer, or the nearest one with the actor. */
  for (const strip of all("[data-strip]")) {
    strip.addEventListener("click", (event) => {
      const box = strip.getBoundingClientRect();
      const at = ((event.clientX - box.left) / box.width) * strip.viewBox.baseVal.width;
      const away = (id) => Math.abs(Number(id) + 0.5 - at);
      const ids = numbers(strip, "strip").sort((a, b) => away(a) - away(b));
      start(strip.previousElementSibling, [ids[0]], 0, strip.getAttribute("aria-label"));
    });
  }
  window.addEventListener("popstate", () => {
    const link = walk && stop();
    if (link) link.scrollIntoView({ block: "center" });
  });
  bar.querySelector(".previous").addEventListener("click", () => step(-1));
  bar.querySelector(".next").addEventListener("click", () => step(1));
  bar.querySelector(".back").addEventListener("click", () => back());
  bar.querySelector(".close").addEventListener("click", () => stop());

  bar.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by || !walk || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step(by);
  });
  const back = () => {
    const link = stop();
    const visible = link.getClientRects().length ? link : document.getElementById("findings");
    visible.scrollIntoView({ block: "center" });
    visible.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (walk) back();
    else close();
  });

  /* A link may lead to something that is folded away. */
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
    target?.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  if (location.hash) unfold();

  /* The contents show the sections of the chapter being read. */
  const entries = all("#chapters > .contents > li");
  const seen = new IntersectionObserver((found) => {
    for (const { target, isIntersecting } of found) target.classList.toggle("read", isIntersecting);
    const current = all(".chapter.read").at(-1) ?? document.querySelector(".chapter");
    for (const entry of entries) {
      entry.classList.toggle("current", hash(entry.querySelector("a")) === `#${current.id}`);
    }
  }, { rootMargin: "-30% 0px -60% 0px" });
  for (const chapter of all(".chapter")) seen.observe(chapter);

  /* Only areas that really scroll can be reached with Tab. */
  const stops = () => {
    for (const area of all(".table, figure.chart, .highlight pre, pre.output")) {
      const scrolls = area.scrollWidth > area.clientWidth + 1 || area.scrollHeight > area.clientHeight + 1;
      if (scrolls) area.tabIndex = 0;
      else area.removeAttribute("tabindex");
      area.classList.toggle("sideways", area.scrollWidth > area.clientWidth + 1);
    }
  };
  stops();
  window.addEventListener("resize", stops);
  document.addEventListener("toggle", stops, true);

  /* On paper no word of a table is broken: its text is as small as its longest words need, and in
     chapters it stands beside the prose, if it fits. Long tables of chapters stay on screen. */
  const PAGE = 510, COLUMN = 330, PADDING = 7, SMALLEST = 5, SMALL_ENOUGH = 6.5; // points
  const BOLD = 1.1; // how much wider headings are
  const TEXT = 14; // smallest width of a column of text, in letters
  const LONG_PROSE = 380; // letters of prose that would be longer than the table beside it
  const LONG_LINE = 55; // in letters: a row with more text needs the whole page
  const MOST_ROWS = 5, MOST_LETTERS = 700; // of a table printed in a chapter
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "100px sans-serif";
  const widths = new Map(); // of words: many occur in many cells
  const width = (word) => {
    if (!widths.has(word)) widths.set(word, pen.measureText(`${word}-`).width / 100);
    return widths.get(word);
  };
  const widest = (text) => text.split(/[\s-]+/).reduce((most, word) => Math.max(most, width(word)), 0);
  const printed = (cell) => cell.firstElementChild?.dataset.sentences === undefined
    ? cell.textContent
    : cell.textContent.split("more")[0];
  const leaveOnScreen = (region, table) => {
    const n = table.tBodies[0].rows.length;
    if (n <= MOST_ROWS && table.textContent.length <= MOST_LETTERS) return;
    const [number, headings] = region.getAttribute("aria-label").split(": ");
    region.classList.add("long");
    region.dataset.long = `${number} (${headings}): ${n} rows, in the report on screen.`;
  };
  const onPaper = (region) => {
    const table = region.querySelector("table");
    if (!table) return;
    const columns = [], texts = [];
    let longest = 0;
    for (const row of table.rows) {
      if (row.querySelector("[colspan]")) continue;
      longest = Math.max(longest, [...row.cells].reduce((sum, cell) => sum + printed(cell).length, 0));
      [...row.cells].forEach((cell, i) => {
        columns[i] = Math.max(columns[i] ?? 0, widest(printed(cell)));
        texts[i] = Math.max(texts[i] ?? 0, printed(cell).length);
      });
    }
    [...(table.rows[0]?.cells ?? [])].forEach((cell, i) => {
      if (texts[i] <= LONG_LINE) return;
      cell.classList.add("text");
      columns[i] = Math.max(columns[i], TEXT);
    });
    const words = columns.reduce((sum, own) => sum + own, 0);
    const size = (room) => (room - PADDING * columns.length) / (words * BOLD);
    const inChapter = region.closest(".chapter") !== null;
    const narrow = size(COLUMN) >= SMALL_ENOUGH && (columns.length < 4 || longest < LONG_LINE * 2);
    const fits = size(inChapter && narrow ? COLUMN : PAGE);
    region.classList.toggle("spans", !narrow);
    region.classList.toggle("tight", fits < SMALLEST);
    region.style.setProperty("--fits", `${Math.max(SMALLEST, fits).toFixed(1)}pt`);
    if (inChapter) leaveOnScreen(region, table);
    const cell = region.closest(".cell");
    const prose = cell?.previousElementSibling;
    if (!prose?.matches(".prose") || cell.querySelector("figure")) return;
    if (region.matches(".long") || prose.textContent.length > LONG_PROSE) {
      for (const part of [prose, cell]) part.classList.add("stacked");
    }
  };
  for (const region of all(".table")) onPaper(region);

  /* In print everything is unfolded, except code. */
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all("details:not(.code):not([open])").filter((part) => !part.closest(".chapter .table"));
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
  });
})();
