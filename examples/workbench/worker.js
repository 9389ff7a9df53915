// Runs Python beside the page, which stays live. The first messages have the parts of Pyodide, each as soon as the page has it;
// each further message asks for one function of workbench.py.
let python;
const got = {}, waiting = {};

function part(name) {
  return got[name] ??= new Promise((resolve) => { waiting[name] = resolve; });
}

async function begin() {
  const types = {wasm: "application/wasm", json: "application/json"};
  self.fetch = async (url) => {  // nothing leaves the page: all that is asked for is here
    const name = String(url.url ?? url).split("/").pop();
    return new Response(await part(name), {headers: {"Content-Type": types[name.split(".").pop()] ?? "application/octet-stream"}});
  };
  const script = async (name) => import(URL.createObjectURL(new Blob([await part(name)], {type: "text/javascript"})));
  const [{loadPyodide}, {default: create}, lock] = await Promise.all([script("pyodide.mjs"), script("pyodide.asm.mjs"), part("pyodide-lock.json")]);
  postMessage({progress: .6});
  python = await loadPyodide({
    indexURL: "https://workbench.invalid/", lockFileContents: new TextDecoder().decode(lock), env: {ITU_TEXTS_CACHE: "/site/cache"},
    _loadSnapshot: part("memory"),
    async createPyodideModule(settings) {  // with as much memory as the snapshot had, whose end of zeros is cut off
      const [made, memory] = [await create(settings), await part("memory")];
      made.growMemory(new Uint32Array(memory.buffer, 0, 4)[3]);
      return made;
    },
  });
  postMessage({progress: .9});
  await unpack("site.zip");
  postMessage({progress: 1});
}

async function unpack(name) {
  python.unpackArchive(await part(name), "zip", {extractDir: "/site"});
  python.runPython(`
import importlib, os
importlib.invalidate_caches()
os.chmod("/site/cache", 0o700)
for each in os.listdir("/site/cache"):
    os.chmod("/site/cache/" + each, 0o600)
`);
}

let turn = begin().then(() => setTimeout(() => { turn = turn.then(later); }, 2000), (error) => postMessage({failed: said(error)}));
let rest;

function later() {  // what an English draft does without: other languages, PDF files, web pages
  return rest ??= unpack("later.zip");
}

function needsMore(ask, [, name, bytes]) {
  return ask === "read" && !(/\.(txt|md|adoc|docx)$/i.test(name) && bytes.subarray(0, 4000).filter((each) => each > 127).length < 40);
}

function said(error) {
  return String(error.message ?? error).trim().split("\n").pop();
}

onmessage = ({data}) => {
  if (data.part) {
    if (waiting[data.part]) waiting[data.part](data.bytes);
    else got[data.part] = data.bytes;
    return;
  }
  turn = turn.then(async () => {
    try {
      if (needsMore(data.ask, data.given)) await later();
      let answer = python.pyimport("workbench")[data.ask](...data.given);
      if (answer?.toJs) {
        const bytes = answer.toJs();
        answer.destroy();
        answer = bytes;
      }
      postMessage({id: data.id, answer});
    } catch (error) {
      postMessage({id: data.id, failed: said(error)});
    }
  });
};
