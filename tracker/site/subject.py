"""Subject: the document that a page of the site is about."""

from typing import NamedTuple

from tracker.config.source import Source
from tracker.desk import address
from tracker.render.safe import safe
from tracker.site.link import outward
from tracker.store.layout import PAGE, name
from tracker.store.version import Version


class Subject(NamedTuple):
    """Where it stands among the sources, and whose it is."""

    source: str
    document: str
    source_title: str
    title: str
    publisher: str
    licence: str | None
    free: bool
    """Whether its text may be handed on; else only short extracts are shown."""
    url: str | None

    @property
    def name(self) -> str:
        """`source[/document]`, as commands take it."""
        return name(self.source, self.document)

    @property
    def trail(self) -> tuple[tuple[str, str], ...]:
        """The pages above, as words and addresses."""
        above = ((self.source_title, address.source(self.source)),)
        return (("Sources", address.SOURCES), *(() if self.document == PAGE else above))

    @property
    def home(self) -> str:
        """The address of its history."""
        return address.document(self.source, self.document)


def subject(version: Version, source: Source | None, publisher: str) -> Subject:
    """The subject of a version. A source that is no longer declared is known by its id, and its text is not handed on."""
    title = version.title or version.name
    return Subject(
        source=version.source,
        document=version.document,
        source_title=safe(
            (source.title if source else None) or (title if version.document == PAGE else version.source)
        ),
        title=safe(title),
        publisher=safe(publisher),
        licence=safe(source.licence) if source and source.licence else None,
        free=source.redistributable if source else False,
        url=outward(version.url),
    )
