"""Procedure: what a service does for its reader, or asks of him: "you must apply by …", "our team will contact you".

Guidance is no manifesto: such words bind in the sense of a timetable, not of a policy. No sign decides alone.
"""

import re
from functools import cache

from tracker.claims.agency import acts, is_decided
from tracker.claims.clause import is_relative
from tracker.claims.group import VerbGroup
from tracker.claims.lexicon import WordList, lexicon
from tracker.claims.nonclaim import DUTIES
from tracker.claims.scene import Scene
from tracker.claims.testable import Weight
from tracker.extract.document import Document

FEWEST = 2
"""Signs from which it is one."""
_TO_READER = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_GUIDANCE_AT = re.compile(
    r"/guidance/|/government/publications/[^?#]{0,200}\b(?:guidance|guide|handbook|how-to-[a-z]+|advice|actions-for|"
    r"(?:information|advice)-for|appeals)\b"
)
_GUIDANCE_TITLE = re.compile(r"\b(?:guidance (?:for|on)|: guidance|a guide (?:for|to))\b", re.IGNORECASE)
_GOES = frozenset({"will", "would"})
_FIGURE = re.compile(r"[0-9]")
_AFTER = 60
"""Characters behind the verb group in which the verb of the service stands."""


def procedure_of(group: VerbGroup, scene: Scene) -> tuple[Weight, ...]:
    """What shows that it is one, as grounds; empty where it is none. A party's paper that says "you" courts a voter."""
    if scene.publisher_type == "party":
        return ()
    spoken_to = _addressed(scene)
    signs = [*spoken_to, *(_served(group, scene) if spoken_to else ())]
    if _is_guidance(scene) and (told := _explained(group, scene)):
        signs.append(told)
    return (Weight("procedure", len(signs) - 1.0, ", ".join(signs)),) if len(signs) >= FEWEST else ()


def _addressed(scene: Scene) -> list[str]:
    """The type of document, and whom it speaks to: without either nothing is a procedure."""
    signs = []
    if _is_guidance(scene):
        signs.append(f"a {str(scene.document_type).replace('_', ' ')}")
    if (reader := _TO_READER.search(scene.clause)) and not scene.quoted:
        signs.append(reader.group(0))
    if applicant := _applicants().search(scene.clause if _is_guidance(scene) and not acts(scene) else scene.subject):
        signs.append(applicant.group(0))
    return signs


def type_of(document: Document) -> str | None:
    """The type that the publisher gives; without one, a department's page is guidance where its address or title says so."""
    if document.document_type or document.publisher_type not in {"department", "regulator"}:
        return document.document_type
    told = _GUIDANCE_AT.search(document.url) if document.url else _GUIDANCE_TITLE.search(document.title)
    return "guidance" if told else None


def _is_guidance(scene: Scene) -> bool:
    return scene.document_type in lexicon("rules")["procedural"]["documents"]


def _explained(group: VerbGroup, scene: Scene) -> str | None:
    """What guidance says that somebody else "will" do or get, without any figure: how things go, no promise."""
    others = (
        scene.subject and not acts(scene) and not is_decided(group, scene) and not is_relative(scene.sentence, group)
    )
    return scene.subject if others and group.form in _GOES and not _FIGURE.search(scene.clause) else None


def _served(group: VerbGroup, scene: Scene) -> list[str]:
    """What is done, by whom, or that it is a duty."""
    signs = []
    if service := _services().search(scene.sentence[group.start : group.end + _AFTER]):
        signs.append(service.group(0))
    if desk := _desks().search(scene.subject):
        signs.append(desk.group(0))
    if group.form in DUTIES and "will" not in group.words:
        signs.append(group.words)
    return signs


@cache
def _applicants() -> WordList:
    return WordList(lexicon("rules")["procedural"]["words"])


@cache
def _services() -> WordList:
    return WordList(lexicon("rules")["procedural"]["services"])


@cache
def _desks() -> WordList:
    return WordList(lexicon("rules")["procedural"]["desks"])
