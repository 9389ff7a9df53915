"""The cases in tests/cases, which need no Python to be read; a folder in it is named for the language of its cases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from invariants import check

import itu_texts

CASES = Path(__file__).with_name("cases")


def cases():
    for file in sorted(CASES.rglob("*.txt")):
        name = file.relative_to(CASES).with_suffix("")
        language = "en" if name.parent == Path() else name.parent.name
        for case in re.split(r"(?m)^(?=# )", file.read_text("utf-8"))[1:]:
            title, _, body = case.partition("\n")
            text, _, expected = body.partition("\n---\n")
            outline, _, codes = expected.partition("\n--- diagnostics\n")
            yield pytest.param(text + "\n", language, outline.strip("\n"), codes.split(), id=f"{name}: {title[2:]}")


@pytest.mark.parametrize(("text", "language", "outline", "codes"), list(cases()))
def test_case(text, language, outline, codes):
    document = check(text, language=language)
    assert itu_texts.to_outline(document).rstrip("\n") == outline
    assert sorted(found.code for found in document.diagnostics) == sorted(codes)
