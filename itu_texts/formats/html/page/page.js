"use strict";
(() => {
  const $ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const main = document.getElementById("main");
  const say = (words) => { document.getElementById("said").textContent = words; };

  // ---- what is folded opens for a link that leads into it
  const open = (element) => {
    for (let each = element; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
  };
  const go = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    open(target);
    if (!target.checkVisibility() && document.body.classList.contains("filtered")) showAll();
    target.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", go);
  if (location.hash) go();

  // ---- the address of a place, copied
  main.addEventListener("click", (event) => {
    const link = event.target.closest("a.link");
    if (!link) return;
    const address = link.dataset.address;
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(() => say(`Copied: ${address}`), () => {});
  });

  // ---- what is cited, shown beside the reference
  const preview = document.getElementById("preview");
  const show = (event) => {
    const link = event.target.closest("a.ref");
    if (!link) return;
    preview.textContent = link.dataset.says;
    preview.hidden = false;
    const box = link.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - preview.offsetWidth - 8));
    preview.style.left = `${left + scrollX}px`;
    preview.style.top = `${box.bottom + scrollY + 6}px`;
    link.setAttribute("aria-describedby", "preview");
  };
  const hide = (event) => {
    preview.hidden = true;
    event.target.closest?.("a.ref")?.removeAttribute("aria-describedby");
  };
  main.addEventListener("mouseover", show);
  main.addEventListener("focusin", show);
  main.addEventListener("mouseout", hide);
  main.addEventListener("focusout", hide);
  addEventListener("keydown", (event) => { if (event.key === "Escape") preview.hidden = true; });

  // ---- only what instructs some addressees
  const boxes = $(".legend input");
  const filter = () => {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    document.body.classList.toggle("filtered", wanted.size > 0);
    for (const each of $(".kept", main)) each.classList.remove("kept");
    if (!wanted.size) { say("Everything is shown"); return; }
    let count = 0;
    for (const each of $("[data-addressees]", main)) {
      if (!each.dataset.addressees.split(" ").some((key) => wanted.has(key))) continue;
      count += 1;
      open(each);
      for (const inner of [each, ...$(".block", each)]) inner.classList.add("kept");
      for (let above = each.parentElement; above && above !== main; above = above.parentElement) above.classList.add("kept");
    }
    for (const each of $(".kept", main)) {
      if (each.matches(".text")) for (const front of $(":scope > .designation, :scope > .title", each)) front.classList.add("kept");
    }
    say(`${count} shown`);
  };
  const showAll = () => { for (const box of boxes) box.checked = false; filter(); };
  for (const box of boxes) box.addEventListener("change", filter);

  // ---- the outline follows the reader
  const entries = new Map($("nav a").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const nav = document.querySelector("nav");
  if (innerWidth < 640) nav.querySelector("details").open = false;
  const seen = new Set();
  let here = null;
  const follow = new IntersectionObserver((changes) => {
    for (const change of changes) change.isIntersecting ? seen.add(change.target) : seen.delete(change.target);
    const first = [...seen].sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1)).at(-1);
    const link = first && entries.get(first.id);
    if (!link || link === here) return;
    here?.removeAttribute("aria-current");
    here = link;
    here.setAttribute("aria-current", "true");
    const [box, frame] = [here.getBoundingClientRect(), nav.getBoundingClientRect()];
    if (nav.scrollHeight > nav.clientHeight && (box.top < frame.top || box.bottom > frame.bottom)) {
      nav.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }, { rootMargin: "-15% 0px -75% 0px" });
  for (const id of entries.keys()) {
    const block = document.getElementById(id);
    if (block) follow.observe(block);
  }

  // ---- what is folded is printed too
  addEventListener("beforeprint", () => { for (const each of $("details", main)) each.open = true; });
})();
