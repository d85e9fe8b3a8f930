"""A generator of minimal pairs: two documents that differ in one property, or in none that means anything."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tracker.extract import plain
from tracker.extract.document import Document

FOLDER = Path(__file__).parents[1] / "data" / "minimal"
_SLOT = re.compile(r"\{([^{}]*)\}")
_PLAIN_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-"})


class Minimal(NamedTuple):
    """Two documents, and the flags one of which must be raised; none at all for a change that means nothing."""

    old: Document
    new: Document
    flags: frozenset[str]
    what: str
    """The slot or the no-op, for the reader of a failure."""
    before: str
    after: str


def slots(name: str) -> list[Minimal]:
    """The pairs of each slot of each template in a file."""
    return [pair for who, template in _templates(name) for pair in _slots(who, template)]


def no_ops(name: str) -> list[Minimal]:
    """The base sentences of a file under edits of typography, markers, lead-ins and neighbours."""
    bases = [(who, _filled(template, {})) for who, template in _templates(name)]
    return [pair for who, base in bases for pair in _no_ops(who, base)]


def _templates(name: str) -> Iterator[tuple[str, str]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        who, _, template = line.partition("> ")
        yield who, template


def _slots(who: str, template: str) -> Iterator[Minimal]:
    base = _filled(template, {})
    for index, slot in enumerate(_SLOT.findall(template)):
        first, *others = slot.split("|")
        for other in others:
            flag, _, words = other.partition(":")
            after = _filled(template, {index: words})
            flags = frozenset() if flag.strip() == "none" else frozenset(flag.strip().split("~"))
            yield _pair(who, base, after, flags, f"{first!r} -> {words!r}")


def _filled(template: str, chosen: dict[int, str]) -> str:
    """The template with the chosen words in their slots and the base words in all others."""
    count = iter(range(template.count("{")))
    text = _SLOT.sub(lambda slot: chosen.get(next(count), slot[1].split("|")[0]), template)
    return text[:1].upper() + text[1:]


def _no_ops(who: str, base: str) -> Iterator[Minimal]:
    none: frozenset[str] = frozenset()
    yield _pair(who, base, base.translate(_PLAIN_SIGNS).replace(" - ", " – "), none, "quotes and dashes")
    yield _pair(who, base, base.replace(" ", "  ").replace(", ", ",\n"), none, "spaces and line breaks")
    yield _pair(who, base, base.replace(" ", "\u00a0", 3), none, "non-breaking spaces")
    yield _pair(who, base, f"- {base}", none, "paragraph to bullet")
    yield _pair(who, f"- {base}", f"* {base}", none, "bullet to bullet")
    yield _pair(who, f"- {base}", f"1. {base}", none, "bullet to number")
    yield _pair(who, base, base.rstrip("."), none, "no full stop")
    yield _pair(who, f"Our plan:\n\n- {base}", f"What we say:\n\n- {base}", none, "another lead-in")


def _pair(who: str, before: str, after: str, flags: frozenset[str], what: str) -> Minimal:
    return Minimal(_page(who, before), _page(who, after), flags, what, before, after)


def _page(who: str, text: str) -> Document:
    """The sentence between two that stay."""
    around = "Buses in the county were late again on market day.", "The choir sang before lunch, as it does."
    return plain.read(f"# A plan for schools\n\n{around[0]}\n\n{text}\n\n{around[1]}\n", publisher=who)
