"""Decided: what a person's verdict is about, whether it says what was said before, and by which key it is noted."""

import base64
import hashlib
from collections.abc import Hashable, Iterable, Iterator
from typing import assert_never

from tracker.config.verdict import (
    Alias,
    ChangeVerdict,
    ClaimVerdict,
    LinkVerdict,
    NoteVerdict,
    ReleaseVerdict,
    ThreadVerdict,
    Verdict,
    Verdicts,
)

_KEY = 20
"""Hexadecimal digits of a key."""
_NAME = 10
"""Letters of a note's id."""


def every(verdicts: Verdicts) -> Iterator[Verdict]:
    """All of them, table by table, withdrawn ones too."""
    yield from verdicts.alias
    yield from verdicts.link
    yield from verdicts.claim
    yield from verdicts.thread
    yield from verdicts.change
    yield from verdicts.note
    yield from verdicts.release


def joined(parts: Iterable[Verdicts]) -> Verdicts:
    """The verdicts of several files as one, in the order of the files."""
    read = tuple(parts)
    if len(read) == 1:
        return read[0]
    return Verdicts(
        alias=tuple(one for part in read for one in part.alias),
        link=tuple(one for part in read for one in part.link),
        claim=tuple(one for part in read for one in part.claim),
        thread=tuple(one for part in read for one in part.thread),
        change=tuple(one for part in read for one in part.change),
        note=tuple(one for part in read for one in part.note),
        release=tuple(one for part in read for one in part.release),
    )


def key(verdict: Verdict) -> str:
    """Its name in the record of what was published: the same whether it still holds or is withdrawn."""
    told = verdict.model_copy(update={"withdrawn": False, "withdrawn_on": None}).model_dump_json(exclude_defaults=True)
    return hashlib.sha256(f"{type(verdict).__name__} {told}".encode()).hexdigest()[:_KEY]


def note_id(note: NoteVerdict) -> str:
    """By which a note is named: `n-` and ten letters, made of all it says. Edited, it is another note."""
    digest = hashlib.sha256(key(note).encode()).digest()
    return f"n-{base64.b32encode(digest).decode('ascii').lower()[:_NAME]}"


def subject(verdict: Verdict) -> Hashable:
    """What it decides: two verdicts of one person on one subject are one decision, and the later replaces the other."""
    match verdict:
        case Alias():
            return "alias", frozenset(name.casefold() for name in verdict.names)
        case LinkVerdict():
            return "link", frozenset({verdict.earlier, verdict.later})
        case ClaimVerdict():
            return "claim", verdict.claim or (verdict.words, verdict.at.rpartition("@")[0])
        case ThreadVerdict():
            what = "name" if verdict.name else "join" if verdict.join else "split"
            return "thread", verdict.thread, what, verdict.join, frozenset(verdict.split)
        case ChangeVerdict():
            return "change", verdict.change
        case NoteVerdict(kind="note"):
            return "note", verdict.about, verdict.text
        case NoteVerdict():
            return "note", verdict.about, verdict.kind, verdict.whom, verdict.asked
        case ReleaseVerdict():
            return "release", verdict.what
        case _:
            assert_never(verdict)


def says_again(verdict: Verdict, held: Iterable[Verdict]) -> bool:
    """Whether the same person's last word on the subject, among those that hold, is this; a new reason is a new word."""
    about = subject(verdict)
    last = next(
        (
            one
            for one in reversed(tuple(held))
            if not one.withdrawn and one.by == verdict.by and type(one) is type(verdict) and subject(one) == about
        ),
        None,
    )
    return last is not None and _substance(last, why=verdict.why is None) == _substance(
        verdict, why=verdict.why is None
    )


def _substance(verdict: Verdict, *, why: bool) -> dict[str, object]:
    """What it says, whenever it was said; `why`: whatever its reason."""
    left_out = {"on", "withdrawn", "withdrawn_on", *(("why",) if why else ())}
    return verdict.model_dump(exclude=left_out)
