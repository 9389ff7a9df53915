"""Macros for LibreOffice Writer: check the open document.

``check_draft`` puts a comment at the words of each finding. ``fix_draft`` makes the fixes of the findings as tracked
changes, which a person accepts or rejects.

The document is stored as a Word file elsewhere, because the library reads that with its numbers, tables and footnotes;
the places are then found again in the open document. The library may be installed in any Python: the variable
ITU_TEXTS_PYTHON names it, otherwise it is the ``python3`` of the system.
"""

import json
import os
import shutil
import subprocess
import tempfile

import uno
from com.sun.star.beans import PropertyValue

_ASK = """
import json, sys
import itu_texts
document = itu_texts.parse_file(sys.argv[1])
source = document.source.text
found = []
for each in itu_texts.check(document):
    start = source.rfind("\\n", 0, each.span.start) + 1
    end = source.find("\\n", start)
    line = source[start : end if end >= 0 else len(source)]
    before = source[:start].split("\\n").count(line)
    places = [each.span.start - start, min(each.span.end - start, len(line))]
    fixes = [[fix.span.start - start, fix.span.end - start, fix.text] for fix in each.fixes]
    told = {"code": each.code, "message": each.message, "line": line, "before": before}
    found.append({**told, "places": places, "fixes": fixes})
json.dump(found, sys.stdout)
"""
_LABEL = 24  # characters of a number that Writer counts and that is not in the words of its paragraph


def check_draft(*_):
    """Check the document that is open, and put comments in."""
    put_comments(XSCRIPTCONTEXT.getDocument())  # noqa: F821 - LibreOffice gives it to macros


def fix_draft(*_):
    """Make the fixes in the document that is open, as tracked changes."""
    put_fixes(XSCRIPTCONTEXT.getDocument())  # noqa: F821


def put_comments(document):
    """Put a comment at the words of each finding, and return how many were put in, and the messages of the others."""
    return _done(document, _comment)


def put_fixes(document):
    """Make the fixes of the findings as tracked changes, and return for how many, and the messages of the others."""
    recorded = document.RecordChanges
    document.RecordChanges = True
    try:
        return _done(document, _fix)
    finally:
        document.RecordChanges = recorded


def _done(document, do):
    """Do something at the paragraph of each finding, from the last to the first."""
    paragraphs = [*_paragraphs(document.Text)]
    for number in range(document.Footnotes.Count):
        paragraphs += _paragraphs(document.Footnotes.getByIndex(number))
    bare = ["".join(each.String.split()) for each in paragraphs]
    made, left = 0, []
    for found in reversed(_found(document)):
        line = "".join(found["line"].split())
        like = [
            at for at, words in enumerate(bare) if words and line.endswith(words) and len(line) - len(words) <= _LABEL
        ]
        if found["before"] < len(like) and do(document, paragraphs[like[found["before"]]], found):
            made += 1
        else:
            left.append(found["message"])
    return made, left[::-1]


def _found(document):
    """What the library finds in the document."""
    folder = tempfile.mkdtemp()
    try:
        file = f"{folder}/draft.docx"
        properties = (PropertyValue("FilterName", 0, "MS Word 2007 XML", 0),)
        document.storeToURL(uno.systemPathToFileUrl(file), properties)
        python = os.environ.get("ITU_TEXTS_PYTHON", "python3")
        environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
        done = subprocess.run([python, "-c", _ASK, file], capture_output=True, env=environment, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace").strip().rpartition("\n")[2])
        return json.loads(done.stdout)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _paragraphs(text):
    """The paragraphs of a text, those of its tables too."""
    blocks = text.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.Paragraph"):
            yield block
        elif block.supportsService("com.sun.star.text.TextTable"):
            for name in block.CellNames:
                yield from _paragraphs(block.getCellByName(name))


def _comment(document, paragraph, found):
    """Put a comment at words of a paragraph, which stand as far from its end as in the line that was read."""
    cursor = _cursor(paragraph, found["line"], *found["places"])
    comment = document.createInstance("com.sun.star.text.textfield.Annotation")
    comment.Author = "itu-texts"
    comment.Content = f"{found['code']}: {found['message']}"
    paragraph.Text.insertTextContent(cursor, comment, not cursor.isCollapsed())
    return True


def _fix(_, paragraph, found):
    """Make the fixes of a finding if the paragraph has all their words: a label that Writer counts is not in them."""
    line, label = found["line"], len("".join(found["line"].split())) - len("".join(paragraph.String.split()))
    hidden = next((at for at in range(len(line) + 1) if len("".join(line[:at].split())) == label), 0)
    if not found["fixes"] or any(not hidden <= start <= end <= len(line) for start, end, _ in found["fixes"]):
        return False
    for start, end, words in sorted(found["fixes"], reverse=True):
        _cursor(paragraph, line, start, end, blanks=True).String = words
    return True


def _cursor(paragraph, line, *places, blanks=False):
    """A cursor over the words of a paragraph at two places of the line that was read."""
    words = paragraph.String
    start, end = (_place(words, line, place) for place in places)
    while not blanks and end > start and words[end - 1].isspace():
        end -= 1
    cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
    cursor.goRight(start, False)  # in characters: the two halves of an emoji are one
    cursor.goRight(end - start, True)
    return cursor


def _place(words, line, place):
    """The offset in words of a place of a line that ends with them, but for blanks."""
    behind = len("".join(line[place:].split()))
    at = len(words)
    while at and behind:
        at -= 1
        behind -= not words[at].isspace()
    return at


g_exportedScripts = (check_draft, fix_draft)  # noqa: N816 - as LibreOffice has it
