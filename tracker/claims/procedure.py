"""Procedure: what a service does for its reader, or asks of him: "you must apply by …", "our team will contact you".

Guidance is no manifesto: such words bind in the sense of a timetable, not of a policy. No sign decides alone.
"""

import re
from functools import cache

from tracker.claims.agency import BACKWARD, acts, chief, head, is_decided, is_same_body, policy_nouns
from tracker.claims.clause import is_relative
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.lexicon import WordList, lexicon
from tracker.claims.nonclaim import DUTIES
from tracker.claims.people import body_words
from tracker.claims.scene import Scene
from tracker.claims.testable import GETS, Weight
from tracker.extract.document import Document
from tracker.patterns import deferred
from tracker.wording.number import find_numbers

FEWEST = 2
"""Signs from which it is one."""
_TO_READER = deferred(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_GUIDANCE_AT = deferred(
    r"/guidance/|/government/publications/[^?#]{0,200}\b(?:guidance|guide|handbook|how-to-[a-z]+|advice|actions-for|"
    r"(?:information|advice)-for|appeals)\b"
)
_GUIDANCE_TITLE = deferred(r"\b(?:guidance (?:for|on)|: guidance|a guide (?:for|to))\b", re.IGNORECASE)
_GOES = frozenset({"will", "would", "shall", "’ll"})
_A_CASE = deferred(
    r"(?:For example, )?(?:If|Where|When|Once|Unless|As soon as|On [a-z]+ing|"
    r"In (?:any |some |such |these |most |many |certain |other )?(?:cases?|instances?|circumstances)(?: where| when)?) "
)
_IN_SUCH = deferred(
    r"In (?:any |some |such |these |those |most |many |certain |other )(?:cases?|instances?|circumstances),? "
)
_ABLE = deferred(r" (?:also |then )?be able to\b")
"""What somebody could do in a case."""
_ASKED_OF_THEM = deferred(r"be (?:also )?(?:required|asked|expected|advised|told|invited|reminded) to\b")
"""What guidance says is a rule for others."""
_IN_CASE = deferred(r"\b(?:if|unless) (?:the|an?|any|they|you|there|it|this)\b")
_OUR_CASE = deferred(
    r"\b(?:if|unless|where) (?:the|an?|any|they|there|it|this|we|required)\b|\bonce an? "
    r"|(?<!\bof )\bany [a-z]+\b|\bcase[- ]by[- ]case\b|\b(?:usually|normally) | only (?:agree|allow) "
)
"""What makes the publisher's own doing the handling of a case."""
_WHICHEVER = deferred(r"(?:and |or )?any(?:one|thing|body)?\b", re.IGNORECASE)
"""What is said of a case: guidance tells how each is handled."""
_IS_DONE = deferred(r"be (?:[a-z]{1,18}ly )?[a-z-]{0,20}(?:ed|[a-z]en|ent|ught|eld|uilt|aid|ade|ept|et|own|put|run)\b")
"""The passive, behind "will"."""
_BY_OTHERS = deferred(
    r" be (?:[a-z]+ly )?[a-z-]{2,20} by (?:the |an? |each |any |your )?(?:[a-z]+ ){0,2}"
    r"(?:authorit|provider|school|college|trust|employer|council|supplier|universit|applicant|trainee|candidate|centre|board|setting)"
)
"""Done by whom the guidance is for, not by its publisher."""
_FAR = 80
_ASKS = deferred(
    r"(?:would )?(?:not )?(?:also )?(?:[a-z]{3,12}ly )?(?:encourag|urg|advis|recommend|invit|welcom|ask|remind|expect)"
    r"[a-z]{0,3} (?:that |(?:[\w’'-]+ ){1,8}?to (?:[a-z]+ly )?[a-z]|"
    r"(?:[a-z]+ ){0,2}(?:applications|bids|nominations|responses|views) )",
    re.IGNORECASE,
)
_WHOEVER = deferred(
    r"(?<![\w’-])(?:[a-z’-]{3,20}(?<!s)s|anyone|anybody|everyone|staff|[Tt]hose|[Pp]eople|"
    r"(?:[Aa]ny|[Ee]ach|[Ee]very) [a-z]+)"
    r" (?:that|who|whose|which) (?:[^.;:–—]{1,160} )?$"
)
_REACH = 220
_ASKED = deferred(r"\b(?:[Yy]ou (?:must|should|can|may|will)|your|[Pp]lease)\b")
_BACK = deferred(
    r"\b(?:this|that|these|it|them|such|any|the (?:information|data|form|request|evidence|claim|return))\b"
)
"""What goes back to the sentence before."""
_FIGURE = deferred(r"[0-9]")
_CODE = deferred(r"\b[A-Za-z]{1,20}-[0-9]{1,4}\b")
"""A name with a number in it: COVID-19."""
_AFTER = 60
"""Characters behind the verb group in which the verb of the service stands."""


def procedure_of(group: VerbGroup, scene: Scene) -> tuple[Weight, ...]:
    """What shows that it is one, as grounds; empty where it is none. A party's paper that says "you" courts a voter."""
    done = group.form == "delivery" and not _TO_READER.search(scene.clause)
    if done or scene.publisher_type == "party":
        return ()
    spoken_to = _addressed(scene)
    signs = [*spoken_to, *(_served(group, scene) if spoken_to else ())]
    if _is_guidance(scene):
        signs += filter(None, (_explained(group, scene), _case(group, scene), _goes_on(group, scene)))
    return (Weight("procedure", len(signs) - 1.0, ", ".join(signs)),) if len(signs) >= FEWEST else ()


def _addressed(scene: Scene) -> list[str]:
    """The type of document, and whom it speaks to: without either nothing is a procedure."""
    signs = []
    if _is_guidance(scene):
        signs.append(f"a {str(scene.document_type).replace('_', ' ')}")
    if (reader := _TO_READER.search(scene.clause)) and not scene.quoted:
        signs.append(reader.group(0))
    elif scene.before and _is_guidance(scene) and (asked := _ASKED.search(scene.before)):
        signs.append(asked.group(0))
    if applicant := _applicants().search(scene.clause if _is_guidance(scene) and not acts(scene) else scene.subject):
        signs.append(applicant.group(0))
    elif _is_guidance(scene) and (handled := _handled().search(scene.clause)):
        signs.append(handled.group(0))
    return signs


def _case(group: VerbGroup, scene: Scene) -> str | None:
    """The words that make it a rule for a case: "If a trainee leaves, …", "any fee left will …".

    With a sum it is a promise, and what the publisher itself will do in that case is a commitment with a condition.
    """
    if "£" in scene.clause:
        return None
    found = _WHICHEVER.match(scene.subject)
    if found is None and scene.subject and _is_ours(scene):
        willed = not _GOES.isdisjoint(group.words.lower().split())
        counted = _FIGURE.search(_CODE.sub("", scene.clause)) is not None
        found = _OUR_CASE.search(scene.sentence, group.end) if willed and not counted else None
    elif found is None:
        found = _A_CASE.match(scene.sentence) or _IN_CASE.search(scene.clause)
    return found.group(0).strip() if found else None


def asks_others(group: VerbGroup, scene: Scene) -> bool:
    """Whether a department only advises others: "we would encourage schools to …"; a party that encourages has a policy."""
    state = scene.publisher_type in {"department", "regulator"}
    return (
        state
        and "will" not in group.words.lower()
        and _ASKS.match(f"{group.words}{scene.sentence[group.end : group.end + _FAR]}") is not None
    )


def _goes_on(group: VerbGroup, scene: Scene) -> str | None:
    """The words that go back to what the reader was just asked: "You must tell us. We will add this to your file"."""
    asked = _ASKED.search(scene.before) if scene.before and _is_ours(scene) else None
    back = _BACK.search(scene.sentence, group.end) if asked and not _FIGURE.search(scene.clause) else None
    return back.group(0).strip() if back else None


def is_for_whoever(group: VerbGroup, scene: Scene) -> bool:
    """Whether a department only says what whoever fits a description will do: "providers who are accredited will progress".

    What they will get, or what is done to them, somebody has decided; so has who gives a figure.
    """
    state = scene.publisher_type in {"department", "regulator"} and group.form in {"will", "would", "guarantee"}
    if state and _IN_SUCH.match(scene.sentence):
        return True
    if state and group.form == "would" and _ABLE.match(scene.sentence, group.end):
        return _A_CASE.match(scene.sentence) is not None
    if not state or acts(scene) or _FIGURE.search(_CODE.sub("", scene.clause)):
        return False
    whoever = _WHOEVER.search(scene.sentence, max(0, group.start - _REACH), group.start) or _A_CASE.match(
        scene.sentence
    )
    return whoever is not None and not GETS.match(verb_phrase(scene.sentence, group))


def type_of(document: Document) -> str | None:
    """The type that the publisher gives; without one, a department's page is guidance where its address or title says so."""
    if document.document_type or document.publisher_type not in {"department", "regulator"}:
        return document.document_type
    told = _GUIDANCE_AT.search(document.url) if document.url else _GUIDANCE_TITLE.search(document.title)
    return "guidance" if told else None


def _is_guidance(scene: Scene) -> bool:
    return scene.document_type in guides()


@cache
def guides() -> frozenset[str]:
    """Types of document that GOV.UK has for guidance."""
    return frozenset(lexicon("rules")["procedural"]["documents"])


def _explained(group: VerbGroup, scene: Scene) -> str | None:
    """What guidance says that somebody else "will" do or get, without any figure: how things go, no promise.

    What "will be sent" or "developed" is the publisher's own doing, unless it is done to whoever runs the service.
    """
    others = scene.subject and not _is_ours(scene) and not is_relative(scene.sentence, group)
    another = _BY_OTHERS.search(scene.sentence, group.end, group.end + _FAR) is not None
    ours = (is_decided(group, scene) and not another) or _names_publisher(scene)
    done = _IS_DONE.match(verb_phrase(scene.sentence, group)) and _desk(scene) is None and not another
    plain = _CODE.sub("", scene.clause)
    counted = _FIGURE.search(plain) or any(one.value > 1 for one in find_numbers(plain))
    rule = _ASKED_OF_THEM.match(verb_phrase(scene.sentence, group)) is not None and scene.subject.lower() in BACKWARD
    explains = others and (rule or (not ours and not counted and not done))
    return scene.subject if explains and not _GOES.isdisjoint(group.words.lower().split()) else None


def _is_ours(scene: Scene) -> bool:
    """Whether the publisher itself acts: "we", not "our supplier" or an "it" that only goes on with something."""
    low = scene.subject.lower()
    return acts(scene) and low not in BACKWARD and not (low.startswith("our ") and head(low) not in policy_nouns())


def _desk(scene: Scene) -> str | None:
    """Whoever runs a service for the reader, where the subject is that: "the provider", no "provider template"."""
    noun = chief(scene.subject)
    found = next((one for one in _desks().finditer(noun) if one.end() == len(noun)), None)
    return found.group(0) if found and not _names_publisher(scene) else None


def _names_publisher(scene: Scene) -> bool:
    """Whether the subject is called after the publisher ("the DfE support line")."""
    return any(is_same_body(found.group(0), scene.publisher) for found in body_words().finditer(scene.subject))


def _served(group: VerbGroup, scene: Scene) -> list[str]:
    """What is done, by whom, or that it is a duty."""
    signs = []
    if service := _services().search(scene.sentence[group.start : group.end + _AFTER]):
        signs.append(service.group(0))
    if desk := _desk(scene):
        signs.append(desk)
    if group.form in DUTIES and "will" not in group.words:
        signs.append(group.words)
    return signs


@cache
def _applicants() -> WordList:
    return WordList(lexicon("rules")["procedural"]["words"])


@cache
def _handled() -> WordList:
    return WordList(lexicon("rules")["procedural"]["handled"])


@cache
def _services() -> WordList:
    return WordList(lexicon("rules")["procedural"]["services"])


@cache
def _desks() -> WordList:
    return WordList(lexicon("rules")["procedural"]["desks"])
