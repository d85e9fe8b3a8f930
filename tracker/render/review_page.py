"""Review pages: a question of a review as a page for a browser, by plain forms; single keys are a script of our own.

Jinja escapes all that is put in; the policy that is sent with each page allows its own style and script by their hashes.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, assert_never

from rich.text import Text

from tracker.claims.claim import Claim
from tracker.desk.comparison import whereabouts
from tracker.desk.dates import between, day, short, when
from tracker.desk.waiting import ClaimOffer, LinkOffer, Offer
from tracker.desk.waiting_captures import SuspectLook, SuspectOffer
from tracker.desk.waiting_changes import ChangeOffer
from tracker.diff.change import Change, Word
from tracker.diff.words import differ
from tracker.render.card import CardPlace
from tracker.render.html import change_told, template
from tracker.render.review_card import STANDING_TOLD
from tracker.render.safe import safe
from tracker.render.stages import voice
from tracker.render.words import Run, runs, said_of

MOST_SHOWN = 200
"""Sentences or changes of a capture that a page shows."""
_MOST_DIFFERING = 6
"""Of them those beside the question."""
_RELEASE = ("release", "Yes, and release it", "R")
_CHANGE_ACTS = (("yes", "Worth a line", "y"), ("no", "Routine", "n"), _RELEASE)
_LINK_ACTS = (
    ("yes", "The same pledge", "y"),
    ("no", "Different pledges", "n"),
    ("related", "Related, no more", "r"),
    _RELEASE,
)
_CLAIM_ACTS = (("yes", "It is a claim", "y"), ("no", "It is none", "n"))
_SUSPECT_ACTS = (("yes", "It is the page: record it", "y"), ("no", "It is not: put it away", "n"))
_PASSING = (("later", "Later", "l"), ("skip", "Skip", "s"), ("undo", "Undo my last answer", "u"))
_NOTE = ("note", "Reason, published with a pledge", "t")
_BACK = {"href": "./", "label": "Back", "key": "Escape"}


@dataclass(frozen=True, slots=True)
class ReviewFrame:
    """What stands around every question."""

    place: CardPlace
    said: Sequence[str] = ()
    """What the last answer came to."""
    has_keys: bool = True
    """Whether single keys press buttons."""
    words: str = ""
    wanted: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)
    """What was typed before, by field."""


def policy() -> str:
    """The Content-Security-Policy of every such page."""
    css, script = (f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in _parts())
    return (
        f"default-src 'none'; style-src {css}; script-src {script}; img-src data:; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    )


def offer_page(offer: Offer, frame: ReviewFrame, *, look: SuspectLook | None = None, address: str | None = None) -> str:
    """One question with its answers. `look` is of a capture; `address` is where the page is on the web."""
    links: list[dict[str, Any]] = [{"href": "context", "label": _context(offer), "key": "c"}]
    if address:
        links.append({"href": address, "label": "Open the page", "key": "o", "away": True})
    match offer:
        case LinkOffer():
            links.insert(0, {"href": "all", "label": "All of this pledge", "key": "a"})
            told = {**_link(offer, frame.place), "acts": _acts(_LINK_ACTS), "fields": _fields(frame, _NOTE, _NAME)}
        case ClaimOffer():
            told = {**_claim(offer), "acts": _acts(_CLAIM_ACTS), "fields": _fields(frame, _NOTE, _NAME)}
        case ChangeOffer():
            links.insert(0, {"href": "all", "label": "All of this page", "key": "a"})
            told = {**_change(offer), "acts": _acts(_CHANGE_ACTS), "fields": _fields(frame, *_OF_CHANGE)}
        case SuspectOffer():
            told = {**_suspect(offer, look or SuspectLook(None, None)), "acts": _acts(_SUSPECT_ACTS), "fields": ()}
        case _:
            assert_never(offer)
    return _page(frame, **told, passing=_keyed(_PASSING), item=offer.id, links=links, ends=True)


def all_page(offers: Sequence[LinkOffer] | Sequence[ChangeOffer], frame: ReviewFrame) -> str:
    """Every wording that can be decided on together, and beneath them the two answers."""
    first = offers[0]
    number = len(offers)
    sides: list[dict[str, Any]] = []
    if isinstance(first, ChangeOffer):
        changes = [one for one in offers if isinstance(one, ChangeOffer)]
        question = f"{_all(number, 'change')} of {safe(first.comparison.name)}"
        for at, one in enumerate(changes, 1):
            sides += [{**side, "label": f"{at}: {side['label']}"} for side in _sides(one.change)]
        acts = (("all-yes", "All are worth a line", "y"), ("all-no", "All are routine", "n"))
    else:
        links = [one for one in offers if isinstance(one, LinkOffer)]
        question = f"{_all(number, 'link')} of “{safe(first.name)}”"
        claims = {claim.id: claim for one in links for claim in (one.earlier, one.later)}
        sides = [_said(claim, f"{at}") for at, claim in enumerate(claims.values(), 1)]
        acts = (("all-yes", "All are one pledge", "y"), ("all-no", "None is", "n"))
    items = "\n".join(one.id for one in offers)
    return _page(
        frame, question=question, sides=sides, acts=_acts(acts), fields=_fields(frame, _NOTE), item=first.id,
        carried=(("items", _mark(items)),), links=[{**_BACK, "label": "One by one"}],
    )  # fmt: skip


def _all(number: int, what: str) -> str:
    return f"All {number} {what}s" if number > 1 else f"The one {what}"


def mark_of(offers: Sequence[Offer]) -> str:
    """What `all_page` sends along, so that no more is decided than was shown."""
    return _mark("\n".join(one.id for one in offers))


def context_page(sides: Sequence[tuple[Text, Sequence[tuple[str, bool]]]], frame: ReviewFrame) -> str:
    """The sentences around each wording, the wording itself marked."""
    shown = [
        {
            "label": whose.plain.removeprefix("around ").strip(),
            "lines": [_row(_plain(text), "it" if is_it else "context") for text, is_it in sentences],
        }
        for whose, sentences in sides
    ]
    return _page(frame, question="What stands around it", sides=shown, links=[_BACK])


def differing_page(offer: SuspectOffer, look: SuspectLook, frame: ReviewFrame) -> str:
    """All that differs between what was kept and the last good version."""
    question = f"All that differs in {safe(offer.short)}"
    return _page(frame, question=question, sides=_differing(look, MOST_SHOWN), links=[_BACK])


def asked_page(
    question: str, sentences: Sequence[str], acts: Sequence[tuple[str, str, str]], frame: ReviewFrame, *,
    item: str = "", carried: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """What a person must know before an answer stands, and the question; `carried` goes with either answer."""
    return _page(
        frame, question=question, warnings=list(map(safe, sentences)), acts=_acts(acts), item=item,
        carried=tuple((carried or {}).items()),
    )  # fmt: skip


def done_page(frame: ReviewFrame) -> str:
    """Nothing is left to ask."""
    filtered = bool(frame.words or frame.wanted)
    question = "Nothing more of these waits" if filtered else "Nothing waits for a decision"
    back = {"name": "all-of-it", "label": "Show everything again", "key": "y"}
    undo = {"name": "undo", "label": "Undo my last answer", "key": "u"}
    return _page(frame, question=question, acts=[*([back] if filtered else []), undo], ends=True)


# ---- of each kind

_NAME = ("name", "A name of the pledge", "N")
_OF_CHANGE = (
    ("headline", "Headline, which readers see once it is released", "h"),
    ("readers", "For whom (several by commas)", "w"),
    ("note", "Note", "t"),
)


def _link(offer: LinkOffer, place: CardPlace) -> dict[str, Any]:
    link = offer.link
    words = differ(offer.earlier.text, offer.later.text)
    has_common = any(word.mark == "same" and word.text.strip() for word in words)
    later = _said(offer.later, "later")
    if has_common:
        later["lines"] = [_row(_runs(words))]
    nth = f"Link {place.nth} of {place.of} of " if place.of > 1 else ""
    flags = [
        (said_of(flag), " → ".join(f"“{safe(side)}”" if side else "nothing" for side in (flag.old, flag.new)))
        for flag in link.flags
        if flag.name != "repeated" and (flag.old, flag.new) != (offer.earlier.text, offer.later.text)
    ]
    voices = f" over {offer.publishers} publishers" if offer.publishers > 1 else " of one publisher"
    return {
        "question": "Are these the same pledge?",
        "about": [f"{nth}“{safe(offer.name)}”"],
        "warnings": [safe("; ".join(link.disputed))] if link.disputed else [],
        "sides": [_said(offer.earlier, "earlier"), later],
        "facts": [*flags, (f"{STANDING_TOLD[offer.standing]}, score {link.score:.2f}", safe("; ".join(link.reasons)))],
        "follows": [f"If the same: a pledge of {offer.stages} stages{voices}."],
    }


def _claim(offer: ClaimOffer) -> dict[str, Any]:
    claim = offer.claim
    facts = (
        ("kind", claim.kind),
        ("speaker", claim.speaker),
        ("binds", claim.actor),
        ("numbers", ", ".join(one.text for one in claim.quantities) or None),
        ("when", claim.said_when or None),
        ("confidence", f"{claim.confidence:.2f}"),
    )
    said = _said(claim, "said")
    if claim.lead_in:
        said["lines"].insert(0, _row(_plain(claim.lead_in), "context"))
    return {
        "question": "Is this a claim, and read rightly?",
        "sides": [said],
        "facts": [(name, safe(value) if value else "not stated") for name, value in facts],
    }


def _change(offer: ChangeOffer) -> dict[str, Any]:
    one, change = offer.comparison, offer.change
    side = change.new or change.old
    where = "; ".join(told for told in (side.heading if side else None, whereabouts(change)) if told)
    told = change_told(change)
    others = [place.partition("#")[0] for place in offer.places[1:]]
    return {
        "question": "Is this change worth a line?",
        "about": [
            f"{safe(one.title)} · {safe(one.name)} {one.numbers}",
            *([f"changed {between(one.between)}"] if one.between else []),
            *(f"publisher’s note: “{safe(note)}”" for note in one.found.notes[:1]),
            *([f"§ {safe(where)}"] if where else []),
        ],
        "sides": _sides(change),
        "facts": [*told["flags"], (f"weight {change.score:.2f}", safe("; ".join(change.reasons) or "no reason kept"))],
        "warnings": [told["unmentioned"]] if told["unmentioned"] else [],
        "follows": [f"The same edit, decided with it: {safe(', '.join(others))}"] if others else [],
    }


def _suspect(offer: SuspectOffer, look: SuspectLook) -> dict[str, Any]:
    rounds = f"{offer.rounds} round{'' if offer.rounds == 1 else 's'}, since {day(offer.since)}"
    about = [f"{safe(offer.short)} · {rounds}"]
    if offer.held and look.held:
        about.append(f"last good, {short(offer.held.captured_at.date())}: {_size(look.held)}")
    else:
        about.append("There is no good version of it yet.")
    kept = _size(look.kept) if look.kept else safe(look.fault)
    about.append(f"kept aside, {short(offer.body.at.date())}: {kept}")
    return {
        "question": "Is this the page?",
        "about": about,
        "warnings": [safe(offer.reason)],
        "sides": _differing(look, _MOST_DIFFERING),
    }


def _size(document: Any) -> str:
    words = len(document.text.split())
    return f"{words:,} word{'' if words == 1 else 's'}, {len(document.sentences):,} sentences: “{safe(document.title)}”"


def _differing(look: SuspectLook, most: int) -> list[dict[str, Any]]:
    if look.kept is None:
        return []
    if look.held is None:
        lines = [_row(_plain(one.text)) for one in look.kept.sentences[:most]]
        return [{"label": "what was kept says", "lines": lines}]
    found = look.changes
    if not found:
        return [{"label": "its text says the same", "lines": []}]
    shown = [side for one in found[:most] for side in _sides(one)]
    more = [{"label": f"and {len(found) - most:,} more", "lines": []}] if len(found) > most else []
    return [*shown, *more]


def _sides(change: Change) -> list[dict[str, Any]]:
    told = change_told(change)
    both = bool(told["old"] and told["new"])
    return [
        {
            "label": f"{told['kind']}{f', {label}' if both else ''}",
            "lines": [_row(told[side], "" if both else "whole")],
        }
        for side, label in (("old", "before"), ("new", "after"))
        if told[side]
    ]


def _said(claim: Claim, label: str) -> dict[str, Any]:
    version = (claim.place and claim.place.version) or ""
    who = f"{when(claim)} {voice(claim)}"
    return {"label": label, "who": safe(who), "place": safe(version), "lines": [_row(_plain(claim.text))]}


def _runs(words: Sequence[Word]) -> tuple[Run, ...]:
    return tuple(Run(safe(run.before), safe(run.words), safe(run.after), run.mark) for run in runs(words))


def _row(words: tuple[Run, ...], style: str = "") -> dict[str, Any]:
    return {"runs": words, "style": style}


def _plain(text: str) -> tuple[Run, ...]:
    return (Run("", safe(text), "", "same"),)


# ---- the page


def _context(offer: Offer) -> str:
    return "All that differs" if isinstance(offer, SuspectOffer) else "What stands around it"


def _acts(acts: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
    first, *others = _keyed(acts)
    return [{**first, "first": True}, *others]


def _keyed(acts: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [{"name": name, "label": label, "key": key} for name, label, key in acts]


def _fields(frame: ReviewFrame, *fields: tuple[str, str, str]) -> Iterator[dict[str, str]]:
    for name, label, key in fields:
        yield {"name": name, "label": label, "key": key, "value": frame.kept.get(name, "")}


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _page(frame: ReviewFrame, *, question: str, **told: Any) -> str:
    css, script = _parts()
    place = frame.place
    filtered = place.filtered or ", ".join(one for one in (frame.wanted, frame.words) if one)
    left = f", about {place.minutes} minute{'' if place.minutes == 1 else 's'}" if place.minutes else ""
    shown = {
        "about": (), "warnings": (), "sides": (), "facts": (), "follows": (), "acts": (), "passing": (), "fields": (),
        "links": (), "carried": (), "item": "", "ends": False,
    }  # fmt: skip
    return template("review.html").render(
        {
            **shown, **told, "question": question, "title": f"{question}: {place.done} of {place.total}",
            "css": css, "script": script if frame.has_keys else "", "place": f"{place.done:,} of {place.total:,}{left}",
            "staged": f"{place.staged:,} not written yet, by {safe(place.by)}", "filtered": safe(filtered),
            "said": list(map(safe, frame.said)), "words": frame.words, "wanted": frame.wanted,
        }
    )  # fmt: skip


@cache
def _parts() -> tuple[str, str]:
    """The style and the script."""
    pages = files("tracker.render").joinpath("pages")
    return tuple(pages.joinpath(f"review.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))  # type: ignore[return-value]
