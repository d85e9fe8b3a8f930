"""Captures that are not to be trusted, and those that are."""

import gzip
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.capture.gate.folded import bare_text, compact, folded, parts, unquoted, whole
from tracker.capture.gate.garbled import garbled
from tracker.capture.gate.look import GateRules
from tracker.capture.gate.suspicion import explained, suspicion
from tracker.capture.gate.wall import known

LONG = "We counted the boxes in the wood and wrote them down one by one. "
ODD = ("Access denied", "You don't have permission to access this page. Our plan is for members of the owls.")


def test_too_little_text_is_suspect(look: Any, page: Any, rules: GateRules) -> None:
    """The reason gives the number, the least that is expected and the setting."""
    found = suspicion(look(page("Our plan", "We will.")), rules=rules)

    assert found == ("it has only 8 characters of text (at least 80 are expected, min_characters in settings.toml)")


def test_what_was_accepted_once_is_no_reason(look: Any, page: Any, rules: GateRules) -> None:
    """Once such a page is held, its edits are news like those of any page; another fault is still one."""
    held, edited = look(page(*ODD)), look(page(*ODD, "Ask at the hut by the river if you want to be one of them."))

    assert suspicion(held, rules=rules) is not None
    assert suspicion(edited, rules=rules, held=held) is None
    other = suspicion(look(page("Page not found", "Try the menu. " * 12)), rules=rules, held=held)
    assert other is not None
    assert "“Page not found”" in other


def test_a_place_that_was_accepted_once_is_no_reason(look: Any, page: Any, rules: GateRules) -> None:
    """A page that a person has recognised at another host may be edited there; a third host is told again."""
    there, elsewhere = "https://rooks.example/plan", "https://crows.example/plan"
    held = look(page("Our plan", LONG * 9), final=there)

    assert suspicion(look(page("Our plan", LONG * 8), final=there), rules=rules, held=held) is None
    assert suspicion(look(page("Our plan", LONG * 8), final=elsewhere), rules=rules, held=held) is not None


def test_a_part_to_leave_out_that_is_not_there(look: Any, page: Any, rules: GateRules) -> None:
    """A drop selector that matched before and does not now is told: what it took out may stand in the text."""
    dropping = GateRules(**{name: getattr(rules, name) for name in GateRules.__slots__} | {"drop": (".advert",)})
    with_it = look(page("Our plan", LONG * 9, around="<div class='advert'>Buy nests.</div>"))
    without = look(page("Our plan", LONG * 8))

    found = suspicion(without, rules=dropping, held=with_it)
    assert found is not None
    assert found.startswith("drop '.advert' matches nothing on the page, so what it took out may stand in the text now")
    assert suspicion(with_it, rules=dropping, held=without) is None
    assert suspicion(without, rules=dropping, held=look(page("Our plan", LONG * 7))) is None


def test_every_wall_says_what_to_do_and_where_it_comes_from() -> None:
    """The list is data that a person can edit: each wall has a next step and a source."""
    walls = known().wall

    assert len({wall.name for wall in walls}) == len(walls)
    for wall in walls:
        assert all((wall.is_, wall.do, wall.source, wall.titles))
        for word in (*wall.titles, *wall.words, *wall.sure, *wall.marks):
            assert word.casefold() == word
            assert len(word) > 2


def test_a_reason_is_a_sentence_with_a_next_step(look: Any, page: Any, rules: GateRules) -> None:
    """What was seen, what such a page is, what to do."""
    assert suspicion(look(page(*ODD)), rules=rules) == (
        "its title says “Access denied”, as a page does that refuses programs: ask the site to let tracker in, or save "
        "the page for `tracker inbox`"
    )


@pytest.mark.parametrize(
    ("body", "is_text"),
    [
        (LONG.encode() * 9, True),
        ("– “We” – £9 – ŵ – 文".encode() * 9, True),
        (LONG.encode("utf-16"), True),
        (b"<\x00p\x00>\x00" + LONG.encode("utf-16-le"), True),
        (b"", True),
        (LONG.encode() * 9 + b"\x00", True),
        (gzip.compress(LONG.encode() * 9 + bytes(range(256)) * 9), False),
        (bytes(range(256)) * 4, False),
    ],
)
def test_bytes_that_are_no_text_are_told(body: bytes, is_text: bool) -> None:  # noqa: FBT001
    """What is still packed, or a picture, is no page, whatever letters can be made of it."""
    assert (garbled(body) is None) == is_text


WORDS = [word for wall in known().wall for word in (*wall.titles, *wall.words, *wall.sure, *wall.marks, *wall.bare)]
PIECES = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(max_size=20), st.sampled_from(["<p>", "<title>", "“", '"']))
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=st.text(max_size=30), new=PIECES, old=PIECES)
def test_any_page_is_judged(
    look: Any, page: Any, rules: GateRules, *, title: str, new: list[str], old: list[str]
) -> None:
    """Whatever a page says, the gate decides, the same each time, in a line that a terminal can show."""
    capture, held = look(page(title, *new)), look(page(title, *old))
    for doubt in (
        suspicion(capture, rules=rules),
        suspicion(capture, rules=rules, held=held),
        explained(capture, "empty", rules=rules),
    ):
        assert doubt is None or doubt.isprintable()
    assert suspicion(capture, rules=rules, held=held) == suspicion(capture, rules=rules, held=held)
    assert suspicion(capture, rules=rules, held=capture) is None


HOSTILE = {
    "tags without an end": "<" * 300_000,
    "signs without a match": ">" + " " * 300_000,
    "quotation marks": "“" * 300_000,
    "half a phrase over and over": "verify you are " * 30_000,
    "one long word": "a" * 500_000,
    "titles without an end": "<title>" * 60_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_costs_little(look: Any, rules: GateRules, text: str) -> None:
    """No page can make the gate think for long: words are found as plain text, never by a pattern."""
    body = text.encode()
    begun = time.process_time()
    for made in (
        bare_text(body),
        compact(body),
        folded(text),
        whole(text),
        "".join(parts(text)),
        unquoted(text[:1500]),
    ):
        assert isinstance(made, str)
    explained(look("<p>"), "empty", rules=rules)

    assert time.process_time() - begun < 2
