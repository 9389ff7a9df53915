const $ = (id) => document.getElementById(id);
const TABS = ["findings", "outline", "page", "tasks", "references", "redline", "consolidated"];
const TITLES = {json: "JSON", akn: "Akoma Ntoso", csv: "CSV", html: "HTML", markdown: "Markdown", text: "TXT", docx: "Word"};
const KINDS = {json: "draft.json", akn: "draft.xml", csv: "tasks.csv", html: "draft.html", markdown: "draft.md", text: "draft.txt", docx: "draft.docx", comments: "draft (comments).docx", tracked: "draft (fixes).docx"};
const PARTS = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", "site.zip"];
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

async function parts() {  // those inside the page, or those beside it: a worker of a data address may fetch none
  const inside = [...document.querySelectorAll("script[type='text/plain']")];
  let done = 0;
  const found = await Promise.all((inside.length ? inside : PARTS).map(async (each) => {
    let bytes;
    if (inside.length) {
      const packed = Uint8Array.from(atob(each.textContent), (sign) => sign.charCodeAt(0));
      each.remove();
      const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      bytes = await new Response(plain).arrayBuffer();
    } else {
      const answer = await fetch(each);
      if (!answer.ok) throw new Error(`${each}: ${answer.status}`);
      bytes = await answer.arrayBuffer();
    }
    $("progress").value = ++done / PARTS.length / 2;
    return [each.id ?? each, new Uint8Array(bytes)];
  }));
  return Object.fromEntries(found);
}

// ---------------------------------------------------------------- what is said

function say(key, put) {
  return words[key].replace("@", put ?? "");
}

function state(text) {  // a function, which says it in another language if that is chosen
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
  name = file.name;
  if (TYPED.test(name)) {
    const text = await ask("decoded", name, data);
    fixed = text === undefined || text === null ? data : null;
    if (fixed === null) $("text").value = text;
  } else {
    fixed = data;
  }
  $("text").readOnly = fixed !== null;
  await read();
}

function refused(named, why) {
  if (why.includes("need an extra")) return state(() => `${say("failed", named)}${words.missing}`);
  state(() => `${say("failed", named)}${why}`);
}

let asked = 0;
async function read() {
  await begun;
  const turn = ++asked;
  $("state").textContent = words.reading;
  const data = fixed ?? new TextEncoder().encode($("text").value);
  try {
    const answer = JSON.parse(await ask("read", "draft", name, data));
    if (turn !== asked) return;
    if (answer.error) return refused(name, answer.error);
    shown = answer;
    if (fixed) $("text").value = shown.source;
    $("name").textContent = `${name}${fixed ? `. ${words.fixed}` : ""}`;
    $("text").dir = shown.language === "ar" ? "rtl" : "auto";
    state(result);
    marks();
    panel();
    for (const each of document.querySelectorAll("#take button")) each.disabled = false;
    if ($("keep").checked && !fixed) localStorage.setItem(KEPT, JSON.stringify({name, text: $("text").value}));
  } catch (error) {
    if (turn === asked) refused(name, error.message);
  }
}

function findings() {
  const off = (settings.get("off") ?? "").split(",");
  return shown ? shown.findings.filter((each) => !off.includes(each.code)) : [];
}

function marks() {
  const text = $("text").value;
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
  page() {
    const frame = element("iframe", {title: words.page});
    frame.setAttribute("sandbox", "");
    ask("page", "draft").then((html) => { frame.srcdoc = html; }, (error) => refused(name, error.message));
    return [frame];
  },
  tasks() {
    return [list(shown.tasks, (each) => element("li", {}, leading(each.start, each.start, element("span", {className: "code", textContent: each.addressee}), ` ${each.verb}: ${each.words} `, element("span", {className: "small", textContent: [each.place, each.when].filter(Boolean).join("; ")}))))];
  },
  references() {
    return [list(shown.references, (each) => {
      const where = [each.cited, each.place, each.problem].filter(Boolean).join(": ");
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

function compared(what, title, multiple, keep, files) {
  const input = element("input", {type: "file", multiple, className: "hidden", id: `${what}-file`});
  input.onchange = () => { keep([...input.files]); panel(); };
  const made = [element("p", {className: "tools"}, element("label", {className: "button"}, input, title), files.map((each) => each.name).join(", "))];
  if (files.length) {
    const frame = element("iframe", {title});
    frame.setAttribute("sandbox", "");
    made.push(frame);
    (async () => {
      const read = await Promise.all(files.map(async (each, at) => {
        const key = `${what}-${at}`;
        const answer = JSON.parse(await ask("read", key, each.name, new Uint8Array(await each.arrayBuffer())));
        if (answer.error) refused(each.name, answer.error);
        return answer.error ? null : key;
      }));
      const keys = read.filter(Boolean);
      if (keys.length && what === "redline") made[0].append(element("button", {id: "marked", textContent: words.marked, onclick: () => take("docx", () => ask("marked", "draft", keys[0]))}));
      if (keys.length) frame.srcdoc = await ask(what, "draft", JSON.stringify(keys), JSON.stringify(files.map((each) => each.name)));
    })().catch((error) => refused(files[0].name, error.message));
  }
  return made;
}

function panel() {
  if (!shown) return $("panel").replaceChildren(element("p", {textContent: words.hint}));
  $("panel").replaceChildren(...PANELS[current()]());
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
  marks();
  clearTimeout(pause);
  pause = setTimeout(read, 150);
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
parts().then(
  (found) => worker.postMessage({parts: found}, Object.values(found).map((each) => each.buffer)),
  (error) => refused("Pyodide", error.message),
);
begun.then(() => {
  $("progress").hidden = true;
  state(() => words.ready);
  document.body.dataset.ready = "yes";
  if ($("text").value) read();
}, (error) => refused("Pyodide", error.message));
if (location.protocol !== "file:" && "serviceWorker" in navigator) navigator.serviceWorker.register("service.js");
