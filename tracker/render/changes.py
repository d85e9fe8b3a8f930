"""Changes, for people and for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.padding import Padding
from rich.text import Text

from tracker.diff.change import Change
from tracker.render.dates import between
from tracker.render.safe import safe
from tracker.store.version import Revision

SIGN = {"added": "+", "removed": "-", "reworded": "~", "moved": ">", "split": "Y", "merged": "^"}
"""One sign a kind; `legend` says what they mean."""
LEGEND = "Signs: + added  - removed  ~ reworded  > moved  Y split  ^ merged   [-old words-] {+new words+}"


@dataclass(frozen=True, slots=True)
class Revised:
    """The changes of one document between two versions, and the facts that changed beside its text."""

    revision: Revision
    changes: tuple[Change, ...]
    facts: tuple[str, ...] = ()
    silent: bool = False
    """The text changed; the publisher's own date and notes did not."""
    mixed: bool = False
    """The two texts were read by different readers, and one could not be read anew."""

    @property
    def score(self) -> float:
        """The highest of its changes."""
        return max((change.score for change in self.changes if not change.noise), default=0.1 if self.facts else 0.0)


def listing(found: Sequence[Revised], *, everything: bool = False) -> Iterator[Text | Padding]:
    """Documents by weight, each with its changes by weight; noise is counted at the end."""
    noise = sum(change.noise for one in found for change in one.changes)
    shown = [one for one in found if one.facts or any(not change.noise or everything for change in one.changes)]
    for one in sorted(shown, key=lambda one: (-one.score, one.revision.new.address)):
        yield from document(one, everything=everything)
        yield Text()
    yield Text(_footer(found, noise, everything=everything), style="faint")
    if shown:
        yield Text(LEGEND, style="faint")


def document(one: Revised, *, everything: bool = False, ranked: bool = True) -> Iterator[Text | Padding]:
    """One document's changes: by weight, or as they stand on the page."""
    new = one.revision.new
    head = Text()
    head.append(new.name, style="place")
    head.append(f" @{one.revision.old.number} → @{new.number}  ", style="faint")
    head.append(safe(new.title), style="head")
    yield head
    yield Padding(Text(f"changed {between(one.revision.between)}", style="faint"), (0, 0, 0, 2))
    if one.silent:
        yield Padding(Text("! silent edit: the publisher's date and notes did not move", style="warn"), (0, 0, 0, 2))
    if one.mixed:
        said = "! read by two versions of tracker: what differs may be our reading, not the publisher's doing"
        yield Padding(Text(said, style="warn"), (0, 0, 0, 2))
    for fact in one.facts:
        yield Padding(Text(f"* {safe(fact)}"), (0, 0, 0, 2))
    changes = [change for change in one.changes if everything or not change.noise]
    if ranked:
        changes.sort(key=lambda change: -change.score)
    for change in changes:
        yield from _change(change)


def _change(change: Change) -> Iterator[Padding]:
    yield Padding(words(change), (0, 0, 0, 2))
    for flag in change.flags:
        yield Padding(_flag(flag.name, flag.old, flag.new), (0, 0, 0, 6))


def words(change: Change) -> Text:
    """The sentence with its sign; inside a pair, old words in [-…-] and new ones in {+…+}."""
    text = Text.assemble((f"{SIGN[change.kind]} ", "sign"))
    if change.kind == "added" and change.new:
        return text.append(safe(change.new.text), style="new")
    if change.kind == "removed" and change.old:
        return text.append(safe(change.old.text), style="old")
    if not change.words:
        return text.append(safe(change.new.text if change.new else ""))
    for word in change.words:
        if word.mark == "same":
            text.append(safe(word.text))
        else:
            _marked(text, word.mark, safe(word.text))
    return text


def _marked(text: Text, mark: str, words: str) -> None:
    core = words.strip()
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :] if core else ""
    opening, closing = ("[-", "-]") if mark == "old" else ("{+", "+}")
    text.append(before)
    if core:
        text.append(f"{opening}{core}{closing}", style=mark)
    text.append(after)


def _flag(name: str, old: str, new: str) -> Text:
    text = Text("")
    text.append(f"{name}: ", style="flag")
    text.append(f"“{safe(old)}”" if old else "nothing")
    text.append(" → ", style="sign")
    return text.append(f"“{safe(new)}”" if new else "nothing")


def _footer(found: Sequence[Revised], noise: int, *, everything: bool) -> str:
    changes = sum(not change.noise for one in found for change in one.changes)
    said = f"{_count(changes, 'change')} in {_count(len(found), 'document')}"
    if noise:
        said += (
            f"; {_count(noise, 'typographic difference')} {'shown' if everything else 'not shown (--all shows them)'}"
        )
    return said + "."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def as_json(found: Sequence[Revised]) -> dict[str, Any]:
    """`tracker.changes/1`: one object."""
    return {"schema": "tracker.changes/1", "changes": [row for one in found for row in _rows(one)]}


def two_files(changes: Sequence[Change]) -> Iterator[Text | Padding]:
    """The changes between two files as they stand in them, and how many there are."""
    for change in changes:
        yield from _change(change)
    yield Text(f"{_count(len(changes), 'change')}.", style="faint")
    if changes:
        yield Text(LEGEND, style="faint")


def files_json(changes: Sequence[Change], *, old: str, new: str) -> dict[str, Any]:
    """`tracker.changes/1` of two files: their paths stand where versions do, and no sightings are known."""
    rows = [{"old_file": old, "new_file": new, **_row(change, old=old, new=new)} for change in changes]
    return {"schema": "tracker.changes/1", "changes": rows}


def _row(change: Change, *, old: str, new: str) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "old": change.old and {**change.old.model_dump(), "version": old},
        "new": change.new and {**change.new.model_dump(), "version": new},
        "flags": [flag.model_dump() for flag in change.flags],
        "noise": change.noise,
        "score": round(change.score, 3),
        "reasons": list(change.reasons),
    }


def _rows(one: Revised) -> Iterator[dict[str, Any]]:
    old, new = one.revision.old, one.revision.new
    for change in one.changes:
        yield {
            **_row(change, old=old.address, new=new.address),
            "source": new.source,
            "document": new.document,
            "title": new.title,
            "between": [at.isoformat() for at in one.revision.between],
            "silent": one.silent,
            "mixed": one.mixed,
        }
