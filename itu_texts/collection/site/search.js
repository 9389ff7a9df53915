"use strict";
/* The search of a site.  The index lies in pieces in search/, which are loaded as scripts when they are needed:
   "words" has words and the numbers of their passages, "titles" those of titles and of the first passages of their texts,
   "forms" the other forms of words, "passages" and "texts" what is shown of these. */
(() => {
  const SHOWN = 20; // passages that are shown at a time
  const SNIPPET = 320; // characters of a passage
  const $ = (id) => document.getElementById(id);

  // ---- the pieces of the index
  const pieces = new Map();
  const arrived = new Map();
  globalThis.itu = { put: (kind, number, content) => arrived.set(`${kind}-${number}`, content) }; // what pieces call
  const load = (name) => {
    if (!pieces.has(name)) {
      pieces.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        const number = name === "contents" ? "contents-0" : name;
        script.charset = "utf-8";
        script.src = `search/${name}.js`;
        script.onload = () => { script.remove(); done(arrived.get(number)); };
        script.onerror = () => { pieces.delete(name); failed(new Error(name)); };
        document.head.append(script);
      }));
    }
    return pieces.get(name);
  };
  /* The last of some pieces that begins at a key or before it. */
  const pieceOf = (begins, key) => {
    let [low, high] = [0, begins.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begins[middle] <= key) low = middle + 1; else high = middle;
    }
    return Math.max(low - 1, 0);
  };
  const row = async (contents, kind, number) => {
    const at = pieceOf(contents[kind], number);
    return (await load(`${kind}-${at}`))[number - contents[kind][at]];
  };

  // ---- words, as the index has them
  const runsOn = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+/g;
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const wordsOf = (text) => (plain(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => {
    const out = [];
    if (!word.match(runsOn)) return [word.replace(/^([a-z]{2,}[a-hj-rtv-z])s$/, "$1")];
    let done = 0;
    for (const run of word.matchAll(runsOn)) {
      if (run.index > done) out.push(word.slice(done, run.index));
      const signs = run[0];
      for (let at = 0; at < Math.max(signs.length - 1, 1); at += 1) out.push(signs.slice(at, at + 2));
      done = run.index + signs.length;
    }
    if (done < word.length) out.push(word.slice(done));
    return out;
  });
  globalThis.itu.wordsOf = wordsOf; // so that it can be compared with that of Python
  const less = (one, other) => { // as Python orders words: by code points, not by units of UTF-16
    const [a, b] = [[...one], [...other]];
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
      if (a[at] !== b[at]) return a[at].codePointAt(0) < b[at].codePointAt(0);
    }
    return a.length < b.length;
  };
  const begins = new Set(); // the words that stand for all that begin with them: a star follows
  const isPrefix = (word) => begins.has(word) || word.match(runsOn)?.[0] === word;

  /* The words of an index with what it has of them: a word, or all that begin so. */
  const entriesOf = async (contents, kind, word, prefix) => {
    const firsts = contents[kind];
    const found = [];
    let at = 0;
    while (at + 1 < firsts.length && less(firsts[at + 1], word)) at += 1;
    for (; at < firsts.length; at += 1) {
      if (less(word, firsts[at]) && !(prefix && firsts[at].startsWith(word))) break;
      const entries = await load(`${kind}-${at}`);
      for (let place = 0; place < entries.length; place += 2) {
        if (entries[place] === word || (prefix && entries[place].startsWith(word))) {
          found.push([entries[place], entries[place + 1]]);
        }
      }
    }
    return found;
  };
  /* The passages of a word, each with its weight: more if it has the word itself, if it is a title, or if it is short. */
  const passagesOf = async (contents, word, prefix, kind = "words") => {
    const found = new Map();
    for (const [known, steps] of await entriesOf(contents, kind, word, prefix)) {
      let number = 0;
      for (const step of steps.split(",")) {
        number += parseInt(step, 36);
        const weight = (known === word ? 4 : 1) + (step.endsWith("!") ? 2 : step.endsWith("'") ? 1 : 0);
        if (weight > (found.get(number) ?? 0)) found.set(number, weight);
      }
    }
    return found;
  };

  // ---- searching
  const ENOUGH = 10; // passages with all words; if there are fewer, those with some of three words or more follow
  const FILTERS = [...document.querySelectorAll(".asking select")];
  const asked = () => ({
    words: [...new Set($("q").value.split(/\s+/).flatMap((each) => {
      const words = wordsOf(each);
      if (words.length) begins[each.endsWith("*") ? "add" : "delete"](words.at(-1));
      return words;
    }))],
    marks: FILTERS.filter((each) => each.value).map((each) => (each.id === "since" // that year or a later one
      ? [...each.options].filter((year) => year.value >= each.value) : [each.selectedOptions[0]])
      .map((option) => each.dataset.mark + option.value)).concat($("latest").checked ? [["latest"]] : []),
  });
  /* The passages of a word in all its forms, and the first passages of texts with it in their title. */
  const setOf = async (contents, word) => {
    const found = await passagesOf(contents, word, isPrefix(word));
    const forms = (await entriesOf(contents, "forms", word, false)).flatMap(([, others]) => others.split(" "));
    for (const form of forms) {
      for (const [number, weight] of await passagesOf(contents, form, false)) {
        if (weight - 1 > (found.get(number) ?? 0)) found.set(number, weight - 1);
      }
    }
    const titled = new Set();
    for (const form of [word, ...forms]) {
      for (const number of (await passagesOf(contents, form, isPrefix(word), "titles")).keys()) titled.add(number);
    }
    return { found, titled, forms, rarity: Math.log(1 + contents.count / (1 + found.size)) };
  };
  const search = async ({ words, marks }) => {
    const contents = await load("contents");
    const sets = await Promise.all(words.map((word) => setOf(contents, word)));
    const kept = await Promise.all(marks.map(async (some) => new Set((await Promise.all(
      some.map((mark) => passagesOf(contents, `#${mark}`, false)))).flatMap((each) => [...each.keys()]))));
    const firstOf = (number) => contents.firsts[pieceOf(contents.firsts, number)];
    const [all, some] = [[], []];
    for (const number of new Set(sets.flatMap((set) => [...set.found.keys()]))) {
      if (!kept.every((set) => set.has(number))) continue;
      const first = firstOf(number);
      let [sum, rare, has] = [0, 0, 0];
      for (const set of sets) {
        const weight = set.found.get(number) ?? (set.titled.has(first) ? 1 : 0);
        sum += weight;
        if (weight) { has += 1; rare += set.rarity * (1 + weight / 10); }
      }
      if (has === sets.length) all.push([number, sum]); else some.push([number, rare]);
    }
    const inOrder = (found) => found.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => number);
    const numbers = inOrder(all);
    if (words.length > 2 && numbers.length < ENOUGH) numbers.push(...inOrder(some).slice(0, 100));
    return { contents, words: [...words, ...sets.flatMap((set) => set.forms)], numbers };
  };

  // ---- showing
  let shown = null; // what was found last, and how many of it are shown
  const marked = (words, text) => {
    const out = document.createElement("span");
    const at = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter((found) => {
      const inside = wordsOf(found[0]);
      return words.some((word) => inside.some((each) => each === word || (isPrefix(word) && each.startsWith(word))));
    });
    const start = at.length && at[0].index > SNIPPET - 80 ? text.lastIndexOf(" ", at[0].index - 80) + 1 : 0;
    let done = start;
    if (start) out.append("… ");
    for (const found of at) {
      if (found.index + found[0].length > start + SNIPPET) break;
      const mark = document.createElement("mark");
      mark.textContent = found[0];
      out.append(text.slice(done, found.index), mark);
      done = found.index + found[0].length;
    }
    const end = text.length > start + SNIPPET ? Math.max(text.lastIndexOf(" ", start + SNIPPET), done) : text.length;
    out.append(text.slice(done, end) + (end < text.length ? " …" : ""));
    return out;
  };
  const item = async (contents, words, number) => {
    const [of, href, address, text] = await row(contents, "passages", number);
    const [name, title, language, standing, page] = await row(contents, "texts", of);
    const out = document.createElement("li");
    const link = document.createElement("a");
    link.href = href.startsWith("#") || !href ? page + href : href;
    link.textContent = name + (address ? `, ${address}` : "");
    const what = document.createElement("p");
    what.className = "faint";
    what.append([title, standing].filter(Boolean).join(" · "));
    const said = document.createElement("p");
    said.append(marked(words, text));
    for (const each of [what, said]) { each.lang = language; each.dir = "auto"; }
    out.append(link, what, said);
    return out;
  };
  const more = async () => {
    const mine = shown;
    const next = mine.numbers.slice(mine.count, mine.count + SHOWN);
    mine.count += next.length;
    const items = await Promise.all(next.map((number) => item(mine.contents, mine.words, number)));
    if (mine !== shown) return;
    $("results").append(...items);
    $("more").hidden = mine.count >= mine.numbers.length;
  };
  const go = async () => {
    const want = asked();
    const mine = shown = { numbers: [], count: 0 };
    $("more").hidden = $("begin").hidden = true;
    const state = new URLSearchParams({ q: $("q").value });
    for (const each of FILTERS) if (each.value) state.set(each.id, each.value);
    if ($("latest").checked) state.set("latest", "1");
    history.replaceState(null, "", `#${state}`);
    if (!want.words.length) { $("results").replaceChildren(); $("found").textContent = ""; return; }
    try {
      const found = await search(want);
      if (mine !== shown) return; // something else was asked for since
      shown = { ...found, count: 0 };
      $("results").replaceChildren();
      const count = found.numbers.length;
      $("found").textContent = count ? `${count} ${count === 1 ? "passage" : "passages"} found` : "Nothing found";
      $("begin").hidden = count > 0 || $("q").value.trimEnd().endsWith("*");
      await more();
    } catch (error) {
      $("found").textContent = `The index cannot be read: ${error.message}`;
    }
  };

  // ---- what is typed and pressed
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(go, 200); };
  $("q").addEventListener("input", soon);
  for (const each of [...FILTERS, $("latest")]) each.addEventListener("change", go);
  document.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    go();
  });
  $("more").addEventListener("click", async () => {
    const before = $("results").children.length;
    await more();
    $("results").children[before]?.querySelector("a").focus();
  });
  $("begin").addEventListener("click", () => {
    $("q").value = $("q").value.trim().split(/\s+/).map((word) => word.replace(/\*?$/, "*")).join(" ");
    $("q").focus();
    go();
  });
  addEventListener("keydown", (event) => { // from the words to what was found, and up and down in that
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [$("q"), ...$("results").querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });

  // ---- what a link asks for: search.html?q=words, or behind "#"
  const given = new URLSearchParams(location.hash.slice(1) || location.search);
  $("q").value = given.get("q") ?? "";
  for (const each of FILTERS) if (given.get(each.id)) each.value = given.get(each.id);
  $("latest").checked = given.has("latest");
  if ($("q").value) go(); else $("q").focus();
})();
