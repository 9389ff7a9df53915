// Runs Python beside the page, which stays live. The first message has the parts of Pyodide, or none: then they are
// fetched from the folder of the page. Each further message asks for one function of workbench.py.
let python;

async function begin(parts, base) {
  const names = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", "site.zip"];
  const got = {};
  let done = 0;
  await Promise.all(names.map(async (name) => {
    got[name] = parts ? parts[name] : new Uint8Array(await (await fetch(new URL(name, base))).arrayBuffer());
    postMessage({progress: ++done / (names.length + 3)});
  }));
  const types = {wasm: "application/wasm", json: "application/json"};
  self.fetch = async (url) => {  // nothing leaves the page: all that is asked for is here
    const name = String(url.url ?? url).split("/").pop();
    if (!got[name]) throw new TypeError(`${name} is not a part of the workbench`);
    return new Response(got[name], {headers: {"Content-Type": types[name.split(".").pop()] ?? "application/octet-stream"}});
  };
  const script = (name) => import(URL.createObjectURL(new Blob([got[name]], {type: "text/javascript"})));
  const [{loadPyodide}, {default: createPyodideModule}] = await Promise.all([script("pyodide.mjs"), script("pyodide.asm.mjs")]);
  postMessage({progress: .75});
  python = await loadPyodide({
    indexURL: "https://workbench.invalid/", createPyodideModule, env: {ITU_TEXTS_CACHE: "/site/cache"},
    lockFileContents: new TextDecoder().decode(got["pyodide-lock.json"]),
  });
  postMessage({progress: .9});
  python.unpackArchive(got["site.zip"], "zip", {extractDir: "/site"});
  python.runPython(`
import os, sys
os.chmod("/site/cache", 0o700)
for each in os.listdir("/site/cache"):
    os.chmod("/site/cache/" + each, 0o600)
sys.path.insert(0, "/site")
import workbench
`);
  postMessage({progress: 1});
}

let turn = Promise.resolve();
onmessage = ({data}) => {
  turn = turn.then(async () => {
    try {
      if (data.base !== undefined) return await begin(data.parts, data.base);
      const ask = python.pyimport("workbench")[data.ask];
      let answer = ask(...data.given);
      if (answer?.toJs) {
        const bytes = answer.toJs();
        answer.destroy();
        answer = bytes;
      }
      postMessage({id: data.id, answer});
    } catch (error) {
      postMessage({id: data.id, failed: String(error.message ?? error).trim().split("\n").pop()});
    }
  });
};
