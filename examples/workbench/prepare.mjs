// Prepares the packages inside Pyodide, run by Node, twice. "site" compiles the modules, keeps the patterns of all
// languages, and writes a zip of both, with the names of the modules that were needed. "memory" writes the memory of a
// Python that has loaded these, as a browser goes on with it.
// Arguments: "site" or "memory", the folder of Pyodide, the zip of packages, a zip of texts NAME.LANGUAGE.txt, the file to write.
import {readFile, writeFile} from "node:fs/promises";
import {pathToFileURL} from "node:url";

process.on("uncaughtException", (error) => {
  console.error(error.message);  // Node would print the line of code too, which is all of Pyodide
  process.exit(1);
});
const [what, pyodide, packages, texts, out] = process.argv.slice(2);
const {loadPyodide} = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({indexURL: `${pyodide}/`, env: {ITU_TEXTS_CACHE: "/site/cache"}, _makeSnapshot: what === "memory"});
python.unpackArchive(new Uint8Array(await readFile(packages)), "zip", {extractDir: "/site"});
python.runPython(`
import os, pathlib, sys
sys.dont_write_bytecode = True
sys.path.insert(0, "/site")
`);
if (what === "site") {
  python.unpackArchive(new Uint8Array(await readFile(texts)), "zip", {extractDir: "/texts"});
  python.runPython(`
import atexit, compileall, zipfile
os.mkdir("/site/cache", 0o700)
import workbench
for file in sorted(pathlib.Path("/texts").iterdir()):
    workbench.warm(file.name, file.read_bytes())
atexit._run_exitfuncs()
compileall.compile_dir("/site", quiet=1, legacy=True, optimize=1)
pathlib.Path("/site/loaded.txt").write_text(" ".join(sys.modules))
with zipfile.ZipFile("/out.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
    for file in sorted(pathlib.Path("/site").rglob("*")):
        if file.is_file() and file.suffix != ".py":
            made.writestr(zipfile.ZipInfo(str(file.relative_to("/site")), (1980, 1, 1, 0, 0, 0)), file.read_bytes(), zipfile.ZIP_DEFLATED)
`);
  await writeFile(out, python.FS.readFile("/out.zip"));
} else {
  python.runPython(`
import gc, importlib, zipimport
for name in pathlib.Path("/site/loaded.txt").read_text().split():
    importlib.import_module(name)
sys.path_importer_cache.clear()  # the browser has other archives
zipimport._zip_directory_cache.clear()
gc.collect()
`);
  const memory = python.makeMemorySnapshot();
  let end = memory.length;
  while (memory[end - 1] === 0) end -= 1;
  new Uint32Array(memory.buffer, memory.byteOffset, 4)[3] = memory.length;  // this word of the head is free
  await writeFile(out, memory.subarray(0, (end + 3) & ~3));
}
