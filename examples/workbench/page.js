const $ = (id) => document.getElementById(id);
const TABS = ["findings", "outline", "page", "tasks", "references", "redline", "consolidated"];
const TITLES = {json: "JSON", akn: "Akoma Ntoso", csv: "CSV", html: "HTML", markdown: "Markdown", text: "TXT", docx: "Word"};
const KINDS = {json: "draft.json", akn: "draft.xml", csv: "tasks.csv", html: "draft.html", markdown: "draft.md", text: "draft.txt", docx: "draft.docx", comments: "draft (comments).docx", tracked: "draft (fixes).docx"};
const PARTS = @@NAMES@@;
const TYPED = /\.(txt|text|md|markdown|adoc|asciidoc)$/i;
const KEPT = "itu-texts-draft";

const settings = new URLSearchParams(location.hash.slice(1));
let words = WORDS.en, shown = null, name = "draft.txt", fixed = null, told = () => "", earlier = null, proposals = [];

// ---------------------------------------------------------------- Python, in the worker

const worker = new Worker(`data:text/javascript,${encodeURIComponent(WORKER)}`, {type: "module"});  // of a blob a file may make none
const waiting = new Map();
let number = 0;

function ask(what, ...given) {
  return new Promise((resolve, reject) => {
    waiting.set(++number, [resolve, reject]);
    worker.postMessage({id: number, ask: what, given});
  });
}

const begun = new Promise((resolve, reject) => {
  worker.onmessage = ({data}) => {
    if (data.progress !== undefined) {
      $("progress").value = data.progress;
      performance.mark(data.progress);
      if (data.progress === 1) resolve();
    } else if (data.id === undefined) {
      reject(new Error(data.failed));
    } else {
      const [done, failed] = waiting.get(data.id);
      waiting.delete(data.id);
      if ("failed" in data) failed(new Error(data.failed));
      else done(data.answer);
    }
  };
  worker.onerror = (event) => reject(new Error(event.message));
});

async function load() {  // the parts inside the page, or those beside it: a worker of a data address may fetch none
  const inside = [...document.querySelectorAll("script[type='text/plain']")];
  for (const [at, each] of (inside.length ? inside : PARTS).entries()) {
    const name = each.id ?? each;
    const packed = inside.length ? decoded(each) : (await fetch(`${name}.bin`)).body;
    const bytes = new Uint8Array(await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
    worker.postMessage({part: name, bytes}, [bytes.buffer]);
    $("progress").value = (at + 1) / PARTS.length / 2;
  }
}

function decoded(script) {
  const text = script.textContent;
  script.remove();
  if (Uint8Array.fromBase64) return new Blob([Uint8Array.fromBase64(text)]).stream();
  const signs = atob(text), bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return new Blob([bytes]).stream();
}

// ---------------------------------------------------------------- what is said

function say(key, put) {
  return words[key].replace("@", put ?? "");
}

function state(text) {  // a function, which says it in another language if that is chosen
  $("state").parentElement.classList.remove("refused");
  told = text;
  $("state").textContent = told();
}

function result() {
  return `${say("counts", findings().length)}. ${words.ready}`;
}

function speak(tongue) {
  words = WORDS[tongue] ?? WORDS.en;
  document.documentElement.lang = tongue in WORDS ? tongue : "en";
  document.documentElement.dir = tongue === "ar" ? "rtl" : "ltr";
  document.title = words.title;
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = words[each.dataset.say];
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", words[each.dataset.label]);
  $("text").placeholder = words.hint;
  $("take-csv").textContent = `CSV: ${words.tasks}`;
  for (const kind of ["comments", "tracked"]) $(`take-${kind}`).textContent = words[kind];
  $("state").textContent = told();
  tabs();
  panel();
}

function set(key, value) {
  if (value) settings.set(key, value);
  else settings.delete(key);
  history.replaceState(null, "", `#${settings}`);
}

function element(tag, given = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...inside);
  return made;
}

// ---------------------------------------------------------------- the draft

async function open(file) {
  await begun;
  const data = new Uint8Array(await file.arrayBuffer());
  const before = {name, fixed, text: $("text").value};
  name = file.name;
  const text = TYPED.test(name) ? await ask("decoded", name, data) : null;
  fixed = text === null || text === undefined ? data : null;
  if (fixed === null) $("text").value = text;
  if (await read()) return;
  ({name, fixed} = before);  // a file that cannot be read changes nothing
  $("text").value = before.text;
}

function refused(named, why) {
  $("state").parentElement.classList.add("refused");
  const next = why.includes("(.docx)") ? words.save : why.replace(`${named}: `, "");
  told = () => `${say("failed", named)}${next}`;
  $("state").textContent = told();
}

let asked = 0, reading = null;
function read() {  // one reading at a time, of what is there when it begins
  asked += 1;
  reading ??= begun.then(readings).finally(() => { reading = null; });
  return reading;
}

async function readings() {  // whether the draft could be read
  let good = false;
  for (let turn = 0; turn !== asked;) {
    good = false;
    turn = asked;
    $("state").textContent = words.reading;
    const data = fixed ?? new TextEncoder().encode($("text").value);
    try {
      const answer = JSON.parse(await ask("read", "draft", name, data));
      if (turn !== asked && !fixed) continue;
      if (answer.error) {
        refused(name, answer.error);
        continue;
      }
      shown = answer;
      good = true;
      $("text").readOnly = fixed !== null;
      if (fixed) $("text").value = shown.source;
      $("name").textContent = `${name}${fixed ? `. ${words.fixed}` : ""}`;
      $("text").dir = shown.language === "ar" ? "rtl" : "auto";
      if (current() !== "findings") panel();  // the outline is there before anything else is worked out
      await need("findings");
      if (turn !== asked) continue;
      state(result);
      marks();
      if (current() === "findings") panel();
      for (const each of document.querySelectorAll("#take button")) each.disabled = false;
      if ($("keep").checked && !fixed) localStorage.setItem(KEPT, JSON.stringify({name, text: $("text").value}));
    } catch (error) {
      if (turn === asked) refused(name, error.message);
    }
  }
  return good;
}

async function need(what) {  // what is shown of the draft is worked out when it is first looked at
  const of = shown;
  of[what] ??= JSON.parse(await ask(what, "draft"));
  return of === shown;
}

function findings() {
  const off = (settings.get("off") ?? "").split(",");
  return (shown?.findings ?? []).filter((each) => !off.includes(each.code));
}

let marked = "";
function moved(text) {  // the findings behind what has been typed stand elsewhere until they are worked out anew
  let at = 0;
  while (at < text.length && text[at] === marked[at]) at += 1;
  const by = text.length - marked.length;
  for (const each of shown?.findings ?? []) {
    if (each.end > at) each.end = Math.max(each.end + by, at);
    if (each.start >= at) each.start = Math.max(each.start + by, at);
  }
  marks();
}

function marks() {
  const text = marked = $("text").value;
  const made = [];
  let at = 0;
  for (const each of findings()) {
    if (each.start < at || each.end <= each.start) continue;
    made.push(text.slice(at, each.start), element("mark", {className: each.severity}, text.slice(each.start, each.end)));
    at = each.end;
  }
  $("marks").replaceChildren(...made, text.slice(at), "\n");
  $("marks").dir = $("text").dir;
  $("marks").scrollTop = $("text").scrollTop;
  $("mend").disabled = fixed !== null || !findings().some((each) => each.fixes.length);
}

function mend(some) {
  const edits = some.flatMap((each) => each.fixes).sort((one, other) => other[0] - one[0]);
  let before = Infinity;
  $("text").focus();
  for (const [start, end, put] of edits) {
    if (end > before) continue;
    $("text").setSelectionRange(start, end);
    const done = put ? document.execCommand("insertText", false, put) : document.execCommand("delete");
    if (!done) $("text").setRangeText(put, start, end);  // which cannot be undone
    before = start;
  }
  return read();
}

function go(start, end = start) {
  const text = $("text");
  text.focus();
  text.setSelectionRange(start, end);
  const before = text.value.slice(0, start).split("\n").length;
  const lines = text.value.split("\n").length;
  text.scrollTop = text.scrollHeight * (before - 1) / lines - text.clientHeight / 3;
  follow();
}

// ---------------------------------------------------------------- what is in it

function tabs() {
  $("tabs").replaceChildren(...TABS.map((each) => element("button", {
    id: `tab-${each}`, textContent: words[each], role: "tab", onclick: () => { set("tab", each); tabs(); panel(); },
    ariaSelected: String(each === current()), tabIndex: each === current() ? 0 : -1,
  })));
  for (const each of $("tabs").children) each.setAttribute("aria-controls", "panel");
  $("panel").setAttribute("aria-labelledby", `tab-${current()}`);
}

function current() {
  return TABS.includes(settings.get("tab")) ? settings.get("tab") : TABS[0];
}

$("tabs").onkeydown = (event) => {
  const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
  if (!step) return;
  const way = document.documentElement.dir === "rtl" ? -step : step;
  const next = TABS[(TABS.indexOf(current()) + way + TABS.length) % TABS.length];
  $(`tab-${next}`).click();
  $(`tab-${next}`).focus();
};

function list(rows, line) {
  if (!rows.length) return element("p", {textContent: words.none});
  return element("ul", {className: "list"}, ...rows.map(line));
}

function leading(start, end, ...inside) {
  return element("button", {className: "go", dir: "auto", onclick: () => go(start, end)}, ...inside);
}

const PANELS = {
  findings() {
    const off = (settings.get("off") ?? "").split(",").filter(Boolean);
    const again = off.map((code) => element("button", {textContent: code, onclick: () => ignore(code, false)}));
    const rows = list(findings(), (each) => {
      const line = element("li", {className: each.severity}, leading(each.start, each.end, element("span", {className: "code", textContent: each.code}), ` ${each.message}`));
      const tools = element("span", {className: "tools"});
      if (each.fixes.length && !fixed) tools.append(element("button", {textContent: words.fix, onclick: () => mend([each])}));
      tools.append(element("button", {textContent: words.ignore, onclick: () => ignore(each.code, true)}));
      line.append(tools);
      return line;
    });
    return [rows, ...(off.length ? [element("p", {className: "tools"}, words.again, " ", ...again)] : [])];
  },
  outline() {
    return [list(shown.outline, ([start, end, depth, kind, label, text]) => {
      const line = element("li", {}, leading(start, start, `${label} ${text}`.trim()));
      line.style.paddingInlineStart = `${depth * 1.2}rem`;
      Object.assign(line.dataset, {start, end, kind});
      return line;
    })];
  },
  page() {  // the page stays where it is scrolled to while the draft is typed
    const here = $("panel").firstElementChild;
    const frame = here?.classList.contains("page") ? here : element("iframe", {title: words.page, className: "page"});
    frame.setAttribute("sandbox", "allow-same-origin");  // no scripts: the buttons in it are of this page
    ask("page", "draft").then((html) => {
      const at = frame.contentWindow?.scrollY ?? 0;
      frame.onload = () => {
        frame.contentWindow.scrollTo(0, at);
        mending(frame.contentDocument);
      };
      frame.srcdoc = html;
    }, (error) => refused(name, error.message));
    return frame === here ? null : [frame];
  },
  tasks() {
    return [list(shown.tasks, (each) => element("li", {}, leading(each.start, each.start, element("span", {className: "code", textContent: each.addressee}), ` ${each.verb}: ${each.words} `, element("span", {className: "small", textContent: [each.place, each.when].filter(Boolean).join("; ")}))))];
  },
  references() {
    return [list(shown.references, (each) => {
      const where = [each.cited, each.place, each.problem].filter((told) => told && told !== each.words).join(": ");
      const line = element("li", {className: each.problem ? "warning" : ""}, leading(each.start, each.end, element("span", {className: "code", textContent: each.words}), ` ${where}`));
      if (each.target !== null) line.append(element("button", {textContent: "→", ariaLabel: `${each.words} →`, onclick: () => go(each.target)}));
      return line;
    })];
  },
  redline() {
    return compared("redline", words.second, false, (files) => { [earlier] = files; }, earlier ? [earlier] : []);
  },
  consolidated() {
    return compared("consolidated", words.proposals, true, (files) => { proposals = files; }, proposals);
  },
};

function mending(page) {  // puts a button beside each finding in the margin of the page
  const notes = [...page.querySelectorAll(".margin.said, .margin.diagnostic")];
  for (const each of findings()) {
    const at = notes.findIndex((note) => note.textContent.includes(each.code) && note.textContent.includes(each.message));
    if (at < 0) continue;
    const [note] = notes.splice(at, 1);
    const button = (title, onclick) => note.append(" ", Object.assign(page.createElement("button"), {type: "button", textContent: title, onclick}));
    button(words.show, () => go(each.start, each.end));
    if (each.fixes.length && !fixed) button(words.fix, () => mend([each]));
  }
}

function compared(what, title, multiple, keep, files) {
  const input = element("input", {type: "file", multiple, className: "hidden", id: `${what}-file`});
  input.onchange = () => { keep([...input.files]); panel(); };
  const made = [element("p", {className: "tools"}, element("label", {className: "button"}, input, title), files.map((each) => each.name).join(", "))];
  if (files.length) {
    const frame = element("iframe", {title});
    frame.setAttribute("sandbox", "");
    made.push(frame);
    (async () => {
      const read = [];
      for (const each of files) {
        each.key ??= `file-${++number}`;
        const answer = each.known ? {} : JSON.parse(await ask("read", each.key, each.name, new Uint8Array(await each.arrayBuffer())));
        each.known = !answer.error;
        if (each.known) read.push(each);
        else refused(each.name, answer.error);
      }
      if (!read.length) return;
      if (what === "redline") made[0].append(element("button", {id: "marked", textContent: words.marked, onclick: () => take("docx", () => ask("marked", "draft", read[0].key))}));
      const answer = await ask(what, "draft", JSON.stringify(read.map((each) => each.key)), JSON.stringify(read.map((each) => each.name)));
      if (what === "redline") return frame.srcdoc = answer;
      const {page, applied, told} = JSON.parse(answer);
      const lines = applied.map(([named, places]) => element("li", {}, element("span", {className: "code", textContent: named}), ...(places.length ? places : [words.none]).map((each) => element("div", {className: "small", textContent: each}))));
      frame.before(element("ul", {className: "list", dir: "auto"}, ...lines, ...told.map((each) => element("li", {className: "warning"}, element("span", {className: "code", textContent: each})))));
      frame.srcdoc = page;
    })().catch((error) => refused(files[0].name, error.message));
  }
  return made;
}

function panel() {
  if (!shown) return $("panel").replaceChildren(element("p", {textContent: words.hint}));
  const tab = current();
  if (["findings", "tasks", "references"].includes(tab) && !shown[tab]) {
    return need(tab).then((still) => { if (still && tab === current()) panel(); }, (error) => refused(name, error.message));
  }
  const made = PANELS[tab]();
  if (made) $("panel").replaceChildren(...made);
  follow();
}

function ignore(code, yes) {
  const off = new Set((settings.get("off") ?? "").split(",").filter(Boolean));
  if (yes) off.add(code);
  else off.delete(code);
  set("off", [...off].join(","));
  state(result);
  marks();
  panel();
}

function follow() {
  if (current() !== "outline") return;
  const at = $("text").selectionStart;
  let here = null;
  for (const each of document.querySelectorAll("#panel li")) {
    each.classList.remove("here");
    if (Number(each.dataset.start) <= at && at <= Number(each.dataset.end)) here = each;
  }
  here?.classList.add("here");
  here?.scrollIntoView({block: "nearest"});
}

// ---------------------------------------------------------------- what is done

async function take(kind, making = () => ask("made", "draft", kind)) {
  try {
    const made = await making();
    const link = element("a", {href: URL.createObjectURL(new Blob([made])), download: KINDS[kind].replace("draft", name.replace(/\.\w+$/, ""))});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  } catch (error) {
    refused(kind, error.message);
  }
}

for (const kind of Object.keys(KINDS)) $("take").append(element("button", {id: `take-${kind}`, textContent: TITLES[kind], disabled: true, onclick: () => take(kind)}));
for (const [code, title] of Object.entries(TONGUES)) $("tongue").append(element("option", {value: code, textContent: title, lang: code}));
$("tongue").onchange = () => { set("tongue", $("tongue").value); speak($("tongue").value); };
$("file").onchange = () => { if ($("file").files.length) open($("file").files[0]); };
$("mend").onclick = () => mend(findings());
let pause;
$("text").oninput = () => {
  moved($("text").value);
  clearTimeout(pause);
  pause = setTimeout(read, 50);
};
$("text").onscroll = () => { $("marks").scrollTop = $("text").scrollTop; };
for (const event of ["keyup", "click"]) $("text").addEventListener(event, follow);
addEventListener("dragover", (event) => { event.preventDefault(); $("source").classList.add("over"); });
addEventListener("dragleave", () => $("source").classList.remove("over"));
addEventListener("drop", (event) => {
  event.preventDefault();
  $("source").classList.remove("over");
  if (event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
});
$("keep").onchange = () => {
  if (!$("keep").checked) localStorage.removeItem(KEPT);
  else if (!fixed) localStorage.setItem(KEPT, JSON.stringify({name, text: $("text").value}));
};

const tongue = settings.get("tongue") ?? (navigator.languages ?? []).map((each) => each.slice(0, 2)).find((each) => each in WORDS) ?? "en";
$("tongue").value = tongue in WORDS ? tongue : "en";
speak($("tongue").value);
state(() => words.loading);
const kept = localStorage.getItem(KEPT);
if (kept) {
  $("keep").checked = true;
  ({name} = JSON.parse(kept));
  $("text").value = JSON.parse(kept).text;
}
load().catch((error) => refused("Pyodide", error.message));
begun.then(() => {
  $("progress").hidden = true;
  state(() => words.ready);
  document.body.dataset.ready = "yes";
  if ($("text").value) read();
}, (error) => refused("Pyodide", error.message));
if (location.protocol !== "file:" && "serviceWorker" in navigator) navigator.serviceWorker.register("service.js");
