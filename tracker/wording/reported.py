"""Reported speech: whether somebody's words are retold, so that "would" is the speaker's "will"."""

import re

# Verbs of saying in the tenses of news; "announced plans" and "told" included. Same sense as the cues that claims use
# to find speakers (claims.md 0.4), but a sentence is only asked whether it reports at all.
_SAYING = re.compile(
    r"\b(?:said|says|saying|pledged|promised|vowed|announced|told|confirmed|claimed|warned|insisted|added|argued|stated"
    r"|stressed|revealed|explained|indicated|suggested|hinted|denied|committed|declared|reiterated|repeated|signalled"
    r"|understood|understands|according to|hopes|hoped|believes|believed)\b",
    re.IGNORECASE,
)


def reports_before(text: str, place: int) -> bool:
    """Whether a verb of saying stands before that place in a sentence, or directly after its clause (", he said")."""
    return bool(_SAYING.search(text, 0, place)) or bool(re.search(r",\s[^,]{0,40}\b(?:said|says)\b", text[place:]))
