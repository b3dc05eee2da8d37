/* Sorting, filtering, copying and saving tables. Works on every ".table" that it has not seen before. */
(() => {
  const FROM = 6; // tables with this many rows get a filter
  const value = (cell) => {
    const text = cell.dataset.sort ?? cell.textContent.trim();
    const number = Number.parseFloat(text.replaceAll(",", "").replace("−", "-"));
    return { text, number };
  };
  const compare = (column, numeric, down) => (a, b) => {
    const [x, y] = [value(a.cells[column]), value(b.cells[column])];
    if (!x.text || !y.text) return x.text ? -1 : y.text ? 1 : 0; // missing values come last
    const order = numeric ? x.number - y.number : x.text.localeCompare(y.text, "en");
    return down ? -order : order;
  };
  const headings = (table) => [...table.tHead.rows].at(-1).cells; // groups of columns are above
  const sortable = (table, heading, column, say) => {
    const name = heading.textContent;
    if (!name) return; // an index without a name
    const button = document.createElement("button");
    button.type = "button";
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
  /* The text of a cell, including folded sentence numbers, without the words of the fold. */
  const said = (cell) => {
    const numbers = cell.querySelector("[data-sentences]")?.dataset.sentences;
    const text = numbers && cell.matches(".sentences") ? numbers.replaceAll(" ", ", ") : whole(cell);
    const words = text.trim().replace(/\s+/g, " ");
    return /^[=+@\t]|^-(?!\d)/.test(words) ? `'${words}` : words; // so that no spreadsheet runs it
  };
  const whole = (cell) => {
    if (!cell.querySelector("summary")) return cell.textContent;
    const copy = cell.cloneNode(true);
    for (const fold of copy.querySelectorAll("summary")) fold.replaceWith(",");
    return copy.textContent;
  };
  const cells = (table) => shownRows(table).map((row) => [...row.cells].map(said));
  const asText = (table) => cells(table).map((row) => row.join("\t")).join("\n");
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const asCsv = (table) => cells(table).map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
  const fileName = (region) => {
    const label = (region.getAttribute("aria-label") ?? "table").split(/[:,]/)[0].toLowerCase();
    return `${label.replace(/[^a-z0-9.]+/g, "-").replace(/^-|-$/g, "") || "table"}.csv`;
  };
  const download = (text, name) => {
    const link = document.createElement("a");
    // The signature tells spreadsheets that it is UTF-8.
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
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
    if (!rows.length) continue;
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
        say(n());
      });
      tools.append(filter);
    }
    const button = (text, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      made.addEventListener("click", act);
      tools.append(made);
    };
    const n = () => `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
    button("Copy", async () => {
      await copied(asText(table));
      say(`${n()} copied`);
    });
    button("Download CSV", () => {
      download(asCsv(table), fileName(region));
      say(`${n()} saved as ${fileName(region)}`);
    });
    tools.append(status);
    region.before(tools);
    if (rows.length < 3) continue; // nothing to sort
    [...headings(table)].forEach((cell, i) => sortable(table, cell, i, say));
  }
})();
