"""In which order flags are told."""

import random

from tracker.diff.flags import flags
from tracker.links.flags import evidence
from tracker.wording.shift.consequence import consequence

_CHANGE = ("money", "number", "negation", "modality", "date", "actor", "scope", "name")
_LINK = ("quantity_up", "reversed", "softened", "redated", "attributed_on", "narrowed", "renamed", "reworded")


def _order(names: tuple[str, ...]) -> list[str]:
    mixed = random.Random(7).sample(names, len(names))
    return sorted(mixed, key=lambda name: consequence(name, None, "a", "b"))


def test_flags_of_changes_and_of_links_stand_in_one_order() -> None:
    """What costs more comes first; a condition stands before how firmly it is said."""
    assert _order(_CHANGE) == list(_CHANGE)
    assert _order(_LINK) == list(_LINK)
    assert (
        consequence("quantity_up", None, "£4", "£5")
        < consequence("number", None, "4", "5")
        < consequence("scope", "condition", "", "if funding allows")
        < consequence("softened", None, "will", "may")
    )


def test_a_pair_tells_its_weightiest_flag_first() -> None:
    """Of a change and of a link."""
    old = "We will give every school £40 million."
    new = "We may give every school £30 million, if funding allows."

    assert [flag.name for flag in flags(old, new)][:2] == ["money", "scope"]
    assert flags(old, new)[1].kind == "condition"
    places = [consequence(flag.name, flag.kind, flag.old, flag.new) for flag in evidence(old, new)]
    assert places == sorted(places)
