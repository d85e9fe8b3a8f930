"""Extracts: how much may be shown of what is published.

Of sources whose licence does not let copies be handed on there are short extracts only
(docs/decisions/0015-what-is-published.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.claims.claim import Claim
from tracker.config.config import Config
from tracker.config.settings import Settings
from tracker.desk.extract import extract, marked_extract
from tracker.desk.redactor import Redactor
from tracker.diff.change import Change, Flag, Side
from tracker.diff.fact import FactChange


@dataclass(frozen=True, slots=True)
class Extracts:
    """The rules: which sources are free, and how long an extract of the others may be."""

    settings: Settings
    free: frozenset[str]
    redactor: Redactor = field(default_factory=Redactor)
    """What no source's licence makes readable again."""

    @classmethod
    def of(cls, config: Config) -> "Extracts":
        """The rules as sources and settings have them."""
        free = frozenset(source.id for source in config.sources if source.redistributable)
        return cls(config.settings, free, Redactor.of(config.redactions.standing))

    def is_free(self, source: str | None) -> bool:
        """Whether copies of a source's text may be handed on; not where the source is unknown or no longer declared."""
        return source in self.free

    def text(self, source: str | None, text: str) -> str:
        """The text, or the extract of it that may be shown."""
        text = self.redactor.text(text)
        return text if self.is_free(source) else extract(text, self.settings.extract_characters)

    def kept(self, source: str | None, changes: Sequence[Change]) -> tuple[Change, ...]:
        """Those of one version's changes that may be shown, in reading order: of too many the weightiest. Uncut."""
        if self.is_free(source):
            return tuple(changes)
        weightiest = sorted(range(len(changes)), key=lambda place: (-changes[place].score, place))
        return tuple(changes[place] for place in sorted(weightiest[: self.settings.extract_changes]))

    def changes(self, source: str | None, changes: Sequence[Change]) -> tuple[Change, ...]:
        """The changes between two versions as they may be shown. Make the ids of `address.change_ids` before."""
        return tuple(self.change(source, change) for change in self.kept(source, changes))

    def change(self, source: str | None, change: Change) -> Change:
        """One change with its words as they may be shown: around what differs."""
        change = self.redactor.change(change)
        if self.is_free(source):
            return change
        letters = self.settings.extract_characters
        flags = tuple(
            Flag(name=flag.name, old=extract(flag.old, letters), new=extract(flag.new, letters))
            for flag in change.flags
        )
        return change.model_copy(
            update={
                "old": _cut(change.old, letters),
                "new": _cut(change.new, letters),
                "words": marked_extract(change.words, letters),
                "flags": flags,
                "reasons": tuple(extract(reason, letters) for reason in change.reasons),
            }
        )

    def fact(self, source: str | None, fact: FactChange) -> FactChange:
        """What a page says beside its text, as it may be shown."""
        return fact.model_copy(
            update={name: self.text(source, getattr(fact, name)) for name in ("old", "new", "about")}
        )

    def claim(self, claim: Claim) -> Claim:
        """The claim with its words as they may be shown. Offsets stay those of the whole; parts beyond a cut go."""
        claim = self.redactor.claim(claim)
        source = claim.place.source if claim.place else None
        if self.is_free(source):
            return claim
        letters = self.settings.extract_characters
        text = extract(claim.text, letters)
        cut: dict[str, object] = {
            name: tuple(extract(one, letters) for one in getattr(claim, name) if text == claim.text or one in text)
            for name in ("scope", "conditions", "funding", "beneficiaries", "names")
        }
        lead = extract(claim.lead_in, letters) if claim.lead_in else claim.lead_in
        section = tuple(extract(one, letters) for one in claim.section)
        return claim.model_copy(update={"text": text, "lead_in": lead, "section": section, **cut})


def _cut(side: Side | None, letters: int) -> Side | None:
    if side is None:
        return None
    heading = extract(side.heading, letters) if side.heading else side.heading
    return side.model_copy(update={"text": extract(side.text, letters), "heading": heading})
