"""Reported speech: whether somebody's words are retold, so that "would" is the speaker's "will"."""

import re

from tracker.patterns import deferred

# Verbs of saying in the tenses of news; "announced plans" and "told" included. Same sense as the cues that claims use
# to find speakers (docs/studies/claims.md 0.4), but a sentence is only asked whether it reports at all.
_SAYING = deferred(
    r"\b(?:said|says|saying|pledged|promised|vowed|announced|told|confirmed|claimed|warned|insisted|added|argued|stated"
    r"|stressed|revealed|explained|indicated|suggested|hinted|denied|committed|declared|reiterated|repeated|signalled"
    r"|understood|understands|according to|hopes|hoped|believes|believed)\b",
    re.IGNORECASE,
)


_AFTERWARDS = deferred(r",\s[^,]{0,40}\b(?:said|says)\b")


def reported(text: str) -> tuple[int, int]:
    """(until, from): what stands before `until` or after `from` retells somebody's words; all lies between when none does.

    A verb of saying covers what follows it, ", he said" what goes before.
    """
    saying = _SAYING.search(text)
    until = max((match.start() for match in _AFTERWARDS.finditer(text)), default=-1)
    return until, saying.end() if saying else len(text)
