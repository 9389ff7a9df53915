"""The macro for LibreOffice puts comments at the words of what is found in the open document."""

import io
import re
import sys
import zipfile

import pytest
from conftest import ROOT
from libreoffice import done

import itu_texts

MACROS = ROOT / "examples" / "libreoffice" / "check_draft.py"
DRAFT = """RESOLUTION 7 (REV. BUCHAREST, 2022)

Rescue boats 🛶

The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),

considering
a) that 🛶 boats leak;
b) that oars float,

resolves
1 to keep a 🛶 list of the the boats;
3 that boats stay, 🛶 as resolves 9 says,

instructs the Secretary General
to report to the Council of the the harbour.
"""


def _run(macro, tmp_path, monkeypatch):
    """The draft as a Word file, and what LibreOffice stores after a macro."""
    monkeypatch.setenv("ITU_TEXTS_PYTHON", sys.executable)
    draft = itu_texts.to_docx(itu_texts.parse(DRAFT))
    return draft, *done(tmp_path, [draft], f"{MACROS}:{macro}")


@pytest.mark.libreoffice
def test_comments_stand_at_the_words(tmp_path, monkeypatch):
    draft, made = _run("put_comments", tmp_path, monkeypatch)
    document = itu_texts.parse_bytes(made, "made.docx")
    wanted = itu_texts.parse_bytes(draft, "draft.docx")
    found = {(each.code, wanted.source[each.span]) for each in itu_texts.check(wanted)}
    assert len(found) >= 4
    told = {(each.text.partition(":")[0], document.source[each.span]) for each in document.comments}
    labels = {each for each in found if each[0] == "numbering-gap"}  # Writer counts labels: the comment is at no words
    assert told >= found - labels
    assert len(document.comments) == len(itu_texts.check(wanted))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        xml = package.read("word/document.xml").decode()
    about = [
        re.sub("<[^>]*>", "", each) for each in re.findall(r"(?s)commentRangeStart.*?(<.*?)<w:commentRangeEnd", xml)
    ]
    assert {"resolves 9", "the the", "the Secretary General"} <= {*about}
    assert {each.author for each in document.comments} == {"itu-texts"}


@pytest.mark.libreoffice
def test_fixes_are_tracked_changes(tmp_path, monkeypatch):
    draft, made = _run("put_fixes", tmp_path, monkeypatch)
    before = itu_texts.parse_bytes(draft, "draft.docx")
    was, now = (itu_texts.parse_bytes(made, "made.docx", view=view).source.text for view in ("original", "final"))
    assert was.split() == before.source.text.split()
    mended = itu_texts.parse_bytes(itu_texts.mend(before, itu_texts.check(before)).data, "mended.docx")
    assert now.split() == mended.source.text.split()
    assert "the the" in was
    assert "the the" not in now
