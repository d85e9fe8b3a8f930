"""Setting a claim: how it stands in its document, by whose words and in what marks."""

from tracker.claims.agency import is_same_body
from tracker.claims.claim import Quotation
from tracker.claims.scene import Owner, Setting
from tracker.claims.speaker import VoicedPassage
from tracker.claims.story import Story
from tracker.claims.voice import Voice


def setting_of(owner: Owner, voice: Voice | None, manner: Quotation, heard: VoicedPassage, story: Story) -> Setting:
    """Role, voice, target and section of a claim that this owner is bound by."""
    return Setting(
        role=story.role_of(owner.speaker),
        told="inferred" if owner.inferred else "own" if _is_own(owner, voice, story) else "reported",
        quotation=manner,
        target="action" if owner.acts else "outcome",
        section=story.document.blocks[heard.passage.block].path,
    )


def _is_own(owner: Owner, voice: Voice | None, story: Story) -> bool:
    """Its own words, also where it speaks of itself by its name ("The Greens are committed to …")."""
    if voice is None:
        return story.owns(owner)
    party = story.document.publisher_type == "party" and not voice.direct
    return party and voice.speaker is not None and is_same_body(voice.speaker.name, story.document.publisher)


def quotation_of(verb: int, span: range, voice: Voice | None, heard: VoicedPassage) -> Quotation:
    """Direct where the verb stands in a quotation with words before it, mixed where a quotation only gives part."""
    if voice and voice.direct and verb - voice.start > 1:
        return "direct"
    if any(a < span.stop and b > span.start for a, b in heard.passage.quotations):
        return "mixed"
    return "indirect" if voice else "none"
