"""From nothing confirmed to pledges on the site: the demonstration's record, one review at a real terminal, one report."""

import os
import re
import select
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracker.cli.main import main

if sys.platform != "win32":
    import pty

RISE, TEACHERS = "t-rji36lgtpa", "t-ye4gglwyoh"
OF_TAX = ("tax breaks to pay for them", "tax breaks will end to pay for them")
"""What pays for the teachers is not the teachers."""
MORE = "now everything else"
SCREENS = ("? keys", "space shows the next", "all are one pledge", "Only (", "takes them back", MORE)
"""What the last lines of its screens say."""


@pytest.fixture
def press(demo_folder: Path, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """A review in a copy of the demonstration that nobody has decided on: presses keys, and gives the screen after them."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_folder, folder)
    number, terminal = pty.fork()
    if not number:
        os.chdir(folder)
        home = str(Path(__file__).parents[2])
        os.environ.update(TERM="xterm", COLUMNS="80", LINES="24", PYTHONPATH=home, TRACKER_BY="Ada")
        os.execv(sys.executable, [sys.executable, "-m", "tracker", "review"])  # noqa: S606 - our own

    def after(keys: str) -> str:
        os.write(terminal, keys.encode())
        said, last = b"", time.monotonic() + 60
        while time.monotonic() < last and not any(one in said.decode("utf-8", "replace") for one in SCREENS):
            if select.select([terminal], [], [], 1)[0]:
                said += os.read(terminal, 65_536)
        return said.decode()

    yield after
    os.close(terminal)
    os.waitpid(number, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="a pty")
def test_two_pledges_stand_on_the_site_after_one_review(
    press: Callable[[str], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One is looked at page by page and confirmed as a whole; of the other each link is answered by what the screen says."""
    folder, site = tmp_path / "demo", tmp_path / "site"
    main(["-C", str(folder), "report", str(site)])
    assert re.search(r"^0 of \d+ pledges on the site", capsys.readouterr().out, re.MULTILINE)
    assert [one.name for one in (site / "pledges").iterdir()] == ["index.html"]
    press("")
    assert "Only (" in press("f")
    press(f"{RISE}\r")
    screen = press("a")
    while "space shows the next" in screen:
        screen = press(" ")
    assert "all are one pledge" in screen
    assert MORE in press("y")
    press("f")
    screen = press(f"{TEACHERS}\r")
    while MORE not in screen:
        words = " ".join(screen.split())
        screen = press("n" if any(one in words for one in OF_TAX) else "y")
    assert "kept in config/verdicts/ada.toml, decided by Ada" in " ".join(press("q").split())

    main(["-C", str(folder), "report", str(site)])

    pages = [one.read_text("utf-8") for one in (site / "pledges").glob("t-*.html")]
    assert any("377 stuck schools" in one and "hit squads" in one for one in pages)
    expert = [one for one in pages if "6,500 new expert teachers in secondary schools" in one]
    assert any("6,500 more teachers" in one for one in expert)
    assert not any(one in page for one in OF_TAX for page in expert)
