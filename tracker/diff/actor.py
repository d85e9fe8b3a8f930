"""Actor: who is bound by a sentence, and whether it is still the same one."""

import re

from tracker.diff.change import Flag
from tracker.diff.marks import Marks
from tracker.patterns import deferred
from tracker.wording.bodies import same_body
from tracker.wording.fold import fold, stems
from tracker.wording.quantities import find_quantities
from tracker.wording.scope import find_scope
from tracker.wording.shift.condition import find_conditions

_FEW = frozenset("few fewer less lot major number part rest share per cent half third quarter".split())
"""Stems of words that count and name nothing."""
MAX_ACTOR = 8
"""Words of a subject; a longer stretch before the verb group is a clause, not somebody."""
_AUXILIARIES = frozenset("am is are was were be been being has have had do does did also now still then".split())
"""They end a subject that a form like "committed to" follows: "we are | committed to"."""
_ENDS_NONE = _AUXILIARIES | {"a", "an", "the", "under"}
"""… nor does a subject end in these: "Providers | have a legal duty"."""
_BREAK = deferred(r"[,;:](?=\s)|[“”\"–—]")
_ASIDE = deferred(r"\s?\([^()]{0,80}\)")
_ANSWERS = deferred(r"\b(?:is|are) (?:solely |jointly |also )?(?:responsible|accountable) for\b", re.IGNORECASE)
"""A duty in a form that is no verb group of commitment."""
_NOTE = deferred(r"^.{0,60}\b(?:note|remember)(?: that)?\s(?=\w)", re.IGNORECASE)
"""What opens a sentence on somebody: "Please note the board will …"."""
_ADVERB = deferred(r"(?!famil|assemb|suppl|repl|bull|all|monopol|anomal|fl)[a-z]{3,16}ly")
_JOINED = deferred(r"\s(?:and|or)\s")
_SHORT = 2
"""Words before a comma that may be the first of several subjects."""
_LEADS_ON = frozenset("to of for with by from on in at into about".split())
_JOINS = frozenset({"and", "or", "but", "nor"})
_POINTS = frozenset({"this", "these", "that", "such"})
_PRONOUNS = frozenset({"you", "we", "i", "they", "it"})
_CLAUSE = deferred(
    r"\b(?:which|who|whom|that|why|how) (?:they|it|he|she|we|you)$|\b(?:who|which|that)$"
    r"|^(?:this|it|there|these|that) (?:is|are|was|were)\b"
    r"|^(?:if|when|where|while|whether|unless|as|because|so|although|once|how|what|why)\b",
    re.IGNORECASE,
)
"""A clause about something or somebody, which is no subject: "the purpose for which they", "children who", "if a pupil"."""
_PASSIVE = deferred(
    r"(?:\s(?:also|now|still|only|continue to|have|has|not|[a-z]{2,18}ly))*+\s(?:be|been)\s", re.IGNORECASE
)
_BE = deferred(r"\b(?:be|been)\s")
_ACT = 60
"""Characters behind a verb group that say what is done."""
_EVENT = deferred(r"[a-z](?:sion|tion|ment|ance|ence|ness|ity|ing)s?$", re.IGNORECASE)
_BODY = deferred(
    r"(?:organi[sz]ation|institution|federation|association|corporation|foundation|administration|commission|delegation"
    r"|government|department|establishment|parliament|regiment|management|authority|charity|university|community"
    r"|partnership|audience|alliance)s?$",
    re.IGNORECASE,
)
_OF = deferred(r"\b(of|for|in|at|on|from|with|to|by|under|across|who|that|which|whose)\b", re.IGNORECASE)
_PROGRAMME = deferred(
    # What is named and run, but cannot itself be bound: to swap one for another is a change of name.
    r"\b(?:fund|programme|program|grant|scheme|charter|bill|act|plan|initiative|strategy|award|allowance|guarantee|register"
    r"|campaign|framework|offer|credit|levy|entitlement|curriculum|qualification|project|pilot|premium|bursary|standard"
    r"|code|pact|covenant|promise|pledge|hub|course|test|exam|tax|formula|passport)s?$",
    re.IGNORECASE,
)


def actor(old: Marks, new: Marks, publisher: str | None) -> tuple[list[Flag], list[Flag]]:
    """The flag of a changed actor, or of a changed name where the subject is a programme; both lists may be empty."""
    before, after = subject(old), subject(new)
    if not before or not after or _is_same(before, after, publisher) or _is_addressed(before, after):
        return [], []
    if not _is_one_act(old, new) or _are_both_in_both(before, after, old, new):
        return [], []
    if _leads(before, new, after) or _leads(after, old, before):
        return [], []  # "staff" and "staff, parents and carers": nobody took another's place
    if _is_event(before) and _is_event(after):
        return [], []  # "an expulsion" and "a permanent exclusion" do nothing
    if _PROGRAMME.search(_head(before)) and _PROGRAMME.search(_head(after)):
        named = _proper(old, before) and _proper(new, after)
        return [], [Flag(name="name", old=before, new=after)] if named else []
    return [Flag(name="actor", old=before, new=after)], []


def _is_addressed(before: str, after: str) -> bool:
    """Whether one side says "you", who may be whoever the other names, or points back: "this funding"."""
    pointed = any(fold(said).split(" ")[0] in _POINTS for said in (before, after))
    return pointed or "you" in {fold(before).rsplit(" ", 1)[-1], fold(after).rsplit(" ", 1)[-1]}


def _is_event(said: str) -> bool:
    """Whether a subject is the name of something done, which is no doer: by its ending, and not one of a body."""
    head = _head(said)
    return _EVENT.search(head) is not None and _BODY.search(head) is None


def _is_one_act(old: Marks, new: Marks) -> bool:
    """Whether both first verb groups lead to one act, and both tell it of who does it, or both of what is done."""
    if not old.modality or not new.modality:
        return True
    passive = {
        bool(_PASSIVE.match(side.text, side.modality[0].end) or _BE.search(side.modality[0].text))
        for side in (old, new)
    }
    if len(passive) > 1:
        return False
    left, right = (_acts(side) for side in (old, new))
    return not left or not right or left[0] in right or right[0] in left


def _acts(side: Marks) -> tuple[str, ...]:
    """The stems of what is done, the verb first, which may be the last word of its group ("will consider")."""
    group = side.modality[0]
    verb = stems(group.text)[-1:] if "consider" in group.key or "support" in group.key else ()
    return (*verb, *stems(side.text[group.end : group.end + _ACT]))[:4]


def _are_both_in_both(before: str, after: str, old: Marks, new: Marks) -> bool:
    """Whether either sentence speaks of either of them."""
    left, right = _heads(before), _heads(after)
    return bool(left and right) and left[-1] in stems(new.text) and right[-1] in stems(old.text)


def _leads(one: str, side: Marks, last: str) -> bool:
    """Whether it stands in the other sentence before the subject there, of which that is the end."""
    return fold(one) in fold(side.text[: side.text.find(last)])


def is_same_actor(old: Marks, new: Marks, publisher: str | None) -> bool:
    """Whether both sentences have a subject and it is the same body, perhaps by another name ("we" → "Labour")."""
    before, after = subject(old), subject(new)
    return bool(before and after) and same_body(before, after, publisher)


def subject(marks: Marks) -> str:
    """The words before the first verb group, back to a comma or quote, without asides; none where they are a clause."""
    answers = _ANSWERS.search(marks.text)
    ends = [*(mark.start for mark in marks.modality[:1]), *([answers.start()] if answers else [])]
    if not ends:
        return ""
    lead = marks.text[max(0, min(ends) - 160) : min(ends)]
    binds = next((one for one in find_conditions(marks.text[: min(ends) + 8]) if one.start == 0), None)
    if binds and binds.end < min(ends):
        lead = marks.text[binds.end : min(ends)][-160:]  # "Where practicable we": a condition binds nobody
    stretch = _NOTE.sub("", _ASIDE.sub("", lead))
    *rest, last = _BREAK.split(stretch)
    words = last.split()
    if rest and _JOINED.search(last) and len(rest[-1].split()) <= _SHORT:
        return ""  # the last of several
    while words and (fold(words[-1]) in _ENDS_NONE or _is_of_the_verb(words)):
        words.pop()
    said = " ".join(words)
    if words[-1:] and fold(words[-1]) in _LEADS_ON:
        return ""  # "have regard to | the statutory": a verb and no subject
    if words[:1] and fold(words[0]) in _JOINS:
        return ""  # the last of several, of whom the first stand before a comma
    return said if 0 < len(words) <= MAX_ACTOR and "(" not in stretch and not _CLAUSE.search(said) else ""


def _is_of_the_verb(words: list[str]) -> bool:
    """Whether the last word is an adverb: "we are currently | reviewing", "the board firmly | intends"."""
    return len(words) > 1 and _ADVERB.fullmatch(words[-1]) is not None


def _is_same(before: str, after: str, publisher: str | None) -> bool:
    """The same words, the same body, a head word that stands on the other side too, or a pronoun for somebody named."""
    if fold(before) == fold(after) or same_body(before, after, publisher):
        return True
    if _initials(before) == fold(after) or _initials(after) == fold(before):
        return True
    pronoun = fold(before).rsplit(" ", 1)[-1]
    if pronoun in _PRONOUNS and pronoun == fold(after).rsplit(" ", 1)[-1]:
        return True  # "While you" and "you"
    mine, its = set(stems(before)), set(stems(after))
    if 2 * len(mine & its) >= len(mine | its) > 0:
        return True  # somebody who is told in nearly the same words
    left, right = _heads(before), _heads(after)
    if not left or not right:
        return not (_is_us(before) or _is_us(after))
    return left[-1] in stems(after) or right[-1] in stems(before)


def _initials(said: str) -> str:
    """The first letters of the words of a subject, folded; nothing of a single word."""
    pieces = [word for word in fold(said).split() if word not in {"the", "of", "and", "for"}]
    return "".join(word[0] for word in pieces) if len(pieces) > 1 else ""


def _is_us(text: str) -> bool:
    """Whether it is "we", "I" or "you", which name somebody; "it" and "they" may be anybody."""
    return fold(text) in {"we", "i", "you"}


def _heads(text: str) -> tuple[str, ...]:
    """The stems of a subject's noun phrase, its head last."""
    return stems(_head(text))


def _head(text: str) -> str:
    """The noun phrase up to a preposition or clause; "most of" and "40 per cent of" before it are passed over."""
    pieces = _OF.split(text)
    while len(pieces) > 2 and pieces[1].lower() == "of" and _only_counts(pieces[0]):  # noqa: PLR2004 - words, of, words
        pieces = pieces[2:]
    return pieces[0].strip()


def _only_counts(text: str) -> bool:
    scope, counted = find_scope(text), find_quantities(f"{text} of")
    spans = [*((mark.start, mark.end) for mark in scope), *((one.start, one.end) for one in counted)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return not set(stems(text)) - _FEW


def _proper(side: Marks, text: str) -> bool:
    return any(mark.text in text for mark in side.names)
