"""Judgement: what an answer says, and whether it looks like the page. A pure function, for a process without the store."""

from typing import NamedTuple

from tracker.capture.baseline import OVER, Words, standing
from tracker.capture.entry import words
from tracker.capture.gate.look import GateRules, Look, look_at
from tracker.capture.gate.suspicion import explained, suspicion
from tracker.capture.reading import read
from tracker.config.person import People
from tracker.config.source import Page
from tracker.errors import ExtractError
from tracker.extract import canonical
from tracker.fetch.response import Response


class HeldPage(NamedTuple):
    """What is held of a document, as far as an answer is judged by it."""

    words: Words
    url: str
    comparable: bool
    seen: tuple[bytes, str] | None = None
    """Its bytes and the address that answered: only for an answer in which something is odd."""


class Judgement(NamedTuple):
    """What came of it."""

    says: tuple[str, bytes, bytes] | None = None
    """Title, text.md and meta.json; None where there is no document."""
    doubt: str | None = None
    """Why it is not to be trusted."""
    asks: bool = False
    """To tell, `seen` of what is held is needed."""


class _UnseenError(Exception):
    """What is held is to be looked at, and was not given."""


def judge(
    answer: Response, *, page: Page, people: People, rules: GateRules, held: HeldPage | None, trusted: bool
) -> Judgement:
    """Read an answer and look at it; one that a person has recognised as the page (`trusted`) is only read."""
    charset = answer.charset
    try:
        found = read(answer.body, source=page, url=answer.url, people=people, charset=charset)
        found = standing(held.words if held else None, found.state) if found.state.kind in OVER else found
    except ExtractError as error:
        return Judgement(doubt=explained(look_at(answer, None, charset=charset), error.reason, rules=rules))
    says = words(found)
    if trusted or (held is not None and found.text == held.words[0]):
        return Judgement(says)  # What is held was accepted once, however odd it looks.
    look, before = look_at(answer, found, charset=charset), _looked_at(held) if held else None
    try:
        doubt = suspicion(look, rules=rules, held=before, comparable=held is None or held.comparable)
    except _UnseenError:
        return Judgement(says, asks=True)
    return Judgement(says, doubt)


def _looked_at(held: HeldPage) -> Look:
    """What is held, as the gate sees it; its bytes and where they came from only where the gate asks."""

    def seen() -> tuple[bytes, str]:
        if held.seen is None:
            raise _UnseenError
        return held.seen

    return Look(canonical.read(*held.words), lambda: seen()[0], held.url, lambda: seen()[1])
