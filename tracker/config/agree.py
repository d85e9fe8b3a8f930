"""Do the declarations agree with each other? One model at a time cannot tell."""

from collections.abc import Iterable, Iterator, Mapping

from tracker.config.lines import Place
from tracker.config.person import People, Publisher
from tracker.config.shown import near, shown
from tracker.config.source import Source
from tracker.config.table import Table
from tracker.errors import Fault


def repeated(table: Table, entries: str) -> Iterator[Fault]:
    """A fault for every entry whose id an earlier one already has."""
    firsts: dict[str, int] = {}
    for place, entry in _entries(table, entries):
        name = entry.get("id")
        if isinstance(name, str) and firsts.setdefault(name, int(place[1])) != place[1]:
            first = firsts[name]
            where = f"{entries} {first + 1} on line {table.line((entries, first, 'id'))}"
            yield table.fault((*place, "id"), f"expected an id of its own, found {shown(name)} as in {where}")


def undeclared(table: Table, sources: Mapping[int, Source], people: People) -> Iterator[Fault]:
    """A fault for every source whose publisher people.toml does not know, or knows as something else."""
    publishers = {publisher.id: publisher for publisher in people.publisher}
    for number, source in sources.items():
        place: Place = ("source", number)
        publisher = publishers.get(source.publisher)
        if publisher is None:
            yield table.fault((*place, "publisher"), _declared(source.publisher, publishers))
        elif publisher.type != source.publisher_type:
            says = f"expected {publisher.type!r}, which people.toml gives as the type of {publisher.id}"
            yield table.fault((*place, "publisher_type"), f"{says}, found {source.publisher_type!r}")


def strangers(table: Table, people: People) -> Iterator[Fault]:
    """A fault for every person whose publisher is not declared beside them."""
    publishers = {publisher.id: publisher for publisher in people.publisher}
    for number, person in enumerate(people.person):
        if person.publisher is not None and person.publisher not in publishers:
            yield table.fault(("person", number, "publisher"), _declared(person.publisher, publishers))


def _declared(found: str, publishers: Mapping[str, Publisher]) -> str:
    return f"expected the id of a [[publisher]] of people.toml, found {shown(found)}{near(found, publishers)}"


def _entries(table: Table, name: str) -> Iterable[tuple[Place, dict[str, object]]]:
    listed = table.data.get(name, ())
    if isinstance(listed, tuple):
        yield from (((name, number), entry) for number, entry in enumerate(listed) if isinstance(entry, dict))
