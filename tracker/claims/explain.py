"""Explaining a claim: which words of the text, and which rule, decided each of its fields."""

from pydantic import BaseModel

from tracker.claims.claim import Claim, Deadline

_SCALE = (
    "consider, review, look at",
    "support, encourage, promote",
    "aim, want, seek, hope",
    "plan, intend, propose, would",
    "will, is to, is committed to",
    "pledge, promise, guarantee, require",
    "in law",
)
_POLARITY = {"do": "to do it", "not": "not to do it", "keep": "to go on with it", "stop": "to stop it"}
_TOLD = {
    "own": "the document’s own words",
    "reported": "the document tells who said so",
    "inferred": "the document only concludes it",
}


class Reason(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A field, what it is, and the words or the rule that decided it."""

    field: str
    value: str
    because: str


def explain(claim: Claim) -> tuple[Reason, ...]:
    """A reason for every field that says something, in the order in which people ask."""
    rows = (
        ("kind", claim.kind, _kind(claim)),
        ("testable", _testable(claim), _readers(claim)),
        ("confidence", f"{claim.confidence:.2f} of 1", claim.confidence_why),
        ("speaker", claim.speaker or "not known", _speaker(claim)),
        ("actor", claim.actor or "not known", claim.owner_why),
        ("firmness", f"{claim.strength} of 6", _firmness(claim)),
        ("polarity", _POLARITY[claim.polarity], "the verb after those words" if claim.polarity != "do" else ""),
        ("told", claim.told, _TOLD[claim.told]),
        ("target", claim.target, "the actor does it" if claim.target == "action" else "something becomes so"),
        *(("amount", _amount(one.text, one.unit, one.per), _comparator(one.comparator)) for one in claim.quantities),
        ("money", claim.stage or "", "by the words beside the sum"),
        *map(_when, claim.when),
        ("for", ", ".join(claim.beneficiaries), "groups named in the claim"),
        ("scope", ", ".join(claim.scope), "words that widen or narrow it"),
        *(("condition", one, "the words that stand there") for one in claim.conditions),
        *(("paid for", one, "the words that stand there") for one in claim.funding),
        ("names", ", ".join(claim.names), "schemes, bodies and acronyms"),
        ("section", " › ".join(claim.section), "the headings above"),
    )
    return tuple(Reason(field=field, value=value, because=because) for field, value, because in rows if value)


def _kind(claim: Claim) -> str:
    if not claim.could_be_either:
        return claim.kind_why
    why = claim.kind_why if ": " in claim.kind_why else "little in its words decides"
    return f"a pledge or an aspiration, readers differ; {why}"


def _readers(claim: Claim) -> str:
    tenths = round(10 * (claim.testable or 0))
    return f"about {tenths} in 10 readers call such words a pledge, the others an aspiration"


def _testable(claim: Claim) -> str:
    return "" if claim.testable is None else f"{claim.testable:.2f} of 1"


def _speaker(claim: Claim) -> str:
    cue = f"by “{claim.cue}”" if claim.cue else "named by the text or its publisher"
    role = f"; on that day {claim.speaker_role}" if claim.speaker_role else ""
    return (cue if claim.speaker else "nobody is named beside the words") + role


def _firmness(claim: Claim) -> str:
    if claim.kind == "delivery":
        return f"“{claim.strength_words}”: said to be done, which counts as level {claim.strength}"
    words = f"“{claim.strength_words}”, " if claim.strength_words else ""
    lead = f" (lent by “{claim.lead_in}”)" if claim.lead_in else ""
    return f"{words}level {claim.strength}: {_SCALE[claim.strength]}{lead}"


def _amount(text: str, unit: str | None, per: str | None) -> str:
    told = f" {unit}" if unit and unit != "GBP" and unit not in text else ""
    return text + told + (f" per {per}" if per else "")


def _comparator(words: str | None) -> str:
    return f"“{words}” beside it" if words else "a number with its noun or sign"


def _when(told: Deadline) -> tuple[str, str, str]:
    days = " to ".join(day or "open" for day in (told.earliest, told.latest))
    return ("when", told.text, told.note or days.removeprefix("open to ").join(("days: ", "")))
