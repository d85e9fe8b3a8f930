"""A working folder from Python: the guide holds, nothing is loaded or read too soon, and the command line is left out."""

import doctest
import re
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tracker.desk.changes import moment
from tracker.desk.folder import Folder
from tracker.errors import UsageError

GUIDE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
NOTIFY = '[[notify]]\nname = "desk"\nurl_env = "DESK_URL"\n'


@pytest.fixture
def place(tmp_path: Path, demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration, with a target that was told of all but the last round; it lies where the guide says."""
    folder = tmp_path / "tracker-demo"
    shutil.copytree(demo_folder, folder)
    (folder / "config" / "notify.toml").write_text(NOTIFY, "utf-8")
    with Folder(folder) as made:
        (target,) = made.config.notify.notify
        made.archive.note_told(target.reader, made.archive.resolve("dfe-rise@6").commit, {})
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_guide_holds(place: Path) -> None:
    """Every example gives what the guide says."""
    examples = "\n".join(re.findall(r"```pycon\n(.*?)```", GUIDE, re.DOTALL))
    said: list[str] = []

    parsed = doctest.DocTestParser().get_doctest(examples, {}, "docs/api.md", None, 0)
    failed, tried = doctest.DocTestRunner().run(parsed, out=said.append)

    assert failed == 0, "".join(said)
    assert tried > 20


def test_ten_lines_tell_the_last_month_without_the_command_line(place: Path) -> None:
    """The guide's script prints changes; no module of the command line, of rendering, and no terminal is loaded."""
    (script,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    loaded = "\nimport sys\nprint(*sys.modules, sep='\\n', file=sys.stderr)\n"

    done = subprocess.run(
        [sys.executable, "-c", script + loaded], cwd=place.parent, capture_output=True, text=True, check=True
    )

    assert len(script.splitlines()) <= 10
    assert "Labour will continue to fund RISE teams" in done.stdout
    assert not [one for one in done.stderr.split() if re.match(r"(tracker\.(cli|render|site)|rich|typer)\b", one)]


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    """A folder that is none says so when it is asked, and not before."""
    with Folder(tmp_path / "none") as folder, pytest.raises(UsageError, match="tracker init"):
        folder.changes(since="2026-01-01")


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ("2024-06-13", datetime(2024, 6, 12, 23, tzinfo=UTC)),
        (date(2024, 1, 13), datetime(2024, 1, 13, tzinfo=UTC)),
        ("2024-06-13T10:00+02:00", datetime(2024, 6, 13, 8, tzinfo=UTC)),
        (datetime(2024, 6, 13, 8, tzinfo=UTC), datetime(2024, 6, 13, 8, tzinfo=UTC)),
    ],
)
def test_a_day_is_londons(given: str | date, means: datetime) -> None:
    """A day begins at London's midnight; a time with a zone is taken as it stands."""
    assert moment(given) == means


def test_what_is_no_date_is_told() -> None:
    """With how to write one."""
    with pytest.raises(UsageError, match="write it as 2024-06-13"):
        moment("last month")
