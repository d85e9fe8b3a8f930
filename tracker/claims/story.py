"""The story so far: what whoever reads a document knows by the sentence that he has reached."""

from bisect import bisect_left
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from tracker.claims.claim import Claim
from tracker.claims.group import VerbGroup
from tracker.claims.issuer import issuer_of, stands_under
from tracker.claims.label import COLON
from tracker.claims.name import POSSESSIVE
from tracker.claims.offer import offers
from tracker.claims.people import Cast
from tracker.claims.place import place_of
from tracker.claims.procedure import type_of
from tracker.claims.scene import Owner
from tracker.config.person import People
from tracker.extract.document import Block, Document, Sentence
from tracker.patterns import deferred
from tracker.wording.fold import stems

SPOKEN = frozenset({"speech", "authored_article", "oral_statement", "written_statement"})
"""Types of document that are one person's words."""
_TITLES = deferred(r"\b(?:The )?(?:Rt|Right) Hon(?:ourable)?\.? |\b(?:MP|MSP|MS|MLA|CBE|OBE|MBE|KC|QC|KCB|DBE)\b")


_EXPLAINED = deferred(
    r"(?P<name>[A-Z][\w’-]{0,30}(?:,? (?:of |for |and |the ){0,2}[A-Z][\w’-]{0,30}){1,7}?)(?:[’']s)? "
    r"\((?P<short>[A-Z][A-Za-z]{1,7})\)"
)
_IN_SMALL = deferred(r"\b(?P<name>[a-z]{3,20}) \((?P<short>[A-Z][A-Za-z]{1,7})\)")
"""The last word of what a short form stands for that is no name: "lifelong loan entitlement (LLE)"."""


class Story:
    """What the reader knows by now: who is bound by the claims so far, and what they are about."""

    def __init__(self, document: Document, people: People | None) -> None:
        self.document = document
        self.cast = Cast(document, people)
        self.place = place_of(document)
        self.leads: dict[int, tuple[Owner, VerbGroup]] = {}
        self.pledger: str | None = None
        self._things: set[str] = set()
        self._unread: list[str] = []
        self._acronyms: dict[str, str] | None = None
        self.fresh = False
        self._starts = [one.start for one in document.sentences]
        self.reported = False
        self.unsigned = False
        self.alone = sum(block.kind != "heading" for block in document.blocks) <= 1
        self.offers = offers(document)
        self.author = self._author(document)
        self.document_type = type_of(document)
        self.issuer = issuer_of(document)
        self._acting: tuple[int, str | None] = (0, None)
        self.lately = False

    def _author(self, document: Document) -> str | None:
        """Who gives a speech or makes a written statement, without his titles; nobody of another document."""
        spoken = (document.document_type or "") in SPOKEN and document.author
        return _TITLES.sub("", document.author or "").strip(" ,") or None if spoken else None

    def acts(self, block: int, body: str | None) -> None:
        """Note whom a sentence names as who acts; None where it names nobody."""
        self.lately = body is not None
        if body:
            self._acting = (block, body)

    def acting(self, block: int) -> str | None:
        """The body that was named last as who acts, in this paragraph or the one before it."""
        at, body = self._acting
        return body if block - at <= 1 else None

    def beside(self, block: int) -> str | None:
        """The same in this paragraph, where it is a department and the page is published under its name too."""
        at, body = self._acting
        return body if body and at == block and stands_under(body, self.document) else None

    def last_of(self, block: Block) -> int:
        """Where the last sentence of a block opens."""
        at = bisect_left(self._starts, block.end) - 1
        return max(block.start, self._starts[at]) if at >= 0 else block.start

    def before(self, sentence: Sentence) -> str:
        """The sentence before one, in its own block; empty where it opens the block."""
        if sentence.start <= self.document.blocks[sentence.block].start:
            return ""
        at = bisect_left(self._starts, sentence.start) - 1
        one = self.document.sentences[at] if at >= 0 else None
        return one.text if one and one.block == sentence.block else ""

    def things(self) -> AbstractSet[str]:
        """Stems of what the claims so far are about; taken when somebody asks, which in most documents nobody does."""
        for text in self._unread:
            self._things.update(stems(text))
        self._unread.clear()
        return self._things

    def acronyms(self) -> Mapping[str, str]:
        """Short forms that the document gives in brackets behind the name: "Moor Park Foundation (MPF)"."""
        if self._acronyms is None:
            found = _EXPLAINED.finditer(self.document.text)
            small = _IN_SMALL.finditer(self.document.text)
            self._acronyms = {one["short"]: one["name"] for one in small}
            self._acronyms |= {
                one["short"]: _whole(POSSESSIVE.sub("", one["name"].strip()), one["short"]) for one in found
            }
        return self._acronyms

    def owns(self, owner: Owner) -> bool:
        """Whether it is the publisher itself that is bound, in its own words; a text without one speaks for its author."""
        return owner.speaker is None or self.document.publisher_type not in {None, "press"}

    def role_of(self, speaker: str | None) -> str | None:
        """What the speaker was on the document's date."""
        return self.cast.role_of(speaker) if speaker else None

    def note(self, claim: Claim) -> None:
        """A claim was found: later "these teams" and "they" may refer to it."""
        if claim.cue != COLON:  # What stands outside a transcript goes on with nobody's words in it.
            self.pledger = claim.actor or self.pledger
        self._unread.append(claim.text)
        self.reported = claim.kind == "report"


def _whole(name: str, short: str) -> str:
    """A name without what only stands before it: of "Fund the Moor Park Trust" (MPT) the trust."""
    words = name.split()
    opens = next((at for at, word in enumerate(words) if word[:1] == short[:1]), 0)
    before = words[:opens]
    return " ".join(words[opens:] if "the" in before or any(word.endswith(",") for word in before) else words)
