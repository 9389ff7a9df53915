"""The examples do what they say."""

import runpy

import itu_texts


def run(script, capsys, path):
    module = runpy.run_path(str(script))
    module["main"](str(path))
    return capsys.readouterr()


def test_export_json(examples, capsys):
    captured = run(examples / "export_json.py", capsys, examples / "proposal.txt")
    assert itu_texts.from_json(captured.out) == itu_texts.parse_file(examples / "proposal.txt")
    assert "proposal.txt:18:1: warning" in captured.err


def test_who_does_what(examples, capsys):
    captured = run(examples / "who_does_what.py", capsys, examples / "resolution.txt")
    assert captured.out.splitlines()[:4] == [
        "NOT_NAMED  shall      resolves 1: that the form of beacon messages shall be that of Annex 1 to this Resolution;",
        "ADMINISTRATIONS shall      resolves 2: observe the following limits:",
        "DIR_BR     instructs  instructs the Director of the Radiocommunication Bureau 1: to keep a list of beacons, and to publish it once a year;",
        "DIR_BR     instructs  instructs the Director of the Radiocommunication Bureau 2: to review the limits in resolves 2 and to report to the next plenipotentiary conference,",
    ]


def test_walk_clauses(examples, capsys):
    captured = run(examples / "walk_clauses.py", capsys, examples / "resolution.txt")
    assert "    preamble    9 items, 3 levels  considering\n" in captured.out


def test_volume(examples, capsys):
    captured = run(examples / "volume.py", capsys, examples / "session.txt")
    assert captured.out.splitlines() == [
        "SUP KEEP/12/2    Resolution 4 (Harbourtown, 2014): Oil lamps, 0 clauses",
        "MOD KEEP/12/3    Resolution 9 (Rev. Harbourtown, 2022): Lights for developing coasts, 3 clauses",
    ]


def test_a_treaty_and_a_session_document(examples):
    treaty = itu_texts.parse_file(examples / "treaty.txt")
    assert treaty.at("No. 3A a bis)").text == "to keep the keepers of the lights awake;"
    assert [cited.target for cited in itu_texts.references(treaty)] == [
        treaty.at(address) for address in ("No. 8", "Article 1", "No. 5")
    ]
    session = itu_texts.parse_file(examples / "session.txt")
    found = list(itu_texts.find(session, itu_texts.Amendment))
    assert [(each.action, each.proposal or each.provision, each.reasons is not None) for each in found] == [
        ("MOD", "KEEP/12/1", True),
        ("ADD", "6A", False),
        ("SUP", "KEEP/12/2", True),
        ("MOD", "KEEP/12/3", False),
    ]
    assert not session.diagnostics


def test_the_french_example_tells_the_same_as_an_english_one_would(examples):
    document = itu_texts.parse_file(examples / "resolution_fr.txt", language="fr")
    (text,) = document.texts
    assert document.diagnostics == ()
    assert str(text.identifier) == "Resolution 999 (Rev. Lac-sur-Mer, 2022)"
    concepts = [clause.heading.concept for clause in text.clauses]
    assert concepts == ["RECALLING", "CONSIDERING", "RESOLVES", "INSTRUCTS", "INVITES"]
    told = [(task.addressee.concept, task.address) for task in itu_texts.who_does_what(document)]
    assert [who for who, _ in told] == ["SG", "SG", "MEMBER_STATES", "SECTOR_MEMBERS"]
    cited = [found.target for found in itu_texts.references(document) if found.kind == "clause" and found.target]
    assert cited == [text.at("décide 1")]


def test_so_does_the_chinese_example(examples):
    document = itu_texts.parse_file(examples / "resolution_zh.txt", language="zh")
    (text,) = document.texts
    assert document.diagnostics == ()
    assert str(text.identifier) == "Resolution 999 (Rev. 湖滨, 2022)"
    assert text.identifier.body == "PP"
    concepts = [clause.heading.concept for clause in text.clauses]
    assert concepts == ["RECALLING", "CONSIDERING", "RESOLVES", "INSTRUCTS", "INVITES"]
    tasks = list(itu_texts.who_does_what(document))
    assert [task.addressee.concept for task in tasks] == ["SG", "SG", "MEMBER_STATES", "SECTOR_MEMBERS"]
    assert [when.value for when in tasks[1].when] == ["P1Y"]
    cited = [found.target for found in itu_texts.references(document) if found.kind == "clause" and found.target]
    assert cited == [text.at("做出决议 1")]
