"""Setting a claim: how it stands in its document, by whose words and in what marks."""

from tracker.claims.claim import Quotation
from tracker.claims.scene import Owner, Setting
from tracker.claims.speaker import VoicedPassage
from tracker.claims.story import Story
from tracker.claims.voice import Voice


def setting_of(owner: Owner, voice: Voice | None, manner: Quotation, heard: VoicedPassage, story: Story) -> Setting:
    """Role, voice, target and section of a claim that this owner is bound by."""
    return Setting(
        role=story.role_of(owner.speaker),
        told="inferred" if owner.inferred else "own" if voice is None and story.owns(owner) else "reported",
        quotation=manner,
        target="action" if owner.acts else "outcome",
        section=story.document.blocks[heard.passage.block].path,
    )


def quotation_of(verb: int, span: range, voice: Voice | None, heard: VoicedPassage) -> Quotation:
    """Direct where the verb stands in a quotation with words before it, mixed where a quotation only gives part."""
    if voice and voice.direct and verb - voice.start > 1:
        return "direct"
    if any(a < span.stop and b > span.start for a, b in heard.passage.quotations):
        return "mixed"
    return "indirect" if voice else "none"
