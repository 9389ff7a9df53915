"""The grammars: how words and shapes become patterns, and what must hold of the files."""

import re
import shutil

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from together import check_all

from itu_texts.language.grammar import lang_of, languages, tables
from itu_texts.language.grammar.beginnings import WORD, ahead, beginnings, first_words
from itu_texts.language.grammar.expanding import expand
from itu_texts.language.grammar.patterns import read_terminals

LABEL_RULE = "line: LABEL\n"


def pattern(name, *lines):
    terminals, _ = read_terminals([LABEL_RULE + "LABEL: /x/\n" + "\n".join(lines)])
    return re.compile(expand(terminals)[name], re.MULTILINE)


# ---------------------------------------------------------------------- the conventions of the files


_MIND = ('IN_MIND: "in mind"',)
_BLANKS = ("A: /of the/", "B: /of ?the/", "C: /of[ ]the/")
_THAT = ('THAT: "that" | "so that"', "OPENS: /(?={THAT} )\\w+/")
_ABLE = ('TAKES: "able" | "in a position"', "TO: /(?<={TAKES}) to/", "NOT_TO: /(?<!{TAKES}) to/")
_FIT = ('TAKES: ("able" | "fit") " now"? | "in a " ("state" | "position")', "TO: /(?<={TAKES}) to/")
_NOTE = ('VERB__TAKES: "takes"', 'VERB__TAKES_NOTE: "takes note"', "LINE: /{VERB}$/")
_SHAPE = ('KIND: "resolution"', "NUMBER: /\\d+/", 'NAMED: KIND " " NUMBER', 'SMALL: "a"')
CONVENTIONS = {
    "a blank stands for any blanks of a line": ("IN_MIND", _MIND, ("in mind", "in \t mind"), ("in\nmind", "inmind")),
    "so does a blank in a pattern": ("A", _BLANKS, ("of   the",), ("ofthe",)),
    "an optional blank may be none": ("B", _BLANKS, ("ofthe", "of  the"), ()),
    "a blank in a set is one": ("C", _BLANKS, ("of the",), ("of  the",)),
    "a name in braces stands for that terminal": ("OPENS", _THAT, ("that it is",), ("what it is",)),
    "phrases of any length may stand behind": (
        "TO",
        _ABLE,
        ("those able to", "those in a position to"),
        ("those unable to",),
    ),
    "or may not": ("NOT_TO", _ABLE, ("those unable to",), ("those able to",)),
    "phrases with groups may stand behind": (
        "TO",
        _FIT,
        [f"those {each} to" for each in ("able", "able now", "fit", "fit now", "in a state", "in a position")],
        ("those in a now to",),
    ),
    "a family stands for its members, the longest first": ("LINE", _NOTE, ("takes note",), ("takes notes",)),
    "a name that a language lacks matches nothing": ("LINE", ("LINE: /{THE}x/",), (), ("the x x",)),
    "and may be left out": ("LINE", ("LINE: /(?:{THE} )?x/",), ("x",), ()),
    "a language overrides": ("NAMED", (*_SHAPE, '%override NAMED: "第" NUMBER "号" KIND'), ("第7号resolution",), ()),
    "a language extends": ("SMALL", (*_SHAPE, '%extend SMALL: "б"'), ("б", "a"), ()),
}


def test_conventions_of_the_files():
    def holds(case):
        name, lines, found, missed = case
        known = pattern(name, *lines)
        assert (all(map(known.search, found)), any(map(known.search, missed))) == (True, False)

    check_all(CONVENTIONS.items(), holds)


# ---------------------------------------------------------------------- the files


@pytest.mark.long
@pytest.mark.parametrize("language", languages())
def test_all_patterns_compile(language):
    patterns = lang_of(language).patterns  # those that another test has compiled are not compiled anew
    for name in tables.read(language).patterns:
        try:
            assert getattr(patterns, name).groups >= 0
        except re.error as error:
            pytest.fail(f"{name}: {error}")


def test_a_language_has_its_own_forms_and_those_of_no_other():
    french, english = tables.read("fr").patterns, tables.read("en").patterns
    assert "UP_TO_DE" in french
    assert "UP_TO_DE" not in english
    assert re.fullmatch(french["FORMULA_ENDS"], "(Genève, 2010),")
    assert french["BARE"] != english["BARE"]


def test_a_language_may_have_no_forms_of_its_own(tmp_path, monkeypatch):
    for name in ("shapes", "languages"):
        shutil.copytree(ROOT / "grammars" / name, tmp_path / name)
    (tmp_path / "shapes" / "en.lark").unlink()
    monkeypatch.setattr(tables, "folder", lambda: tmp_path)
    monkeypatch.setattr(tables, "kept", lambda name: None)
    monkeypatch.setattr(tables, "keep", lambda name, content: None)
    patterns = tables.read("en").patterns
    assert re.fullmatch(patterns["INSTRUCTS__INSTRUCTS"], "instructs")
    assert not re.search(patterns["NOT_AS_NEEDED"], "if so")  # a name that is not defined matches nothing


@pytest.mark.long
def test_an_archive_says_what_the_files_say_and_is_the_same_from_the_same_files(tmp_path, monkeypatch):
    wheel = tmp_path / "wheel"
    others = {"ar.lark", "es.lark", "fr.lark", "ru.lark"}  # which would be made in the same way
    for path in [*(ROOT / "grammars").glob("*/*.lark"), *(ROOT / "grammars").glob("*.lark")]:
        if path.name not in others:
            link = tmp_path / path.relative_to(ROOT / "grammars")
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(path)
    monkeypatch.setattr(tables, "folder", lambda: tmp_path)
    monkeypatch.setattr(tables, "kept", lambda name: None)
    monkeypatch.setattr(tables, "keep", lambda name, content: None)

    def read():
        for each in (tables.languages, tables.known_by, tables._index):
            each.cache_clear()
        return (
            tables.languages(),
            tables.known_by("en"),
            tables.read("zh"),
            tables.read("en"),
            tables.read_parse_table(),
        )

    try:
        from_files = read()
        assert from_files[0] == ("en", "zh")
        wheel.mkdir()
        tables.write_archive(wheel / tables.ARCHIVE)
        tables.write_archive(tmp_path / "again")
        assert (tmp_path / "again").read_bytes() == (wheel / tables.ARCHIVE).read_bytes()
        monkeypatch.setattr(tables, "folder", lambda: wheel)
        assert read() == from_files
    finally:
        monkeypatch.undo()
        read()


def test_a_table_is_kept_for_the_next_run(tmp_path, monkeypatch):
    store = {}
    monkeypatch.setattr(tables, "kept", store.get)
    monkeypatch.setattr(tables, "keep", store.__setitem__)
    from_files = tables.read("en")
    assert len(store) == 1
    monkeypatch.setattr(tables, "_read_terminals", None)
    assert tables.read("en") == from_files


# ---------------------------------------------------------------------- concepts


@pytest.mark.parametrize(
    ("words", "family", "concept"),
    [
        ("considering", "GROUNDS", "CONSIDERING"),
        ("taking  duly into account", "GROUNDS", "TAKING_INTO_ACCOUNT"),
        ("having considered", "GROUNDS", "HAVING_CONSIDERED"),
        ("having slept", "GROUNDS", ""),
        ("instructs", "INSTRUCTS", "INSTRUCTS"),
        ("RESOLUTION", "KIND", "RESOLUTION"),
        ("Annexes", "ANNEX_KINDS", "ANNEX"),
    ],
)
def test_concepts_of_phrases(words, family, concept):
    assert lang_of("en").concept(words, family) == concept


# ---------------------------------------------------------------------- first words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("resolves|decides", {"resolves", "decides"}),
        (r"\b(?:further +)?(?:resolves|is of)", {"further", "resolves", "is"}),
        (r"(?<!see )\[?(?i:Revised)\]? x|§§?", {"revised", "§"}),
        (r"(?:the )?(?=[A-Z])(?P<kind>Annex|Art(?:icles?)?)", {"the", "annex", "art", "article", "articles"}),
        ("Nos?\\.", {"no", "nos"}),
        ("a{0,1}b", {"ab", "b"}),
        ("d[ée]?cide|l['’]annexe", {"décide", "decide", "dcide", "l"}),
        ("(?:(?!)|x)y|(?!)z", {"xy"}),
        ("(?:[وف])?(?:ال|لل)قرار", {a + b + "قرار" for a in ("", "و", "ف") for b in ("ال", "لل")}),
    ],
)
def test_first_words(pattern, words):
    assert first_words(pattern) == words


@pytest.mark.parametrize("pattern", ["", "a?", r"\d+", "[a-z]+ing", "x|", r"\(so\)|so"])
def test_patterns_without_first_words(pattern):
    with pytest.raises(ValueError, match=r"pattern|begins"):
        first_words(pattern)


def test_a_look_ahead_for_words_and_signs():
    begins = re.compile(ahead({"resolves", "as", "decides", "décide", "("})).match
    assert all(map(begins, ["resolves", "RESOLVES", "Resolved", "as", "assembly", "Décidé", "decide", "(so)"]))
    assert not any(map(begins, ["results", "a", "decree", "[so]", "1", ""]))
    assert beginnings(r"\(so\)|x|[a-z]+ed") == {"(", "x", ""}


@pytest.mark.parametrize("language", languages())
def test_the_words_that_a_verb_in_a_line_may_begin_with(language):
    grammar = tables.read(language)
    adverbs = (beginnings(grammar.patterns[name]) for name in ("BEFORE_VERB", "BEGINS_BEFORE_VERB"))
    known = {*grammar.verbs}.union(*adverbs)
    for (verb,) in grammar.rules["after_stop_verbs"]:
        assert beginnings(grammar.patterns[verb]) <= known


@given(
    st.lists(
        st.sampled_from(
            [
                "Resolution 5",
                "No. 3",
                "the Annex to this Resolution",
                "resolves 2",
                "§ 4",
                "of",
                "and",
                "CS/Art. 4",
                "Section II",
                "draft new Resolution 7",
                "ITU-T A.5",
                "noting a) above",
                "[Revised]",
                "clause 3.1",
            ]
        ),
        max_size=12,
    )
)
def test_references_begin_with_known_words(pieces):
    text = " ".join(pieces)
    everywhere = {place for place in range(len(text)) if lang_of("en").patterns.reference.match(text, place)}
    assert _where_words_begin_references(text) == everywhere
    for beside in ("", "§", "–", "é", "Ж", "决", "《"):  # where there are other letters, words are cut in another way
        with_others = f"{text}{beside} {beside}{text}"
        found = {place.start() for place in lang_of("en").references.all(with_others)}
        assert found == _where_words_begin_references(with_others)


def _where_words_begin_references(text):
    references = lang_of("en").references
    return {
        word.start()
        for word in WORD.finditer(text)
        if word[0] in references.words and references.match(text, word.start())
    }
