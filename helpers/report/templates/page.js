/* Actors that light up together with a card, evidence that can be walked through, print. */
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const numbers = (element, name) => (element.dataset[name] ?? "").split(" ").filter(Boolean);
  const panel = document.getElementById("panel");
  const panelBody = document.getElementById("panel-body");
  const panelWhy = document.getElementById("panel-why");
  const bar = document.getElementById("evidence");
  const hash = (link) => link.getAttribute("href"); // links in SVG have no property of that name
  const SENTENCE = "#sentence-";
  document.documentElement.classList.add("scripted");

  /* Actors: what is pointed at or focused is shown until something else is; a click pins it. */
  const places = all("[data-actors]");
  const edges = all("[data-ends]");
  let pinned = null;
  let quiet = false; // while the focus goes back to where it was, nothing opens again
  const light = (ids) => {
    for (const place of places) {
      place.classList.toggle("on", numbers(place, "actors").some((id) => ids.includes(id)));
    }
    for (const edge of edges) {
      edge.classList.toggle("on", numbers(edge, "ends").some((id) => ids.includes(id)));
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
  };
  const rest = () => {
    if (pinned) show(pinned);
    else light([]);
  };
  const close = () => {
    const back = pinned;
    pinned = null;
    light([]);
    panel.classList.remove("pinned");
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
  const first = document.querySelector("#actors .card"); // until one is pointed at: who is named most
  if (first) card([first.id.slice("actor-".length)]);
  document.getElementById("panel-close").addEventListener("click", close);

  /* Evidence: the sentences behind a number, one after the other, and the way back. */
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
    sentence.focus({ preventScroll: true });
    bar.querySelector("[role=status]").textContent =
      `Sentence ${ids[walk.at]}: ${walk.at + 1} of ${ids.length}`;
  };
  const start = (link, ids, at, words) => {
    walk = { link, ids, at };
    mark(ids);
    bar.querySelector("q").textContent = words;
    for (const button of all(".step", bar)) button.hidden = ids.length < 2;
    bar.hidden = false;
    step(0);
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
  window.addEventListener("popstate", () => {
    const link = walk && stop();
    if (link) link.scrollIntoView({ block: "center" });
  });
  bar.querySelector(".previous").addEventListener("click", () => step(-1));
  bar.querySelector(".next").addEventListener("click", () => step(1));
  bar.querySelector(".back").addEventListener("click", () => {
    const link = stop();
    const visible = link.getClientRects().length ? link : document.getElementById("findings");
    visible.scrollIntoView({ block: "center" });
    visible.focus({ preventScroll: true });
  });
  bar.querySelector(".close").addEventListener("click", () => stop());

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (walk) stop()?.focus();
    else close();
  });

  /* A link may lead to something folded away. */
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
    target?.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  if (location.hash) unfold();

  /* Only what really scrolls is a stop of the Tab key. */
  const stops = () => {
    for (const area of all(".table, figure.chart, .highlight pre, pre.output")) {
      const scrolls = area.scrollWidth > area.clientWidth + 1 || area.scrollHeight > area.clientHeight + 1;
      if (scrolls) area.tabIndex = 0;
      else area.removeAttribute("tabindex");
    }
  };
  stops();
  window.addEventListener("resize", stops);
  document.addEventListener("toggle", stops, true);

  /* On paper everything is open, except code. */
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all("details:not(.code):not([open])");
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
  });
})();
