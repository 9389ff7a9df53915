"use strict";
/* Tables of a site: the name of a column sorts all rows by it, words leave those that have them, and those can be saved.
   The rows of the other pages of a table come as scripts, because a page that is opened from a folder loads no data. */
for (const table of document.querySelectorAll("table.list")) {
  const SHOWN = 200; // rows that are shown at a time
  const $ = (id) => document.getElementById(id);
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.rows[0].cells];
  const names = heads.map((head) => head.textContent.trim());
  const { compare } = new Intl.Collator("en", { numeric: true });
  const said = (cell) => {
    const copy = cell.cloneNode(true);
    for (const each of copy.querySelectorAll(".gap")) each.remove();
    for (const each of copy.querySelectorAll("a[title]")) each.textContent = each.title;
    for (const each of copy.querySelectorAll(".dot")) each.textContent = ";";
    return copy.textContent.replace(/\s+/g, " ").replace(/ ;/g, ";").trim();
  };
  let whole = null;
  const load = () => whole ??= (table.dataset.others ?? "").split(" ").filter(Boolean).reduce((before, source) =>
    before.then(() => new Promise((done, failed) => {
      const script = document.createElement("script");
      globalThis.itu = { rows: (html) => {
        const holder = document.createElement("template");
        holder.innerHTML = `<table><tbody>${html}</tbody></table>`;
        rows.push(...holder.content.querySelectorAll("tr"));
      } };
      script.charset = "utf-8";
      script.src = source;
      script.onload = () => { script.remove(); done(); };
      script.onerror = () => failed(new Error(source));
      document.head.append(script);
    })), Promise.resolve());

  let seen = rows;
  const show = (count) => {
    for (const row of rows) row.hidden = true;
    const shown = seen.slice(0, count);
    shown.forEach((row, at) => {
      row.hidden = false;
      for (const cell of row.querySelectorAll(".once")) {
        const before = shown[at - 1]?.cells[cell.cellIndex];
        cell.classList.toggle("again", before !== undefined && before.innerHTML === cell.innerHTML);
      }
    });
    table.tBodies[0].append(...shown);
    if (!$("more")) return;
    $("more").hidden = count >= seen.length;
    $("more").onclick = () => show(count + SHOWN);
    $("seen").textContent = `${seen.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")}`;
    for (const pager of document.querySelectorAll(".pager")) pager.hidden = true;
  };
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", async () => {
      await load();
      const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      const keys = new Map(rows.map((row) => [row, said(row.cells[at])]));
      const sorted = (one, other) => { // what is empty stands last
        const [a, b] = [keys.get(one), keys.get(other)];
        return !a - !b || sign * compare(a, b);
      };
      rows.sort(sorted);
      seen = seen.length === rows.length ? rows : [...seen].sort(sorted);
      show(SHOWN);
    });
  });
  table.addEventListener("click", (event) => {
    if (!event.target.closest("a")) event.target.closest("td")?.querySelector(".clamp")?.classList.toggle("open");
  });
  const filter = $("filter");
  if (!filter) continue;
  for (const tool of document.querySelectorAll(".tools")) tool.hidden = false;
  const leave = async () => {
    await load();
    const words = filter.value.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []; // "res. 7 (Hilltop 2018)", without stops
    seen = rows.filter((row) => words.every((word) => row.textContent.toLowerCase().includes(word)));
    show(SHOWN);
  };
  let waiting = 0;
  filter.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(leave, 150); });
  $("csv").addEventListener("click", async () => {
    await load();
    const cells = [names, ...(seen.length === rows.length ? rows : seen).map((row) => [...row.cells].map(said))];
    const quoted = cells.map((row) => row.map((words) => `"${words.replace(/"/g, '""')}"`).join(",")).join("\r\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", quoted, "\r\n"], { type: "text/csv" }));
    link.download = "rows.csv";
    link.click();
  });
}
