"""How a person names a version."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import UsageError
from tracker.store.archive import Archive
from tracker.store.version import Entry


@pytest.fixture(scope="module")
def filled(open_rounds: Callable[[Path], Any], entry: Callable[..., Entry], tmp_path_factory: Any) -> Iterator[Archive]:
    """Three versions of a page on 1, 3 and 5 June; two posts of a blog; a source with one document of another name."""
    rounds = open_rounds(tmp_path_factory.mktemp("address") / "snapshots")
    post = {"source": "blog", "kind": "first"}
    rounds.on(0, entry("One."), entry("A.", document="a-post", **post), entry("B.", document="b-post", **post))
    rounds.on(2, entry("Two."), entry("Three.", source="single", document="paper-12345678"))
    rounds.on(4, entry("Three."))
    yield rounds.archive
    rounds.archive.close()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("party", "party@3"),
        ("party/page", "party@3"),
        (" party@latest ", "party@3"),
        ("party@first", "party@1"),
        ("party@2", "party@2"),
        ("party@-1", "party@3"),
        ("party@-2", "party@2"),
        ("party@2024-06-01", "party@1"),
        ("party@2024-06-04", "party@2"),
        ("party@2024-06", "party@3"),
        ("party@9998-12-31", "party@3"),
        ("party@2024-06-03T07:00:06", "party@1"),
        ("party@2024-06-03T07:00:07", "party@2"),
        ("party@2024-06-03T06:00:07Z", "party@2"),
        ("blog/a-post", "blog/a-post@1"),
        ("single", "single/paper-12345678@1"),
    ],
)
def test_an_address_names_a_version(filled: Archive, text: str, address: str) -> None:
    """Numbers go by recording, dates by London's day of capture."""
    assert filled.resolve(text).address == address


def test_a_short_commit_names_a_version(filled: Archive) -> None:
    """With its source or alone."""
    version = filled.resolve("party@2")

    assert filled.resolve(f"party@{version.commit[:8]}") == version == filled.resolve(version.commit[:10])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names no version"),
        ("party@", "names no version"),
        ("party/", "names no version"),
        ("@3", "names no version"),
        ("parti", r"for a source 'parti'\. Did you mean party\?"),
        ("zzz", "tracker sources list"),
        ("blog", "2 documents: blog/a-post, blog/b-post. Name one"),
        ("blog/a-pots", "Did you mean a-post"),
        ("party@4", "no version @4: there is @1 to @3"),
        ("party@0", "no version @0"),
        ("party@-4", "no version @-4"),
        ("single@2", "only @1"),
        ("party@2024-05-31", "first captured on 2024-06-01"),
        ("party@2024-13-01", "no version @2024-13-01"),
        ("party@9999-12-31", "no version @9999-12-31"),
        ("party@HEAD~1", "no version @HEAD~1"),
        ("party@--output=x", "no version"),
        ("../x", r"source '\.\.'"),
    ],
)
def test_what_names_nothing_is_told_plainly(filled: Archive, text: str, said: str) -> None:
    """With what there is, or the nearest name."""
    with pytest.raises(UsageError, match=said):
        filled.resolve(text)
