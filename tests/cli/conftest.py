"""A folder in which much waits for a decision."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from loopback import Loopback
from machine import article

from tracker.cli.main import main

Run = Callable[..., tuple[int, str]]
SOURCE = """
[[source]]
id = "{name}"
kind = "html"
publisher = "owls"
publisher_type = "party"
url = "{url}"
allow_hosts = ["127.0.0.1"]
"""
BIRDS = "owl rook heron finch robin plover linnet siskin curlew avocet dunlin gannet".split()
EARLIER = [f"We will build {40 + at} {bird} boxes in every village by 2027." for at, bird in enumerate(BIRDS)]
LATER = [f"We will build {20 + at} {bird} boxes in each village school by 2028." for at, bird in enumerate(BIRDS)]


@pytest.fixture
def bird_pages() -> dict[str, list[str]]:
    """What the two pages of `birds` say at first."""
    return {"plan": EARLIER, "update": LATER}


@pytest.fixture
def birds(
    tmp_path: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs a command in a folder that has recorded two pages of a party, with a dozen pledges that go on."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TRACKER_BY", "Ada")
    (tmp_path / "config").mkdir()
    pages = {"plan": EARLIER, "update": LATER}
    text = "".join(SOURCE.format(name=name, url=loopback.url(f"/{name}")) for name in pages)
    (tmp_path / "config" / "sources.toml").write_text(text)
    (tmp_path / "config" / "settings.toml").write_text("retries = 0\n")
    for name, lines in pages.items():
        loopback.page(f"/{name}", article(*lines))

    def command(*args: str) -> tuple[int, str]:
        code = main(["-C", str(tmp_path), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    command("pull", str(tmp_path / "none"))  # makes the store
    command("snapshot")
    return command


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AbstractContextManager[None]]:
    """While a block runs: somebody at a terminal who presses these keys, then Ctrl-C."""

    @contextmanager
    def typed_keys(typed: str) -> Iterator[None]:
        waiting = list(typed)

        def read() -> str:
            if not waiting:
                raise KeyboardInterrupt
            return waiting.pop(0)

        @contextmanager
        def single_keys() -> Iterator[Callable[[], str]]:
            yield read

        with monkeypatch.context() as patched:
            patched.setattr("tracker.cli.review.terminal.single_keys", single_keys)
            patched.setattr("tracker.cli.commands.review.is_terminal", lambda: True)
            yield

    return typed_keys
