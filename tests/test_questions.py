"""The cases of tests/questions: collections, what is asked of them and what they answer; ``python tests/test_questions.py`` writes the answers anew."""

import re
from pathlib import Path

from together import cases_in, check_all, for_all, sections

from itu_texts import Collection, ItuTextsError, parse

QUESTIONS = Path(__file__).with_name("questions")
FILES = sorted(QUESTIONS.glob("*.txt"))
_WORDS = {"True": True, "False": False, "None": None}


def answered(acts: Collection, asked: str, columns: list[str]) -> list[str]:
    """The rows that answer a question, in some columns, or why it is refused."""
    name, *given = asked.split(" | ")
    named = dict(each.split("=", 1) for each in given if re.match(r"\w+=", each))
    words = [each for each in given if not re.match(r"\w+=", each)]
    try:
        rows = getattr(acts, name)(*words, **{key: _WORDS.get(value, value) for key, value in named.items()})
    except ItuTextsError as error:
        return [f"! {error}"]
    return [" | ".join(str(getattr(row, column)) for column in columns) for row in rows]


def done(acts: Collection, kind: str, words: str) -> str:
    """A section of a case once it is carried out: a question has its answer."""
    what, _, name = kind.partition(" ")
    if what == "add":
        name, _, language = name.partition(" in ")
        acts.add(parse(words, language=language or "en"), name=name)
    elif what == "remove":
        assert acts.remove(name)
    else:
        head = words.partition("\n")[0]
        words = "\n".join([head, *answered(acts, kind, head.split(" | "))])
    return f"--- {kind}\n{words}".rstrip() + "\n"


def after(above: str, case: str) -> str:
    """A case with its answers, in a collection of the texts that stand above all cases of its file."""
    with Collection.open(":memory:") as acts:
        made = [[done(acts, *each) for each in sections(text)] for text in (above, case)]
    return "".join([case.partition("\n")[0], "\n", *made[1]])


def parts(file: Path) -> tuple[str, list[str]]:
    """The texts above all cases of a file, and the cases."""
    above, *cases = cases_in(file)
    return above, [f"{case.rstrip()}\n" for case in cases]


@for_all("file", FILES)
def test_questions_are_answered(file):
    above, cases = parts(file)

    def check(case):
        assert after(above, case) == case

    check_all(((case.split("\n", 1)[0], case) for case in cases), check)


if __name__ == "__main__":
    for file in FILES:
        above, cases = parts(file)
        file.write_text(above + "\n".join(after(above, case) for case in cases), "utf-8")
