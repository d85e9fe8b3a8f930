"""Signs: phrases that tell, beside the verb and its object, whether somebody could say later that a commitment was kept."""

import re
from collections.abc import Iterator

from tracker.patterns import deferred
from tracker.wording.glance import may_hold

_VAGUE = deferred(
    r"\b(?:(?:take|taking) (?:[a-z]+ ){0,2}(?:action|steps|measures|forward|seriously)|"
    r"(?:put|putting|place|placing) (?:[\w’']+ ){1,8}(?:first|on the side of)|"
    r"at (?:the|its|their|our) (?:very )?(?:heart|centre|forefront)|"
    r"(?:pay|paying|give|giving) (?:[a-z]+ ){0,3}(?:attention|regard|heed)|(?:work|working) (?:[a-z]+ly )?with the grain|"
    r"act to (?=[a-z])|learn(?:ing)? (?:lessons )?from|shar(?:e|ing) (?:[a-z]+ ){0,3}practices?|"
    r"(?:work|working) (?:hard|closely|patiently|collaboratively|alongside|constructively|tirelessly|together|towards?)|"
    r"be (?:an? )?[a-z]+ (?:government|party|country|nation|voice|champion|partner|friend)|"
    r"be [a-z]{3,18} in (?:our|its|their|my) [a-z]+|be (?:prepared|ready|willing) to|"
    r"be (?:designed|intended) to (?:help|support|give|make)|"
    r"(?<!to )hold(?:ing)? [\w’ ]{1,30} to account|crack(?:ing)? down|stand(?:ing)? up for|(?<!, )build(?:ing)? (?:up)?on|"
    r"(?:build(?:ing)?|creat(?:e|ing)|mak(?:e|ing)) (?:an? |our )?(?:[\w-]+,? ){0,4}"
    r"(?:Britain|Kingdom|Scotland|Wales|England|Ireland|country|nation|society|economy|world)|"
    r"put(?:ting)? (?:this|that|it|things) right)\b"
)
"""What is said where nothing is named: "take action", "put families first"."""
_IN_VAGUE = (
    "pay", "giv", "act to", "learn", "practice", "tak", "put", "plac", "work", "be ", "crack", "stand", "hold", "build",
    "creat", "mak", "at the", "at its", "at their", "at our",
)  # fmt: skip
_SPECIFIC = deferred(
    r"\b(?:(?<!this )(?<!these )(?<!that )(?<!our )(?<!the )(?-i:new)|replace|instead of|in place of|free|statutory|"
    r"compulsory|mandatory|legal right|every school|every primary|in (?:each|every)|all primary|all schools)\b",
    re.IGNORECASE,
)
_IN_SPECIFIC = (
    "new", "replace", "instead", "in place of", "free", "statutory", "compulsory", "mandatory", "legal right",
    "every school", "every primary", "in each", "in every", "all primary", "all schools",
)  # fmt: skip
"""Letters of which one stands in whatever the pattern fits."""
_HEDGED = deferred(
    r"\b(?:(?:as|where|when|if) appropriate|(?:where|when)(?:ver)? (?:[a-z]+ )?possible"
    r"|as (?:many|much|few|little|far|often|soon|[a-z]+ly) [^.;]{0,60}as possible|as [a-z]+ as possible"
    r"|(?:appropriate|adequate|suitable|sufficient) (?:[a-z-]+ )?"
    r"(?:funding|support|opportunit(?:y|ies)|steps?|measures?|levels?|resources|provision|action))\b"
)
"""What leaves to whoever judges it how much is done: "as appropriate", "as many as possible"."""
_IN_HEDGED = ("appropriate", "possible", "adequate", "suitable", "sufficient")
_SURE = deferred(
    r"\b(?:[Ee]nsur(?:e|es|ing)|[Mm]ak(?:e|es|ing) (?:sure|certain)|[Ss]ee to it)(?: that)? (?!we\b)"
    r"(?P<whom>[^.;:,]{1,90}?) "
    r"(?:is|are|be)(?: (?:not|no longer|only|also|either|both))? (?P<done>[a-z-]{3,20})\b(?! [a-z]{2,18}ly\b)"
)
_UNIVERSAL = deferred(r"(?:all|every|each|no|both)\b", re.IGNORECASE)
_PARTICIPLE = ("ed", "en", "ught", "eld", "uilt", "aid", "ept", "sent", "spent", "shown")
_MADE = deferred(
    r"\b[Mm]ak(?:e|es|ing) (?!(?:it )?clear|sure)[^.;,]{1,60}? (?:an? (?:[a-z-]+ ){0,2}(?:offence|crime|requirement)|"
    r"illegal|unlawful|compulsory|mandatory|automatic|permanent|statutory)\b"
    r"|\b(?:[Mm]ake|[Tt]ake|[Rr]each|[Aa]nnounce) (?:an?|the|our|its) (?:[a-z]+ )?decisions?\b"
    r"|\b(?:[Pp]ut|[Bb]ring) (?:an end to|[^.;,]{1,40} to an end)\b"
    r"|\b[Pp]ropos(?:e|ing) that [^.;,]{1,60} should (?:not )?[a-z]+\b"
    r"|\b[Kk]eep(?:ing)? [^.;]{1,60}? (?:posted|informed|updated)\b"
    r"|\b[Ss]eek(?:ing)? (?:the |their )?(?:views?|feedback|evidence|comments|approval|permission|input)\b"
    r"|\b[Dd]evelop(?:ing)? an? (?:[a-z-]+ ){0,3}"
    r"(?:standard|framework|curriculum|tool|toolkit|qualification|register|database|app)\b"
    r"|\b(?:[Bb]ack|[Ss]upport|[Hh]elp) [^.;,]{1,60} with an? (?:[a-z-]+ ){0,4}(?:review|inquiry|consultation)\b"
)
"""What is done, told with a verb that by itself says nothing: "make it an offence", "make a decision"."""
_IN_MADE = (
    "mak",
    "ropos",
    "evelop",
    "an end",
    "decision",
    "posted",
    "informed",
    "updated",
    "seek",
    "review",
    "inquiry",
    "consultation",
)
_CLAUSE = deferred(r" (?:that|which|who|so) ")
"""Where a clause opens that tells more of a thing."""


def vague_or_specific(text: str, behind: str) -> Iterator[tuple[str, str]]:
    """Kinds of weight (`concrete`, `vague`, `hedged`), each with the words; `behind` is the text behind the verb group."""
    signs = (
        ("concrete", _SPECIFIC, _IN_SPECIFIC, text),
        ("vague", _VAGUE, _IN_VAGUE, _main(text, behind)),
        ("hedged", _HEDGED, _IN_HEDGED, text),
    )
    for kind, pattern, needs, words in signs:
        if may_hold(words, needs) and (found := pattern.search(words)):
            yield kind, found.group(0)


def made(text: str) -> str | None:
    """The words, where a deed is told with a verb that by itself says nothing."""
    found = _MADE.search(text) if may_hold(text, _IN_MADE) else None
    return found.group(0) if found else None


def made_sure(text: str) -> tuple[str, str, bool] | None:
    """What is made sure to be done: the participle, the words, and whether to all, or to none; None where nothing is."""
    found = _SURE.search(text) if may_hold(text, ("nsur", "sure", "certain", "see to it")) else None
    if found is None:
        return None
    done, all_of_them = found["done"], _UNIVERSAL.match(found["whom"]) is not None
    fits = done.endswith(_PARTICIPLE) or (all_of_them and done.endswith("ing"))
    return (done, f"{found.group(0).rpartition(found['whom'])[2].strip()}", all_of_them) if fits else None


def _main(text: str, behind: str) -> str:
    """The text without a clause that only tells more of a thing, up to the comma that ends it."""
    aside = _CLAUSE.search(text, len(text) - len(behind))
    if aside is None:
        return text
    back = text.find(", ", aside.end()) if text[aside.start() - 1] == "," else -1
    return text[: aside.start()] + (text[back:] if back >= 0 else "")
