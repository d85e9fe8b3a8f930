"""Procedure: what a service does for its reader, or asks of him: "you must apply by …", "our team will contact you".

Guidance is no manifesto: such words bind in the sense of a timetable, not of a policy. No sign decides alone.
"""

import re
from functools import cache

from tracker.claims.group import VerbGroup
from tracker.claims.lexicon import lexicon, whole_words
from tracker.claims.nonclaim import DUTIES
from tracker.claims.scene import Scene
from tracker.claims.testable import Weight

FEWEST = 2
"""Signs from which it is one."""
_TO_READER = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_AFTER = 60
"""Characters behind the verb group in which the verb of the service stands."""


def procedure_of(group: VerbGroup, scene: Scene) -> tuple[Weight, ...]:
    """What shows that it is one, as grounds; empty where it is none. A party's paper that says "you" courts a voter."""
    if scene.publisher_type == "party":
        return ()
    spoken_to = _addressed(scene)
    signs = [*spoken_to, *(_served(group, scene) if spoken_to else ())]
    return (Weight("procedure", len(signs) - 1.0, ", ".join(signs)),) if len(signs) >= FEWEST else ()


def _addressed(scene: Scene) -> list[str]:
    """The type of document, and whom it speaks to: without either nothing is a procedure."""
    table = lexicon("rules")["procedural"]
    signs = []
    if scene.document_type in table["documents"]:
        signs.append(f"a {str(scene.document_type).replace('_', ' ')}")
    if (reader := _TO_READER.search(scene.clause)) and not scene.quoted:
        signs.append(reader.group(0))
    if applicant := _applicants().search(scene.subject):
        signs.append(applicant.group(0))
    return signs


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
def _applicants() -> re.Pattern[str]:
    return whole_words(lexicon("rules")["procedural"]["words"], re.IGNORECASE)


@cache
def _services() -> re.Pattern[str]:
    return whole_words(lexicon("rules")["procedural"]["services"], re.IGNORECASE)


@cache
def _desks() -> re.Pattern[str]:
    return whole_words(lexicon("rules")["procedural"]["desks"], re.IGNORECASE)
