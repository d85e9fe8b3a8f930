"""Two files of the reader's own."""

from pathlib import Path

import pytest

from tracker.cli.main import main

_PAGE = (
    '<html><head><title>Paths</title><meta property="article:modified_time" content="2025-03-01T10:00:00Z"></head><body>'
    "<article><h1>Paths</h1><p>The council will mend every footpath by the river this year.</p><p>{}</p>"
    "</article></body></html>"
)


def _diff(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    for name, said in zip(("old.html", "new.html"), words, strict=True):
        (folder / name).write_text(_PAGE.format(said), encoding="utf-8")
    code = main(
        ["-C", str(folder), "diff", "--files", str(folder / "old.html"), str(folder / "new.html"), "--exit-code"]
    )
    return code, capsys.readouterr().out


def test_equal_files_are_equal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another name is no fact."""
    code, said = _diff(tmp_path, capsys, "Work starts in May at the mill.", "Work starts in May at the mill.")

    assert code == 0
    assert "address" not in said


def test_nobody_could_have_announced_an_edit_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that carries a date is no publisher's page."""
    code, said = _diff(tmp_path, capsys, "Work starts in May at the mill.", "Work starts in June at the mill.")

    assert code == 1
    assert "May" in said
    assert "unchanged" not in said
