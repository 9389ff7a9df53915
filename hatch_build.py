"""What is put into a wheel: the grammars, their tables, and, if asked for, the parser in compiled form.

``ITU_TEXTS_COMPILE=1 pip install .`` compiles the modules of :data:`COMPILED` with mypyc, which needs a C compiler.
The modules as Python files stay in the wheel, and behave the same.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = (
    "itu_texts/parsing/*.py",
    "itu_texts/language/series.py",
)
"""The modules that a parse spends its time in."""
AS_THEY_ARE = ("itu_texts/parsing/tokens.py",)
"""Those of them that consist of classes of attrs, for which mypyc loses that ``ClassVar`` is no attribute."""


class Made(BuildHookInterface[Any]):
    """Puts the grammars and what is made into the wheel."""

    @property
    def compiles(self) -> bool:
        """Whether the parser is to be compiled."""
        return os.environ.get("ITU_TEXTS_COMPILE") == "1"

    def dependencies(self) -> list[str]:
        """What is needed to compile, only where that is done."""
        return ["cattrs>=24.1", "mypy>=1.13", "setuptools>=69"] if self.compiles else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what goes into the wheel; in an editable install the files themselves are read, for they may change."""
        if version == "editable":
            return
        self.made = tempfile.TemporaryDirectory()
        folder = Path(self.made.name)
        include: dict[str, str] = build_data["force_include"]
        archive = self._tables(folder)
        include[str(archive)] = f"itu_texts/grammars/{archive.name}"
        for path in self._grammars(folder / "grammars"):
            include[str(path)] = f"itu_texts/{path.relative_to(folder).as_posix()}"
        if self.compiles:
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            for path in self._extensions(folder / "compiled"):
                include[str(path)] = str(path.relative_to(folder / "compiled"))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made outside the wheel, and compress the wheel as well as zip files can be."""
        if version == "editable":
            return
        self.made.cleanup()
        with ZipFile(artifact_path) as wheel:
            members = [(each, wheel.read(each)) for each in wheel.infolist()]
        with ZipFile(artifact_path, "w") as wheel:
            for each, content in members:
                wheel.writestr(each, content, compresslevel=9)

    def _grammars(self, folder: Path) -> list[Path]:
        """The grammar files; of the words of languages only English has comments, which are the same in all."""
        files = sorted(Path(self.root, "grammars").rglob("*.lark"))
        for file in files:
            path = folder / file.relative_to(Path(self.root, "grammars"))
            path.parent.mkdir(parents=True, exist_ok=True)
            lines = file.read_text("utf-8").splitlines(keepends=True)
            bare = path.parent.name == "languages" and path.stem != "en"
            path.write_text("".join(line for line in lines if not (bare and line.startswith(("//", "\n")))), "utf-8")
        return sorted(folder.rglob("*.lark"))

    def _tables(self, folder: Path) -> Path:
        """The archive of the tables of the grammars."""
        sys.path.insert(0, self.root)
        os.environ["ITU_TEXTS_CACHE"] = ""  # so that they are made of the files, whatever is cached
        from itu_texts.language.grammar import tables

        archive = folder / tables.ARCHIVE
        tables.write_archive(archive)
        return archive

    def _extensions(self, folder: Path) -> list[Path]:
        """The compiled modules, where they stand in the wheel."""
        from mypyc.build import mypycify
        from setuptools import Distribution

        os.chdir(self.root)
        files = sorted({str(path) for pattern in COMPILED for path in Path().glob(pattern)} - {*AS_THEY_ARE})
        modules = mypycify([*files], multi_file=True, group_name="itu_texts", target_dir=str(folder / "c"))
        distribution = Distribution({"name": "itu_texts", "ext_modules": modules})
        build = distribution.get_command_obj("build_ext")
        build.build_lib = str(folder)
        build.build_temp = str(folder / "objects")
        build.parallel = os.cpu_count()
        build.ensure_finalized()
        build.run()
        return [path for suffix in (".so", ".pyd") for path in folder.rglob(f"*{suffix}")]
