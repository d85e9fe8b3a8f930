"""Testable: whether somebody could say later that a commitment was kept, weighed from its verb, its object and its figures.

No single word decides: an unknown verb with a number is testable, a firm one with nothing to see is an aim.
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from tracker.claims.group import VerbGroup
from tracker.claims.lexicon import lexicon
from tracker.claims.people import bodies
from tracker.claims.signs import made, made_sure, vague_or_specific
from tracker.patterns import deferred
from tracker.wording.glance import SENTENCES

ENOUGH = 0.0
"""Weight from which a commitment can be tested. Tuned, with the weights in testable.toml, on sentences of manifestos of 2005
to 2017 of five publishers."""
_EVEN = 0.2
"""What readers grant where the weights come to just enough: eleven in twenty call it a pledge."""
_FAR = 6.0
OBJECT = 14
"""Words after the verb group in which its object is looked for."""
FAINT = 1
"""Strength up to which words only encourage or consider."""
SOFT = 2
"""Strength up to which words only wish."""
_WORDS = 14
"""Words after the verb in which its object stands."""
_WORD = deferred(r"[^\W\d_][\w’'-]*")
BY_DOING = deferred(r"\bby(?: |: (?:[-–—•*] )?)(?:[a-z]+ly )?([A-Za-z][a-z-]{1,20}ing)\b")
"""By what else a thing is done: "by expanding childcare"."""
_DOING = deferred(r", (?:by )?(?!starting|sharing|using)([a-z]{3,20}ing) (?!(?:on|upon|that|they|it|this)\b)")
"""What is done on the way: "build on this record, implementing the report"."""
_WILL_REQUIRE = deferred(r"\bwill (?:[a-z]+ ){0,3}requir")
_KEEPS = frozenset({"keep", "maintain", "protect"})
"""Aims of which somebody can tell whether the thing was kept, where it is one: "protect the schools budget"."""
_SAYS_LITTLE = frozenset(
    {"given", "heard", "seen", "based", "needed", "done", "put", "taken", "used", "made", "being", "pushed"}
)
"""Participles that do not tell what is done."""
_LIGHT = frozenset({"give", "provide", "offer", "giving", "providing", "offering"})
"""Verbs of deeds of which the object tells whether anything can be seen: "provide leadership"."""
_TOGETHER = frozenset({"with", "alongside", "for", "towards", "toward", "across", "on"})
"""Behind "work" that tells nothing by itself."""
_PURPOSE = deferred(r" to (?:[a-z]+ly )?([a-z-]+)")
_NEAR = 30
"""Letters behind an aim's verb in which the deed stands that it is about."""
_BEHIND_AN_AIM = deferred(r" (?:in|to|on) ([a-z]+ing) (?!(?:and|or|for|in|of|to|at|from|by)\b)[a-z]")
_AND_DOES = deferred(r"(?:,|\band|\bto) (?:be )?(?:[a-z]+ly )?([a-z-]+)\b(?!,)")
_DONE_TO = deferred(
    r"\b(?:creation|roll[ -]?out|ratification|retention|suspension|closure|introduction|reintroduction|"
    r"abolition|establishment|scrapping|repeal|removal|restoration|extension|nationalisation|"
    r"privatisation|devolution|publication|reinstatement|replacement|abolishing|scrapping|reform|review) of\b"
    r"|\b(?:participation in|membership of)\b"
    r"|\b(?:an? (?:[a-z]+ ){0,2}(?:halt|end) to|a (?:[a-z]+ ){0,2}(?:ban|cap|moratorium|levy) on)\b"
)
"""A deed as a noun: "we support the creation of a post bank", "press for a ban on"."""
_WISHES = deferred(r"\b(?:want|hope|wish|would like|like)", re.IGNORECASE)
_DEEDS = frozenset({"refusal", "consider"})
"""Classes that are done or not done, however little they bind: to rule out, to review, to consult."""
_WEIGHS = deferred(r"\b(?:consider|explor|look|discuss|think|weigh)", re.IGNORECASE)
"""Of them, those of which it depends on the thing whether somebody could say that they were not done."""
_AGAINST = frozenset({"oppose", "veto", "block", "vote", "re-evaluate", "reassess", "reconsider"})
_SEEKS = frozenset({"support", "aim"})
"""Classes of which it depends on the deed that they name: "we support the repeal of", "will seek the abolition of"."""
_PURPOSES = frozenset({"designed", "intended", "geared", "tailored", "aimed", "structured"})
"""Participles behind which the verb stands that tells what a thing is for."""
_COUNTED = deferred(
    r"(?<![\w-])[0-9]{1,3}-(?:hour|day|week|month|year|minute|mile|point)\b(?!-old)"
    r"|\b[Ee]very [a-z0-9]{1,6} (?:day|week|month|year)s\b"
)
"""A figure inside an adjective, or how often: "24-hour cover", "every two years"."""
_OPENS_A_CLAUSE = frozenset(
    [
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "so",
        "once",
        "when",
        "if",
        "while",
        "where",
        "because",
        "until",
        "unless",
        "by",
        "through",
        "whether",
        "how",
        "we",
        "they",
        "he",
        "she",
    ]
)
_OF = frozenset(
    [
        "of",
        "for",
        "in",
        "on",
        "at",
        "with",
        "from",
        "to",
        "into",
        "under",
        "between",
        "across",
        "over",
        "against",
        "about",
        "as",
        "within",
        "among",
    ]
)
"""Before the first of these stands the noun that the verb is done to."""
_NO_QUALITY = frozenset({"business", "illness", "witness", "harness", "wilderness"})
"""Nouns in -ness that are no quality of anything, as openness is."""
_WHOLE = {"thing": 1.0, "abstract": 1.0}
KEPT = 0.7
"""Share of the weight of an aim that only keeps what there is: whether it is still there can be seen."""
FARTHER = {"thing": 0.75, "abstract": 0.75}
"""Share of its weight that a noun has which only stands beside what the verb is done to: "support X in schools"."""
_TELLS_ITSELF = frozenset({"imperative", "rolling", "support", "law", "guarantee"})
"""Classes of verb group in which the verb itself stands."""
_GOES_ON = deferred(
    r"(?:go ahead|proceed|continue|remain in (?:place|force))(?! to\b| (?:work|help|support|engag|listen|encourag)ing\b)"
)
"""What will go on is there later, or is not."""
_ON = ("continue", "go on", "carry on")
_GOES_ON_WITH = deferred(
    r"(?:continue|go on|carry on) (?:with |on )?(?:our|the|these|this|to) (?:[a-z-]+ )?"
    r"(?:reforms?|work|progress|efforts?|plans?|journey|mission|approach|drive|path)\b"
)
_PASSING = frozenset(
    {
        "continue",
        "begin",
        "start",
        "also",
        "be",
        "to",
        "have",
        "seek",
        "work",
        "help",
        "able",
        "us",
        "not",
    }
)
"""Words between the verb group and the verb that tells what is done."""


GETS = deferred(
    r"(?:continue to |also |no longer )?(?:"
    r"be (?:[a-z]{1,18}ly )?[a-z-]{0,20}"
    r"(?:[^s ]ed|[a-z]en|ent|ught|eld|old|uilt|aid|ade|ept|et|own|put|done|run|cut|able|eligible|free to|"
    r"subject to|responsible)"
    r"|receive|get|keep|pay|"
    r"have (?:(?:the|their) (?!opportunit|confidence|chance|ability|freedom|certainty|reassurance|tools|potential)|"
    r"an? right|access)|apply|cover|qualify|include|involve)\b"
)
"""What will be done to it, or what it will get or be able to do, is decided by somebody."""


class Weight(NamedTuple):
    """One thing that speaks for or against, with the words that show it."""

    kind: str
    value: float
    words: str


def weigh(
    text: str, group: VerbGroup, phrase: str, *, figures: Sequence[str], date: str | None, names: Sequence[str]
) -> tuple[Weight, ...]:
    """All that speaks for and against a commitment's being testable; their sum is compared with `ENOUGH`."""
    at = text.find(group.words) if group.end else -1
    if group.form == "imperative":  # "Restore British values" names no "Restore British"
        names = [name.removeprefix(f"{group.words} ") for name in names]
    behind = text[at + len(group.words) :] if at >= 0 and not phrase.startswith("be ") else text
    own = [one for one in names if one in behind and not _is_everywhere(one)]
    adjective = _COUNTED.search(text) if not figures and ("-" in text or "very " in text) else None
    counted = [adjective.group(0)] if adjective else figures[:1]
    named = (
        ("figure", counted),
        ("date", [date] if date else ()),
        ("name", own[:1]),
        ("thing", [one for one in own[:1] if one.endswith((" Bill", " Act"))]),
    )
    bare = VerbGroup(0, 0, group.words, group.strength, group.form, group.negated)
    return (
        *(_weight(kind, words) for kind, found in named for words in found),
        *_told(text, behind, bare, phrase, tuple(own)),
    )


def effect(words: str) -> Weight:
    """What a thing is said to bring about."""
    return _weight("effect", words)


def total(weights: Sequence[Weight]) -> float:
    """Their sum."""
    return sum(one.value for one in weights)


def pledge_share(beyond: float) -> float:
    """How likely a reader would call it a pledge, no aspiration, 0 to 1; `beyond`: what the weights come to above enough.

    A logistic function of that one term, fitted to what readers called 3,710 clauses of manifestos and DfE pages; on 562 of
    documents that nobody had tuned on the expected calibration error was .061 (docs/claims.md).
    """
    return round(1 / (1 + math.exp(-(_EVEN + max(-_FAR, min(_FAR, beyond))))), 2)


def shown(weights: Sequence[Weight]) -> str | None:
    """The words that speak most for it; None where nothing does."""
    best = max(weights, key=lambda one: one.value, default=None)
    return best.words if best and best.value > 0 else None


@lru_cache(maxsize=512)
def _weight(kind: str, words: str) -> Weight:
    return Weight(kind, lexicon("testable")["weights"][kind], words)


@lru_cache(maxsize=SENTENCES)
def _told(text: str, behind: str, group: VerbGroup, phrase: str, named: tuple[str, ...]) -> tuple[Weight, ...]:
    """What the words weigh, kept for a moment: confidence and kind are weighed on the same ones."""
    return tuple(_all(text, behind, group, phrase, named))


def _all(text: str, behind: str, group: VerbGroup, phrase: str, named: tuple[str, ...]) -> Iterator[Weight]:
    deed = made(text)  # before the verb: it alone says nothing
    verbs = (_weight("deed", deed),) if deed else tuple(_verb(group, phrase))
    means, also, beside = _beside(text, behind)
    aims = any(one.kind in {"aim", "vague"} for one in (*verbs, *beside))
    if means is None and aims and (doing := _DOING.search(behind)):
        told = doing.group(1)
        means = _weight("means", doing.group(0).strip()) if is_deed(told) and told not in _LIGHT else None
    if sure := _outcome(text):
        yield sure
    if means and (by := BY_DOING.search(behind)):  # "tackle X by introducing Y": whether Y is introduced can be told
        verbs = tuple(one for one in verbs if one.kind != "aim")
        phrase = behind[by.start(1) :].lower()
    yield from verbs
    if means:
        yield means
    else:
        main = {one.words for one in verbs}
        yield from islice((weight for verb, weight in also if verb not in main), 1)
    yield from beside
    told = verbs[0].words if verbs else ""
    done = deed is not None or _DONE_TO.fullmatch(told) is not None or told.lower() in _AGAINST
    passive = phrase.startswith("be ") and is_deed(told) and not told.endswith("ing")
    done = done or passive or _WILL_REQUIRE.search(group.words) is not None  # its object stands before it, or is a verb
    examines = done or (group.form in _DEEDS and not _WEIGHS.search(group.words))  # it is done whatever it is done to
    for one in _object(phrase, named):
        if examines and one.kind == "abstract":
            continue
        faint = one.kind == "thing" and group.strength <= FAINT and one.value < lexicon("testable")["weights"]["thing"]
        yield one._replace(value=one.value * FARTHER["thing"]) if faint else one
    if _only_wishes(group) and deed is None:
        yield _weight("wish" if _WISHES.search(group.words) else "soft", group.words)


def _is_means(doing: str) -> bool:
    return doing == "allowing" or (is_deed(doing) and doing != "using")


def _outcome(text: str) -> Weight | None:
    """What is made sure to be done to something, by a verb that tells what: "ensure that ships are inspected"."""
    found = made_sure(text)
    if found is None or is_aim(found[0]) or found[0] in _SAYS_LITTLE:
        return None
    return _weight("outcome", found[1])


@lru_cache(maxsize=64)
def _beside(text: str, behind: str) -> tuple[Weight | None, tuple[tuple[str, Weight], ...], tuple[Weight, ...]]:
    """What stands beside the verb: by what it is done, what else is done, and words that name something or nothing.

    Kept for a moment: confidence and kind are weighed on the same words.
    """
    by = BY_DOING.search(text)
    means = _weight("means", by.group(0)) if by and _is_means(by.group(1)) else None
    does = () if means else _AND_DOES.finditer(behind)
    others = (one for one in does if is_deed(one.group(1)) and not one.group(1).endswith("ing"))
    also = tuple((one.group(1), _weight("concrete", one.group(0).strip(", "))) for one in others)
    return means, also, tuple(_weight(kind, words) for kind, words in vague_or_specific(text, behind))


def _only_wishes(group: VerbGroup) -> bool:
    """Words that bind little; but a party's "fees should be abolished" is its policy."""
    willed = group.form != "aim" and any(word in group.words.lower().split() for word in ("will", "would", "shall"))
    return group.strength <= SOFT and not willed and group.form != "should"


def _verb(group: VerbGroup, phrase: str) -> Iterator[Weight]:
    """Of the verb that tells what is done; an offer has none, and what is refused is done or not done."""
    if group.form == "offer":
        return
    if group.form in _DEEDS:
        if not _WEIGHS.search(group.words):
            yield _weight("deed", group.words)
        return
    if phrase.startswith(_ON) and _GOES_ON_WITH.match(phrase):
        yield _weight("aim", "continue")
        return
    if group.form in {"will", "would"} and _GOES_ON.match(phrase):
        yield _weight("deed", phrase.split(maxsplit=1)[0])
        return
    yield from _told_by_verb(group, phrase)


def _told_by_verb(group: VerbGroup, phrase: str) -> Iterator[Weight]:
    plain = (word for word in phrase.split() if not (word in _PASSING or word in _PURPOSES or _is_adverb(word)))
    told = [*islice(plain, 1)]
    words = group.words.split() if group.form in _TELLS_ITSELF else told
    also = phrase.removeprefix(f"{told[0]} and ").partition(" ")[0] if told else ""
    if also and phrase.startswith(f"{told[0]} and {also}") and is_deed(also):
        words = [also]  # "measure and publish": of one thing
    if deed := next(filter(is_deed, reversed(words)), None):
        yield _weight("light" if deed.lower() in _LIGHT else "deed", deed)
        return
    if light := _alone(phrase, told):
        yield _weight("aim", light)
        return
    asked = next((word for word in reversed(words) if _is(word, "asks")), None)
    if (asked or group.form in _SEEKS) and (done := _DONE_TO.search(phrase)):
        yield _weight("deed", done.group(0))
    elif asked:
        yield _weight("asks", asked)
    elif (aim := next((word for word in reversed(words) if _is(word, "aims")), None)) and not group.negated:
        does = _BEHIND_AN_AIM.search(phrase, 0, len(aim) + _NEAR)  # "invest in upgrading"
        if does and is_deed(does.group(1)):
            yield _weight("deed", does.group(1))
        else:
            one = _weight("aim", aim)
            yield one._replace(value=one.value * KEPT) if aim.lower() in _KEEPS else one


def _alone(phrase: str, told: Sequence[str]) -> str | None:
    """To help or to work with somebody, where no deed follows: "help more people own", "work for parity"."""
    if "work" not in phrase and "help" not in phrase:
        return None
    before = phrase.partition(told[0])[0].split() if told else phrase.split()
    if "work" in before and told and told[0] in _TOGETHER:
        purpose = _PURPOSE.search(phrase)
        return None if purpose and not is_aim(purpose.group(1)) else "work"
    return "help" if before[-1:] == ["help"] and told and not _is(told[0], "aims") else None


@lru_cache(maxsize=64)
def _object(phrase: str, named: tuple[str, ...]) -> tuple[Weight, ...]:
    """What it is done to: its noun first, then the words before that, then at a share what stands beside it."""
    words = _own_clause(
        [
            word.lower()
            for word in _WORD.findall(
                phrase.replace(" in need", "")
                .replace("take place", "happen")
                .replace(" under review", "")
                .replace(" in the same way", "")
            )
        ][1:_WORDS]
    )
    ends = next((at for at, word in enumerate(words) if at and word in _OF), len(words))
    called = {word for name in named for word in name.lower().split()}
    near, beside = words[ends - 1 : ends], (*reversed(words[: ends - 1]), *words[ends:])
    for among, share in ((near, _WHOLE), (beside, FARTHER)):
        for table in ("things", "abstract"):
            known = (one for word in among if (one := _thing(word, table)))
            if found := next((one for one in known if one.kind == "thing" or one.words not in called), None):
                return (found._replace(value=found.value * share[found.kind]),)
    return ()


def names_a_thing(phrase: str) -> bool:
    """Whether what the verb is done to is a thing that is there or not."""
    return any(one.kind == "thing" for one in _object(phrase, ()))


def _own_clause(words: list[str]) -> list[str]:
    """Up to a purpose ("to improve …") or a clause of its own."""
    for at, word in enumerate(words):
        then = words[at + 1] if at + 1 < len(words) else ""
        purpose = word == "to" and (is_deed(then) or is_aim(then))
        participle = word.endswith("ing") and words[at - 1].endswith("s") and _thing(word) is None
        if at and (word in _OPENS_A_CLAUSE or purpose or participle):
            return words[:at]
    return words


@lru_cache(maxsize=4096)
def _thing(word: str, *tables: str) -> Weight | None:
    kinds = {"things": "thing", "abstract": "abstract"}
    found = next((table for table in tables or kinds if word in _nouns(table)), None)
    quality = word.endswith("ness") and word not in _NO_QUALITY and tables != ("things",)
    return _weight(kinds[found or "abstract"], word) if found or quality else None


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and not (_is(word, "deeds") or _is(word, "aims"))


def _is_everywhere(name: str) -> bool:
    """A country, a party or the government: its name makes nothing more specific."""
    return name in bodies() or name in _everywhere()


@cache
def _everywhere() -> frozenset[str]:
    return frozenset(lexicon("testable")["everywhere"]["names"])


def asked_of_others(phrase: str) -> str | None:
    """The verb where others are asked to act: "continue to press for"; none of "meet demand"; to push ahead asks nobody."""
    told = next((word for word in phrase.split() if word not in _PASSING), "")
    own = f"{phrase} ".partition(f"{told} ")[2].startswith(("ahead ", "through ", "forward ", "on with "))
    return told if _is(told, "asks") and not own else None


@lru_cache(maxsize=4096)
def is_deed(verb: str) -> bool:
    """Whether it is a verb of what is done or not done: "expanding", "abolish"; "consultation" is a thing."""
    return _is(verb, "deeds") and not verb.endswith(("ion", "ment"))


@lru_cache(maxsize=4096)
def is_aim(verb: str) -> bool:
    """Whether it is a verb of aims, of which nobody could say when they are done: "strengthen"."""
    return _is(verb, "aims") and not is_deed(verb)


def _is(word: str, table: str) -> bool:
    return word.lower() in _forms(table)


@cache
def _nouns(table: str) -> frozenset[str]:
    """The nouns of the table with their plurals: "commissioning" is no commission."""
    return frozenset(
        form for word in lexicon("testable")[table]["words"].split() for form in (word, f"{word}s", f"{word}es")
    )


@cache
def _forms(table: str) -> frozenset[str]:
    """The words of the table with their regular endings; no stemmer, which takes longer than all the rest."""
    return frozenset(form for word in lexicon("testable")[table]["words"].split() for form in _inflected(word))


def _inflected(word: str) -> Iterator[str]:
    last = word[-1]
    yield from (word, f"{word}s", f"{word}es", f"{word}ed", f"{word}ing")
    if last == "e":
        yield from (f"{word}d", f"{word[:-1]}ing")
    elif last == "y":
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    elif last not in "aiouwx":
        yield from (f"{word}{last}ed", f"{word}{last}ing")
