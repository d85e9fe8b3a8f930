"""Files given on the command line: papers are read like any other, and what cannot be read is said in a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.cli.main import main
from tracker.desk.files import read_document
from tracker.errors import UsageError

PAPERS = Path(__file__).parents[1] / "data" / "papers"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder: its exit code, and what it says on both outputs."""
    monkeypatch.setenv("COLUMNS", "200")

    def command(*args: object) -> tuple[int, str]:
        code = main(["-C", str(tmp_path), *map(str, args)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt"])
def test_claims_of_a_paper_need_no_store(run: Run, kind: str) -> None:
    """A PDF, Word or OpenDocument file gives its pledges, its publisher and date as told."""
    code, said = run("claims", PAPERS / f"one.{kind}", "--publisher", "owls", "--published", "2024-06-13", "--full")

    assert code == 0
    assert "We will recruit 4,200 additional teachers in shortage subjects by September 2029." in said
    assert "13 Jun 2024" in said


@pytest.mark.parametrize(("old", "new"), [("one.docx", "one.odt"), ("one.pdf", "restricted.pdf")])
def test_the_same_paper_in_two_forms_does_not_differ(run: Run, old: str, new: str) -> None:
    """Two files that say the same in two formats are the same, also to a script."""
    code, said = run("diff", "--files", PAPERS / old, PAPERS / new, "--exit-code")

    assert (code, "0 changes" in said) == (0, True)


def test_an_edited_paper_differs_from_its_pdf(run: Run, tmp_path: Path) -> None:
    """A draft as text against the printed PDF: the sentence that was reworded, and exit code 1 where asked for."""
    printed = read_document(PAPERS / "one.pdf")
    (tmp_path / "draft.md").write_text(printed.text.replace("We will recruit 4,200", "We aim to recruit 4,000"))

    code, said = run("diff", "--files", PAPERS / "one.pdf", tmp_path / "draft.md", "--exit-code")

    assert code == 1
    assert ("[-will-]" in said, "{+aim to+}" in said, "{+4,000+}" in said) == (True, True, True)


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("locked.pdf", (PAPERS / "locked.pdf").read_bytes(), "the PDF is locked with a password"),
        ("locked.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "the file is locked with a password"),
        ("plan.doc", OLD_OFFICE, "the file is one of an old Office (such as .doc): save it as DOCX, ODT or PDF"),
        ("plan.png", b"\x89PNG\r\n\x1a\n\x00\x00", "the file holds no text"),
        ("plan.pdf", b"%PDF-1.7 cut off", "not a PDF, or damaged"),
        ("plan.odt", b"PK\x03\x04 cut off", "not an ODT file, or damaged"),
        ("plan.txt", b"", "the text is empty"),
    ],
)
def test_what_cannot_be_read_is_exit_code_2_and_one_sentence(
    run: Run, tmp_path: Path, name: str, body: bytes, reason: str
) -> None:
    """A locked, old, damaged or empty file is named with the reason; no traceback, no half answer."""
    (tmp_path / name).write_bytes(body)

    answers = [run("claims", tmp_path / name), run("diff", "--files", PAPERS / "one.odt", tmp_path / name)]

    for code, said in answers:
        assert code == 2
        assert f"{name} cannot be read: {reason}" in said
        assert said.count("\n") == 1


def test_a_text_saved_on_windows_is_read(tmp_path: Path) -> None:
    """Quotes, dashes and pounds of an editor that knows no UTF-8 are what they were."""
    path = tmp_path / "plan.txt"
    path.write_bytes("A plan\n\nWe will spend £5 million – “at least” – on nests.".encode("cp1252"))

    assert read_document(path).sentences[1].text == "We will spend £5 million – “at least” – on nests."


def test_a_file_that_is_not_there_is_said() -> None:
    """Its name and the system's reason."""
    with pytest.raises(UsageError, match=r"nowhere\.pdf cannot be read: no such file or directory\."):
        read_document(Path("nowhere.pdf"))
