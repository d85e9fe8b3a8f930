"""Frames: words around a verb group under which it tells no plan of anybody's: "whether", "we believe that", "how"."""

import re
from collections.abc import Iterator
from functools import cache

from tracker.claims.group import VerbGroup
from tracker.claims.lexicon import WordList, lexicon
from tracker.patterns import deferred
from tracker.wording.glance import may_hold

_UNDER_QUESTION = deferred(
    r"\b(?:whether|what if|how much|how many|how far|if|unless|until|question of|asked why|whatever|whoever|"
    r"as though)\b[^,;.–—]{0,200}$",
    re.IGNORECASE,
)
_VOWS_NOTHING = deferred(
    # "We can't guarantee that …", "no longer committed to": but "we promise not to" does bind.
    r"\b(?:can(?:no|['’])t|could(?:n['’]t| not)|not|never|no longer|(?:do|does|is|are|wo)n['’]t)"
    r"(?: yet| now| be able to){0,2} (?:promis|pledg|guarantee|commit|vow|rul(?:e|ed|ing) out)"
    r"[a-z]{0,4}\b",
    re.IGNORECASE,
)
_TO_READER = deferred(r"\b(?:you|your [a-z]+)\s*$", re.IGNORECASE)
_MANNER = deferred(
    # Not "that is why we will", which gives the reason of a commitment.
    r"\b(?:how|(?<!is )(?<!['’]s )why|what|where|the way) (?:[\w’'-]+ ){1,4}$",
    re.IGNORECASE,
)
_IN_WHICH = deferred(
    r"\b(?:circumstances|cases|situations|conditions|instances) (?:in|under) which [^,;.–—]{1,80}$", re.IGNORECASE
)
_KIND_OF = deferred(r"\b(?:kind|sort|type) of [\w’'-]{2,20}(?: [\w’'-]{1,20}){0,3} ?$", re.IGNORECASE)
_READERS_OWN = deferred(r"(?:all |both )?your\b", re.IGNORECASE)
_SERVES_READER = deferred(
    r"^[^,.;]{0,40}\b(?:help|add|allow|enable|ask|tell|show|let|give|send|contact|email|notify|advise|answer|"
    r"guide|prompt) (?:you|your)\b"
)
_RESTRICTIVE = deferred(
    r"\w (?:that|which|who)(?: also| then)? $"
    r"|[\w\]] (?:to|for|at|with|by|from) (?:whom|which) (?!we |our )(?:[\w’-]+ ){1,6}$"
)
_REASON = deferred(
    r"\bbecause (?!we\b)(?:(?! (?:we|our) )[^.;:–—]){0,200}$|, (?:as|since) (?:they|it|this|these|he|she|people|many) $",
    re.IGNORECASE,
)
"""What gives the reason of something else: "…, as they will often know it best"."""
_HELD_BY = deferred(
    r"\b(?:fears?|hopes?|warnings?|concerns?|doubts?|suspicions?|speculation|rumours|claims?|evidence|"
    r"suggestions?|proposals?|fact|risk|danger|possibility|likelihood|chance|belief|assumption|"
    r"prospect|message(?: to [^,;.–—]{1,100})?) that [^,;.–—]{0,200}$",
    re.IGNORECASE,
)
_SHOWN = deferred(
    r"\b(?:evidence|research|figures|analysis|stud(?:y|ies)|data|modelling|forecasts?|experts?|history|polls?) "
    r"(?:(?:from|by|of|on|for) (?:[\w’'-]+ ){1,5})?(?:also )?"
    r"(?:shows?|suggests?|found|finds?|indicates?|says?|proves?|predicts?) [^,;.–—]{0,200}$"
    r"|\b(?:we|i|they|you|everyone|people) (?:all )?(?:know|think|fear|doubt|trust|suspect|understand|anticipate|"
    r"envisage|expect) (?:that )?"
    r"(?!we\b|our\b)[^,;.–—]{0,100}$"
    r"|\b(?:we|i) (?:anticipate|envisage|expect|predict|forecast) that (?!we\b|our\b)[^;.–—]{0,200}$"
    r"|\b(?:we|i) (?:also |still |firmly |strongly )?believe (?:that )?(?:(?!we\b|our\b)[^;.–—]){0,200}(?<!and )(?<!but )$"
    r"|\bit is (?:our|my) (?:[a-z]+ )?(?:expectation|hope|belief|understanding|view|assumption) that,? [^;.–—]{0,200}$"
    r"|\b(?:am|are|[’']m|[’']re) (?:confident|sure|certain|convinced|hopeful) (?:that )?"
    r"(?!we\b|our\b)[^,;.–—]{0,100}$",
    re.IGNORECASE,
)
_LIKELY = deferred(
    r"\bit is (?:[a-z]+ )?(?:likely|probable|possible) (?:that )?[^,;.–—]{0,100}$"
    r"|\bit is (?:[a-z]+ )?(?:clear|inevitable|true) (?:that )?(?!we\b)[^,;.–—]{0,100}$"
    r"|\b(?:assum|presum|suppos|imagin|pretend)(?:es|s) (?:that )?[^,;.]{0,140}$"
    r"|\b(?:acknowledg|recogni[sz]|(?:has|have) accept)(?:es|s|ed|ing) (?:that )?(?!we\b|our\b)[^.;]{0,140}$"
    r"|\bshould be noted,? (?:that )?[^,;.–—]{0,100}$",
    re.IGNORECASE,
)
_THOUGHT = deferred(
    r"\b(?:they|respondents|teachers|schools|parents|many|most|some|others) (?:also |strongly )*"
    r"(?:believed|thought|felt|considered|suggested|commented|argued|feared) (?:that )?(?:(?!we\b|our\b)[^;.–—]){0,200}$",
    re.IGNORECASE,
)
"""What those who were asked have answered."""
_BELIEVED = deferred(
    r"\bbelieves (?:that )?(?:(?!we\b|our\b)[^;.–—]){0,200}$"
    r"|\b(?:that|which|who) (?:[\w’]+ ){1,4}(?:expects?|believes?|thinks?|anticipates?) $",
    re.IGNORECASE,
)
_REASSURED = deferred(
    r"\b(?:this|it|which) (?:should|may|can|could|will) (?:[a-z]+ )?(?:reassure|assure|remind|show|convince) "
    r"[^,;.–—]{1,60} that (?!we\b)[^,;.–—]{0,100}$",
    re.IGNORECASE,
)
_FRAMES = (
    (
        "asked",
        _UNDER_QUESTION,
        ("whether", "what if", "how ", "if", "unless", "until", "question of", "asked why", "ever", "as though"),
    ),
    ("held", _HELD_BY, (" that ",)),
    (
        "shown",
        _SHOWN,
        (
            "evidence", "research", "figures", "analysis", "stud", "data", "modelling", "forecast", "expert", "history",
            "poll", "it is our", "it is my", "confident", "sure ", "certain", "convinced", "hopeful", "we ", "i ", "they ",
            "you ", "everyone ", "people ",
        ),
    ),
    (
        "shown",
        _LIKELY,
        ("it is ", "noted", "assum", "presum", "suppos", "magin", "pretend", "cknowledg", "ecogni", "accept"),
    ),
    ("shown", _BELIEVED, ("believe", "expect", "think", "anticipate")),
    ("shown", _THOUGHT, ("elieved", "thought", "felt", "considered", "suggested", "commented", "argued", "feared")),
    ("shown", _REASSURED, ("assure", "remind", "show", "convince")),
    ("reader", _TO_READER, ("you",)),
    ("manner", _MANNER, ("how ", "why ", "what ", "where ", "the way ")),
    ("manner", _IN_WHICH, ("in which", "under which")),
    ("manner", _KIND_OF, (" of ",)),
    ("mentioned", _RESTRICTIVE, (" that ", " which ", " who ", " whom ")),
    ("mentioned", _REASON, ("because ", ", as ", ", since ")),
)  # fmt: skip
"""Words before a verb group under which it tells no plan of anybody's, with letters of which some stand in whatever fits."""
_FRONTED = deferred(
    r"(?:Alongside|Despite|Given|As well as|In addition to|Beyond|Besides|Apart from|Due to|Because of|Thanks to|"
    r"In (?:the )?light of|In (?:response|contrast) to) [^,;]{0,160}\b(?:that|which|who) (?:[\w’]+ ){1,3}$"
)
"""Before what only describes the thing that a sentence opens with: "Alongside the steps that we must …, this helps"."""
_FRONTS = (
    "Alongside",
    "Despite",
    "Given",
    "As well",
    "In ",
    "Beyond",
    "Besides",
    "Apart",
    "Due to",
    "Because",
    "Thanks",
)
_AIMS_THAT = deferred(
    r"\b(?:ambitions?|goals?|aims?|objectives?|outcomes?|principles?|priorities) (?:that|which) (?:we|I) (?:all )?$"
)
"""Before what only counts or describes aims: "two ambitions which we want to achieve"."""
_AS_WE = deferred(r"\b[Aa]s (?:we|I) (?:now |all )?$")
_IN_VOWS = ("promis", "pledg", "guarantee", "commit", "vow", "rul")
_WHICH_ONE = deferred(r"(?:propos|requir|plann|aim|seek|intend|want|hop)ing(?: to)?")
_WHAT_WE = deferred(r"(?<!\bin )(?<!\bover )(?<!\bduring )(?<!\bat )\b(?:the|all|any|every) (?:[a-z-]+ ){1,2}$")
"""Before what "we have" done, where it only tells which: "the progress we have made"."""
_WHERE = (" where ", " as ", " than ", " how ", " what ", " when ", " if ", " whether ")
"""Before what "we have" done, where it is only gone back to: "except where we have said otherwise"."""
_WHAT_THEY = deferred(
    r"(?:\b(?:when|where|if) (?:[a-z]+ )?|(?<!\b[Ii]n )\b(?:[Tt]he|all|any|every) (?:[\w-]+ ){1,2})"
    r"(?:we|they|you|it|people|schools|providers)(?: all| both)? $"
)
_PRESENT = frozenset({"aim", "wants"})
_REQUIRE = frozenset({"require", "requires", "propose", "intend"})
_UNTOLD = deferred(r"\b(?:[Mm]ore|[Mm]uch|[Ss]omething|[Aa] lot)(?: more)? $")
"""Before a duty of nobody's: "more must be done"."""
_EXPECTED = frozenset({"are expected to", "is expected to"})
_OURSELVES = frozenset({"we", "i", "there", "it"})
_ASKED_TO = deferred(
    r"\b(?:bring|brought|ask|urg|call|get|got|persuad|encourag|invit|press|push|lobb)[a-z]{0,5} (?:[\w’-]+ ){1,6}to $"
)
_VOWED = frozenset({"pledge", "promise", "vow"})
"""What others are brought to do: "brought ministers together to pledge action"."""
_PLANS = frozenset({"plan", "aim", "guarantee", "wants"})
_BE = deferred(r"(?:\b(?:am|is|are|be|been|was|were|not|now|also)|[’'](?:m|s|re)|ly) $")
_THAT_THEY = deferred(
    r"\b(?!(?:believe|say|argue|think|know|mean|show|agree|insist|suggest|require|demand|ensure|propose)s )[a-z]{3,20}s "
    r"(?:that|which) (?:we|you|they|everyone|people|schools)(?: all| also)? $"
)
"""A duty that is only mentioned: "the measures that we must follow"."""


def framed(sentence: str, group: VerbGroup, before: str, subject: str, *, demands: bool) -> Iterator[str]:
    """What the words before the group, or whom it speaks to, make of it, as confidence.toml names it.

    `before` are the last words before the group; `demands` where it lays a duty on somebody: "We believe that fees should
    go" is how a party demands it.
    """
    yield from (
        name
        for name, pattern, needs in _FRAMES
        if may_hold(sentence, needs) and pattern.search(before) and not (demands and name == "shown")
    )
    only_tells_which = (
        _WHICH_ONE.fullmatch(group.words) and not _BE.search(before)  # "groups proposing to open a school"
        if group.form in _PLANS
        else group.form == "delivery"
        and group.words.startswith("we")
        and (_WHAT_WE.search(before) or before.endswith(_WHERE))
    ) or (
        # "the county we all seek", "when they seek to register", "the content we require"
        (group.form in _PRESENT or group.words in _REQUIRE) and _WHAT_THEY.search(before)
    )
    asked_to = group.words in _VOWED and _ASKED_TO.search(before)
    of_those = _THAT_THEY.search(before) is not None and (demands or not before.endswith(" we "))
    if only_tells_which or asked_to or of_those or (demands and _UNTOLD.search(before)):
        yield "mentioned"
    if (sentence.startswith(_FRONTS) and _FRONTED.match(sentence[: group.start])) or (
        group.form in _PRESENT and (_AS_WE.search(before) or _AIMS_THAT.search(before))
    ):
        yield "mentioned"
    if group.words in _EXPECTED and subject.lower() not in _OURSELVES:
        yield "asks_others"
    if may_hold(sentence, _IN_VOWS) and (
        _VOWS_NOTHING.search(before) or _VOWS_NOTHING.search(f"{before[-20:]}{group.words}")
    ):
        yield "promises_not"
    if _SERVES_READER.search(sentence[group.start : group.end + 60]) or _READERS_OWN.match(subject):
        yield "reader"
    if _procedural().search(subject):
        yield "form"


@cache
def _procedural() -> WordList:
    return WordList(lexicon("rules")["procedural"]["words"])
