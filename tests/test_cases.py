"""The cases in tests/cases, which need no Python to be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from invariants import check

import itu_texts

CASES = Path(__file__).with_name("cases")


def cases():
    for file in sorted(CASES.glob("*.txt")):
        for case in re.split(r"(?m)^(?=# )", file.read_text("utf-8"))[1:]:
            title, _, body = case.partition("\n")
            text, _, expected = body.partition("\n---\n")
            outline, _, codes = expected.partition("\n--- diagnostics\n")
            yield pytest.param(text + "\n", outline.strip("\n"), codes.split(), id=f"{file.stem}: {title[2:]}")


@pytest.mark.parametrize(("text", "outline", "codes"), list(cases()))
def test_case(text, outline, codes):
    document = check(text)
    assert itu_texts.to_outline(document).rstrip("\n") == outline
    assert sorted(found.code for found in document.diagnostics) == sorted(codes)
