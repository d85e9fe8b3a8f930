"""Names of persons: where a text has them, which words are the name, and what stands beside it that says who they are."""

import re
from functools import cache, lru_cache

from tracker.claims.lexicon import lexicon
from tracker.patterns import deferred

_HONORIFIC = r"(?:Sir|Dame|Lord|Lady|Baroness|Mr|Mrs|Ms|Miss|Dr|Professor|Prof|Cllr|Councillor)\.?"
_WORD = r"[A-Z][A-Za-zÀ-ÿ’'-]{0,30}"
NAME = deferred(rf"(?<![\w’-])(?:{_HONORIFIC} )?{_WORD}(?: (?:de |van |von |al |bin )?{_WORD}){{1,7}}(?![\w’-])")
TITLED = deferred(rf"(?<![\w’-]){_HONORIFIC} {_WORD}")
TITLE = deferred(rf"^{_HONORIFIC} ")
_TITLE_WORD = deferred(_HONORIFIC)
_BEFORE_NAME = deferred(rf"{_HONORIFIC} ")
_FEMALE = deferred(r"^(?:Dame|Lady|Baroness|Mrs|Ms|Miss)\b")
_MALE = deferred(r"^(?:Sir|Lord|Mr)\b")
_ROLE_AFTER = deferred(
    # What follows a name between commas, unless it goes on with a verb ("Ann Lee, has apologised to parents").
    r"^, (?!(?:ha[sd]|have|is|was|are|were|will|would|said|says|told|added|wrote|and|but) )"
    r"(?:who [^,.\n]{3,120}|(?:the |a |an |its )?[^,.\n]{3,120})"
)
_DESCRIBES = deferred(r"[,.:;“”–]| (?:said|and|but|told|says) ")
POSSESSIVE = deferred(r"[’']s?$")
_OFFICE = frozenset({"Minister", "Secretary", "Commissioner", "Chancellor"})
NOT_A_PERSON = frozenset(lexicon("grammar")["not_a_person"])


def ends_with(phrase: str, name: str) -> bool:
    """Whether the phrase is about the person, not about what only names one ("Holt Road advisers"); "" for pronouns."""
    plain = POSSESSIVE.sub("", phrase).rstrip(",.")
    if not phrase or not plain.endswith(name.rsplit(maxsplit=1)[-1]):
        return not phrase
    before = plain[: plain.find(without_title(name).split()[0])].split()
    return not before or before[-1].lower() not in {"on", "in", "at", "under", "through", "with", "via", "called"}


def told_sex(name: str, phrase: str) -> str | None:
    """What a title, or else a first name, tells: "f", "m" or nothing."""
    for sign, sex in ((_FEMALE, "f"), (_MALE, "m")):
        if sign.match(name) or sign.match(phrase):
            return sex
    words = words_of(name)
    return _given().get(words[0]) if len(words) > 1 else None


def is_given(word: str) -> bool:
    """Whether it is a first name of our list."""
    return word in _given()


@cache
def _given() -> dict[str, str]:
    return {name: sex for sex, key in (("f", "she"), ("m", "he")) for name in lexicon("given")[key].split()}


@lru_cache(maxsize=4)
def names_and_roles(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Last name → fullest name (title kept), and last name → the words beside it that say what they are.

    Kept for the documents read last, because more than one reader of a document asks; nobody changes them.
    """
    full: dict[str, str] = {}
    roles: dict[str, str] = {}
    for match in NAME.finditer(text):
        words = words_of(match.group(0))
        if len(set(words)) < 2 or len(words) != len(set(words)) or NOT_A_PERSON & set(words):  # noqa: PLR2004 - first and last name
            continue
        bare = " ".join(words)
        name = _titled(match.group(0), bare)
        if len(name) > len(full.get(words[-1], "")):
            full[words[-1]] = name
        before = text[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
        roles[words[-1]] = (
            f"{roles.get(words[-1], '')} {_role(before, match.group(0), text[match.end() : match.end() + 140])}"[:600]
        )
    return full, roles


def _titled(phrase: str, bare: str) -> str:
    """The name as the phrase has it, with the title right before it."""
    titles = (title for title in _BEFORE_NAME.finditer(phrase) if phrase.startswith(bare, title.end()))
    title = next(titles, None)
    return f"{title.group(0)}{bare}" if title else bare


def _role(before: str, name: str, after: str) -> str:
    """The description before a name (from the last comma or stop on) and the apposition after it."""
    lead = _DESCRIBES.split(before.removesuffix(", "))[-1]
    follows = _ROLE_AFTER.match(after)
    titled = " ".join(word for word in name.split() if word in NOT_A_PERSON)
    return f"{lead} {titled} {follows.group(0) if follows else ''}"


@lru_cache(maxsize=1024)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without title, and without the office before it ("Education Secretary Ann Lee")."""
    words = tuple(without_title(name).split())
    titled = [at for at, word in enumerate(words) if _TITLE_WORD.fullmatch(word)]
    words = words[titled[-1] + 1 :] if titled else words
    owners = [at for at, word in enumerate(words[:-1]) if word.endswith(("’s", "'s", "s’"))]
    words = words[owners[-1] + 1 :] if owners else words  # "the Union’s Daniel Lee"
    offices = [at for at, word in enumerate(words[:-1]) if word in _OFFICE]
    words = words[offices[-1] + 1 :] if offices else words  # "Safeguarding Minister Ann Lee"
    while len(words) > 1 and words[0] in NOT_A_PERSON:
        words = words[1:]
    return words


@lru_cache(maxsize=1024)
def without_title(name: str) -> str:
    """The name without Sir, Mrs or Professor before it and without the s of a possessive."""
    return POSSESSIVE.sub("", TITLE.sub("", name))


def untitled(name: str) -> str:
    """Sir, Dame and the like stay; Mr, Mrs, Ms before a full name go."""
    return re.sub(r"^(?:Mr|Mrs|Ms|Miss)\.? (?=\S+ )", "", POSSESSIVE.sub("", name))
