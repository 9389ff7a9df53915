// Runs pytest inside Pyodide, by Node. Arguments: the folder of Pyodide, a folder of packages, the checkout, those of pytest.
import {pathToFileURL} from "node:url";

const [pyodide, packages, checkout, ...given] = process.argv.slice(2);
const {loadPyodide} = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({indexURL: `${pyodide}/`, stdout: console.log, env: {HOME: "/tmp", TMPDIR: "/tmp"}});
for (const [name, folder] of [["/packages", packages], ["/checkout", checkout]]) {
  python.FS.mkdir(name);
  python.mountNodeFS(name, folder);
}
python.globals.set("given", python.toPy(given));
process.exit(python.runPython(`
import os, sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/checkout", "/packages"]
os.chdir("/checkout")
import pytest
int(pytest.main(list(given)))
`));
