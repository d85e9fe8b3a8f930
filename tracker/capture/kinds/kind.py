"""Kind: all that tracker knows of one kind of source. Each module beside this one is a kind; `registry` names them.

What a declaration knows of itself (its address, its host, what its key hashes) is in `tracker.config.source`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, ParamSpec, Protocol, TypeVar

from tracker.capture.gate.look import GateRules
from tracker.capture.outcome import Failed
from tracker.capture.recognition import Recognition
from tracker.capture.tools import Getter, Tools
from tracker.capture.trail import Trail
from tracker.capture.warden import Caller
from tracker.config.declaration import SourceDeclaration
from tracker.config.settings import Settings
from tracker.config.source import Page
from tracker.fetch.response import Response
from tracker.store.record import Discovery

if TYPE_CHECKING:
    from tracker.extract.document import Document

Origin = Literal["page", "listing", "attachment", "section", "member", "redirect"]
"""How a document was come by: `page` is the source's own."""


class DocumentRequest(NamedTuple):
    """A document to ask for."""

    url: str
    by: Origin = "listing"
    document: str | None = None
    """Its name, where it is known beforehand."""
    identity: str | None = None
    """What stays when the address changes, where it is known beforehand (GOV.UK's content_id and locale)."""
    modified: str | None = None
    """The list's own stamp of the last edit, if it has one that can be trusted: with the one known the page is not asked."""
    stays: bool = True
    """Once met it is watched from then on, also when no list names it any more."""


class NothingChosen(NamedTuple):
    """A list has answered well, and names nothing that the source watches."""

    reason: str
    mend: str = ""
    """What to do about it, where it is a slip."""


Plan = Iterator[DocumentRequest | NothingChosen | Failed]
"""What a source wants of a round, in order. Failed where its list did not answer; what else it wants may follow."""
Trial = Callable[..., Response]
P = ParamSpec("P")
T = TypeVar("T")


class AnswerReader(Protocol):
    """Calls a reader on (parts of) an answer, apart from the round, as `Tools.read` does."""

    def __call__(self, answer: Response, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the reader gives. ReaderError for what is our own fault."""
        ...


S_contra = TypeVar("S_contra", bound=SourceDeclaration, contravariant=True)
P_contra = TypeVar("P_contra", bound=SourceDeclaration, contravariant=True)


class Kind(Protocol[S_contra]):
    """A kind of source: what of it is asked for, and how an address is known to be one."""

    def plan(self, source: S_contra, *, tools: Tools) -> Plan:
        """What to ask for in a round. May ask for the source's list itself; never raises SourceError."""
        ...

    def still_watches(self, source: S_contra, met: Discovery) -> bool:
        """Whether a document that an earlier round met is still to be asked for, though nothing names it now."""
        ...

    def as_page(self, source: S_contra, url: str) -> Page:
        """The page as which the document at `url` is read: of the same id and publisher."""
        ...

    def extractor(self, source: S_contra) -> str:
        """Name and number of the extractor by which the source, or most pages of a list, are read."""
        ...

    @property
    def try_one(self) -> Trial | None:
        """`(source, *, client, root, now)` → the answer of one page of it. None for lists of which none can be tried."""
        ...

    def known(self, address: str, *, root: Path) -> Recognition | None:
        """A source of this kind, where the address alone says so. UsageError for an address that can be no source."""
        ...

    def recognise(self, response: Response) -> Recognition | None:
        """A source of this kind, where the answer says so. UsageError where it is one that cannot be watched."""
        ...

    def declared(self, kind: str, address: str) -> Recognition:
        """An address that a person says is of that kind; nobody is asked. UsageError where it cannot be."""
        ...


class PageKind(Kind[P_contra], Protocol[P_contra]):
    """A kind of which a document is read: how its page is asked, read and held against what is held."""

    @property
    def NAMES_ITSELF(self) -> bool:  # noqa: N802 - a constant of the module
        """Whether an answer says which document it is and where that stands, whatever address was asked for."""
        ...

    def ask(
        self,
        source: P_contra,
        url: str,
        *,
        client: Getter,
        root: Path,
        now: Callable[[], datetime],
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Response:
        """The answer of one address, asked for once. FetchError when there is no usable one."""
        ...

    def follow(
        self, source: P_contra, response: Response, *, get: Callable[[str], Response], most: int, read: AnswerReader
    ) -> Trail:
        """The trail that an answer begins. FetchError when its end does not answer, or the page is gone unexplained."""
        ...

    def leads(
        self, source: P_contra, body: Callable[[], bytes | None], *, by: Origin, apart: Caller
    ) -> Iterator[DocumentRequest]:
        """Further documents that belong to a page which was come by in that way; its body is read only where needed."""
        ...

    def read(self, body: bytes, *, source: P_contra, url: str, publisher: str, charset: str | None) -> "Document":
        """The document in a body. ExtractError when there is none."""
        ...

    def rules(self, source: P_contra, *, document: str, held: bool, settings: Settings) -> GateRules:
        """What the gate looks at before a capture becomes history."""
        ...
