// Runs Python beside the page, which stays live. The first message has the parts of Pyodide; each further message asks
// for one function of workbench.py.
let python;

async function begin(got) {
  const types = {wasm: "application/wasm", json: "application/json"};
  self.fetch = async (url) => {  // nothing leaves the page: all that is asked for is here
    const name = String(url.url ?? url).split("/").pop();
    if (!got[name]) throw new TypeError(`${name} is not a part of the workbench`);
    return new Response(got[name], {headers: {"Content-Type": types[name.split(".").pop()] ?? "application/octet-stream"}});
  };
  const script = (name) => import(URL.createObjectURL(new Blob([got[name]], {type: "text/javascript"})));
  const [{loadPyodide}, {default: createPyodideModule}] = await Promise.all([script("pyodide.mjs"), script("pyodide.asm.mjs")]);
  postMessage({progress: .6});
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
      if (data.parts) return await begin(data.parts);
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
