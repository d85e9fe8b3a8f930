"""Coordination: where several verbs share one "will", or one list's line, each with an object of its own.

"We will extend the right to buy, build 200,000 homes and provide 30 hours" is three commitments. What a purpose or a
clause of its own coordinates ("to help parents work and pay bills") stays whole, unless a comma sets it apart.
"""

import re
from functools import cache

from tracker.claims.lexicon import lexicon
from tracker.claims.offer import is_gerund, is_order
from tracker.claims.testable import is_aim, is_deed
from tracker.patterns import deferred

FEWEST = 3
"""Words of a part: a verb and what it is done to."""
_JOINT = deferred(
    r"(?P<comma>[,;]| [-–—])? (?:and|but|or|while|plus)(?:,? (?:also|then|instead|further|to|not|never|"
    r"[a-z]{2,12}ly))? (?=[a-z])|(?P<list>[,;]) (?=[a-z])"
)
_WORD = deferred(r"[a-z][a-z’'-]*")
_MORE = frozenset({"let", "do", "get", "ask", "see", "look", "call", "ban", "return", "go", "hand"})
"""Verbs that open no line of a manifesto as an order, but go on after one."""
_BEHIND = deferred(
    # What stands right behind a verb that could be a noun too.
    r" (?:the|a|an|our|its|his|her|their|all|every|each|any|more|less|this|these|those|them|it|us|people|families|schools|"
    r"pupils|children|teachers|workers|patients|parents|new|extra|further|existing|local|free|British|up|down|out|back|off|into|that|"
    r"for|with|against|at least|no|both|at|on|to)\b| [£$€0-9]| [A-Z]|, in [a-z]+, "
)
_ARTICLE = deferred(r" (?:the|an?|our|their|its|every|each) ")
_DEPENDS = deferred(
    r"\b(?:that|which|who|whom|whose|so|because|if|when|where|whether|how|while|until|unless|as)\b|\bby [a-z]+ing\b"
    r"|\bto (?P<verb>[a-z]+)\b|[,;:] [a-z]+ing\b"
)
_CLOSED = deferred(
    # "those who have obtained it", "a rule which bans": a bare verb ("and remove them") cannot go on with such a verb.
    r"(?:who|which|that) (?:[a-z]+ly )?(?:have|has|had|is|are|was|were) |(?:who|which) [a-z]{2,14}(?:ed|[^s'’ ]s) "
)
_AND_TO = deferred(r"\band (?:also )?to (?=[a-z])")
_PURPOSE = deferred(r",? to [a-z]+ ")
_GOES_ON = deferred(r",? and [a-z]+ |, [a-z]+,? and ")
"""Behind a verb without an object of its own."""
_LIGHT = deferred(
    # "will seek to reverse …": a purpose that is none, for the light verb does nothing.
    r"(?: (?:be|seek|continue|try|aim|plan|need|want|look|have|vote|press|campaign|also|now|go|on)){0,3}"
    r" to (?:[a-z]+ly )?[a-z]+"
)


def parts(text: str, verb: int, *, negated: bool) -> tuple[tuple[int, int], ...]:
    """The stretches of a clause that each hold a verb with its object, `verb` being where its first verb may begin.

    The first begins where the clause does. "Or" parts only what is refused. One stretch where nothing is coordinated.
    """
    light = _LIGHT.match(text, verb)
    listed = verb == 0 and is_gerund(text.partition(" ")[0])  # "banning X, and requiring Y"
    starts, ends, opened = [0], [], light.end() if light else verb
    bare: set[int] = set()
    purposes = max((one.end() for one in _AND_TO.finditer(text, opened)), default=0)
    for joint in _JOINT.finditer(text, verb):
        word = _WORD.match(text, joint.end())
        apart = joint.group("comma") is not None
        if (
            word is None
            or not (
                _is_verb(text, word)
                or (listed and joint.group(0).lstrip(",").strip() == "and" and is_gerund(word.group(0)))
                or (apart and _is_followed_as_a_verb(text, joint, word))
            )
            or (" or " in joint.group(0) and not negated)
            or (
                joint.end() <= purposes
                and joint.group(0).endswith(" to ")
                and _PURPOSE.search(text, opened, joint.start())
            )
        ):
            continue
        if text.startswith(",", opened):
            continue  # "will, through a bill, provide"
        if _GOES_ON.match(text, word.end()) or joint.start() in bare:
            bare.add(word.end())
            continue  # "start, continue and complete their courses": one object of all three
        if joint.start() < purposes and " to " not in joint.group(0):
            continue  # "to stand up for victims, monitor the response and to hold …"
        short = len(text[opened : joint.start()].split()) < FEWEST - 1 or len(text[joint.end() :].split()) < FEWEST - 1
        if (
            short
            or (not apart and _depends(text[opened : joint.start()], listed=joint.group("list") is not None))
            or _is_in_brackets(text, joint.start())
        ):
            continue
        starts.append(joint.end())
        ends.append(joint.start())
        opened = joint.end()
    return tuple(zip(starts, [*ends, len(text)], strict=True))


def _is_verb(text: str, word: re.Match[str]) -> bool:
    """A verb of our list of orders; where it names a thing too, by what stands behind it."""
    low = word.group(0)
    bare = not low.endswith(("ing", "ed", "s")) and (is_deed(low) or is_aim(low))
    if not (is_order(low) or low in _MORE or bare):
        return False
    return _BEHIND.match(text, word.end()) is not None or low not in _nouns()


def _is_followed_as_a_verb(text: str, joint: re.Match[str], word: re.Match[str]) -> bool:
    """A verb that stands in no list, by the article behind it: "…, and research the growth of"."""
    low = word.group(0)
    plain = (
        not low.endswith(("ing", "ed", "ly", "s")) and low not in _function() and not joint.group(0).endswith(" to ")
    )
    return plain and _ARTICLE.match(text, word.end()) is not None


def _depends(words: str, *, listed: bool) -> bool:
    """Whether a purpose or a clause is open, to which what follows may belong; not the "right to buy," of a list."""
    return any(
        (found.group("verb") is None and _CLOSED.match(words, found.start()) is None)
        or (found.group("verb") and is_order(found.group("verb")) and not (listed and found.end() == len(words)))
        for found in _DEPENDS.finditer(words)
    )


def _is_in_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at) or text.count("“", 0, at) > text.count("”", 0, at)


@cache
def _function() -> frozenset[str]:
    return frozenset(lexicon("grammar")["function"])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(lexicon("rules")["imperatives"]["also_nouns"])
