"""Remarks: how sure a cited thing is and what else a reader must know of it, in words, never in bare flag names."""

from collections.abc import Iterator

from tracker.claims.claim import Claim
from tracker.config.verdict import ClaimVerdict, Verdicts
from tracker.desk.comparison import MIXED, UNMENTIONED, Comparison
from tracker.desk.dates import short
from tracker.desk.published import SUGGESTION, Published
from tracker.desk.silence import UNDATED, edited_in_silence
from tracker.diff.change import Change
from tracker.extract.document import Document
from tracker.links.link import Link
from tracker.store.version import Version

READ_AS = {
    "pledge": "a pledge",
    "aspiration": "an aspiration, which cannot be tested",
    "report": "a pledge that the page reports of somebody",
    "delivery": "a statement that something was delivered, not a pledge",
    "procedure": "what a service does for its reader, not a pledge",
}
REREAD = "found when tracker re-read a page captured earlier: the words may have been there before"
STATES = {
    "withdrawn": "the publisher marks this page as withdrawn",
    "redirected": "the page leads elsewhere in this version",
    "gone": "the publisher has taken this page down",
    "missing": "the page’s address no longer answered",
}


def of_version(version: Version, text: Document, size: int | None) -> tuple[str, ...]:
    """How the page stood, and how much came with the version."""
    return tuple(_of_version(version, text, size))


def _of_version(version: Version, text: Document, size: int | None) -> Iterator[str]:
    if text.state.kind in STATES:
        yield STATES[text.state.kind]
    if version.kind == "reextract":
        yield "tracker re-read a page captured earlier: the page did not change"
    elif size is None:
        yield "the first version captured; the page may be older"
    else:
        came = "1 change" if size == 1 else f"{size or 'no'} changes"
        yield f"{came} came with this version"


def of_change(found: Comparison, change: Change) -> tuple[str, ...]:
    """What the publisher said of the change, and how far the comparison can be trusted."""
    told = (
        (change.noise, "a small change, such as punctuation, spelling or numbering"),
        (change.unmentioned, UNMENTIONED),
        (found.found.silent, edited_in_silence(found.found)),
        (found.found.undated and found.revision is not None, UNDATED),
        (bool(found.reverted), f"the text is again that of {found.reverted}"),
        (found.mixed, MIXED),
    )
    return tuple(remark for holds, remark in told if holds)


def of_claim(claim: Claim, verdicts: Verdicts, published: Published) -> tuple[str, ...]:
    """As what it was read, by whom, and the words that introduce it."""
    return tuple(_of_claim(claim, verdicts, published))


def _of_claim(claim: Claim, verdicts: Verdicts, published: Published) -> Iterator[str]:
    if claim.lead_in:
        yield f"introduced by “{claim.lead_in}”"
    decided = next(filter(lambda one: _is_about(one, claim), reversed(verdicts.claim)), None)
    if decided:
        yield f"read as {READ_AS[claim.kind]}; decided by {decided.by}{f' on {short(decided.on)}' if decided.on else ''}"
    elif published.is_confirmed(claim):
        yield f"read as {READ_AS[claim.kind]}; confirmed by a person, who tied it to another claim"
    else:
        yield f"read as {READ_AS[claim.kind]}: {SUGGESTION}"


def _is_about(verdict: ClaimVerdict, claim: Claim) -> bool:
    if verdict.withdrawn or verdict.does == "drop":
        return False
    return verdict.claim == claim.id or (verdict.does == "add" and verdict.words == " ".join(claim.text.split()))


def of_link(link: Link | None, published: Published) -> tuple[str, ...]:
    """What ties a stage to the stages before it. A reason may quote any source, so it is an extract."""
    if link is None:
        return ()
    reasons = "; ".join(published.extracts.text(None, reason) for reason in link.reasons)
    if link.standing == "confirmed":
        tied = f"treated as the same pledge as the previous stage: confirmed by a person ({reasons})"
    else:
        tied = f"treated as the same pledge as the previous stage: {SUGGESTION} (score {link.score:.2f}; {reasons})"
    return (tied, *((f"people disagree: {'; '.join(link.disputed)}",) if link.disputed else ()))
