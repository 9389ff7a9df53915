"""``itu-texts check`` and ``itu_texts.check``: what is told, in which form, and what the exit code is."""

from __future__ import annotations

import json
import re

import pytest
import word
from conftest import ROOT
from jsonschema import Draft4Validator
from together import check_all, some

import itu_texts
from itu_texts.cli import main

# Of OASIS; as npm's @microsoft/jest-sarif ships it (MIT)
SARIF = json.loads((ROOT / "tests" / "golden" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
HEAD = "RESOLUTION 1 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\n"
GOOD = HEAD + "resolves\nto row.\n"
BAD = HEAD + "noting\na) that boats leak;\nc)\tthat oars float,\nnoitng\nthat sails dry,\nresolves\nto row.\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    (tmp_path / "bad.txt").write_text(BAD, "utf-8")
    (tmp_path / "prose, 100% & so on.txt").write_text("A fine day.\n", "utf-8")
    return tmp_path


def check(capsys, *arguments):
    code = main(["check", *map(str, arguments)])
    return code, capsys.readouterr().out


def codes(text):
    return [found.code for found in itu_texts.check(itu_texts.parse(text))]


# ---------------------------------------------------------------------- the command


def test_the_summary(files, capsys):
    assert check(capsys, files / "good.txt") == (0, "no problems in 1 file\n")
    assert check(capsys, files)[1].splitlines()[-1] == "3 problems in 2 of 3 files"
    assert check(capsys, files / "bad.txt", "--select", "near-verb")[1].splitlines()[-1] == "1 problem in 1 of 1 file"


def test_a_place_is_a_line_of_a_text_and_the_words_in_a_word_file(tmp_path, capsys):
    text = GOOD.replace("to row.", "1 to row;\n3 to mend oars.")
    (tmp_path / "five.docx").write_bytes(itu_texts.to_docx(itu_texts.parse(text.replace("oars", "the oars"))))
    (tmp_path / "six.docx").write_bytes(itu_texts.to_docx(itu_texts.parse(text.replace("oars", "the old oars"))))
    (tmp_path / "plain.txt").write_text(text, "utf-8")
    found = [line.partition(": warning ")[0] for line in check(capsys, tmp_path)[1].splitlines()[:-1]]
    assert found == [
        f"{tmp_path / 'five.docx'}: resolves 3 “3 to mend the oars.”",
        f"{tmp_path / 'plain.txt'}:6:1",
        f"{tmp_path / 'six.docx'}: resolves 3 “3 to mend the old …”",
    ]


def test_files_that_cannot_be_read_are_not_said_to_be_without_problems(files, capsys):
    assert check(capsys, files / "gone.txt") == (2, "no problems in 0 files; 1 could not be read\n")
    summary = check(capsys, files / "bad.txt", files / "gone.txt", "--select", "near-verb")[1].splitlines()[-1]
    assert summary == "1 problem in 1 of 1 file; 1 could not be read"


def test_codes_are_chosen(files, capsys):
    def told(*arguments):
        return re.findall(r": (?:info|warning|error) ([\w-]+) ", check(capsys, files / "bad.txt", *arguments)[1])

    assert told() == ["numbering-gap", "near-verb"]
    assert told("--select", "near-verb,no-text") == ["near-verb"]
    assert told("--select", "near-verb", "--select", "numbering-gap") == ["numbering-gap", "near-verb"]
    assert told("--ignore", "numbering-gap, near-verb") == []
    assert told("--select", "near-verb", "--ignore", "near-verb") == []
    assert main(["check", str(files / "bad.txt"), "--select", "near-word"]) == 2
    assert "no code near-word; there are: no-text, " in capsys.readouterr().err


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github"])
def test_the_exit_code(files, capsys, format):
    def code(*arguments):
        return check(capsys, *arguments, "--to", format)[0]

    assert code(files / "good.txt", "--warnings-as-errors") == 0
    assert code(files / "bad.txt") == 0
    assert code(files / "bad.txt", "--warnings-as-errors") == 1
    assert code(files / "bad.txt", "--warnings-as-errors", "--select", "no-text") == 0
    assert code(files) == 1
    assert code(files, "--ignore", "no-text") == 0
    assert code(files, files / "none.txt") == 2


def test_a_line_with_carets_on_a_terminal(files, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    lines = check(capsys, files / "bad.txt")[1].splitlines()
    assert lines[1:3] == ["    c)\tthat oars float,", "    ^^"]
    assert lines[4:6] == ["    noitng", "    ^^^^^^"]


def test_json(files, capsys):
    found = json.loads(check(capsys, files / "bad.txt", "--to", "json")[1])
    assert [(each["code"], each["line"], each["column"], each["end_column"]) for each in found] == [
        ("numbering-gap", 6, 1, 3),
        ("near-verb", 7, 1, 7),
    ]
    for each in found:
        assert BAD[each["start"] : each["end"]] in ("c)", "noitng")
    assert json.loads(check(capsys, files / "good.txt", "--to", "json")[1]) == []


def test_sarif_is_valid(files, capsys, tmp_path):
    (tmp_path / "a.docx").write_bytes(word.from_outline(BAD.replace("\t", " "), styled=False))
    Draft4Validator.check_schema(SARIF)
    for names in ([files], [files / "good.txt"]):
        report = json.loads(check(capsys, *names, "--to", "sarif")[1])
        Draft4Validator(SARIF).validate(report)
        (run,) = report["runs"]
        assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == itu_texts.CODES.keys()
        for result in run["results"]:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    report["runs"][0]["results"] = [{"level": "loud", "message": {"text": "no"}}]
    assert not Draft4Validator(SARIF).is_valid(report)


def test_commands_of_a_workflow(files, capsys):
    lines = check(capsys, files, "--to", "github")[1].splitlines()
    assert f"::warning file={files}/bad.txt,line=7,col=1,endLine=7,endColumn=7,title=near-verb::" in lines[1]
    prose = f"::error file={files}/prose%2C 100%25 & so on.txt,line=1,col=1,endLine=2,endColumn=1,title=no-text::"
    assert prose in lines[2]


@pytest.mark.parametrize(
    ("arguments", "jobs"),
    [
        (("check",), "1"),
        (("check", "--to", "sarif"), "2"),
        (("mandates", "--to", "csv"), "1"),
        (("cites",), "2"),
    ],
)
def test_to_a_file_on_several_cores(files, tmp_path, capsys, arguments, jobs):
    command, *options = arguments
    out = tmp_path / "report"
    expected = main([command, str(files / "bad.txt"), str(files / "good.txt"), *options])
    printed = capsys.readouterr().out
    again = main([command, str(files / "bad.txt"), str(files / "good.txt"), *options, "-o", str(out), "--jobs", jobs])
    assert (expected, printed) == (again, out.read_text("utf-8"))
    assert capsys.readouterr().out == ""


def test_the_hook_is_a_command():
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert "entry: itu-texts check\n" in hook
    pattern = re.compile(re.search(r"files: (.+)", hook)[1])
    assert pattern.search("a/b.docx")
    assert not pattern.search("README.md")


# ---------------------------------------------------------------------- what is told

FRONTS = {
    "fr": "RÉSOLUTION 1\nBateaux\nLe Conseil de l'UIT,\n",
    "es": "RESOLUCIÓN 1\nBarcos\nEl Consejo de la UIT,\n",
    "ru": "РЕЗОЛЮЦИЯ 1\nЛодки\nСовет МСЭ,\n",
}


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("the Secretary General", "the Secretary-General"),
        ("Member states", "Member States"),
        ("the Secretry-General", "the Secretary-General"),
        ("the Director of the Radiocomunication Bureau", "the Director of the Radiocommunication Bureau"),
        ("the Director of the Radio-communication Bureau", "the Director of the Radiocommunication Bureau"),
        ("Sector members", "Sector Members"),
        ("Sectors Members", "Sector Members"),
        ("the Members States", "the Member States"),
    ],
)
def test_names_that_are_nearly_right(printed, meant):
    document = itu_texts.parse(f"{HEAD}instructs {printed}\nto row.\n")
    (found,) = itu_texts.check(document)
    assert (found.code, document.source[found.span]) == ("near-addressee", printed)
    assert f"“{meant}”" in found.message
    assert codes(f"{HEAD}instructs {meant}\nto row.\n") == []


def test_names_that_are_nearly_right_in_items():
    document = itu_texts.parse(
        f"{HEAD}resolves\n1 to instruct the Secretary General to row;\n2 to invite Member states to rest.\n"
    )
    assert [document.source[each.span] for each in itu_texts.check(document)] == [
        "the Secretary General",
        "Member states",
    ]


@pytest.mark.parametrize(
    ("language", "heading", "meant"),
    [
        ("fr", "charge le secretaire général\nde ramer.", "le Secretaire général"),
        ("es", "invita a los Estado Miembros\na que remen.", "los Estados Miembros"),
        ("ru", "поручает Генералному секретарю\nчинить лодки.", "Генеральному секретарю"),
    ],
)
def test_names_that_are_nearly_right_in_other_languages(language, heading, meant):
    (found,) = itu_texts.check(itu_texts.parse(FRONTS[language] + heading, language=language))
    assert (found.code, f"“{meant}”" in found.message) == ("near-addressee", True)


WRONG_NAMES = {  # in the words of an item, and what is reported of them
    ("en", "with the Director of the Lamp Bureau (LB)"): ("unknown-body", "Director of the Lamp Bureau"),
    ("en", "with the Directors of the Radiocommunication Bureau, in order to row"): (
        "near-addressee",
        "Directors of the Radiocommunication Bureau",
    ),
    ("en", "that the Boats Boats lie beside other Boats"): ("doubled-word", "Boats Boats"),
    ("en", "that ITU Member states row"): ("near-addressee", "ITU Member states"),
    ("fr", "que le Directeur du Bureau de la voile ramera"): ("unknown-body", "Directeur du Bureau de la voile"),
    ("es", "que los Estados miembros remarán"): ("near-addressee", "Estados miembros"),
    ("ru", "что Государства-члены гребут"): ("near-addressee", "Государства-члены"),
}
RIGHT_NAMES = (
    ("en", "with the Directors of the Radiocommunication Bureau (BR), of the Telecommunication Development Bureau"),
    ("en", "with the Director of the International Bureau of Oars, and of the ITU Radiocommunication Bureau"),
    ("en", "that the boats lie in Pago Pago"),
    ("fr", "que le Directeur du Bureau des radiocommunications et les États membres rameront"),
    ("es", "que el Director de la Oficina de Radiocomunicaciones remará"),
)


def test_a_heading_without_addressee_above_a_condition():
    found = codes(f"{HEAD}instructs\n1 upon request, to row;\n2 to rest.\n")
    assert found == ["missing-addressee"]


def test_wrong_names_in_words():
    def check(language, words):
        verb = {"en": "resolves", "fr": "décide", "es": "resuelve", "ru": "решает"}[language]
        front = FRONTS.get(language, HEAD)
        document = itu_texts.parse(f"{front}{verb}\n{words}.\n", language=language)
        found = [(each.code, document.source[each.span]) for each in itu_texts.check(document)]
        wanted = WRONG_NAMES.get((language, words))
        assert [(code, printed.startswith(wanted[1])) for code, printed in found] == (
            [(wanted[0], True)] if wanted else []
        )

    check_all(
        ((words, (language, words)) for language, words in (*WRONG_NAMES, *RIGHT_NAMES)), lambda case: check(*case)
    )


@pytest.mark.parametrize(
    "other",
    [
        "governments of Member States",
        "keepers of lights",
        "the states around the lake",
        "the boatmen's council of elders",
    ],
)
def test_names_of_others(other):
    assert codes(f"{HEAD}invites {other}\nto row.\n") == []


def test_a_citation_that_differs():
    texts = "{}\nresolves\nto row.\n\nRESOLUTION 2 (REV. LAKESIDE, 2019)\nOars for boats\nThe ITU Council,\nresolves\nto rest.\n"

    def told(words):
        return codes(texts.format(HEAD + f"noting\nthat {words} says so,"))

    assert told("Resolution 2 (Rev. Lakeside, 2019)") == []
    assert told("Resolution 2 (Rev. Lakeside, 2018)") == ["title-mismatch"]
    assert told("Resolution 2 (Rev. Riverside, 2019)") == ["title-mismatch"]
    assert told("Resolution 2 (Riverside, 2012)") == []  # an edition before
    assert told("Resolution 2 (Rev. Lakeside, 2019), “Oars for boats”,") == []
    assert told("Resolution 2 (Rev. Lakeside, 2019), “Oars of boats”,") == ["title-mismatch"]
    assert told("Resolution 3 (Rev. Lakeside, 2018)") == []


def test_a_citation_of_a_text_that_another_body_adopted():
    """Of the same number; what the citation leaves open may be any."""
    text = "RESOLUTION 2 (REV. LAKESIDE, 2019)\nOars for boats\n{}\nresolves\nto rest.\n"

    def told(words, formula):
        return codes(f"{HEAD}noting\nthat {words} says so,\nresolves\nto row.\n\n" + text.format(formula))

    plenipotentiary = "The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2019),"
    assert told("Resolution 2 (Rev. Lakeside, 2018)", plenipotentiary) == ["title-mismatch"]
    assert told("Resolution 2 (Rev. Lakeside, 2018) of the Plenipotentiary Conference", plenipotentiary) == [
        "title-mismatch"
    ]
    assert told("Resolution 2 (Rev. Lakeside, 2018) of WTDC", plenipotentiary) == []


def test_texts_that_stand_twice():
    other = GOOD.replace("RESOLUTION 1", "RESOLUTION 2").replace("to row", "to rest")
    assert codes(GOOD + other) == []
    assert codes(GOOD + other + GOOD) == ["duplicate-text"]
    assert codes(GOOD + other.replace("RESOLUTION 2", "RESOLUTION 1")) == ["duplicate-text"]
    amended = "MOD ABC/1/1\n" + GOOD + "\nMOD XYZ/2/1\n" + GOOD.replace("to row", "to rest")
    assert codes(amended) == []


def test_an_annex_that_is_not_there():
    (found,) = itu_texts.check(itu_texts.parse(HEAD + "resolves\nto row as set out in Annex 2 to this Resolution.\n"))
    assert found.code == "unresolved-reference"
    cited = "resolves\n1 to row as set out in Annex 2 to this Resolution;\n2 to rest as set out in {}.\n"
    for words, count in (
        ("Annex 2 to this Resolution", 1),
        ("Annex 3 to this Resolution", 2),
        ("Attachment 2 to this Resolution", 2),
    ):
        assert codes(HEAD + cited.format(words)) == ["unresolved-reference"] * count
    volume = HEAD + cited.format("resolves 1") + HEAD.replace("1", "2") + cited.format("resolves 1")
    assert codes(volume) == ["unresolved-reference"] * 2


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (
            "Союз электросвязи постановляет\nчто лодки плавают",
            "Russian (ru), not English (en): read it with --language ru",
        ),
        ("国际电信联盟理事会\n做出决议", "Chinese (zh), not English (en): "),
        (
            "Le Conseil de l'UIT,\nconsidérant\nque cela est,\ndécide\nde ramer",
            "French (fr), not English (en): read it with --language fr",
        ),
    ],
)
def test_a_text_in_another_language(text, advice):
    found = itu_texts.parse(text, language="en").diagnostics
    assert [each.code for each in found] == ["wrong-language", "no-text"]
    assert advice in found[0].message


def test_what_is_no_document():
    with pytest.raises(itu_texts.InputError, match=r"check\(\) takes a document, not a str"):
        itu_texts.check("resolves")


def test_false_alarms_are_few(shared):
    """Of the rules besides those of the parser, on real texts, each of which is sound."""
    rules = {"near-verb", "near-addressee", "wrong-language", "title-mismatch", "duplicate-text"}
    texts = told = 0
    for collection in ("pp18", "wrc"):
        for file in some(sorted((shared / "corpus" / collection).glob("*.txt"))[::2], 3):
            texts += 1
            told += any(found.code in rules for found in itu_texts.check(itu_texts.parse_file(file)))
    assert told <= 0.03 * texts


# ---------------------------------------------------------------------- slips

RESOLVES = "RESOLUTION 1 (REV. DUBAI, 2018)\nBoats\nThe Plenipotentiary Conference (Dubai, 2018),\nresolves\n"
NO_SLIPS = (
    "that the octet[ ] of an oar be called bytes [ ] = 4",
    "to use Tables 7.3.2.2-1 and 7.3.2.2-2, and clause 7.3.2.2-1",
    "to write letters for a number, for example [XXX] or [XX]",
    "to act in accordance with Resolution 5 (Rev. Busan, 2014), and with Nos. 1001 and 1017 of the Constitution",
    "to mend what the fleet of each of the Member States has, as each Member State's boats",
    "to lend boats, step by step, to those who had had that that others lend (see Lakeside 2018)",
    "to tell the keepers of (to be added to) their list",
    "to write to the ITU Radiocommunication Sector (ITU-R), to an MoU, an HF band and an s-shaped pier",
)
SLIPS = (
    ("to act on (Rev Busan 2014)", "mark-form", "Rev Busan 2014"),
    ("to act on Resolution 5 (Rev. Busann, 2014)", "unknown-conference", "Resolution 5 (Rev. Busann, 2014)"),
    ("to ask WRC-24", "unknown-conference", "WRC-24"),
    ("to act in accordance to the list", "set-phrase", "in accordance to"),
    ("to write to ITU-D SG 12", "unknown-body", "ITU-D SG 12"),
    ("to write to the ITU Radiocommunication Sector (ITU-T)", "unknown-body", "ITU-T"),
    ("to row, and to sail;; and to mend oars", "doubled-word", ";;"),
    ("to draw up an list of boats", "set-phrase", "an list"),
    ("to bring it at the attention of the keepers", "set-phrase", "at the attention of"),
    ("to mend boats (to the keepers: to be updated)", "editorial-remark", "(to the keepers: to be updated)"),
    ("to cite No. 77.3 of the Radio Regulations", "unknown-article", "No. 77.3"),
    ("to mend boats (TBD)", "placeholder", "(TBD)"),
    ("to mend boats???", "editorial-remark", "???"),
    (
        "to see Erreur\xa0! Source du renvoi introuvable. for oars",
        "field-error",
        "Erreur\xa0! Source du renvoi introuvable.",
    ),
)


def test_what_looks_like_a_slip_and_is_none():
    check_all(((words, words) for words in NO_SLIPS), lambda words: codes_are(words, []))


def codes_are(words, wanted):
    assert codes(f"{RESOLVES}{words}.\n") == wanted


def test_slips_are_told_once_at_their_place():
    def check(words, code, printed):
        document = itu_texts.parse(f"{RESOLVES}{words}.\n")
        assert [(each.code, document.source[each.span]) for each in itu_texts.check(document)] == [(code, printed)]

    check_all(((case[0], case) for case in SLIPS), lambda case: check(*case))


@pytest.mark.parametrize(
    ("slip", "mended"),
    [
        ("(Rev Busan 2014)", "(Rev. Busan, 2014)"),
        ("resolves 1 below", "resolves 1 above"),
        ("of the of the oars", "of the oars"),
    ],
)
def test_slips_are_mended(slip, mended):
    text = RESOLVES + "1 to row;\n2 to mend what {} says.\n"
    (found,) = itu_texts.check(itu_texts.parse(text.format(slip)))
    made = text.format(slip)
    for fix in reversed(found.fixes):
        made = made[: fix.span.start] + fix.text + made[fix.span.end :]
    assert made == text.format(mended)


HARBOURS = "78/301. Harbours\nThe General Assembly{comma}\nRecalling its resolution {cited} of 3 December 2015,\n1. Welcomes the lamps.\n"


@pytest.mark.parametrize(
    ("comma", "cited", "wanted"),
    [(",", "70/12", []), ("", "70/12", ["formula-stop"]), (",", "80/12", ["later-edition"]), (",", "78/12", [])],
)
def test_texts_of_the_general_assembly_have_slips_too(comma, cited, wanted):
    assert codes(HARBOURS.format(comma=comma, cited=cited)) == wanted


def test_an_assembly_that_decides_what_follows_needs_no_comma():
    text = "78/301. Harbours\nL’Assemblée générale\nDécide ce qui suit :\n1. Le port est calme.\n"
    assert "formula-stop" not in codes(text)


def test_a_sentence_that_is_cut_off_lacks_no_stop_in_any_language():
    text = "RÉSOLUTION 7 (LAC-SUR-MER, 2018)\nLampes\nLe Conseil de l'UIT,\ndécide\n1 d'allumer;\n2 de reprendre le texte de la"
    found = itu_texts.check(itu_texts.parse(text, language="fr"))
    assert [each.code for each in found] == ["cut-off"]


# ---------------------------------------------------------------------- slips in the texts of assemblies

PORTS = (
    "78/301. Harbours\nThe General Assembly,\nRecalling its resolution 70/12 of 3 December 2015,\n"
    "Noting that boats leak,\nConcerned that lamps fade,\nStressing that bells ring,\n"
    "1. Welcomes the lamps;\n2. Requests the Secretary-General to count the boats;\n3. Notes the bells;\n"
    "4. Invites Member States to row;\n5. Decides to continue its consideration of the lamps.\n"
)


@pytest.mark.parametrize(
    ("right", "wrong", "wanted"),
    [
        ("", "", []),
        ("lamps.", "lamps", ["final-stop"]),
        ("lamps.", "lamps;", ["final-stop"]),
        ("boats;", "boats", ["clause-stop"]),
        ("fade,", "fade;", ["clause-stop"]),
        ("3. Notes the bells;\n", "", ["numbering-gap"]),
        ("3. Notes", "2. Notes", ["numbering-repeat"]),
        ("3. Notes", "1. Notes", ["numbering-disorder"]),
        ("2015", "2005", []),  # other bodies number their resolutions in the same way ...
        (" of 3 December 2015", " of 3 December 2005 and 71/5 of 4 October 2016", ["impossible-date"]),
        (" of 3 December 2015", ", 71/5 and 72/9 of 4 October 2017", []),
        ("bells ring", "bells ring on 31 June 2020", ["impossible-date"]),
        ("bells ring", "bells ring on 29 February 2020", []),
        ("bells ring", "bells ring from 28 to 24 May 2020", ["reversed-range"]),
        ("bells ring", "three (3) bells ring", []),
        ("to row", "to row in accordance with Article 155 of the Charter of the United Nations", ["unknown-article"]),
        ("to row", "to row in accordance with Article 55 of the Charter of the United Nations", []),
        ("to row", "to row boats, oars,sails", ["stray-sign"]),
        ("to row", "to row, sail, etc.", []),
        ("to row", "to row in the band 120-110 MHz", ["reversed-range"]),
        ("to row", "to row in the bands 2 110-2 120 MHz and 2 100-102 MHz", []),
        ("to row", "to row at 110 Mhz", ["set-phrase"]),
        ("to row", "to row boats) and to sail", ["unclosed"]),
        ("to row", "to row boats (see b) above)", []),
        ("to row", "to row as in paragraph 2 above and in paragraph 5 below", []),
        ("to row", "to row as in paragraph 2 below", ["wrong-direction"]),
        ("to row", "to row as in paragraph 5 above", ["wrong-direction"]),
        ("to row", "to row as in paragraph 9 above", ["wrong-direction"]),
        ("to row;", "to row with the", ["cut-off"]),
        ("Noting that boats leak,", "Noting that boats leak,\n" * 2, []),  # short words may be repeated
        (
            "Noting that boats leak,",
            "Noting that boats leak in the harbours of the north and of the south, while oars float and masts break in the wind,\n"
            * 2,
            ["repeated-words"],
        ),
    ],
)
def test_texts_of_assemblies_have_slips(right, wrong, wanted):
    assert codes(PORTS.replace(right, wrong, 1)) == wanted


@pytest.mark.parametrize(
    ("ends", "printed"),
    [
        (("lighthouse", "lighthouse", "ligthouse"), ["ligthouse"]),
        (("lighthouse", "lighthouse", "lighhouse"), ["lighhouse"]),
        (("lighthouse", "lighthouse", "lighttthouse"), []),
        (("lighthouse", "lighthouse", "ligghthouse"), ["ligghthouse"]),
        (("lighthouse", "lighthouse", "light house"), ["light house"]),
        (("lighthouse", "lighthouse", "light- house"), ["light- house"]),
        (("lighthouse", "lighthouse", "lighthouses"), []),
        (("lighthouse", "ligthouse", "ligthouse"), ["lighthouse"]),  # the rarer one
        (("lighthouse", "lighthouse", "lighthouse. House"), []),
    ],
)
def test_words_that_are_spelt_in_another_way_elsewhere(ends, printed):
    one, other, third = ends
    words = f"1 to paint the national {one};\n2 to mend the national {other};\n3 to sell no national {third}.\n"
    document = itu_texts.parse(RESOLVES + words)
    found = [each for each in itu_texts.check(document) if each.code == "misspelt-word"]
    assert [document.source[each.span] for each in found] == printed


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("to mend bоats", "bоats"),  # a Cyrillic letter
        ("to mend boats.Oars too", "."),
        ("to mend boats , and oars", " ,"),
        ("to mend boats in 2O30", "2O30"),
        ("to mend R&amp;D", "&amp;"),
        ("to mend boats، and oars, and bells, and lamps", "،"),
    ],
)
def test_signs_that_do_not_belong_where_they_stand(words, printed):
    document = itu_texts.parse(f"{RESOLVES}{words}.\n")
    found = itu_texts.check(document)
    assert [(each.code, document.source[each.span]) for each in found] == [("stray-sign", printed)]


def test_a_text_that_has_the_signs_of_another_alphabet_throughout_is_left_alone():
    text = "القرار 9 (ليك سايد، 2030)\nالقوارب\nإن المجلس،\nيقرر\n1 بناء القوارب, وصيانتها, وبيعها, ثم بيعها؛\n2 صيانتها.\n"
    assert "stray-sign" not in codes(text)


def test_the_secretariat_of_a_convention_has_no_capital():
    assert codes(PORTS.replace("Member States", "the secretariat of the Convention")) == []
    assert codes(PORTS.replace("Member States", "Member states")) == ["near-addressee"]


def test_what_arabic_repeats_is_no_slip():
    text = "القرار 9 (ليك سايد، 2030)\nالقوارب\nإن المجلس،\nيقرر\n1 بناء مصانع للطاقة والطاقة الشمسية؛\n2 {}.\n"
    assert codes(text.format("العمل دون الإقليمي أو الإقليمي أو العالمي")) == []
    assert codes(text.format("صيانة القوارب القوارب")) == ["doubled-word"]


def test_a_full_stop_before_a_subheading_of_an_assembly_is_none_of_the_others():
    acts = "".join(f"{number}. Calls upon all States to mend boat {number};\n" for number in range(1, 6))
    text = f"99/1. Lamps\nThe General Assembly,\nRecalling the lamps of the harbour,\nI\nLamps\n{acts}6. Welcomes the lamps.\nII\nOars\n"
    text += "7. Calls upon all States to mend oars;\n8. Requests the Secretary-General to report on oars."
    assert not [code for code in codes(text) if code.endswith("-stop")]
    assert [code for code in codes(text.replace("boat 3;", "boat 3.")) if code.endswith("-stop")] == ["clause-stop"]
