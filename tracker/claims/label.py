"""Labels: the name that a transcript or Hansard puts before somebody's words ("KEIR STARMER:"), or a dash behind them."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tracker.claims.people import is_a_person
from tracker.extract.document import Document
from tracker.patterns import deferred

ACRONYM = 3
"""Letters up to which capitals are left as they stand: BBC, SNP."""
COLON = ":"
"""The cue of words that a label gives to somebody."""
_WORD = r"[A-Z][A-Za-zÀ-ÿ’'.-]{0,30}"
_PERSON = rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness) )?{_WORD}(?: {_WORD}){{0,4}}"
_HANSARD = deferred(
    # As in: The Secretary of State for Education (Bridget Phillipson)
    rf"(?P<office>(?:The |the )?[A-Z][\w’', -]{{3,90}}?) \((?P<holder>{_PERSON})\)(?: \([A-Z][\w/ ]{{1,12}}\))?: "
)
_MEMBER = deferred(
    rf"(?P<member>{_PERSON}) \([A-Z][\w ’'&,-]{{1,40}}\)"
    r"(?P<party> \((?:Con|Lab|Lab/Co-op|LD|SNP|PC|Green|Reform|DUP|SDLP|Alliance|UUP|Ind|CB|Non-Afl)\))?: "
)
_CAPITALS = deferred(r"(?P<name>(?:[A-Z][A-Z’'.-]{1,20} ){0,4}[A-Z][A-Z’'-]{2,20}): ")
_PLAIN = deferred(rf"(?P<name>{_PERSON}): ")
_OFFICE = deferred(r"\b(?:Secretary|Minister|Chancellor|Leader|Speaker|Chair|Inspector|Commissioner)\b")
_SIGNED = deferred(rf"^[\s]{{0,2}}[―—–-]{{1,2}} ?(?P<name>{_PERSON})(?:, [^.!?§]{{2,80}})?\.?$")


class Label(NamedTuple):
    """Whom the words from `end` on belong to: a phrase that names somebody."""

    who: str
    end: int
    sure: bool
    """Nothing but a label looks like this; a mere name with a colon may be a heading."""


def label_of(text: str) -> Label | None:
    """The label with which a block begins: an office with its holder, or a name that is a person's by all signs."""
    if (found := _HANSARD.match(text)) and _OFFICE.search(found["office"]):
        return Label(f"{found['office']}, {found['holder']}", found.end(), sure=True)
    if (found := _MEMBER.match(text)) and (found["party"] or is_a_person(found["member"])):
        return Label(found["member"], found.end(), sure=True)
    if (found := _CAPITALS.match(text)) and is_a_person(found["name"].title()):
        return Label(found["name"].title(), found.end(), sure=True)
    found = _PLAIN.match(text)
    if found is None:
        return None
    name = found["name"]
    return Label(name.title() if name.isupper() and len(name) > ACRONYM else name, found.end(), sure=False)


def labels(document: Document) -> dict[int, Label]:
    """By block; mere names count only where the document labels its speakers anyway, or one of them twice.

    A manifesto's "Energy:" and "GREEN NEW DEAL:" label nobody. Between labels of people whatever looks like one takes the
    floor ("HOST:", a name that no list has): by name where it comes twice or most paragraphs begin so, else as nobody (""),
    for its words are not those of whoever spoke before.
    """
    paragraphs = [(at, block) for at, block in enumerate(document.blocks) if block.kind == "paragraph"]
    known = {
        at: label for at, block in paragraphs if (label := label_of(document.text[block.start : block.start + 200]))
    }
    floor = {label.who.rpartition(", ")[2] for label in known.values() if label.sure}
    people = {at: one for at, one in known.items() if one.sure or one.who in floor or is_a_person(one.who)}
    named = [label.who for label in people.values()]
    if not floor and len(set(named)) == len(named):
        return {}
    often = Counter(label.who for label in known.values())
    mostly = 2 * len(known) > len(paragraphs)
    return {
        at: one if at in people or mostly or often[one.who] > 1 else one._replace(who="", end=0)
        for at, one in known.items()
    }


def signed(frame: str, following: Sequence[str]) -> str | None:
    """Who signs the quotation that a frame ends with: behind a dash there, or on a line of its own."""
    tail = frame[frame.rfind("§") + 1 :]
    found = _SIGNED.match(tail) or (_SIGNED.match(following[0]) if following and not tail.strip(" .,") else None)
    return found["name"] if found else None
