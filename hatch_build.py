"""What is made when a wheel is built: the tables of the grammars, so that an installed package starts quickly."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Tables(BuildHookInterface[Any]):
    """Puts a table for each language beside its grammar in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the tables; in an editable install the grammars themselves are read, for they may change."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from itu_texts.grammar import tables

        self.made = tempfile.TemporaryDirectory()
        for language in tables.languages():
            path = Path(self.made.name) / f"{language}.json"
            tables.write(language, path)
            build_data["force_include"][str(path)] = f"itu_texts/grammars/tables/{language}.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made outside the wheel."""
        if version != "editable":
            self.made.cleanup()
