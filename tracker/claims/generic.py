"""Generic: what a department says of whoever it fits (a rule for a case, a status, a step of others), no plan of its own."""

import re

from tracker.claims.agency import chief, head, is_self
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.procedure import guides
from tracker.claims.scene import Scene
from tracker.patterns import deferred

_STATE = frozenset({"department", "regulator"})
_CONSULTS = frozenset({"open_consultation", "closed_consultation", "consultation_outcome", "impact_assessment"})
"""Types of document that, like guidance, explain at length how a scheme works."""
_FORMS = frozenset({"will", "would", "consider"})
_EXPECTED = deferred(r"(?:also |only |still |then )?be (?:expected|encouraged|advised|urged|reminded) to\b")
_RESERVES = deferred(r"(?:also )?reserve the right\b")
_IT_WOULD_BE = deferred(
    r" (?:also |always |normally |not )?be (?:[a-z]+ly )?(?:an? (?!(?:criminal )?offence)[a-z]+|[a-z]+(?<!ed)(?<!en))"
    r" (?:(?:of|in|for) [^;]{1,240} )?(?:to|for|that)\b"
)
"""Behind "it": a judgement of what would follow or be right, "it would be a breach of the code to …"."""
_ANYBODY = deferred(
    r"(?:also )?(?:[Aa]ny(?:one|body|thing)?|[Ee]ach|[Ee]very(?:one|body)?|[Tt]hose (?:who|that|with)|[Pp]eople who)\b"
)
_GETS = deferred(r"(?:also |now |still )*(?:receive|get|have access|be (?:given|offered|paid|sent|provided))\b")
"""Behind "each child": what somebody has decided to give to all."""
_ONE = deferred(r"[Aa]n? [a-z0-9]")
_THE_ONE = deferred(r"[Tt]he ([a-z]+)$")
_PASSIVE = deferred(r"(?:also |only |then |still )*be\b")
_FIGURE = deferred(r"[£%]|(?<![A-Za-z]-)\b[0-9]{2,}")
_CASE = deferred(
    r"(?:^|[ (])(?:[Ii]f|[Ww]here|[Ww]hen|[Uu]nless) (?:(?:an?|any|somebody|someone|anyone) |it is reasonable\b"
    r"|(?:they|he|she|it) [a-z]+ (?:an?|any) )"
    r"|^(?:If|Where|Unless) the (?:[a-z]+ ){1,3}(?:is|are|has|have|does|do|finds?|decides?|believes?) "
    r"|(?:^|\b)[Ii]n all but\b"
)
"""The case, of which there may be many, for which it is said: "If a school does not answer"."""
_BY_THEM = deferred(
    r" (?:also |only |then |normally )*be (?:[a-z]+ly )?[a-z]{3,20}(?:ed|en|ade|wn|ught|un) by (?:an?|the|each|their|its) "
    r"(?!government\b|department\b|secretary\b|minister|treasury\b|home\b|end\b|start\b|beginning\b|time\b|summer|autumn|spring"
    r"|next\b|new\b)[a-z]"
)
_IS_TO_BE = frozenset({"is to", "are to"})
_COUNTS_AS = deferred(
    r"(?:also |only |not |still |then |normally )*(?:qualify for|count as|be able to count|"
    r"be (?:counted|classed|regarded|deemed|treated|recorded|considered) (?:as|to|in)\b)"
)
"""How whoever it fits is counted: a status."""
_ONLY_FOR = deferred(r"(?: be [a-z]+ed)?(?: normally)? only [^.;]{3,120} (?:who|whose|where|if|that)\b")
_CONTAINS = deferred(r"(?:also )?(?:include|contain|comprise)\b")
_PAPERS = frozenset(
    {"findings", "report", "reports", "survey", "questionnaire", "form", "letter", "document", "results"}
)
"""What is read, and of which it is told what stands in it."""


def generic(group: VerbGroup, scene: Scene) -> bool:
    """Whether a department's words are a rule for whoever or whatever they fit, which bind nobody to anything new."""
    if scene.publisher_type not in _STATE or not (group.form in _FORMS or "will" in group.words.split()):
        return False
    phrase = verb_phrase(scene.sentence, group, words=8)
    others = not is_self(scene)
    if _RESERVES.match(phrase) or (others and _EXPECTED.match(phrase)):
        return True
    if (
        group.form == "would"
        and scene.subject.lower().split()[-1:] == ["it"]
        and _IT_WOULD_BE.match(scene.sentence, group.end)
    ):
        return True
    if scene.document_type not in guides() and scene.document_type not in _CONSULTS:
        return others and head(scene.subject) in _PAPERS and _CONTAINS.match(phrase) is not None
    if others and ("shall" in group.words.split() or (group.form == "would" and scene.document_type in guides())):
        return True
    return _rule(group, scene) or (bool(scene.subject) and others and _of_others(group, scene, phrase))


def _rule(group: VerbGroup, scene: Scene) -> bool:
    """A case for which it holds, whoever acts; a sum or a day makes it a promise."""
    if _ONLY_FOR.match(scene.sentence, group.end):
        return True
    return not is_self(scene) and _CASE.search(scene.sentence) is not None and not _FIGURE.search(scene.sentence)


def _of_others(group: VerbGroup, scene: Scene, phrase: str) -> bool:
    """What is told of somebody who stands for all of his kind, or is done by those whom the paper is for."""
    if _COUNTS_AS.match(phrase) or _BY_THEM.match(scene.sentence, group.end):
        return True
    if group.words in _IS_TO_BE and phrase.startswith("be "):
        return True
    if head(scene.subject) in _PAPERS and _CONTAINS.match(phrase):
        return True
    if _FIGURE.search(scene.clause):
        return False
    if _ANYBODY.match(scene.subject):
        return _GETS.match(phrase) is None
    active = not _PASSIVE.match(phrase)
    return active and (_ONE.match(scene.subject) is not None or _stands_for_all(scene))


def _stands_for_all(scene: Scene) -> bool:
    """Whether "the centre" goes back to "a centre": any of them."""
    found = _THE_ONE.match(chief(scene.subject))
    if found is None:
        return False
    one = re.compile(rf"\b(?:an?|any|each|every) {re.escape(found.group(1))}\b", re.IGNORECASE)
    return one.search(f"{scene.before} {scene.sentence}") is not None
