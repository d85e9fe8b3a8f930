"""Lead-ins: what the words before a list make of its items, and what of an item is none."""

from tracker.claims.group import VerbGroup
from tracker.claims.offer import IMPERATIVE
from tracker.extract.document import Block, Document, Sentence
from tracker.patterns import deferred

_ONLY_A_CASE = deferred(r"(?:and |or )?(?:if|where|when|unless|whether) [^,]{1,400}$")
"""An item that is nothing but a case: "A check will also be made: if concerns were raised"."""
LONGEST_TITLE = 7
"""Words of a title that runs into its paragraph."""
_GOES_ON_WITH_US = deferred(r"(?:(?<=[.:])|:)\s{1,3}(?:We|Our|I)\b")
"""Behind a title that runs in: "Cut waste. We will …"."""
_ONLY_GOES_ON = deferred(r"\b(?:to|through|in|of|for|on|the|including)(?: [a-z]+)? ?:$")
_SAYS_WHAT = deferred(
    r"(?!(?:also |continue to |now )*(?:work|help|support|give|enable|require|allow|ensure|make sure|call|be able)\b)"
    r"(?:[\w’'-]+ ){2,}"
)
"""A lead-in with a verb and an object of its own, which gives nobody a power or a duty that its items tell."""
_HAVE_DONE = deferred(
    r"(?:To date|So far|Since|Already|In|Over|During)\b[^.:]{0,120}\b(?:[Ww]e|I|DfE|the (?:department|government)) "
    r"(?:have|has)(?: also| already| now)* ?:$"
)
_PARTICIPLE = deferred(
    r"(?:[a-z]+ly )?(?!committed|promised|pledged|agreed|decided)[a-z-]{2,20}"
    r"(?:ed|[a-z]en|ought|aught|eld|uilt|aid|ade|ept|ent|et|ut|un) "
)
DEED = VerbGroup(start=0, end=0, words="have", strength=IMPERATIVE, form="delivery")
"""What a lead-in lends that looks back: "To date, we have:"."""


def against(text: str, sentence: Sentence, block: Block, document: Document, *, led: bool) -> str | None:
    """What makes a line none: it is the title of what its block then says, or only the case for which its lead-in holds.

    As confidence.toml names it; None where nothing does.
    """
    if led:
        return "only_case" if _ONLY_A_CASE.match(text) else None
    short = sentence.start == block.start and len(text.split()) <= LONGEST_TITLE
    runs_in = block.kind == "paragraph" or ":" in document.text[sentence.end - 1 : sentence.end + 1]
    return "title" if short and runs_in and _GOES_ON_WITH_US.match(document.text, sentence.end, block.end) else None


def within(lead_in: str, verb: str) -> str:
    """What a lead-in itself says is done, which its items only go on with; empty where they say what is done.

    "We will increase opportunities for all to: walk" increases them; "We will: plant trees" plants.
    """
    does = lead_in.partition(verb)[2].strip(" :")
    return does if _ONLY_GOES_ON.search(lead_in) and _SAYS_WHAT.match(does) else ""


def looks_back(lead_in: str, text: str) -> bool:
    """Whether a lead-in tells what has been done ("To date, we have:"), and the item is such a deed."""
    return _HAVE_DONE.search(lead_in) is not None and _PARTICIPLE.match(text) is not None
