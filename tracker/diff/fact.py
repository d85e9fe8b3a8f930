"""Fact: a difference in what a page states beside its text: attachments, change notes, state, dates."""

from typing import Literal

from pydantic import BaseModel

from tracker.extract.document import Attachment

FactName = Literal[
    "attachment",
    "note",
    "state",
    "consultation",
    "type",
    "history mode",
    "published",
    "updated",
    "author",
    "address",
    "organisations",
    "people",
    "government",
    "territory",
    "link",
    "image",
    "folded",
]
"""`consultation`: opened, closed, outcome published. `state`: live, withdrawn, redirected, gone, missing. `updated` and
`published` are the publisher's own dates. `link`: where words that stand on both sides lead; `image`: what a picture is said
to show. `folded`: text that moved into or out of a part that a reader must open. Title, summary and the members of a
collection are text: see `Change.part`."""


class FactChange(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """`added` has no old side, `removed` no new one, `edited` has both (for an attachment: the file was replaced)."""

    fact: FactName
    kind: Literal["added", "removed", "edited"]
    old: str = ""
    """In words for people, as are `new` and `about`: a note, a state, a date, an attachment's size and pages."""
    new: str = ""
    about: str = ""
    """Which one: the title of an attachment, the words of a link, the day of a note ("13 June 2024"); else empty."""
    old_attachment: Attachment | None = None
    new_attachment: Attachment | None = None
    score: float = 0.0
    """0–1, on the scale of `Change.score`."""

    @property
    def said(self) -> str:
        """The whole in one line for people, not escaped: it holds the publisher's words."""
        what = _HEADS.get((self.fact, self.kind), f"{self.fact} {self.kind}")
        about = (
            f" “{self.about}”"
            if self.fact in {"attachment", "link", "folded"}
            else f" of {self.about}"
            if self.about
            else ""
        )
        quoted = "“{}”" if self.fact in {"note", "image"} else "{}"
        sides = [quoted.format(side) for side in (self.old, self.new) if side]
        words = " → ".join(sides)
        if self.fact == "attachment":
            return f"{what}{about}" + (f" ({words})" if words else "")
        return f"{what}{about}" + (f": {words}" if words else "")


_HEADS: dict[tuple[str, str], str] = {
    ("attachment", "edited"): "attachment replaced",
    ("note", "added"): "change note",
    ("note", "removed"): "change note removed",
    ("note", "edited"): "change note edited",
    ("state", "edited"): "state",
    ("consultation", "edited"): "consultation",
    ("type", "edited"): "type",
    ("history mode", "added"): "history mode on",
    ("history mode", "removed"): "history mode off",
    ("published", "edited"): "publication date",
    ("published", "added"): "publication date",
    ("updated", "edited"): "publisher’s date of update",
    ("updated", "added"): "publisher’s date of update",
    ("author", "edited"): "author",
    ("author", "added"): "author",
    ("address", "edited"): "address",
    ("organisations", "edited"): "organisations",
    ("people", "edited"): "people",
    ("government", "edited"): "government",
    ("link", "edited"): "link now leads elsewhere:",
    ("link", "added"): "new link on",
    ("link", "removed"): "link removed from",
    ("image", "edited"): "text of a picture",
    ("image", "added"): "text of a picture added",
    ("image", "removed"): "text of a picture removed",
    ("folded", "edited"): "shown differently:",
}
