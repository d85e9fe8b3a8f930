"""Installed: how this copy of tracker came here, hence what adds an extra to it and what brings the same to a runner.

`tracker` is somebody else's name on the package index, so no message may tell anybody to install that. An extra is added
by the names of the libraries it stands for, which holds for every copy, wherever it came from. A copy's origin is what the
installer wrote into `direct_url.json` (PEP 610); there is none where it came from a package index.
"""

import json
import shlex
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from tracker.later import later
from tracker.patterns import deferred

if TYPE_CHECKING:
    from importlib import metadata
else:  # with a parser of e-mail, which most commands do without
    metadata = later("importlib.metadata")

DISTRIBUTION = "pledge-tracker"
_EXTRA = deferred(r"""\bextra\s*==\s*['"]([\w.-]+)['"]""")


class InstallSource(NamedTuple):
    """Where a copy came from: what an installer takes, and the folder or file where that lies on this machine."""

    requirement: str
    """E.g. `git+https://example.org/tracker@COMMIT`; empty for a package index."""
    local: Path | None


@cache
def own_version() -> str:
    """The version of tracker, e.g. `0.2.0`."""
    begin = f"{DISTRIBUTION.replace('-', '_')}-"
    for place in filter(None, sys.path):  # as importlib.metadata looks for it; the folder's name has the version, too
        for found in Path(place).glob(f"{begin}*.dist-info"):
            return found.name.removeprefix(begin).removesuffix(".dist-info")
    return metadata.version(DISTRIBUTION)


def how_to_add(extra: str) -> str:
    """The command that brings an extra's libraries to the copy that is running, whatever installed it."""
    libraries = [shlex.quote(one) for one in libraries_of(extra)]
    if (Path(sys.prefix) / "pipx_metadata.json").exists():
        return " ".join(["pipx inject", DISTRIBUTION, *libraries])
    python = shlex.quote(sys.executable)
    if find_spec("pip") is None and which("uv"):
        return " ".join(["uv pip install --python", python, *libraries])
    return " ".join([python, "-m pip install", *libraries])


def libraries_of(extra: str) -> tuple[str, ...]:
    """What an extra stands for, e.g. `("apprise>=1.9",)`. KeyError for one that there is not."""
    needs = (one.partition(";") for one in metadata.distribution(DISTRIBUTION).requires or ())
    found = tuple(need.strip() for need, _, when in needs if (named := _EXTRA.search(when)) and named[1] == extra)
    if not found:
        raise KeyError(extra)
    return found


def origin() -> InstallSource:
    """Where this copy came from."""
    told = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
    return _origin(json.loads(told)) if told else InstallSource("", None)


def _origin(told: dict[str, Any]) -> InstallSource:
    url = str(told["url"])
    parts = urlsplit(url)
    if parts.scheme == "file":
        return InstallSource(url, Path(unquote(parts.path)))
    if way := told.get("vcs_info"):
        return InstallSource(f"{way['vcs']}+{url}@{way['commit_id']}", None)
    return InstallSource(url, None)


def how_to_install(came: InstallSource, *, inside: Path, extras: tuple[str, ...] = ()) -> str | None:
    """The command by which a machine that has checked out the repository `inside` installs this very tracker.

    None where that machine cannot reach what this copy came from.
    """
    more = f"[{','.join(extras)}]" if extras else ""
    if came.local is None:
        exactly = f" @ {came.requirement}" if came.requirement else f"=={own_version()}"
        return f"pip install {shlex.quote(DISTRIBUTION + more + exactly)}"
    if not came.local.exists() or not came.local.resolve().is_relative_to(inside.resolve()):
        return None
    place = came.local.resolve().relative_to(inside.resolve())
    return f"pip install {shlex.quote(f'./{place}{more}' if str(place) != '.' else f'.{more}')}"
