"use strict";
/* The search of a site, which finds what that of the collection finds.  The index lies in pieces in search/, which are
   loaded as scripts when they are needed: "words" has words with the numbers of their passages, and how much they count
   there; "forms" the other forms of words; "passages" and "texts" what is shown of these. */
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

  // ---- words, as the index has them: small, without accents; of Chinese, each character with the next
  const CHINESE = "\\u3400-\\u9fff\\uf900-\\ufaff";
  const WORD = new RegExp(`[${CHINESE}]+|(?:(?![${CHINESE}])[\\p{L}\\p{N}])+`, "gu");
  const ASKED = new RegExp(`${WORD.source}(?:(?<=[\\p{L}\\p{N}]{2})\\*)?`, "gu"); // with a star, which ends a beginning
  const runsOn = (word) => new RegExp(`^[${CHINESE}]`, "u").test(word);
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const wordsOf = (text, word = WORD) => (plain(text).match(word) ?? []).flatMap((each) => {
    const signs = [...each];
    return runsOn(each) && signs.length > 1 ? signs.slice(1).map((sign, at) => signs[at] + sign) : [each];
  });
  globalThis.itu.wordsOf = wordsOf; // so that it can be compared with that of Python
  const less = (one, other) => { // as Python orders words: by code points, not by units of UTF-16
    const [a, b] = [[...one], [...other]];
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
      if (a[at] !== b[at]) return a[at].codePointAt(0) < b[at].codePointAt(0);
    }
    return a.length < b.length;
  };

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
  /* The numbers of a word, each with how much it counts there: steps in base 36, and a sign for that. */
  const numbersOf = (contents, steps) => {
    let number = 0;
    return [...steps.matchAll(/([0-9a-z]+)([^0-9a-z])/g)].map(([, step, sign]) => {
      number += parseInt(step, 36);
      return [number, contents.levels.indexOf(sign) / contents.levels.length];
    });
  };

  // ---- searching
  const ENOUGH = 10; // passages with all words; if there are fewer, those with some of three words or more follow
  const CLOSE = 40; // passages, of which those come first in which the words are close
  const FAR = 5; // words between two that do not belong together
  const PLACES = 25000; // passages that are compared; the most common words are left out for that
  const FILTERS = [...document.querySelectorAll(".asking select")];
  const asked = () => ({
    words: [...new Set(wordsOf($("q").value, ASKED))],
    marks: FILTERS.filter((each) => each.value).map((each) => (each.id === "since" // that year or a later one
      ? [...each.options].filter((year) => year.value >= each.value) : [each.selectedOptions[0]])
      .map((option) => each.dataset.mark + option.value)).concat($("latest").checked ? [["#latest:1"]] : []),
  });
  /* The passages of a word in all its forms, each with how well it answers: the rarest words count most. */
  const answersOf = async (contents, word) => {
    const starred = word.endsWith("*");
    const begin = starred ? word.slice(0, -1) : word;
    const found = await entriesOf(contents, "words", begin, starred || (runsOn(word) && [...word].length === 1));
    if (!starred) {
      for (const [, forms] of await entriesOf(contents, "forms", word, false)) {
        for (const form of forms.split(" ")) found.push(...await entriesOf(contents, "words", form, false));
      }
    }
    const numbers = new Map(); // of each form, which may come in several pieces
    for (const [form, steps] of found) numbers.set(form, [...numbers.get(form) ?? [], ...numbersOf(contents, steps)]);
    const scores = new Map();
    for (const places of numbers.values()) {
      const rarity = Math.max(Math.log((contents.count - places.length + .5) / (places.length + .5)), 1e-6);
      for (const [number, much] of places) scores.set(number, (scores.get(number) ?? 0) + rarity * much);
    }
    return { word, scores, forms: new Set(numbers.keys()) };
  };
  /* How close words that follow one another stand in a passage, or in the names of its addressees. */
  const closeness = (answers, said) => {
    const places = answers.map(({ forms }) => said.flatMap((word, at) => (forms.has(word) ? [at] : [])));
    return places.slice(1).reduce((sum, here, at) => {
      const gap = Math.min(FAR, ...places[at].flatMap((before) => here.map((place) => Math.abs(place - before))));
      return sum + (gap > 0 && gap < FAR ? 1 / gap : 0);
    }, 0);
  };
  const search = async ({ words, marks }) => {
    const contents = await load("contents");
    const counted = words.filter((word) => !contents.stop.includes(word));
    const answers = await Promise.all((counted.length ? counted : words).map((word) => answersOf(contents, word)));
    const kept = await Promise.all(marks.map(async (some) => new Set((await Promise.all(some.map(async (mark) =>
      (await entriesOf(contents, "words", mark, false)).flatMap(([, steps]) => numbersOf(contents, steps).map(
        ([number]) => mark[0] + number))))).flat())));
    const isKept = (number) => kept.every((set) => set.has(`@${number}`) || set.has(`#${pieceOf(contents.firsts, number)}`));
    let places = 0;
    const rare = [...answers].sort((one, other) => one.scores.size - other.scores.size)
      .filter(({ scores }, at) => (places += scores.size) <= PLACES || !at);
    const [all, some] = [[], []];
    for (const number of new Set(rare.flatMap(({ scores }) => [...scores.keys()]))) {
      const scored = rare.map(({ scores }) => scores.get(number)).filter((score) => score !== undefined);
      if (isKept(number)) (scored.length === rare.length ? all : some).push([scored.reduce((sum, each) => sum + each, 0), number]);
    }
    for (const found of [all, some]) found.sort((one, other) => other[0] - one[0] || one[1] - other[1]);
    const close = await Promise.all(all.slice(0, CLOSE).map(async ([, number]) => {
      const [, , , text, told] = await row(contents, "passages", number);
      return [closeness(answers, wordsOf(`${told ?? ""} ${text}`)), number];
    }));
    const found = [...close.sort((one, other) => other[0] - one[0]), ...all.slice(CLOSE)];
    if (words.length > 2 && all.length < ENOUGH) found.push(...some.slice(0, 100));
    return { contents, forms: new Set(answers.flatMap(({ forms }) => [...forms])), numbers: found.map(([, number]) => number) };
  };

  // ---- showing
  let shown = null; // what was found last, and how many of it are shown
  const marked = (forms, text) => {
    const out = document.createElement("span");
    const at = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter(([said]) => wordsOf(said).some((word) => forms.has(word)));
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
  const item = async (contents, forms, number) => {
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
    said.append(marked(forms, text));
    for (const each of [what, said]) { each.lang = language; each.dir = "auto"; }
    out.append(link, what, said);
    return out;
  };
  const more = async () => {
    const mine = shown;
    const next = mine.numbers.slice(mine.count, mine.count + SHOWN);
    mine.count += next.length;
    const items = await Promise.all(next.map((number) => item(mine.contents, mine.forms, number)));
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
