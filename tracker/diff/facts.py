"""What a page states beside its text, compared: attachments, change notes, state, consultation, history mode, dates."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from rapidfuzz.distance import Indel

from tracker.diff.fact import FactChange, FactName
from tracker.diff.mentioned import tells_of_removal
from tracker.extract.document import Attachment, ChangeNote, Document, PageLink, State
from tracker.wording.fold import fold, words

_Stated = TypeVar("_Stated", PageLink, str)
_LONDON = ZoneInfo("Europe/London")
_SAME_TITLE = 0.75
"""Likeness of words from which an attachment with another address is the same one under another title."""
_SAME_NOTE = 0.60
"""Likeness of words from which a note of another date is the same one, edited."""
_CONSULTATION = {
    "open_consultation": "open",
    "closed_consultation": "closed",
    "consultation_outcome": "outcome published",
    "consultation": "announced",
}
_SCORES: dict[FactName, float] = {
    "state": 0.90,
    "consultation": 0.60,
    "attachment": 0.40,
    "history mode": 0.30,
    "note": 0.25,
    "published": 0.25,
    "territory": 0.50,
    "type": 0.20,
    "author": 0.15,
    "organisations": 0.15,
    "people": 0.15,
    "government": 0.10,
    "address": 0.10,
    "updated": 0.05,
    "link": 0.15,
    "image": 0.05,
    "folded": 0.20,
}
"""Weight of each fact in the order in which a reader wants to hear of it (docs/studies/pledges.md 7 ranks wording; here
what ends a page outranks what is filed beside it)."""
_STATED = 0.05
"""For a territory that a text names where it named none."""
_SHOWN, _FOLDED = "shown at once", "in a part that must be opened"
_RENEWED = 0.45
"""For an attachment that was taken away while another came."""
_TOLD = 0.25
"""For an attachment that was taken away, as the publisher's note says; under a note on something else that of any other."""
_GONE = 0.60
"""For an attachment or note that was taken away, or a note that was rewritten afterwards."""


def facts(old: Document, new: Document) -> tuple[FactChange, ...]:
    """The facts that differ, the weightiest first. Title, summary and members are text and not among them."""
    found = [
        *_states(old.state, new.state),
        *_types(old.document_type, new.document_type),
        *_history(old, new),
        *_attachments(old.attachments, new.attachments),
        *_notes(old.notes, new.notes),
        *_published(old, new),
        *_plain("updated", _minute(old.updated), _minute(new.updated)),
        *_plain("territory", _territory(old), _territory(new)),
        *_plain("author", old.author, new.author),
        *_plain("organisations", ", ".join(old.organisations), ", ".join(new.organisations)),
        *_plain("people", ", ".join(old.people), ", ".join(new.people)),
        *(_plain("government", old.government, new.government) if old.history_mode == new.history_mode else ()),
        *_plain("address", old.url, new.url),
        *{(fold(fact.about), fact.old, fact.new): fact for fact in _links(old, new)}.values(),
        *_images(old, new),
        *_folded(old, new),
    ]
    renewed = any(fact.fact == "attachment" and fact.kind == "added" for fact in found)
    note = " ".join(fact.new for fact in found if (fact.fact, fact.kind) == ("note", "added"))
    return tuple(sorted((_scored(fact, note, renewed=renewed) for fact in found), key=lambda fact: -fact.score))


def _published(old: Document, new: Document) -> Iterator[FactChange]:
    """The date of publication; a page that prints its date of update in that place has taken none away."""
    if new.published or not (new.updated and old.published):
        yield from _plain("published", _day(old.published), _day(new.published))


def _territory(document: Document) -> str:
    return ", ".join(document.territory) or "not stated"


def _states(old: State, new: State) -> Iterator[FactChange]:
    if old != new:
        yield FactChange(fact="state", kind="edited", old=_state(old), new=_state(new))


def _state(state: State) -> str:
    where = f" to {state.to}" if state.to else ""
    return f"{state.kind}{where}" + (f" (“{state.explanation}”)" if state.explanation else "")


def _types(old: str | None, new: str | None) -> Iterator[FactChange]:
    """A consultation's life is told as such; other types by name. Pages read by different means state none."""
    if old and new and old != new:
        before, after = _CONSULTATION.get(old), _CONSULTATION.get(new)
        if before and after:
            yield FactChange(fact="consultation", kind="edited", old=before, new=after)
        else:
            yield FactChange(fact="type", kind="edited", old=old.replace("_", " "), new=new.replace("_", " "))


def _history(old: Document, new: Document) -> Iterator[FactChange]:
    under = "published under an earlier government"
    if new.history_mode and not old.history_mode:
        yield FactChange(
            fact="history mode", kind="added", new=f"{under} ({new.government})" if new.government else under
        )
    elif old.history_mode and not new.history_mode:
        yield FactChange(fact="history mode", kind="removed", old=under)


def _attachments(old: Sequence[Attachment], new: Sequence[Attachment]) -> Iterator[FactChange]:
    """By address first, then by title: a file replaced under its title has another address on GOV.UK."""
    left, right = list(old), list(new)
    pairs: list[tuple[Attachment, Attachment]] = []
    for alike in (_same_file, _same_address, _same_title, _near_title):
        for before in tuple(left):
            after = next((one for one in right if alike(before, one)), None)
            if after is not None:
                left.remove(before)
                right.remove(after)
                pairs.append((before, after))
    for before, after in sorted(pairs, key=lambda pair: new.index(pair[1])):
        if _stated(before) != _stated(after):
            yield _replaced(before, after)
    for before in left:
        yield FactChange(
            fact="attachment", kind="removed", about=before.title, old=_size(before), old_attachment=before
        )
    for after in right:
        yield FactChange(fact="attachment", kind="added", about=after.title, new=_size(after), new_attachment=after)


def _same_file(before: Attachment, after: Attachment) -> bool:
    return before == after


def _same_address(before: Attachment, after: Attachment) -> bool:
    return before.url == after.url


def _same_title(before: Attachment, after: Attachment) -> bool:
    return fold(before.title) == fold(after.title) and before.content_type == after.content_type


def _near_title(before: Attachment, after: Attachment) -> bool:
    return _alike(before.title, after.title) >= _SAME_TITLE and before.content_type == after.content_type


def _stated(one: Attachment) -> tuple[object, ...]:
    return one.title, one.url, one.content_type, one.size, one.pages


def _replaced(before: Attachment, after: Attachment) -> FactChange:
    old, new = _size(before) or "size not stated", _size(after) or "size not stated"
    if before.title != after.title:
        old, new = f"“{before.title}”, {old}", f"“{after.title}”, {new}"
    elif old == new and _file(before) != _file(after):
        old, new = f"{old}, {_file(before)}", f"{new}, {_file(after)}"
    elif old == new:
        new = f"{new}, uploaded again"
    return FactChange(
        fact="attachment",
        kind="edited",
        about=after.title,
        old=old,
        new=new,
        old_attachment=before,
        new_attachment=after,
    )


def _size(one: Attachment) -> str:
    """What the publisher says of the file: "68 KB, 12 pages"."""
    pages = "" if one.pages is None else "1 page" if one.pages == 1 else f"{one.pages} pages"
    return _listed(_bytes(one.size), pages)


def _bytes(size: int | None) -> str:
    if size is None:
        return ""
    return f"{size / 1024:.0f} KB" if size < 1024**2 else f"{size / 1024**2:.1f} MB"


def _file(one: Attachment) -> str:
    return one.url.rsplit("/", 1)[-1] or one.url


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _notes(old: Sequence[ChangeNote], new: Sequence[ChangeNote]) -> Iterator[FactChange]:
    """A note keeps its time when its words are edited; one of another time with nearly its words was edited too."""
    left, right = [one for one in old if one not in new], [one for one in new if one not in old]
    if not old and right and fold(right[0].note) == "first published":
        right = right[1:]  # GOV.UK prints the first note only when there is a second
    for before in tuple(left):
        after = next((one for one in right if one.at is not None and one.at == before.at), None)
        after = after or next((one for one in right if _near_note(before, one)), None)
        if after is not None:
            left.remove(before)
            right.remove(after)
            if before.note != after.note:
                yield FactChange(fact="note", kind="edited", about=_day(after.at), old=before.note, new=after.note)
            else:
                yield FactChange(
                    fact="note", kind="edited", about=f"“{after.note}”", old=_day(before.at), new=_day(after.at)
                )
    for before in left:
        yield FactChange(fact="note", kind="removed", about=_day(before.at), old=before.note)
    for after in right:
        yield FactChange(fact="note", kind="added", about=_day(after.at), new=after.note)


def _near_note(before: ChangeNote, after: ChangeNote) -> bool:
    return _alike(before.note, after.note) >= _SAME_NOTE


def _alike(before: str, after: str) -> float:
    return Indel.normalized_similarity(words(before), words(after))


def _links(old: Document, new: Document) -> Iterator[FactChange]:
    """Links whose words stand on both sides and lead elsewhere, or lead somewhere on one side only; each told once.

    Where the words came or went with their link, the text tells of it.
    """
    if old.links is None or new.links is None:
        return
    before, after = (Counter(map(_LinkKey.of, links)) for links in (old.links, new.links))
    left, right = before - after, after - before
    came: dict[str, list[_LinkKey]] = defaultdict(list)
    for link in right.elements():
        came[link.words].append(link)
    lost = []
    for link in left.elements():
        if came[link.words]:
            told = {"about": link.link.text, "old": link.link.url, "new": came[link.words].pop(0).link.url}
            yield FactChange(fact="link", kind="edited", **told)
        else:
            lost.append(link)
    was, now = fold(old.text), fold(new.text)
    for link in lost:
        if 0 < was.count(link.words) <= now.count(link.words):
            yield FactChange(fact="link", kind="removed", about=link.link.text, old=link.link.url)
    for link in (one for links in came.values() for one in links):
        if 0 < now.count(link.words) <= was.count(link.words):
            yield FactChange(fact="link", kind="added", about=link.link.text, new=link.link.url)


@dataclass(frozen=True, slots=True)
class _LinkKey:
    """What makes two links one: equal words and an address equal but for scheme, `www.` and a slash at the end."""

    words: str
    target: str
    link: PageLink = field(compare=False)

    @classmethod
    def of(cls, link: PageLink) -> "_LinkKey":
        return cls(fold(link.text), link.url.partition("://")[2].removeprefix("www.").rstrip("/"), link)


def _images(old: Document, new: Document) -> Iterator[FactChange]:
    """What pictures are said to show, where it differs: the first that went beside the first that came."""
    if old.images is None or new.images is None:
        return
    left, right = _apart(old.images, new.images)
    for before, after in zip_longest(left, right, fillvalue=""):
        yield from _plain("image", before, after)


def _folded(old: Document, new: Document) -> Iterator[FactChange]:
    """Sentences that stand on both sides, on one of them only in parts that a reader must open."""
    if not (old.folded or new.folded):
        return
    before, after = _Shown.of(old), _Shown.of(new)
    yield from _told(new, (before.open & after.folded) - before.folded - after.open, _SHOWN, _FOLDED)
    yield from _told(new, (before.folded & after.open) - before.open - after.folded, _FOLDED, _SHOWN)


class _Shown(NamedTuple):
    """The sentences of a document, folded, by whether they stand in a part that a reader must open."""

    open: frozenset[str]
    folded: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> "_Shown":
        inside = frozenset(document.folded)
        said = [(fold(one.text), one.block in inside) for one in document.sentences]
        return cls(*(frozenset(text for text, is_folded in said if is_folded is where) for where in (False, True)))


def _told(new: Document, moved: frozenset[str], was: str, now: str) -> Iterator[FactChange]:
    """One fact for all that moved one way: the first sentence, and how many more."""
    texts = [one.text for one in new.sentences if fold(one.text) in moved]
    if texts:
        more = f", with {len(texts) - 1} more sentence{'s'[: len(texts) - 2]}" if texts[1:] else ""
        yield FactChange(fact="folded", kind="edited", about=texts[0], old=was, new=f"{now}{more}")


def _apart(old: Sequence[_Stated], new: Sequence[_Stated]) -> tuple[list[_Stated], list[_Stated]]:
    """What only one side has, each as often as it has it more."""
    left, right = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return list(left.elements()), list(right.elements())


def _plain(fact: FactName, old: str | None, new: str | None) -> Iterator[FactChange]:
    """A fact of one value; one that appears or goes was not read before or is not read now, and is told as such."""
    if (old or "") != (new or ""):
        yield FactChange(
            fact=fact, kind="edited" if old and new else "added" if new else "removed", old=old or "", new=new or ""
        )


def _day(at: datetime | None) -> str:
    local = at.astimezone(_LONDON) if at else None
    return f"{local.day} {local:%B %Y}" if local else ""


def _minute(at: datetime | None) -> str:
    local = at.astimezone(_LONDON) if at else None
    return f"{local.day} {local:%B %Y, %H:%M}" if local else ""


def _scored(fact: FactChange, note: str, *, renewed: bool) -> FactChange:
    """With its weight; a file that went while another came was likely replaced by it; one may be told by the note."""
    if fact.fact == "attachment" and fact.kind == "removed" and note:
        return fact.model_copy(update={"score": _TOLD if tells_of_removal(fact.about, note) else _SCORES["attachment"]})
    if fact.fact == "attachment" and renewed:
        return fact.model_copy(update={"score": _RENEWED if fact.kind == "removed" else _SCORES["attachment"]})
    grave = fact.fact in {"attachment", "note"} and (
        fact.kind == "removed" or (fact.fact, fact.kind) == ("note", "edited")
    )
    stated = fact.fact == "territory" and "not stated" in {
        fact.old,
        fact.new,
    }  # the text says where it holds, as it did
    return fact.model_copy(update={"score": _STATED if stated else _GONE if grave else _SCORES[fact.fact]})
