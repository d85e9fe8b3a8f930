"""`--cluster`, as a person at a terminal uses it: the same output and the same record."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from daskcluster import cluster

from tracker.capture import workers
from tracker.cli.main import main
from tracker.store.archive import Archive
from tracker.store.layout import FINDINGS, THREADS

SOURCE = '[[source]]\nid = "{id}"\nkind = "file"\npublisher = "owls"\npublisher_type = "party"\npath = "{id}.md"\n\n'
YEARS = range(2010, 2020)
pytestmark = pytest.mark.usefixtures("at_once")


def test_no_scheduler_is_told_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, with what to give; a place is not for a cluster."""
    monkeypatch.setattr(workers, "PATIENCE", 0.5)
    Archive.create(tmp_path / "snapshots").close()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "sources.toml").write_text(SOURCE.format(id="plan"))

    assert main(["-C", str(tmp_path), "claims", "plan", "--cluster", "tcp://127.0.0.1:1"]) == 2
    assert "--cluster is for the claims of all documents" in capsys.readouterr().err
    pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    for command in ("reindex", "claims"):
        assert main(["-C", str(tmp_path), command, "--cluster", "tcp://127.0.0.1:1"]) == 2
        said = capsys.readouterr()
        assert (said.out, "No Dask scheduler answers" in said.err) == ("", True)


def test_commands_give_the_same_with_a_cluster(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`claims`, `reindex` and `reextract`: what they print, what is kept, and every id."""
    with cluster(tmp_path) as made:
        plain, other = tmp_path / "plain", tmp_path / "other"
        (plain / "config").mkdir(parents=True)
        names = [f"owls-{year}" for year in YEARS]
        (plain / "config" / "sources.toml").write_text("".join(SOURCE.format(id=name) for name in names))
        (plain / "config" / "settings.toml").write_text("min_characters = 0\n")
        Archive.create(plain / "snapshots").close()
        for nth, name in enumerate(names):
            (plain / f"{name}.md").write_text(f"# Plan\n\nWe will plant {nth + 300} orchards at schools.\n")
            saved = str(plain / f"{name}.md")
            assert main(["-C", str(plain), "import", "file", name, saved, "--seen", f"{YEARS[nth]}-05-06"]) == 0
        shutil.copytree(plain, other)
        capsys.readouterr()

        told: dict[str, list[str]] = {"plain": [], "other": []}
        for folder in (plain, other):
            more = ["--cluster", made.address] if folder == other else []
            for words in (["claims", "--format", "json"], ["claims", "--all", "--format", "csv"], ["reindex"]):
                assert main(["-C", str(folder), *words, *more]) == 0
                told[folder.name].append(capsys.readouterr().out)
            assert main(["-C", str(folder), "pledges", "--all", "--format", "json"]) == 0
            told[folder.name].append(capsys.readouterr().out)

    assert told["plain"][:2] == told["other"][:2]
    assert told["plain"][3] == told["other"][3]
    assert len(told["plain"][0]) > 5_000
    assert (plain / "snapshots" / THREADS).read_bytes() == (other / "snapshots" / THREADS).read_bytes()
    assert _found(plain) == _found(other) != []


def _found(folder: Path) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(folder / "snapshots" / FINDINGS)) as db:
        return list(db.execute("select name, claims from finding order by name"))
