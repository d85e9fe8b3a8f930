"""Same: wordings that say the same in other spelling, punctuation or marks of notes."""

from tracker.patterns import deferred
from tracker.wording.fold import fold, numbers, words

_MARK = deferred(r"\[\^?[\w-]{1,40}\](?![(\[])|[¹²³⁰⁴-⁹]{1,3}|(?<=\w)(?<!\b[A-Ea-e])[*†‡]{1,3}(?!\w)")
"""The mark of a note: [4], [^4], ², †."""
_DOUBLED = deferred(r"(.)\1")
_LONG = 6
"""Letters from which a word that differs by a doubled or turned letter is the same one, misspelt."""
_OTHER_WORDS = frozenset(
    """planed planned latter later hoping hopping dessert desert scared scarred filing filling staring starring tinny
    caner canner united untied casual causal sacred marital martial angels angles trail trial dairy diary quiet quite
    bared barred moped mopped rated ratted diner dinner super supper""".split()
)
_DASH = deferred(r" ?- ?")


def is_mended(old: str, new: str) -> bool:
    """Whether words were only joined or parted, or differ by a doubled or turned letter, or by -ise for -ize."""
    before, after = words(old), words(new)
    if "".join(before) == "".join(after) and numbers(old) == numbers(new):
        return not any(one.isdigit() for one in {*before} ^ {*after})
    if len(before) != len(after):
        return False
    return all(one == other or _is_misspelt(one, other) for one, other in zip(before, after, strict=True))


def _is_misspelt(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LONG or {one, other} & _OTHER_WORDS or not (one.isalpha() and other.isalpha()):
        return False
    left, right = (_DOUBLED.sub(r"\1", word).replace("iz", "is").replace("yz", "ys") for word in (one, other))
    return left == right or (sorted(one) == sorted(other) and _turned(one, other))


def _turned(one: str, other: str) -> bool:
    """Whether two letters beside each other changed places, and nothing else."""
    apart = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    return len(apart) == 2 and apart[1] == apart[0] + 1  # noqa: PLR2004 - a pair of letters


def same_but_typography(old: str, new: str) -> bool:
    """Whether two texts differ in quotes, dashes, spaces, case or the stop at the end at most."""
    return old == new or plain(old) == plain(new)


def plain(text: str) -> str:
    """Folded, one kind of quotation mark, no spaces around dashes."""
    return _DASH.sub("-", fold(text).replace('"', "'"))


def unmarked(text: str) -> str:
    """The plain text without the marks of notes."""
    return plain(_MARK.sub("", text))


def says_the_same(old: str, new: str) -> bool:
    """Whether two wordings differ in spelling, typography or marks of notes at most."""
    if same_but_typography(old, new) or words(old) == words(new) != ():
        return True
    return unmarked(old) == unmarked(new) != "" or is_mended(old, new)
