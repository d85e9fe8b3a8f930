"""Comparing documents as a person at a terminal does it."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from tracker.capture.warden import here
from tracker.cli.main import main
from tracker.desk.folder import Folder
from tracker.errors import UsageError
from tracker.store.archive import Archive

Run = Callable[..., tuple[int, str, str]]
SOURCE = '[[source]]\nid = "{id}"\nkind = "file"\npublisher = "{by}"\npublisher_type = "party"\npath = "{id}.txt"\n'
PEOPLE = "".join(
    f'[[publisher]]\nid = "{name.lower()}"\nname = "{name}"\ntype = "party"\n' for name in ("Owls", "Bats")
)
FILLER = " ".join(f"Box {number} hangs in the old oak by the river." for number in range(12))
TEXTS = {
    "owls-2015": (
        "2015-04-14",
        """We will build 40 nursery nests in every village by 2027.

We will teach badgers to swim.

We will recruit 900 new teachers for night schools.""",
    ),
    "owls-2017": (
        "2017-05-18",
        """We aim to build 30 nursery nests in every village.

We will recruit 900 new teachers for night schools.

We will light the heath with lamps.""",
    ),
    "bats-2017": ("2017-05-20", "We will hang lanterns in all caves.\n\nWe will open 12 caves."),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three manifestos of two parties, recorded as of their days."""
    root = tmp_path_factory.mktemp("manifestos")
    (root / "config").mkdir()
    (root / "config" / "people.toml").write_text(PEOPLE)
    (root / "config" / "sources.toml").write_text(
        "\n".join(SOURCE.format(id=name, by=name.partition("-")[0]) for name in TEXTS)
    )
    Archive.create(root / "snapshots").close()
    patch = pytest.MonkeyPatch()
    patch.setattr("tracker.cli.readers.Warden", lambda *_, **__: nullcontext(here))  # a child takes half a second
    for name, (day, text) in TEXTS.items():
        (root / f"{name}.txt").write_text(f"Our plan\n\n{text}\n\n{FILLER}\n")
        assert main(["-C", str(root), "import", "file", name, str(root / f"{name}.txt"), "--seen", day]) == 0
    patch.undo()
    return root


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command there: exit code, output, errors."""
    monkeypatch.setenv("COLUMNS", "80")

    def command(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["-C", str(folder), *args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_two_manifestos_on_one_screen(run: Run) -> None:
    """Counts first, then what turned, what is not found and what is new; where was looked, and never that it was dropped."""
    code, said, _ = run("compare", "owls-2015", "owls-2017")

    assert code == 0
    assert said.startswith("Owls: owls-2015 (14 Apr 2015) → owls-2017 (18 May 2017)\n")
    assert "Of 3 commitments 1 stand, 1 reworded, 0 perhaps, 1 not found there; 1 new" in said
    assert "Searched: owls-2017@1 as of 18 May 2017." in said
    assert "40 nursery nests → 30 nursery nests" in said or "will → aim to" in said
    assert "    We will teach badgers to swim." in said
    assert "Not found there in any wording; may stand elsewhere (1):" in said
    _, brief, _ = run("compare", "owls-2015", "owls-2017", "--limit", "3")
    assert "· will teach badgers to swim." in brief
    assert "+ will light the heath with lamps." in brief
    assert brief.splitlines()[-1].startswith("1 more commitment: ")
    assert "dropped" not in said
    assert len(said.splitlines()) <= 23
    assert max(map(len, said.splitlines())) <= 80
    assert run("compare", "owls-2017", "owls-2015")[1] == said.replace("owls-2015 owls-2017", "owls-2017 owls-2015")


def test_in_full_and_as_data(run: Run) -> None:
    """Both wordings with their addresses; a row for each commitment in either form; what stands stands."""
    _, full, _ = run("compare", "owls-2015", "owls-2017", "--full")
    told = json.loads(run("compare", "owls-2015", "owls-2017", "--format", "json")[1])
    rows = list(csv.DictReader(io.StringIO(run("compare", "owls-2015", "owls-2017", "--format", "csv")[1])))
    markdown = run("compare", "owls-2015", "owls-2017", "--format", "markdown")[1]

    assert "Stands (1):" in full
    assert "- owls-2015@1" in full
    assert [row["status"] for row in told["rows"]] == [row["status"] for row in rows]
    assert told["counts"] == {"new": 1, "not_found": 1, "reworded": 1, "stands": 1}
    assert rows[1]["old_text"] == "We will teach badgers to swim."
    assert "### Not found there in any wording; may stand elsewhere (1)" in markdown


def test_parties_by_topic(run: Run) -> None:
    """In the order of their names whatever was typed, in each document's order; nothing found is said of the document."""
    code, said, _ = run("compare", "--topic", "teachers", "owls-2017", "bats-2017")

    assert code == 0
    assert said.index("Bats: bats-2017") < said.index("nothing found in this document") < said.index("Owls: owls-2017")
    assert said.startswith("Teachers in 2 documents")
    assert "  will recruit 900 new teachers for night schools." in said
    rows = list(
        csv.reader(io.StringIO(run("compare", "--topic", "teachers", "owls-2017", "bats-2017", "--format", "csv")[1]))
    )
    assert [row[5] for row in rows[1:]] == [
        "nothing found in this document",
        "will recruit 900 new teachers for night schools.",
    ]
    assert "| nothing found in this document | will recruit" in run(
        "compare", "--topic", "teachers", "owls-2017", "bats-2017", "--format", "markdown"
    )[1]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["owls-2015"], "Name two documents"),
        (["owls-2015", "owls-2015@1"], "owls-2015@1 is named twice"),
        (["owls-2015", "newts-2015"], "Nothing is recorded for a source 'newts-2015'"),
        (["owls-2015", "owls-2017", "bats-2017"], "more than two by --topic"),
        (["owls-2017", "bats-2017"], "are two parties; compare them by topic"),
        (["--topic", "nonsense", "owls-2017", "bats-2017"], "further-education (Further education and skills)"),
        (["--topic", "send", "owls-2017", "owls-2017"], "is named twice"),
    ],
)
def test_what_cannot_be_compared_is_told(run: Run, words: list[str], expected: str) -> None:
    """Exit code 2 and one sentence."""
    code, said, error = run("compare", *words)

    assert (code, said) == (2, "")
    assert expected in " ".join(error.split())


def test_from_python(folder: Path) -> None:
    """The same as values; two versions of a page are compared as before, by `compare`."""
    with Folder(folder) as mine:
        found = mine.manifestos("owls-2015", "owls-2017")
        topic = mine.by_topic("teachers", "owls-2017", "bats-2017")

        assert found.counts()["not_found"] == 1
        assert [len(said) for said in topic.said] == [0, 1]
        with pytest.raises(UsageError):
            mine.manifestos("owls-2015", "owls-2015")
