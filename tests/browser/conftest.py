"""A real browser and the sites it looks at. Without one these tests skip; with TRACKER_BROWSER=1, as in CI, they fail."""

import importlib.util
import mimetypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from browsing import Chromium
    from visiting import Visitor


def _put_in_place(name: str) -> None:
    """Importlib mode has no path to modules beside the tests; see tests/conftest.py."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None or name in sys.modules:
        return
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


for shared in ("browsing", "axe", "kinds", "sites", "visiting"):
    _put_in_place(shared)


def _needs(lacking: str | None) -> None:
    if lacking and os.environ.get("TRACKER_BROWSER") == "1":
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Chromium]":
    """The browser, started once a process."""
    import browsing

    _needs(browsing.missing())
    with browsing.chromium() as started:
        yield started


@pytest.fixture(scope="session")
def browser_here() -> None:
    """Skip, or fail, where there is no browser."""
    import browsing

    _needs(browsing.missing())


@pytest.fixture(scope="module")
def visit(browser_here: None) -> "Iterator[Visitor]":
    """The browser that rounds use, started once a file."""
    from visiting import visitor

    with visitor() as one:
        yield one


@pytest.fixture(scope="session")
def axe() -> ModuleType:
    """`axe.load(tab)` before the first page, `axe.violations(tab)` on each."""
    import axe

    _needs(
        None if axe.script().exists() else "axe-core is not installed (`make browser` installs what these tests need)."
    )
    return axe


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all test processes of this run, or of all runs of a gate, which names one (TRACKER_SITES)."""
    if kept := os.environ.get("TRACKER_SITES"):
        return Path(kept)
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def demo_site(shared_folder: Path) -> Path:
    """The demo's site."""
    import sites

    return sites.once(shared_folder, "demo", sites.demo) / "site"


@pytest.fixture(scope="session")
def hostile_site(shared_folder: Path) -> Path:
    """The site of a store that wishes us ill."""
    import sites

    return sites.once(shared_folder, "hostile", sites.hostile) / "site"


@pytest.fixture(scope="session")
def searched_site(shared_folder: Path) -> Path:
    """The site of the record that tests/data/searches.toml asks."""
    import sites

    return sites.once(shared_folder, "searched", sites.searched) / "site"


@pytest.fixture(scope="session")
def long_site(shared_folder: Path) -> Path:
    """A site with a hundred of everything."""
    import sites

    return sites.once(shared_folder, "long", sites.long) / "site"


@pytest.fixture(params=["file", "http"])
def demo_base(request: pytest.FixtureRequest, demo_site: Path) -> "Iterator[str]":
    """The demo's site opened from disk, and as a server gives it, in a folder below the root."""
    if request.param == "file":
        yield demo_site.as_uri() + "/"
        return
    from loopback import serving

    with serving() as server:
        for path in demo_site.rglob("*"):
            if path.is_file():
                kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                server.page(f"/some/where/{path.relative_to(demo_site)}", path.read_bytes(), content_type=kind)
        yield server.url("/some/where/")
