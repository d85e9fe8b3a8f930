"""Do the declarations agree with each other? Asked of the files as written, so that no other fault hides the answer."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from tracker.config.field import PublisherType
from tracker.config.lines import Place
from tracker.config.shown import near, shown
from tracker.config.table import Table
from tracker.errors import Fault

TYPES = get_args(PublisherType)


def publishers(people: Table) -> dict[str, str]:
    """The type of every publisher that people.toml declares, by id."""
    return {entry["id"]: str(entry.get("type")) for _, entry in _entries(people, "publisher") if _has(entry, "id")}


def repeated(table: Table, name: str, key: str = "id") -> Iterator[Fault]:
    """A fault for every entry of this name whose id, or other key, an earlier one already has."""
    firsts: dict[str, Place] = {}
    for place, entry in _entries(table, name):
        first = firsts.setdefault(entry[key], place) if _has(entry, key) else place
        if first != place:
            expected = f"expected {'an id' if key == 'id' else f'a {key}'} of its own"
            earlier = f"line {table.line((*first, key))}"
            yield table.fault((*place, key), f"{expected}, found {shown(entry[key])} as on {earlier}")


def unknown_successors(sources: Table) -> Iterator[Fault]:
    """A fault for every source that follows one which is not declared, or itself."""
    ids = {entry["id"] for _, entry in _entries(sources, "source") if _has(entry, "id")}
    for place, entry in _entries(sources, "source"):
        followed = entry.get("successor_of")
        for number, name in enumerate(followed if isinstance(followed, tuple) else ()):
            if isinstance(name, str) and name not in ids - {entry.get("id")}:
                expected = "expected the id of another source of this file"
                yield sources.fault(
                    (*place, "successor_of", number), f"{expected}, found {shown(name)}{near(name, ids)}"
                )


def unknown_bodies(people: Table) -> Iterator[Fault]:
    """A fault for every publisher that follows one which is not declared, or itself, and for whom no period can bind."""
    ids = set(publishers(people))
    for place, entry in _entries(people, "publisher"):
        followed = entry.get("successor_of")
        for number, name in enumerate(followed if isinstance(followed, tuple) else ()):
            if isinstance(name, str) and name not in ids - {entry.get("id")}:
                expected = "expected the id of another [[publisher]] of this file"
                yield people.fault(
                    (*place, "successor_of", number), f"{expected}, found {shown(name)}{near(name, ids)}"
                )
    known = {*ids, *TYPES}
    for place, entry in _entries(people, "period"):
        bound = entry.get("binds")
        for number, name in enumerate(bound if isinstance(bound, tuple) else ()):
            if isinstance(name, str) and name not in known:
                expected = f"expected the id of a [[publisher]] of this file, or one of {', '.join(TYPES)}"
                yield people.fault((*place, "binds", number), f"{expected}; found {shown(name)}{near(name, known)}")


def undeclared(table: Table, name: str, known: Mapping[str, str]) -> Iterator[Fault]:
    """A fault for every entry of this name whose publisher is not known, or is of another type than the entry says."""
    for place, entry in _entries(table, name):
        if not _has(entry, "publisher"):
            continue
        publisher, says = entry["publisher"], entry.get("publisher_type")
        if publisher not in known:
            expected = "expected the id of a [[publisher]] of people.toml"
            yield table.fault((*place, "publisher"), f"{expected}, found {shown(publisher)}{near(publisher, known)}")
        elif says in TYPES and known[publisher] in TYPES and says != known[publisher]:
            expected = f"expected {known[publisher]!r}, the type of {publisher} in people.toml"
            yield table.fault((*place, "publisher_type"), f"{expected}, found {says!r}")


def _entries(table: Table, name: str) -> Iterator[tuple[Place, dict[str, Any]]]:
    listed = table.data.get(name)
    for number, entry in enumerate(listed if isinstance(listed, tuple) else ()):
        if isinstance(entry, dict):
            yield (name, number), entry


def _has(entry: Mapping[str, Any], key: str) -> bool:
    return isinstance(entry.get(key), str)
