"""Coordination: where several verbs share one "will", or one list's line, each with an object of its own.

"We will extend the right to buy, build 200,000 homes and provide 30 hours" is three commitments. What a purpose or a
clause of its own coordinates ("to help parents work and pay bills") stays whole, unless a comma sets it apart.
"""

import re
from functools import cache

from tracker.claims.lexicon import grammar, lexicon
from tracker.claims.offer import is_gerund, is_order
from tracker.claims.purpose import MORE, depends
from tracker.claims.testable import is_aim, is_deed
from tracker.patterns import deferred

FEWEST = 3
"""Words of a part: a verb and what it is done to."""
_JOINT = deferred(
    r"(?P<comma>[,;]| [-–—])? (?:and|but|or|nor|while|plus)(?:,? (?:also|then|instead|further|to|not|never|"
    r"[a-z]{2,12}ly))?,? (?=[a-z])|(?P<list>[,;]) (?=[a-z])"
)
_WORD = deferred(r"[a-z][a-z’'-]*")
_ADJECTIVES = frozenset({"open", "free", "clear", "clean", "secure", "complete", "level", "separate", "direct", "fit"})
"""Of these a verb is known by its object: "outward-looking and open for business"."""
_BEHIND = deferred(
    # What stands right behind a verb that could be a noun too.
    r" (?:the|a|an|our|its|his|her|their|all|every|each|any|more|less|this|these|those|them|it|us|people|families|schools|"
    r"pupils|children|teachers|workers|patients|parents|new|extra|further|existing|local|free|British|up|down|out|back|off|into|that|"
    r"for|with|against|at least|no|both|at|on|to)\b| [£$€0-9]| [A-Z]|, in [a-z]+, "
)
_ARTICLE = deferred(r" (?:the|an?|our|their|its|every|each) ")
_NO_OBJECT = deferred(r" (?:for|to|with|about|at|on|against)\b")
_HELP_TO = deferred(r"(?:support|access|help|aid) to\b")
"""Nouns before a verb: "provide advice and support to help them bid"."""
_SHARES = deferred(
    r"\b(?:(?:will|would|can|could|must|should|shall) (?:[a-z]+ly )?[a-z-]+"
    r"|(?<!free )to (?:[a-z]+ly )?(?!people$)[a-z-]+(?:, [a-z]+)?"
    r"(?<!third)(?<!half)(?<!ion)(?<!ment)(?<!ice)(?<!ity)(?<!ance)(?<!ing)(?<![^s]s)(?<!ed)(?<!care)(?<!work))$"
)
"""A verb right behind its auxiliary, whose object stands behind the next: "the way we will regulate and commission"."""
_BARE = deferred(
    r" ?(?:(?:also|now|then|further|together|[a-z]{2,12}ly) ){0,4}[a-z-]{1,24}"
    r"(?: (?:on|in|for|to|with|at|from|into|against|upon|towards|about))?$"
)
"""A verb without an object, which stands behind the next: "publish and monitor", "build on and align with"."""
_ONLY_WITH = deferred(r"(?: (?:on|in|for|to|with|at|from|into|against|upon|towards|about))?$")
_ASIDE_FIRST = deferred(
    r"(?:in|by|from|over|at|within|during|before|after|until|through|throughout|as|for|on|under|where|when|alongside) "
    r"[^,;]{2,60}, (?=[a-z])"
)
"""Between "and" and its verb: "and, by 2027, close"; it goes with that verb."""
_PAIRED = deferred(
    r"\b(?:law and order|arts? and design|(?:search|stop) and search|supply and demand|research and design|trial and error|"
    r"(?:test|track) and trace|health and (?:care|work)|command and control|profit and loss|health, safety and work)\b"
)
"""Two things of one name, of which the second could be a verb."""
_FOR = deferred(
    r"(?:work|call|press|push|campaign|vote|plan|provide|care|pay|bid|prepare|allow|train|aim|account|fight|lobby) for\b"
)
"""Of the verbs that name a thing, those that go on with "for"; behind the others the thing is meant ("support for")."""
_EXCEPT = deferred(r"(?:save|except|bar) (?:for|in|where|that|when)\b")
_THE_SAME = deferred(r"(?:spend|use|invest|put) (?:it|the (?:money|savings|proceeds|revenue|revenues))\b")
"""What goes back to a sum that the verb before has raised."""
_A_TIME_FIRST = deferred(
    r"(?:in|by|from|during|over|within|before|after|until|at|on|through|throughout|for|with|as|following|subject)\b"
    r"[^,;]{0,60}$"
)
"""Words before a line's verb: "in 2027, work with the port"."""
_GERUND = deferred(r":? ?(?P<verb>[A-Za-z][a-z]+ing)\b")
_AND_GERUND = deferred(r" and (?P<verb>[a-z]{3,14}ing) ")
_PARTICLE = deferred(r"ing (?:up|down|out|back|off|in)$")
_MAIN = deferred(r"work (?:to|with|towards|for) |continue (?:to|with|our) ")
"""A verb that hardly tells a purpose, and so goes on with the main one."""
_ADJECTIVAL = deferred(r"(?:\b(?:new|more|better|fully|newly|highly)|ed)$")
_PASSIVE = deferred(r" (?:by|in|at|with|from|under|on|for|to|together|and)\b")
_OF_A_THING = deferred(r"\b(?:that|which|who)\b")
_TO_DO = deferred(r"\bto [a-z]+\b")
_SPENT_TO = deferred(r"\bbe (?:used|spent) to ")
_BOTH = frozenset({"cut", "put", "set", "let", "hit"})
"""Participles that are the plain verb, too."""
_AND_TO = deferred(r"\band (?:also )?to (?=[a-z])")
_PURPOSE = deferred(
    r",? to (?!(?:the|an?|our|their|its|all|every|each|those|these) )[a-z]+(?<![^s]s)(?<!ion)(?<!ment)(?<!ity) "
)
_GOES_ON = deferred(r",? and [a-z]+ |, [a-z]+,? and ")
"""Behind a verb without an object of its own."""
_LIGHT = deferred(
    # "will seek to reverse …", "will work to mend …": a purpose that is none, for the light verb does nothing.
    r"(?: (?:be|seek|continue|work|act|strive|try|aim|plan|need|want|look|have|vote|press|campaign|also|now|go|on)){0,3}"
    r" to (?:[a-z]+ly )?[a-z]+"
)


def parts(text: str, verb: int, *, negated: bool) -> tuple[tuple[int, int], ...]:
    """The stretches of a clause that each hold a verb with its object, `verb` being where its first verb may begin.

    The first begins where the clause does. "Or" parts only what is refused. One stretch where nothing is coordinated.
    """
    joints = list(_JOINT.finditer(text, verb))
    if not joints:
        return ((0, len(text)),)
    light = _LIGHT.match(text, verb)
    opens = _GERUND.match(text, verb)
    listed = opens is not None and is_gerund(opens["verb"])  # "banning X, and requiring Y"
    ends_so = listed and any(is_gerund(one["verb"]) for one in _AND_GERUND.finditer(text, verb))
    starts, ends, opened = [0], [], light.end() if light else verb
    bare: set[int] = set()
    within, pairs = 0, [pair.span() for pair in _PAIRED.finditer(text, verb)]
    held = _SPENT_TO.search(text, verb) is not None  # "will be used to build classrooms, and equip labs"
    helps = text[:opened].endswith(("help", "let"))  # "help families stay together and eat well"
    does = _WORD.match(text, opened + 1)
    first = does.group(0) if does else ""
    purposes = max((one.end() for one in _AND_TO.finditer(text, opened)), default=0)
    for joint in joints:
        aside = _ASIDE_FIRST.match(text, joint.end()) if joint.group(0).endswith(" and, ") else None
        if joint.start() < within:
            continue
        within = aside.end() if aside else within
        word = _WORD.match(text, aside.end() if aside else joint.end())
        apart = joint.group("comma") is not None
        if (
            word is None
            or not (
                _is_verb(text, word)
                or (joint.group(0).startswith(";") and is_order(word.group(0)))
                or (listed and _lists_a_gerund(joint, word, ends_so=ends_so))
                or _is_followed_as_a_verb(text, joint, word)
                or (" nor " in joint.group(0) and word.group(0) not in grammar("function"))
            )
            or ((" or " in joint.group(0) or " nor " in joint.group(0)) and not negated)
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
        if (verb == 0 and opened == 0 and _A_TIME_FIRST.match(text[: joint.start()])) or _THE_SAME.match(
            text, word.start()
        ):
            continue
        listed_here = joint.group("list") is not None
        if listed and _PARTICLE.search(text, opened, joint.start()) and " and " in joint.group(0):
            continue  # "driving up and levelling up standards"
        if not (apart or listed_here) and (
            _SHARES.search(text, opened, joint.start())
            or (_ONLY_WITH if light and opened == light.end() else _BARE).match(text, opened, joint.start())
            or any(left < joint.start() < right for left, right in pairs)
            or (opens and not word.group(0).endswith("ing"))  # "committed to placing dignity and respect at the heart"
        ):
            continue
        short = len(text[opened : joint.start()].split()) < FEWEST - 1 or len(text[joint.end() :].split()) < FEWEST - 1
        to_too = joint.group(0).endswith(" to ") and text.endswith("to", 0, verb)  # "determined to mend … and to open"
        goes_on = to_too or _MAIN.match(text, joint.end()) or word.group(0) == first
        open_still = (
            (held or not apart)
            and not (goes_on or joint.group(0).startswith(";"))
            and (
                (helps and not listed_here) or depends(text[opened : joint.start()], word.group(0), listed=listed_here)
            )
        )
        held = (
            open_still and listed_here
        )  # "to cut costs, mend roads, and open libraries": the last goes with the others
        if short or open_still or _is_in_brackets(text, joint.start()):
            continue
        starts.append(joint.end())
        ends.append(joint.start())
        opened = joint.end()
    return tuple(zip(starts, [*ends, len(text)], strict=True))


def _lists_a_gerund(joint: re.Match[str], word: re.Match[str], *, ends_so: bool) -> bool:
    """Whether a list of verbs in -ing goes on; behind a bare comma only where the list ends in "and" with another."""
    conjunction = joint.group(0).lstrip(",").strip()
    return is_gerund(word.group(0)) and (conjunction == "and" or (ends_so and not conjunction))


def deeds(text: str, verb: int) -> tuple[tuple[int, int], ...]:
    """The stretches of what somebody has done, each a participle with its object: "have cut fees, opened 40 hubs and …"."""
    starts, ends, opened = [0], [], verb
    for joint in _JOINT.finditer(text, verb):
        word, before = _WORD.match(text, joint.end()), text[opened : joint.start()]
        if word is None or not _is_participle(text, word) or len(text[word.end() :].split()) < FEWEST - 1:
            continue
        comma = joint.group("list") or (joint.group("comma") or "").startswith(",")
        listed = comma and not _ADJECTIVAL.search(before) and not _PASSIVE.match(text, word.end())
        of_a_thing = not listed and _OF_A_THING.search(before) is not None  # "schools that have cut costs and raised …"
        to_do = not listed and word.group(0) in _BOTH and _TO_DO.search(before) is not None
        if not before.strip():
            continue  # "protected and increased the budgets"
        if (listed or _BEHIND.match(text, word.end())) and not (
            of_a_thing or to_do or _is_in_brackets(text, joint.start())
        ):
            starts.append(joint.end())
            ends.append(joint.start())
            opened = joint.end()
    return tuple(zip(starts, [*ends, len(text)], strict=True))


def _is_participle(text: str, word: re.Match[str]) -> bool:
    low = word.group(0)
    known = is_deed(low) or is_aim(low) or is_order(low[:-1]) or is_order(low[:-2])
    return low in grammar("participles") or (
        low.endswith("ed") and (known or _ARTICLE.match(text, word.end()) is not None)
    )


def _is_verb(text: str, word: re.Match[str]) -> bool:
    """A verb of our list of orders; where it names a thing too, by what stands behind it."""
    low = word.group(0)
    if (low in grammar("function") and low not in MORE) or _HELP_TO.match(text, word.start()):
        return False
    if (low in _ADJECTIVES and _NO_OBJECT.match(text, word.end())) or _EXCEPT.match(text, word.start()):
        return False
    if low in _nouns() and text.startswith(" for ", word.end()) and not _FOR.match(text, word.start()):
        return False
    bare = not low.endswith(("ing", "ed", "s")) and (is_deed(low) or is_aim(low))
    if not (is_order(low) or low in MORE or bare):
        return False
    return _BEHIND.match(text, word.end()) is not None or low not in _nouns()


def _is_followed_as_a_verb(text: str, joint: re.Match[str], word: re.Match[str]) -> bool:
    """A verb that stands in no list, by the article behind it: "…, and research the growth of"."""
    low = word.group(0)
    plain = (
        not low.endswith(("ing", "ed", "ly", "s"))
        and low not in grammar("function")
        and not joint.group(0).endswith(" to ")
    )
    return plain and _ARTICLE.match(text, word.end()) is not None


def _is_in_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at) or text.count("“", 0, at) > text.count("”", 0, at)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(lexicon("rules")["imperatives"]["also_nouns"])
