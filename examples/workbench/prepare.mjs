// Prepares the packages inside Pyodide, run by Node: compiles the modules, and keeps the patterns of all languages.
// Arguments: the folder of Pyodide, a zip of packages, a zip of texts NAME.LANGUAGE.txt, the zip to write.
import {readFile, writeFile} from "node:fs/promises";
import {pathToFileURL} from "node:url";

process.on("uncaughtException", (error) => {
  console.error(error.message);  // Node would print the line of code too, which is all of Pyodide
  process.exit(1);
});
const [pyodide, packages, texts, out] = process.argv.slice(2);
const {loadPyodide} = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({indexURL: `${pyodide}/`, env: {ITU_TEXTS_CACHE: "/site/cache"}});
python.unpackArchive(new Uint8Array(await readFile(packages)), "zip", {extractDir: "/site"});
python.unpackArchive(new Uint8Array(await readFile(texts)), "zip", {extractDir: "/texts"});
python.runPython(`
import compileall, os, pathlib, sys, zipfile
os.mkdir("/site/cache", 0o700)
sys.dont_write_bytecode = True
sys.path.insert(0, "/site")
import workbench
for file in sorted(pathlib.Path("/texts").iterdir()):
    workbench.warm(file.name, file.read_bytes())
import atexit
atexit._run_exitfuncs()
compileall.compile_dir("/site", quiet=1, legacy=True, optimize=1)
with zipfile.ZipFile("/out.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
    for file in sorted(pathlib.Path("/site").rglob("*")):
        if file.is_file() and file.suffix != ".py":
            made.writestr(zipfile.ZipInfo(str(file.relative_to("/site")), (1980, 1, 1, 0, 0, 0)), file.read_bytes(), zipfile.ZIP_DEFLATED)
`);
await writeFile(out, python.FS.readFile("/out.zip"));
