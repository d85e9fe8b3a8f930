"""A round with a browser that is ended from outside: nothing of it runs on, and nothing recorded is lost."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Answer, Asked, Loopback

from tracker.cli.main import main
from tracker.store.archive import Archive

HTML = {"content-type": "text/html; charset=utf-8"}
WORDS = " ".join(f"We will build {n},000 schools in every region." for n in range(20, 40))


def watched(folder: Path, site: Loopback, browsers: int, others: int) -> None:
    """A folder that watches so many pages of a site, with a browser and without."""
    config = folder / "config"
    config.mkdir(parents=True)
    settings = f"browser_sandbox = {str(os.geteuid() != 0).lower()}\nbrowser_quiet = 0.2\nbatch_documents = 1\n"
    (config / "settings.toml").write_text(settings, encoding="utf-8")
    (config / "people.toml").write_text('[[publisher]]\nid = "owls"\nname = "Owls"\ntype = "party"\n', encoding="utf-8")
    rows = []
    for n in range(browsers + others):
        text = f"<title>Plan {n}</title><main><h1>Plan {n}</h1></main>"
        words = f"<p>{n}. {WORDS}</p>"
        script = f"<script>document.querySelector('main').innerHTML += '{words}'</script>"
        site.page(f"/{n}", text + (script if n < browsers else words), content_type=HTML["content-type"])
        rows.append(
            f'[[source]]\nid = "s{n}"\nkind = "html"\npublisher = "owls"\npublisher_type = "party"\n'
            f'url = "{site.url(f"/{n}")}"\nallow_hosts = ["127.0.0.1"]\n' + 'fetch = "browser"\n' * (n < browsers)
        )
    (config / "sources.toml").write_text("".join(rows), encoding="utf-8")
    Archive.create(folder / "snapshots").close()


def begun(folder: Path) -> "subprocess.Popen[bytes]":
    """A round there, with a place for temporary files of its own."""
    (folder / "tmp").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "tracker", "snapshot"],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def left(folder: Path) -> list[int]:
    """Processes that have that place for temporary files."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                is_ours = f"TMPDIR={folder / 'tmp'}".encode() in (entry / "environ").read_bytes()
            except OSError:
                continue
            found += [int(entry.name)] if is_ours else []
    return found


def waited(folder: Path, seconds: float = 10.0) -> list[int]:
    """Those that are left after some time."""
    ends = time.monotonic() + seconds
    while left(folder) and time.monotonic() < ends:
        time.sleep(0.1)
    return left(folder)


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder whose path leaves room for Chromium's sockets."""
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


CODES = {signal.SIGINT: 130, signal.SIGTERM: 130, signal.SIGKILL: -9}


@pytest.mark.parametrize("sent", CODES, ids=lambda one: one.name)
def test_a_round_that_is_ended(
    browser_here: None,
    short_path: Path,
    loopback: Loopback,
    monkeypatch: pytest.MonkeyPatch,
    sent: signal.Signals,
) -> None:
    """Its browser ends with it and leaves no files; what was recorded stands, and the next round goes on."""
    watched(short_path, loopback, browsers=3, others=3)
    running: list[subprocess.Popen[bytes]] = []
    seen: list[int] = []

    def strike(_: Asked) -> Answer:
        if running and not seen:
            seen.extend(left(short_path))
            running[0].send_signal(sent)
        return Answer(b"x")

    for n in range(3):
        page = (
            f"<title>Plan {n}</title><main><h1>Plan {n}</h1><p>{n}. {WORDS}</p></main><script>fetch('/strike')</script>"
        )
        loopback.page(f"/{n}", page, content_type=HTML["content-type"])
    loopback.answers("/strike", strike)

    running.append(begun(short_path))
    ended = running[0].wait(30)

    assert ended == CODES[sent]
    assert len(seen) > 3, "a browser was there"
    assert waited(short_path) == []
    assert list((short_path / "tmp").glob("tracker-*")) == []
    monkeypatch.chdir(short_path)
    running.clear()
    assert main(["snapshot"]) == 0
    assert main(["verify"]) == 0
    with Archive(short_path / "snapshots") as archive:
        assert len(archive.documents()) == 6
