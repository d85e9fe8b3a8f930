"""`tracker brief`: one pledge as a page for an editor, from a store of two rounds on a site of our own."""

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from tracker.cli.main import main
from tracker.extract import article, docx

Run = Callable[..., tuple[int, str, str]]
PLEDGE = "We will build 40 owl boxes in every village by 2027."
SOFTER = "We aim to build up to 40 owl boxes in some villages by 2028."
HEADS = ("What changed", "Who said it, when and where", "What is not known", "What was searched", "How to check it")


def _file(folder: Path, *args: str) -> bytes:
    """What a command writes to a file, as bytes."""
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8", newline="", write_through=True)) as output:
        assert main(["--folder", str(folder), *args]) == 0
    return bytes(output.buffer.getvalue())  # type: ignore[attr-defined]


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_a_brief_holds_words_changes_and_their_standing(two_rounds: Any, run: Run) -> None:
    """Both wordings whole, what turned, who has checked it, what is missing, and no verdict."""
    code, out, _ = run("brief", "owl boxes")
    said = _flat(out)

    assert code == 0
    assert f"“{PLEDGE}”" in said
    assert f"“{SOFTER}”" in said
    assert "will → aim to" in said
    assert "Not checked by a person: its only link is a machine suggestion." in said
    assert "The newest wording gives no source of money." in said
    assert "Whether it was kept: the record says what was published, not what was done." in said
    assert [head for head in HEADS if f"\n{head}\n" not in out] == []
    assert re.search(r"\b(?:broken|dropped|broke)\b", said) is None


def test_its_commands_print_what_it_says(two_rounds: Any, run: Run) -> None:
    """Every command on the page can be pasted, and the citation names the very words."""
    commands = re.findall(r"tracker (cite c-\S+|show \S+@\d+|trace t-\S+ --full|cite t-\S+)$", _flat(
        run("brief", "owl boxes")[1]).replace(" · ", "\n").replace(": all", "\n"), re.MULTILINE)  # fmt: skip

    assert len(commands) >= 2
    for command in commands:
        code, out, err = run(*command.split())
        assert code == 0, err
        assert "owl boxes" in out


def test_a_person_who_confirmed_is_named_with_the_day(two_rounds: Any, run: Run) -> None:
    """By name, and on which day; nobody is named before."""
    earlier, later = re.findall(r"cite (c-[a-z2-7]{10})", run("brief", "owl boxes")[1])[:2]
    run("confirm", earlier, later, "--by", "Ada Lovelace")

    said = _flat(run("brief", earlier)[1])

    assert "Its only link confirmed by Ada Lovelace, last on " in said
    assert "Same pledge: confirmed by Ada Lovelace on " in said


def test_what_people_wrote_stands_in_it_with_their_names(two_rounds: Any, run: Run) -> None:
    """Notes on the pledge and on a stage; no heading where nobody wrote any."""
    before = run("brief", "owl boxes")[1]
    claim = re.findall(r"cite (c-[a-z2-7]{10})", before)[0]
    pledge = re.findall(r"cite (t-[a-z2-7]{10})", before)[0]
    run("note", pledge, "The owls were counted.", "--by", "Ada Lovelace")
    run("note", claim, "Read aloud in the village.", "--by", "Ben")

    said = _flat(run("brief", "owl boxes")[1])

    assert "What people wrote" not in before
    assert re.search(r"What people wrote - Note by Ada Lovelace, [^:]+: The owls were counted\.", said)
    assert re.search(r"Note by Ben, [^:]+: Read aloud in the village\.", said)


def test_every_name_of_a_pledge_leads_to_it(two_rounds: Any, run: Run, parsed: Callable[..., dict[str, Any]]) -> None:
    """Words, thread, stage and claim; what means none or several is told with what there is."""
    told = parsed("brief", "owl boxes")
    claim = told["stages"][0]["cited"]["id"]

    assert told["schema"] == "tracker.brief/1"
    assert [one["stands"] for one in told["stages"]] == [False, True]
    assert {parsed("brief", name)["pledge"] for name in (told["pledge"], f"{told['pledge']}/2", claim)} == {
        told["pledge"]
    }
    code, _, err = run("brief", "zebras")
    assert code == 2
    assert "No pledge says “zebras”." in _flat(err)


@pytest.mark.parametrize("form", ["docx", "html", "markdown"])
def test_the_same_brief_has_the_same_bytes(two_rounds: Any, form: str) -> None:
    """Twice made, byte for byte."""
    made = [_file(two_rounds.folder, "brief", "owl boxes", "--format", form) for _ in range(2)]

    assert made[0] == made[1]


def test_all_forms_say_the_same(two_rounds: Any) -> None:
    """The Word file, read by another program's reader, HTML and Markdown have the same headings and both wordings."""
    files = {
        form: _file(two_rounds.folder, "brief", "owl boxes", "--format", form) for form in ("docx", "html", "markdown")
    }
    texts = {
        "docx": docx.read(files["docx"]).text,
        "html": article.read(files["html"], url="https://owls.example/brief").text,
        "markdown": files["markdown"].decode(),
    }

    for form, text in texts.items():
        assert [head for head in HEADS if f"# {head}\n" not in text] == [], form
        assert PLEDGE in text, form
        assert SOFTER in text, form
    assert files["html"].count(b"<ul>") == files["html"].count(b"</ul>")
    assert files["html"].count(b"<li>") == files["html"].count(b"</li>")
    rendered = MarkdownIt().render(texts["markdown"])
    assert rendered.count("<h2>") == len(HEADS)


def test_hostile_words_stay_words(desk: Any, run: Run) -> None:
    """Markup, fields, entities and characters that XML forbids: the Word file is well formed and has no more relations."""
    words = "We will build 40 owl boxes & nests for <w:instrText>every</w:instrText> village \uffff by 2027 ]]> {=1}."
    desk.write(words.replace("&", "&amp;").replace("<", "&lt;"))
    assert run("snapshot")[0] == 0
    body = _file(desk.folder, "brief", "owl boxes", "--format", "docx")
    html = _file(desk.folder, "brief", "owl boxes", "--format", "html")

    with zipfile.ZipFile(io.BytesIO(body)) as made:
        parts = {name: ET.fromstring(made.read(name)) for name in made.namelist()}  # noqa: S314 - our own file
    tags = {one.tag.rpartition("}")[2] for one in parts["word/document.xml"].iter()}
    assert tags == {"document", "body", "p", "pPr", "pStyle", "r", "rPr", "rStyle", "t", "hyperlink", "sectPr"}
    targets = [one.get("Target") for one in parts["word/_rels/document.xml.rels"] if one.get("TargetMode")]
    assert targets
    assert all(str(one).startswith("http://127.0.0.1:") for one in targets)
    assert "<w:instrText>every</w:instrText>" in "".join(parts["word/document.xml"].itertext())
    assert b"<w:instrText" not in html


def test_a_word_file_is_no_text_for_a_terminal(two_rounds: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused there, with what to type."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    code, _, err = run("--no-pager", "brief", "owl boxes", "--format", "docx")

    assert code == 2
    assert "> brief.docx" in err
