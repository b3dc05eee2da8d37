/* Tables that sort, filter and copy. Works on every ".table" that it has not met before. */
(() => {
  const FROM = 6; // rows from which on a table is worth a filter
  const value = (cell) => {
    const text = cell.dataset.sort ?? cell.textContent.trim();
    const number = Number.parseFloat(text.replaceAll(",", "").replace("−", "-"));
    return { text, number };
  };
  const compare = (column, numeric, down) => (a, b) => {
    const [x, y] = [value(a.cells[column]), value(b.cells[column])];
    if (!x.text || !y.text) return x.text ? -1 : y.text ? 1 : 0; // what is missing stands last
    const order = numeric ? x.number - y.number : x.text.localeCompare(y.text, "en");
    return down ? -order : order;
  };
  const headings = (table) => [...table.tHead.rows].at(-1).cells; // groups of columns stand above
  const sortable = (table, heading, column, say) => {
    const button = document.createElement("button");
    button.type = "button";
    const name = heading.textContent;
    if (heading.querySelector("a")) button.setAttribute("aria-label", `Sort by ${name}`);
    else button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const numeric = heading.matches(".number, .sentences");
      const before = heading.getAttribute("aria-sort");
      const down = before ? before === "ascending" : heading.matches(".number");
      for (const other of headings(table)) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      const body = table.tBodies[0];
      body.append(...[...body.rows].sort(compare(column, numeric, down)));
      say(`Sorted by ${name}, ${down ? "largest first" : "smallest first"}`);
    });
  };
  const shownRows = (table) => [...table.rows].filter((row) => !row.hidden);
  const asText = (table) =>
    shownRows(table)
      .map((row) => [...row.cells].map((c) => c.textContent.trim().replace(/\s+/g, " ")))
      .map((cells) => cells.map((c) => (/^[=+@\t]|^-(?!\d)/.test(c) ? `'${c}` : c)).join("\t"))
      .join("\n");
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy"); // pages opened from a file may have no clipboard
      area.remove();
    }
  };
  for (const region of document.querySelectorAll(".table:not([data-tools])")) {
    region.dataset.tools = "";
    const table = region.querySelector("table");
    const rows = table ? [...table.tBodies[0].rows] : [];
    if (rows.length < 3) continue;
    const tools = document.createElement("div");
    tools.className = "tools";
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    const say = (words) => { status.textContent = words; };
    if (rows.length >= FROM) {
      const filter = document.createElement("input");
      filter.type = "search";
      filter.placeholder = "Filter rows";
      filter.setAttribute("aria-label", `Filter rows: ${region.getAttribute("aria-label") ?? ""}`);
      filter.addEventListener("input", () => {
        const wanted = filter.value.toLowerCase().split(/\s+/);
        for (const row of rows) {
          const text = row.textContent.toLowerCase();
          row.hidden = !wanted.every((word) => text.includes(word));
        }
        say(`${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`);
      });
      tools.append(filter);
    }
    const copy = document.createElement("button");
    copy.type = "button";
    copy.textContent = "Copy";
    copy.addEventListener("click", async () => {
      await copied(asText(table));
      say(`${shownRows(table).length - 1} rows copied`);
    });
    tools.append(copy, status);
    region.before(tools);
    [...headings(table)].forEach((cell, i) => sortable(table, cell, i, say));
  }
})();
