"""What all rooms share: a web of our own on loopback, a clock that stands still and a sleep that only takes notes.

`from loopback import Loopback` works in every test: importlib mode has no path to modules beside the tests, so this one
is put in its place here.
"""

import gc
import importlib.util
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tracker.render.safe import RUNNERS

if TYPE_CHECKING:
    from loopback import Loopback

    from tracker.capture.child import Child
    from tracker.capture.ward import WardAnswer

gc.set_threshold(50_000, 20, 20)  # as the console script sets it: what is imported stays
for _runner in RUNNERS:  # a test says the same at home and in CI; those about CI set what they need
    os.environ.pop(_runner, None)
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that began us in the background lets us ignore it
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # as nohup does; what we start would ignore it, too
os.environ["LC_ALL"] = "C.UTF-8"  # so is the locale: in that of C everything is ASCII
NOW = datetime(2026, 8, 17, 6, 0, 2, tzinfo=UTC)


def _no_name_is_known(host: Any, *more: Any, **how: Any) -> Any:
    """As a machine without a network answers at once: a resolver that gives up takes five seconds a name."""
    if host not in (None, "localhost", b"localhost"):
        _ask(host, None, flags=socket.AI_NUMERICHOST)
    return _ask(host, *more, **how)


_ask, socket.getaddrinfo = socket.getaddrinfo, _no_name_is_known


def _put_in_place(name: str) -> None:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None or name in sys.modules:
        return
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


_put_in_place("pledgeshelf")
_put_in_place("shareddata")
_put_in_place("loopback")
_put_in_place("savedpages")
_put_in_place("contentapi")
_put_in_place("http2")
_put_in_place("machine")
_put_in_place("webarchives")
_put_in_place("savepagenow")
_put_in_place("dfe")
_put_in_place("feedcheck")
_put_in_place("twomachines")
_put_in_place("hostile")
_put_in_place("oddlists")
_put_in_place("oddarchives")
_put_in_place("oddanswers")
_put_in_place("worst")
_put_in_place("shown")
_put_in_place("forgetting")
_put_in_place("daskcluster")
_put_in_place("searching")
_put_in_place("samebytes")
_put_in_place("scan")
_put_in_place("scanfiles")
_put_in_place("pagepictures")
_put_in_place("picturedstore")


SLOW_ROOMS = frozenset("browser cli growth journeys upgrade".split())
"""They run whole commands, or the same work in several sizes."""
SLOW_FIXTURES = frozenset("archive copy desk desk_of folder held hostile store template two".split())
"""What uses these makes a store of its own: a dozen git processes."""


@pytest.fixture(scope="module")
def at_once() -> Iterator[None]:
    """Commands read pages in this process, as a child takes half a second to start; the command line is built once."""
    import typer

    from tracker.capture.warden import here
    from tracker.cli.main import app

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracker.cli.readers.Warden", lambda *_, **__: nullcontext(here))
        patch.setattr("tracker.cli.main.app", typer.main.get_command(app))
        yield


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as processors (`-n auto`): at any moment some test waits for a process, a socket or the disk."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors + processors // 2


def pytest_collection_modifyitems(items: "list[pytest.Function]") -> None:
    """`make fast` leaves out what is slow by its room or its fixtures; nobody has to mark a case."""
    for item in items:
        place = item.path.relative_to(Path(__file__).parent)
        if (
            not place.parent.name
            or SLOW_ROOMS.intersection(place.parts)
            or SLOW_FIXTURES.intersection(item.fixturenames)
        ):
            item.add_marker("slow")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes go by the name of their argument: gzip writes the second into them, and two workers must name cases alike."""
    return argname if isinstance(val, bytes) else None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that needs the shared data skips without it, before its fixtures are made."""
    from shareddata import ABSENT, is_absent

    names = [name for mark in item.iter_markers("shared_data") for name in mark.args]
    if item.get_closest_marker("shared_data") and is_absent(names):
        pytest.skip(ABSENT)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line on what did not run for want of the shared data."""
    from shareddata import ABSENT, summary

    skipped = sum(ABSENT in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ()))
    if skipped:
        terminalreporter.write_line(summary(skipped))


class Naps(list[float]):
    """A sleep that takes no time: the seconds it was asked for, in order."""

    def __call__(self, seconds: float) -> None:
        """Note them."""
        self.append(seconds)


@pytest.fixture
def loopback() -> "Iterator[Loopback]":
    """A site on loopback; its pages are declared by the test."""
    from loopback import serving

    with serving() as site:
        yield site


@pytest.fixture
def now() -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: NOW


@pytest.fixture
def naps() -> Naps:
    """A sleep that takes no time and notes what it was asked for."""
    return Naps()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `tracker demo` leaves, made once a process: who changes it takes a copy."""
    from tracker.cli.main import main

    folder = tmp_path_factory.mktemp("demo") / "demo"
    assert main(["demo", str(folder), "--no-site"]) == 0
    return folder


@pytest.fixture(scope="session")
def _kept_children() -> "Iterator[Callable[..., Child]]":
    """Starts reading children, and lends those that earlier tests have done with: each start costs a quarter second."""
    from tracker.capture.child import Child

    idle: list[Child] = []

    class Lent(Child):
        """A child that is given back at its end, unless it is spent or broken off in a call."""

        is_calling = False

        def call(self, *args: Any, **kwargs: Any) -> "WardAnswer":
            self.is_calling = True
            answer = super().call(*args, **kwargs)
            self.is_calling = False
            return answer

        def end(self) -> None:
            if self.spent or self.is_calling:
                super().end()
            else:
                idle.append(self)

    def start(*, megabytes: int) -> Child:
        for one in idle:
            if one._megabytes == megabytes:
                idle.remove(one)
                return one
        return Lent(megabytes=megabytes)

    yield start
    for one in idle:
        Child.end(one)


@pytest.fixture(autouse=True)
def _children(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounds of all tests share their children, but where a test is about them (`own_children`)."""
    if request.node.get_closest_marker("own_children") is None:
        monkeypatch.setattr("tracker.capture.child.Child", request.getfixturevalue("_kept_children"))
