"""As much of a store as threads are made of, for tests that put in paper after paper."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha1
from pathlib import Path

from tracker.config.config import Config
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import LinkVerdict, Verdicts
from tracker.config.watches import Watches
from tracker.extract import canonical, plain
from tracker.store.version import Version

PAPERS = (
    ("red", "2015", "We will build 300 new libraries in towns. We will open a pool for every school by 2020."),
    ("blue", "2016", "We will fund 500 school orchards. We will keep the bus fare for pupils at one pound."),
    ("red", "2017", "We will build up to 200 new libraries in towns. We aim to open a pool for every school."),
    ("green", "2018", "We will plant 9,000 trees beside school roads. We will fund 100 school orchards in cities."),
    ("blue", "2019", "We aim to keep the bus fare for pupils at two pounds. We will fund 400 school orchards."),
    ("red", "2020", "We will build 100 new libraries in towns. We will plant 8,000 trees beside school roads."),
)


class Shelf:
    """As much of an archive as threads are made of: papers in the order in which they were put there."""

    def __init__(self, folder: Path, papers: Sequence[tuple[str, str, str]] = PAPERS) -> None:
        self.folder = folder
        self._texts: dict[str, tuple[str, bytes]] = {}
        self._versions: list[Version] = []
        for paper in papers:
            self.put(*paper)

    def put(self, publisher: str, year: str, text: str) -> None:
        """A paper is published and captured."""
        at = datetime(int(year), 5, 6, 12, tzinfo=UTC)
        read = plain.read(f"# Plan\n\n{text}", publisher=publisher, published=at)
        source = f"{publisher}-{year}"
        name = sha1(f"{source}{text}".encode(), usedforsecurity=False).hexdigest()
        self._texts[name] = read.text, canonical.meta(read)
        number = 1 + sum(one.source == source for one in self._versions)
        self._versions.append(
            Version(
                source=source,
                document="page",
                number=number,
                kind="first",
                title="Plan",
                url="https://example.org/",
                captured_at=at + timedelta(days=number),
                last_seen=at,
                commit=name,
                text_id=name,
                meta_id=name,
                raw_id=None,
                status=200,
                extractor="x/1",
                config_key="0",
                run="20260101T000000Z",
            )
        )

    def documents(self) -> list[tuple[str, str]]:
        """As an archive tells them."""
        return sorted({(one.source, one.document) for one in self._versions})

    def versions(self, source: str, document: str) -> list[Version]:
        """In order of recording."""
        return [one for one in self._versions if (one.source, one.document) == (source, document)]

    def read_each(self, versions: Sequence[Version]) -> Iterator[tuple[str, bytes]]:
        """The text.md and meta.json of each."""
        return (self._texts[version.text_id] for version in versions)

    def out_of_sight(self) -> tuple[Version, ...]:
        """Everybody may see all of it."""
        return ()

    def newest(self) -> str | None:
        """Another whenever a paper has come."""
        return sha1("".join(one.commit for one in self._versions).encode(), usedforsecurity=False).hexdigest()


def config(*links: LinkVerdict) -> Config:
    """A folder's declarations with these verdicts."""
    return Config((), Settings(), People(), Verdicts(link=links), Watches())
