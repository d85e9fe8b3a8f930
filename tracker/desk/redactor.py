"""Redactor: what others read without the words that config/redactions.toml takes out (docs/decisions/0037-redaction.md).

The record keeps them, and what is decided rests on them: ids, links and verdicts are those of the whole words, and only
what is handed on is cut, last of all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from pydantic import BaseModel

from tracker.config.redaction import Redaction
from tracker.later import later

if TYPE_CHECKING:
    from tracker.claims.claim import Claim
    from tracker.diff import words as diff_words
    from tracker.diff.change import Change, Side
    from tracker.extract import canonical
    from tracker.extract.document import Document
    from tracker.links.link import Link, Thread
    from tracker.wording import fold as folding
else:
    diff_words = later("tracker.diff.words")
    folding = later("tracker.wording.fold")
    canonical = later("tracker.extract.canonical")


WORDS: Final = "[words withheld]"
NAME: Final = "[name withheld]"
PART = 4
"""Words from which a claim that stands whole inside a withheld sentence is a part of it."""
_KEPT = frozenset(
    {
        "id", "former", "source", "document", "version", "url", "final_url", "earlier", "later", "redirects", "publisher",
        "publisher_type", "commit", "text_id", "meta_id", "raw_id", "run", "kind", "permalink", "asked", "about",
    }
)  # fmt: skip
"""Fields by which things know each other."""
_QUOTES: Mapping[str, str] = {
    **dict.fromkeys("'‘’", "['‘’]"), **dict.fromkeys('"“”', '["“”]'), **dict.fromkeys("-‐‑‒–—", "[-‐‑‒–—]"),
}  # fmt: skip
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Redactor:
    """Takes words out of whatever is handed on; where nothing is redacted everything stays the same object."""

    redactions: tuple[Redaction, ...] = ()

    @classmethod
    def of(cls, redactions: Sequence[Redaction]) -> Self:
        """Of those that hold."""
        return cls(tuple(redactions))

    def __bool__(self) -> bool:
        """Whether there is anything to take out."""
        return bool(self.redactions)

    def text(self, text: str) -> str:
        """The text, with the marks in the place of what is taken out."""
        if not self.redactions:
            return text
        sentences, names = _patterns(self.redactions)
        if sentences is not None:
            text = sentences.sub(WORDS, text)
        return names.sub(NAME, text) if names is not None else text

    def hides(self, text: str) -> bool:
        """Whether anything of this would be taken out."""
        return self.text(text) != text

    def model(self, value: Model) -> Model:
        """A value with every text in it but ids and addresses cut."""
        if not self.redactions:
            return value
        told = value.model_dump(by_alias=True)
        cut = _mapped(told, self)
        return value if cut == told else type(value).model_validate(cut)

    def document(self, document: "Document") -> "Document":
        """The document as it would read without the words."""
        if not self.redactions:
            return document
        text, meta = self.text(document.text), canonical.meta(document)
        plain = self.model(document)
        if text == document.text and plain == document:
            return document
        return canonical.read(text, canonical.meta(plain) if plain != document else meta)

    def change(self, change: "Change") -> "Change":
        """A change; of one with a sentence in it that is taken out, the words that differ from the mark, and no flags."""
        if not self.redactions:
            return change
        old, new = (self._side(side) for side in (change.old, change.new))
        if (old, new) == (change.old, change.new):
            return change
        words = diff_words.differ(old.text, new.text) if old and new and change.words else ()
        blank: dict[str, object] = {"words": words, "flags": (), "reasons": (), "columns": ()}
        return change.model_copy(update={"old": old, "new": new, **blank})

    def claim(self, claim: "Claim") -> "Claim":
        """A claim; of one that is taken out nothing but who, when, where, of which kind and how firm."""
        if not self.redactions:
            return claim
        if not self._is_out(claim):
            return self.model(claim)
        blank: dict[str, object] = {"text": WORDS, "strength_words": "", "lead_in": None, "part_of": None, "cue": None}
        blank |= dict.fromkeys(
            ("also", "quantities", "scope", "conditions", "funding", "beneficiaries", "names", "timing"), ()
        )
        return self.model(claim.model_copy(update={**blank, "deadline": None, "stage": None}))

    def thread(self, thread: "Thread") -> "Thread":
        """A thread with its stages cut, and without what its links say of a stage that is taken out."""
        if not self.redactions:
            return thread
        claims = tuple(map(self.claim, thread.claims))
        out = {claim.id for claim in claims if claim.text == WORDS}
        lists = {
            name: self._links(getattr(thread, name), out) for name in ("links", "candidates", "related", "disputed")
        }
        name = self.text(thread.name) if thread.name else thread.name
        aliases = tuple(map(self.text, thread.aliases))
        return thread.model_copy(update={"claims": claims, "name": name, "aliases": aliases, **lists})

    def _links(self, links: "Sequence[Link]", out: set[str]) -> "tuple[Link, ...]":
        blank = {"flags": (), "reasons": ()}
        return tuple(
            one.model_copy(update=blank) if out & {one.earlier, one.later} else self.model(one) for one in links
        )

    def _side(self, side: "Side | None") -> "Side | None":
        if side is None:
            return None
        heading = self.text(side.heading) if side.heading else side.heading
        return side.model_copy(update={"text": self.text(side.text), "heading": heading})

    def _is_out(self, claim: "Claim") -> bool:
        """Whether its words, or the sentence of which they are a part, are taken out."""
        sentences, _ = _patterns(self.redactions)
        if sentences is None:
            return False
        whole = f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text
        if any(sentences.search(one) for one in (claim.text, whole, claim.part_of or "")):
            return True
        mine = folding.fold(claim.text)
        return len(mine.split()) >= PART and any(mine in one for one in _folded(self.redactions))


def _mapped(value: Any, redactor: Redactor) -> Any:
    if isinstance(value, str):
        return redactor.text(value)
    if isinstance(value, dict):
        return {name: one if name in _KEPT else _mapped(one, redactor) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mapped(one, redactor) for one in value]
    return value


@lru_cache(maxsize=8)
def _folded(redactions: tuple[Redaction, ...]) -> tuple[str, ...]:
    return tuple(folding.fold(one.sentence) for one in redactions if one.sentence)


@lru_cache(maxsize=8)
def _patterns(redactions: tuple[Redaction, ...]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What finds the sentences, and the names: longest first, whatever the case, quotation marks, dashes and blanks."""
    kinds = ([one.sentence for one in redactions if one.sentence], [one.person for one in redactions if one.person])
    sentences, names = (sorted(set(words), key=lambda one: (-len(one), one)) for words in kinds)
    return _any(sentences), _any(names)


def _any(found: Sequence[str]) -> re.Pattern[str] | None:
    shapes = "|".join(map(_shape, found))
    return re.compile(rf"(?<!\w)(?:{shapes})(?!\w)", re.IGNORECASE) if shapes else None


def _shape(words: str) -> str:
    """The words with one blank or several between them, and with or without the marks around and behind them."""
    parts = words.strip(" .,;:!?\"'‘’“”").split()
    return r"\s{1,20}".join("".join(_letters(part)) for part in parts) + r"(?:[.!?](?!\d))?"


def _letters(part: str) -> Iterator[str]:
    yield from (_QUOTES.get(one) or re.escape(one) for one in part)
