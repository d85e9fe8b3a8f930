"""Cutting a sentence into the clauses that each carry a commitment of their own."""

from collections.abc import Container
from functools import lru_cache

from tracker.claims.group import VerbGroup
from tracker.claims.lexicon import grammar
from tracker.claims.offer import is_order
from tracker.patterns import deferred
from tracker.wording.glance import SENTENCES

_ASIDE = deferred(
    r"(?:,| –| —| -|;) (?=(?:although|though|but(?! (?:only|also to|instead) )|while|whereas|however|yet|because|amid"
    r"|despite"
    r"|after(?! (?:[\w’'-]+ ){0,3}[\w’'-]+\.?$))\b)|; "
)
_NOT_ONLY = deferred(r"\bnot (?:only|just|simply|merely)\b")
_BUT = deferred(r"but\b(?! (?:we|they|it|I|he|she|there|this|that) )")
"""The second half of "not only … but (also) …"; not a clause of its own."""
_BOUNDARY = deferred(
    r"(?P<case>(?:,|;| [–—-])? (?:and|but),? (?=(?:if|should|where|when|once|unless|until|"
    r"following|after|as|in(?! (?:doing|the process|the meantime))|by|from|to|for|over|under|through|within|during|"
    r"at|on|alongside|with) [^,;.]{3,120}?,? (?:(?:by|from|in) [^,;.]{3,40} )?(?:we|it|they|I|there) (?:will|would)\b))"
    r"|(?:,|;| –| —) (?:and|but|while) (?=\w)|; | (?:and|but),? (?=(?:we|I|it|they|he|she|the|will|would)\b)"
    r"| [–—-] (?=(?:we|I|an?|the|our|this|it|they) )"
    r"| (?:and|but), [^,;.]{3,40}, (?=(?:we|it|they|will|would)\b)"
    r"|(?<!doing)(?<! do),? (?:and )?so (?=(?:we|it|they|the|our|[A-Z][\w’-]{1,20})\b)"
    r"|,? and (?!(?:in|by|so|as|for|at|from|with|then|also|thus) )"
    r"(?=(?:(?!that\b|which\b|who\b|to\b)[a-z-]{2,20} ){1,4}(?:will|would) )"
    r"| and (?=(?:[A-Z][\w’-]{1,20} ){1,3}(?:will|would|(?:is|are) committed|plans?|wants?|intends?)\b)"
    r"| and (?=(?:our|the|an?|all|every|each|this|these|those) "
    r"(?:(?!that\b|which\b|who\b|to (?![A-Z]))[\w£$€’-]{1,20} ){1,6}will )"
    r"| and that (?=(?:the|our|an?|all|every|these|we|it|they) (?:(?!that\b|which\b|who\b|to\b)[\w’'-]{1,20} ){0,5}will )"
    r"|(?:,| [–—-])? which is why (?=(?:we|I) (?:will|would)\b)"
    r"|(?P<verb> and (?=(?:are|is|am|have|has) ))"
)
_SUBJECT_OPENS = deferred(
    r"\b(?:as|than|that|which|what|where|when|if|whether|how) (?:(?:the|our|their|its|an?|your|his|her|all|both|every) )?"
    r"(?:[a-z-]{2,20} )?[a-z-]{2,20}$"
)
"""Before "and": the first half of a subject, whose verb stands behind the second: "as far as their talent and …"."""
_AUXILIARY = deferred(r"(?:(?:are|is|am|have|has|also|now|currently|already) )*")
_CLAUSE = deferred(r" (?:that|which|who|we|they|it) ")
_COMPLETES = deferred(r"(?:how|what|whether|why|which|who|whom|that)\b")
"""Behind "and": what goes on with a question that is open ("guidance on what is asked, and how it will be paid")."""
_APART = deferred(r"[,;] (?:and|but) ")
_RELATIVE = deferred(r"[,)”’] ?,? (?:which|who) $|, (?:which|who) $")
_MAIN = deferred(
    r", (?=(?:and|but|or|so|then|will|would|shall|is|are|was|were|has|have|had|can|could|should|must|may|might|"
    r"we|it|they|he|she|I|there)\b"
    r"|(?:[\w’-]+ ){1,4}(?:will|would|is|are|has|have|was|were) )"
)
"""Where a main clause goes on or begins behind a relative one."""
_WILLED = deferred(r"\b(?:will|would|shall|should|must|to)\b")
_NEXT_VERB = deferred(r"(?:(?:and|or|but) )?(?:(?:also|then|instead) )?(?P<verb>[a-z]{3,20}) ")
_LEFT_EDGE = deferred(r" (?:in|of|for|to|by|with|on|from|into|under|create|introduce|replace|publish|that) |[,;] ")
_WHICH = deferred(r"(?:which|who) ")
MOST_SUBJECT_WORDS = 8
LOOK = 5
"""Letters of the verb group ("would") that a boundary right before it is known by."""
LOOK_BACK = 12
_RESTRICTIVE = deferred(r"\b(?:that|which|who) (?:will|would)\b")
PAYS = frozenset({"funding", "costing", "entitled"})
"""Patterns that belong to the clause before them ("…, backed by £18 million")."""


def segment(text: str, position: int) -> tuple[int, int]:
    """The stretch between asides ("…, although it is not clear whether …") in which a position stands."""
    edges = _edges(text)
    start = max(edge for edge in edges if edge <= position)
    end = min((edge for edge in edges if edge > position), default=len(text))
    return start, _trim_right(text, start, end)


@lru_cache(maxsize=SENTENCES)
def _edges(text: str) -> tuple[int, ...]:
    """Where asides begin, and both ends; every verb group of a sentence asks for them."""
    half = [one.end() for one in _NOT_ONLY.finditer(text)]
    asides = (
        one
        for one in _ASIDE.finditer(text)
        if not (half and half[0] < one.start() and _BUT.match(text, one.end())) and not _goes_on(text, one.end())
    )
    return (0, *(match.end() for match in asides), len(text))


def _goes_on(text: str, at: int) -> bool:
    """Whether behind ";" or "but" another verb of the same "will" or "have" stands: "; and open 12 clubs"."""
    word = _NEXT_VERB.match(text, at)
    if word is None:
        return False
    return is_order(word["verb"]) or word["verb"] in grammar("participles") or word["verb"].endswith("ed")


def spans(
    text: str, groups: tuple[VerbGroup, ...], *, commit: Container[int] = ()
) -> tuple[tuple[VerbGroup, int, int], ...]:
    """Each group that has a clause of its own, with that clause; groups that share a clause go with the first.

    A relative clause goes with a main clause that commits (whose group starts at one of `commit`); else it takes its noun
    with it ("new report cards, which will replace graded judgments"), unless the noun stands in a quotation that ends
    before the clause: then the clause begins at "which" (see `noun_before`).
    """
    found: list[tuple[VerbGroup, int, int]] = []
    for group in groups:
        start, end = segment(text, group.start)
        relative = _relative_start(text, group, start)
        if relative is not None and _belongs_to_main(text, group, groups, (start, end)):
            continue
        if relative is not None and not _halves_a_quotation(text, relative, _relative_end(text, group, end)):
            main = next((one for one in reversed(found) if one[1] <= relative < one[2]), None)
            if main and main[0].start in commit:
                continue
        if relative is not None:
            own, comma = _relative_end(text, group, end), text.rfind(",", 0, group.start)
            found = _shortened(text, found, comma, relative)
            found.append((group, comma + 2 if _halves_a_quotation(text, relative, own) else relative, own))
            continue
        previous = next((item for item in reversed(found) if item[1] < group.start < item[2]), None)
        if previous is None or _inside_relative(text, previous):
            found.append((group, start, end))
        elif group.form not in PAYS and (cut := _cut(text, previous[0].end, group.start)) is not None:
            found[found.index(previous)] = (previous[0], previous[1], _trim_right(text, previous[1], cut[0]))
            found.append((group, cut[1], end))
    return tuple(found)


def noun_before(text: str, start: int) -> str | None:
    """The noun that a clause beginning with "which" or "who" goes on about, without its closing quotation mark."""
    if not _WHICH.match(text, start):
        return None
    edges = [edge.end() for edge in _LEFT_EDGE.finditer(text, max(0, start - 80), start - 2)]
    noun = text[edges[-1] if edges else max(0, start - 60) : start].strip(' ,”’"')
    return noun or None


def is_relative(text: str, group: VerbGroup) -> bool:
    """Whether the group stands in a clause that begins with ", which" or ", who"."""
    return _relative_start(text, group, 0) is not None


def _relative_start(text: str, group: VerbGroup, floor: int) -> int | None:
    """Where the noun before ", which will" begins; None where the group is in no such clause."""
    match = _RELATIVE.search(text, max(floor, group.start - 12), group.start)
    if match is None:
        return None
    comma = match.start()
    edges = [edge.end() for edge in _LEFT_EDGE.finditer(text, max(floor, comma - 80), comma)]
    return edges[-1] if edges else max(floor, text.rfind(" ", 0, max(0, comma - 60)) + 1)


def _belongs_to_main(text: str, group: VerbGroup, groups: tuple[VerbGroup, ...], stretch: tuple[int, int]) -> bool:
    """The relative clause has no noun of its own before it: it goes with the main clause, which has a verb group too.

    "These teams, which will answer to X, will work …" is one claim.
    """
    start, end = stretch
    if _relative_start(text, group, start) != start:
        return False
    inside = range(group.start, _relative_end(text, group, end))
    return any(start <= other.start < end and other.start not in inside for other in groups)


def _halves_a_quotation(text: str, start: int, end: int) -> bool:
    """The noun stands in a quotation that the relative clause does not ("“… new report cards”, which will …")."""
    return text.count("“", start, end) != text.count("”", start, end) or text.count('"', start, end) % 2 == 1


def _relative_end(text: str, group: VerbGroup, end: int) -> int:
    """Where the main clause goes on, behind a comma; else where the clause ends ("…, creating a hub, with a lab")."""
    willed = _WILLED.search(text, 0, max(0, group.start - LOOK_BACK)) is not None
    for main in _MAIN.finditer(text, group.end, end):
        word = _NEXT_VERB.match(text, main.end())
        if willed or word is None or not is_order(word["verb"]):
            return main.start()
    return end  # "the clubs got a fund, which will pay for boats, and mend the quay": no bare verb can follow "got"


def _shortened(
    text: str, found: list[tuple[VerbGroup, int, int]], comma: int, relative: int
) -> list[tuple[VerbGroup, int, int]]:
    """The clause before ends at the comma of a relative clause that closes the sentence."""
    return [(g, a, _trim_right(text, a, comma) if a < relative < b and g.start < comma else b) for g, a, b in found]


def _inside_relative(text: str, item: tuple[VerbGroup, int, int]) -> bool:
    return bool(_RELATIVE.search(text, max(0, item[0].start - 12), item[0].start))


def _cut(text: str, left: int, right: int) -> tuple[int, int] | None:
    """The last boundary between two groups that leaves a short subject before the second one."""
    for match in reversed(list(_BOUNDARY.finditer(text, left, right + LOOK))):
        if match.end() >= right and _RESTRICTIVE.search(text, max(0, left - LOOK_BACK), match.start()):
            continue  # "schools that will serve the town and will be open": the same schools
        joins = match.group(0) == " and " and _APART.search(text, left, match.start()) is not None
        if joins:
            continue  # ", and by 2028 one school and one college will": one subject
        if _COMPLETES.match(text, match.end()) or (
            match.group(0) == " and " and match.end() < right and _SUBJECT_OPENS.search(text, left, match.start())
        ):
            continue
        if match["verb"] and (
            _CLAUSE.search(text, left, match.start()) or not _AUXILIARY.fullmatch(text, match.end(), right)
        ):
            continue
        if match.end() <= right and (match["case"] or len(text[match.end() : right].split()) <= MOST_SUBJECT_WORDS):
            return match.start(), match.end()
    return None


def _trim_right(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;–—"):
        end -= 1
    return end
