"""Turns of a pledge as its page shows them: old words, new words, whose, when, where they stand, and how to cite them."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from tracker.claims.claim import Claim, Place
from tracker.desk import address
from tracker.desk.dates import when
from tracker.desk.extract import marked_extract
from tracker.desk.published import SUGGESTION, Published
from tracker.diff.change import Word
from tracker.diff.words import differ
from tracker.links.link import Thread
from tracker.links.turns import PledgeTurn, together, turns
from tracker.render.safe import safe
from tracker.render.words import runs
from tracker.site.evidence import Evidence, whole
from tracker.site.headline import speaker

_SHARED = 0.5
"""Share of the letters of both wordings above which marks in one text are read as a change of it, and not as two texts."""


def turn_rows(thread: Thread, rules: Published, where: Evidence, base: str | None) -> list[dict[str, Any]]:
    """What counts as a change, in time order, all of one stage together."""
    by_id = {claim.id: claim for claim in thread.claims}
    counted = [one for one in turns(thread) if one.counts and {one.earlier, one.later} <= by_id.keys()]
    rows = [
        _row(list(found), by_id=by_id, thread=thread, rules=rules, where=where, base=base)
        for _, found in groupby(counted, key=lambda one: (one.later, one.earlier))
    ]
    for at, row in enumerate(rows):
        again = sum(one["new"]["id"] == row["new"]["id"] for one in rows[:at])
        row["id"] = f"turn-{row['new']['id']}{f'-{again + 1}' if again else ''}"
    return rows


def _row(
    found: Sequence[PledgeTurn],
    *,
    by_id: dict[str, Claim],
    thread: Thread,
    rules: Published,
    where: Evidence,
    base: str | None,
) -> dict[str, Any]:
    earlier, later = by_id[found[0].earlier], by_id[found[0].later]
    own = (base or "") + f"{address.pledge(thread.id)}#{later.id}"
    best = sorted(found, key=lambda one: -one.weight)
    return {
        "stage": found[0].stage,
        "weight": together(found),
        "said": [safe(rules.extracts.text((later.place or Place()).source, one.said)) for one in best],
        "old": _side(earlier, rules, where),
        "new": _side(later, rules, where),
        "words": marked(earlier, later, rules),
        "sure": all(one.standing == "confirmed" for one in found),
        "suggestion": SUGGESTION,
        "cite": cited(earlier, later, rules, own),
    }


def _side(claim: Claim, rules: Published, where: Evidence) -> dict[str, Any]:
    place = claim.place or Place()
    return {
        "id": claim.id,
        "who": speaker(claim, rules.config.people),
        "when": when(claim),
        "text": said(claim, rules),
        "evidence": where(claim),
        "version": safe(place.version or ""),
    }


def said(claim: Claim, rules: Published) -> str:
    """Its words as they may be shown."""
    return safe(rules.extracts.text((claim.place or Place()).source, whole(claim)))


def cited(earlier: Claim, later: Claim, rules: Published, permalink: str) -> str:
    """Both wordings, whose and when, and where that stands: to be copied as it is."""
    sides = "; later ".join(
        f"{speaker(one, rules.config.people)}, {when(one)}: “{said(one, rules)}” ({_stands(one)})"
        for one in (earlier, later)
    )
    return f"{sides}. {permalink}"


def _stands(claim: Claim) -> str:
    place = claim.place or Place()
    return ", ".join(filter(None, (safe(place.title or ""), safe(place.version or ""))))


def marked(earlier: Claim, later: Claim, rules: Published) -> list[tuple[str, str, str, str]]:
    """The later wording with its differences, each run with the blanks around it and its mark.

    Nothing where half or less is shared: marks all over two sentences hide what turned.
    """
    words = differ(whole(earlier), whole(later))
    if all(word.mark == "same" for word in words) or _shared(words) <= _SHARED:
        return []
    if not all(rules.extracts.is_free((claim.place or Place()).source) for claim in (earlier, later)):
        words = marked_extract(words, rules.config.settings.extract_characters)
    return [(safe(run.before), safe(run.words), safe(run.after), run.mark) for run in runs(words)]


def _shared(words: Sequence[Word]) -> float:
    """How much of both wordings is in both."""
    same = sum(len(word.text) for word in words if word.mark == "same")
    other = sum(len(word.text) for word in words if word.mark != "same")
    return 2 * same / (2 * same + other) if words else 1.0
