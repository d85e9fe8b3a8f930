"""A change in words to be handed on: to quote, to embed, and what a shared link says of its page."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.desk.extract import extract
from tracker.render.words import Run
from tracker.site.edit import Edit
from tracker.site.embed import EmbedPart, embed
from tracker.site.frame import Site
from tracker.site.headline import DESCRIBED

_LONGEST = 400
"""Characters of one side in a piece to embed."""


class ChangeQuote(NamedTuple):
    """Whose page it is, when it changed, and where that stands. All safe to look at."""

    publisher: str
    title: str
    between: str
    page: str
    """The address of the change's page from the root."""
    base: str | None

    def quote(self, one: Edit) -> str:
        """Words, whose, when, permalink: to be copied as it is."""
        said = " ".join(f"{name}: “{words}”" for name, words in _sides(one))
        return f"{self.publisher}, “{self.title}”, changed {self.between}. {said} {self.base or ''}{self.page}#{one.id}"

    def description(self, one: Edit) -> str:
        """What a shared link says: the words, whose and when; nothing of ours."""
        sides = list(_sides(one))
        behind = f" {self.publisher}, {self.between}"
        room = max((DESCRIBED - len(behind) - sum(len(f"{name}: “” ") for name, _ in sides)) // len(sides), 1)
        said = " ".join(f"{name}: “{extract(words, room)}”" for name, words in sides)
        return extract(f"{said}{behind}", DESCRIBED)

    def embed(self, one: Edit, name: str, site: Site, as_of: str) -> str:
        """The piece of HTML. As of the capture that showed it: what came with a version stays what came with it."""
        parts = [
            EmbedPart(" ".join(note.text), note.head, "", quotation=False)
            for note in one.written
            if note.kind == "headline"
        ]
        parts += [
            EmbedPart(
                extract(words, _LONGEST), f"{self.publisher}, {side.lower()}", self.between if side != "Before" else ""
            )
            for side, words in _sides(one)
        ]
        return embed(f"{name}#{one.id}", f"{self.page}#{one.id}", parts, site, as_of)


def _sides(one: Edit) -> Iterator[tuple[str, str]]:
    """Before and after; of what only came or went, or only moved, one."""
    old, new = _plain(one.old), _plain(one.new)
    if old and new:
        yield "Before", old
        yield "After", new
    else:
        yield (
            ("Added" if one.kind == "added" else "No longer there" if one.kind == "removed" else "Words"),
            new or old or _plain(one.inline),
        )


def _plain(words: Iterable[Run]) -> str:
    return "".join(f"{run.before}{run.words}{run.after}" for run in words).strip()
