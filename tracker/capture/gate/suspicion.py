"""Suspicion: does a capture look like the page, before it becomes history? Withdrawn banners are content, not faults."""

from collections.abc import Iterator

from tracker.capture.gate.away import away
from tracker.capture.gate.cut import cut
from tracker.capture.gate.garbled import garbled
from tracker.capture.gate.look import Finding, GateRules, Look
from tracker.capture.gate.shorter import shorter
from tracker.capture.gate.walled import walled
from tracker.capture.gate.yielded import less_than_before, yielded
from tracker.errors import ExtractError
from tracker.extract.unmatched import unmatched


def suspicion(look: Look, *, rules: GateRules, held: Look | None = None, comparable: bool = True) -> str | None:
    """Why a capture is not to be trusted, and what to do; None when it is.

    What speaks against a capture must not speak against what is held just as well: that was accepted once, however odd
    it looks. What is held is not `comparable` where it was read in another way: its length then says nothing about
    today's page.
    """
    found = tuple(_findings(look, rules, again=held is not None))
    known = {one.name for one in _findings(held, rules, again=True)} if found and held else set()
    reason = next((one.reason for one in found if one.name not in known), None) or (
        cut(look, held) if rules.words else None
    )
    if reason or held is None or not comparable or look.document is None or held.document is None:
        return reason
    return shorter(look.document, held.document, min_share=rules.min_share) or less_than_before(look, held)


def explained(look: Look, fault: str, *, rules: GateRules) -> str:
    """Why there is no document in a capture: the wall that it is, where it is one; else the reader's own words."""
    found = (away(look.asked, look.final(), allow_hosts=rules.allow_hosts) if rules.moves else None) or walled(
        look, again=False
    )
    return found.reason if found else fault


def _findings(look: Look, rules: GateRules, *, again: bool) -> Iterator[Finding]:
    if rules.moves and (found := away(look.asked, look.final(), allow_hosts=rules.allow_hosts)):
        yield found
    if rules.words and (found := walled(look, again=again) or garbled(look.body())):
        yield found
    yield from _dropless(look, rules)
    if found := yielded(look):
        yield found
    if look.size < rules.min_characters:
        yield Finding(
            "short",
            f"it has only {look.size} characters of text (at least {rules.min_characters} are expected, "
            "min_characters in settings.toml)",
        )


def _dropless(look: Look, rules: GateRules) -> Iterator[Finding]:
    if not rules.drop:
        return
    try:
        lost = unmatched(look.body(), rules.drop, charset=look.charset)
    except ExtractError:
        return  # the reader has said so
    for one in lost:
        yield Finding(
            f"drop {one}",
            f"drop '{one}' matches nothing on the page, so what it took out may stand in the text now: look at the "
            "page's HTML for what holds that part now",
        )
