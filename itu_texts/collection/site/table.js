"use strict";
/* Tables of a site: the name of a column sorts the rows of the page by it, and words leave those that have them. */
for (const table of document.querySelectorAll("table.list")) {
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.rows[0].cells];
  const { compare } = new Intl.Collator("en", { numeric: true });
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    const said = (row) => row.cells[at].textContent.trim();
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      rows.sort((a, b) => !said(a) - !said(b) || sign * compare(said(a), said(b))); // what is empty stands last
      table.tBodies[0].append(...rows);
    });
  });
  const filter = document.getElementById("filter");
  if (!filter) continue;
  filter.closest("p").hidden = false;
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  });
}
