"""Sentences that were found in the record: the sum, and each with who published it and when it was seen."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.desk.dates import day
from tracker.render.changes import counted
from tracker.render.safe import safe
from tracker.render.sides import one_line
from tracker.store import layout
from tracker.store.utterance import Utterance
from tracker.store.version import Version


def summed(found: Sequence[Utterance]) -> str:
    """`14 sentences in 6 documents; first seen …; last …`: of all of them, not only of those shown."""
    if not found:
        return "No sentence in the record has all these words."
    documents = len({(one.source, one.document) for one in found})
    first = found[0].first
    last = max(found, key=lambda one: (one.there, one.last.last_seen, one.last.address))
    still = sum(one.there for one in found)
    said = f"{counted(len(found), 'sentence')} in {counted(documents, 'document')}"
    where = f"first in {first.address}, seen {day(first.captured_at)}"
    if not still:
        return f"{said}; {where}; none still there, last seen {day(last.last.last_seen)} in {last.last.address}."
    there = "still there" if still == len(found) else f"{still:,} still there"
    return f"{said}; {where}; {there}, last seen {day(last.last.last_seen)}."


def meant(words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """`“techers” stands nowhere here; searched for “teachers”. Or: “teaches”.`: a line for each word with near ones."""
    for word, (first, *others) in ((word, near) for word, near in words.items() if near):
        more = f" Or: {', '.join(f'“{safe(one)}”' for one in others[:_OTHERS])}." if others else ""
        yield f"“{safe(word)}” stands nowhere here; searched for “{safe(first)}”.{more}"


def passed_over(words: Sequence[str]) -> Iterator[str]:
    """`“will” counts only in quotation marks.`: nothing where all words count."""
    if words:
        said = ", ".join(f"“{safe(one)}”" for one in words)
        yield f"{said} {'counts' if len(words) == 1 else 'count'} only in quotation marks."


_OTHERS = 4


def sayings(
    found: Sequence[Utterance],
    publishers: Mapping[str, str],
    *,
    published: Callable[[Version], str | None],
) -> Iterator[list[RenderableType]]:
    """A block each, the earliest first. `publishers` are names by source; `published`: a version's own date in words."""
    for one in found:
        name = layout.name(one.source, one.document)
        head = Text()
        if publisher := publishers.get(one.source):
            head.append(f"{safe(publisher)}  ", style="head")
        head.append(safe(name), style="place").append(f" {_versions(one)}", style="faint")
        if at := published(one.first):
            head.append(f"  published {at}", style="default")
        head.append(f"  {_seen(one)}", style="default")
        yield [head, Padding(Text(f"“{safe(one.sentence)}”"), (0, 0, 0, 4))]


def brief_sayings(found: Sequence[Utterance], publishers: Mapping[str, str]) -> Iterator[list[RenderableType]]:
    """The same with one line above each sentence: who, when, where; the sentence whole, because it is what is quoted."""
    for one in found:
        first, last = one.first, one.last
        seen = f"since {day(first.captured_at)}" if one.there else _seen(one).partition(",")[0].removeprefix("seen ")
        to = "" if one.there or first.number == last.number else f" to @{last.number}"
        head = Text(safe(publishers.get(one.source, "")), style="head")
        head.append(f"{'  ' if head else ''}seen {seen}  ", style="default")
        head.append(f"{safe(layout.name(one.source, one.document))}@{first.number}{to}", style="place")
        yield [one_line(head), Padding(Text(f"“{safe(one.sentence)}”"), (0, 0, 0, 2))]


def _versions(one: Utterance) -> str:
    first, last = one.first.number, one.last.number
    if one.there:
        return f"since @{first}"
    return f"@{first}" if first == last else f"@{first} to @{last}"


def _seen(one: Utterance) -> str:
    first, last = day(one.first.captured_at), day(one.last.last_seen)
    span = f"seen {first}" if first == last else f"seen {first} to {last}"
    return f"{span}, {'still there' if one.there else 'no longer there'}"
