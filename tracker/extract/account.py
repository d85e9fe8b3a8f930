"""Account: what a page shows of whoever is logged in, taken out before the page is kept.

What a person saves from a browser is the page as that person sees it: with their tokens in forms, scripts and addresses,
and their name at the head. What was found by its name is also looked for everywhere else, as the same token stands in many
places. What is left out is counted; what a page says to everybody stays.
"""

import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import Final, NamedTuple
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.errors import ExtractError
from tracker.extract import page
from tracker.patterns import deferred

TOKENS: Final = "token"
FORMS: Final = "form value"
BLOCKS: Final = "account block"
_TOKENS = r"csrf|xsrf|token|nonce|session|sess[-_]?id|auth(?!or)|secret|passw|jwt|api[-_]?key|credential|signature"
_NAMES = (
    rf"{_TOKENS}|e-?mail|user[-_]?(?:id|name)|account|member[-_]?(?:id|name)|subscriber|customer|visitor|login|viewer|"
    r"current[-_]?user"
)
_PRIVATE = deferred(rf"{_NAMES}|\Asid\Z", re.IGNORECASE)
"""How names begin or go on of what belongs to one reader."""
_HUNTED = deferred(rf"{_TOKENS}|\bsid\b", re.IGNORECASE)
"""Of these the names whose values are looked for elsewhere; a `username` may be of anybody who wrote on the page."""
_WHOSE = deferred(r"user|account|member|subscriber|customer|visitor|login|viewer", re.IGNORECASE)
"""Of these the names that are of a reader for certain: a mail address under another may be the publisher's own."""
_IN_SCRIPT = deferred(
    rf"((?<![\w-])[\w-]{{0,40}}?(?:{_NAMES})[\w-]{{0,40}}+[\"']?\s{{0,9}}[:=]\s{{0,9}})"
    r"(?:\"((?:[^\"\\\n]|\\.){1,4096}+)\"|'((?:[^'\\\n]|\\.){1,4096}+)')",
    re.IGNORECASE,
)
"""`"accessToken": "…"`, `csrf = '…'`."""
_PERSON = deferred(
    r"((?<![\w-])[\"']?(?:current_?)?(?:user|viewer|account|member|profile|visitor|customer)[\"']?\s{0,9}[:=]\s{0,9})\{[^{}]{1,4096}+\}",
    re.IGNORECASE,
)
"""An object that says who is reading."""
_SCRIPT = deferred(r"(<script\b[^>]{0,4000}+>)((?:[^<]++|<(?!/script))*+)", re.IGNORECASE)
_QUERY = deferred(
    rf"(?<=[?&;])([\w-]{{0,40}}?(?:{_NAMES}|\bsid\b)[\w-]{{0,40}}=)([^&\"'\s<>#;]{{1,4096}}+)", re.IGNORECASE
)
_JWT = deferred(r"(?<![\w-])eyJ[\w-]{8,4096}+\.eyJ[\w-]{8,4096}+\.[\w-]{0,4096}+")
"""A signed statement of who somebody is (RFC 7519)."""
_MAIL = deferred(r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SAYS = deferred(
    r"(?:you\s?(?:are|['’]re) )?(?:signed|logged)[ -]in as\b.{0,120}|(?:sign|log)[ -]?out|(?:my|your) account"
    r"|welcome back\b.{0,80}|(?:angemeldet|eingeloggt) als\b.{0,120}|connecté en tant que\b.{0,120}",
    re.IGNORECASE | re.DOTALL,
)
"""What only a page for somebody who is logged in says, at the beginning of a piece of text and to its end."""
_IN = deferred(
    r"(?:you\s?(?:are|['’]re) )?(?:signed|logged)[ -]in as\b|(?:sign|log)[ -]?out\b|welcome back\b"
    r"|(?:angemeldet|eingeloggt) als\b|connecté en tant que\b",
    re.IGNORECASE,
)
"""Of these what no page for everybody says: “My account” stands there, too."""
_PIECE = deferred(r">\s*+([^<>]{1,400}+)<")
_LONGEST_BLOCK = 200
"""Characters up to which what stands round such words is of the account, too."""
_FRAME = frozenset("body html main article header nav footer aside section form h1 h2 h3 h4 h5 h6 ul ol table".split())
"""Elements that hold more than an account's line."""
_CODE, _ARTICLE = frozenset({"pre", "code"}), frozenset({"article", "main"})
_KEPT_VALUES = frozenset({"submit", "button", "reset", "checkbox", "radio", "image"})
_DIGITS = deferred(r"[0-9a-f]{16}")
_LETTERS = deferred(r"[A-Za-z0-9+/_=-]{20,4096}+")
_SHORTEST, _LONGEST = 8, 4096
"""Characters of a token."""
_MOST_SECRETS = 1000
"""Values of one page that are looked for everywhere in it; a page for people has some dozens."""
_MOST_BLOCKS = 50
_MOST_TRAPS = 100


class PublicPage(NamedTuple):
    """A page without the account of whoever saved it, and how much of what was taken out."""

    html: str
    removed: Counter[str]


def without_account(html: str, *, secrets: Iterable[str] = (), rendered: bool = False) -> PublicPage:
    """The page as far as it is for everybody. `secrets` are values that are known to be private, such as of cookies.

    `rendered`: the markup is what a browser showed, so that scripts have done their work, and go. Comments go in any case.

    Raises:
        ExtractError: no parser can read it in a reasonable time.
    """
    tree, known = page.parse(html), tuple(secrets)
    whole = LexborHTMLParser(html)
    if whole.html != tree.html:  # the page stood in an element that swallowed it: what is around it may tell its tokens
        around = _Cleaning(whole, known)
        removed = around.done(rendered=rendered).removed
        found = _Cleaning(tree, around.secrets).done(rendered=rendered)
        return PublicPage(found.html, found.removed | removed)
    return _Cleaning(tree, known).done(rendered=rendered)


def shows_account(text: str) -> bool:
    """Whether a text, a line at a time, says what only a page for somebody who is logged in says."""
    return any(_SAYS.match(line.strip()[:_LONGEST_BLOCK]) for line in text.splitlines())


def shows_reader(html: str, secrets: Iterable[str] = ()) -> bool:
    """Whether a page is certainly one reader's: it says who is logged in, offers to log out or repeats a private value."""
    return any(_IN.match(piece) for piece in _PIECE.findall(html)) or any(
        one in html for one in secrets if len(one) >= _SHORTEST and (_is_token(one) or _is_random(one))
    )


def has_private_query(url: str) -> bool:
    """Whether an address carries a token of whoever asks for it."""
    return _QUERY.search(url) is not None


class _Cleaning:
    def __init__(self, tree: LexborHTMLParser, secrets: Iterable[str]) -> None:
        self._tree = tree
        self.secrets: set[str] = set()
        for secret in secrets:
            self._take(secret, "token")
        self._given = len(self.secrets)
        self._removed: Counter[str] = Counter()

    def done(self, *, rendered: bool) -> PublicPage:
        for node in list(self._tree.root.traverse(include_text=True)) if self._tree.root else ():
            if node.tag == "-comment":
                node.decompose()
        for script in self._tree.css("script") if rendered else ():
            if not _is_public(script.attributes.get("type")):
                self._learn(script.text() or "")
                script.decompose()
        self._traps()
        self._forms()
        self._attributes()
        self._blocks()
        html = _SCRIPT.sub(self._script, self._tree.html or "")
        html = _JWT.sub(self._blank, html)
        return PublicPage(self._elsewhere(html), +self._removed)

    def _traps(self) -> None:
        """What browsers do not show as part of the page is left out where anything in it is private."""
        for nth, trap in enumerate(self._tree.css(page.TRAPS)):
            if trap.tag == "textarea":
                continue
            held = f"{page.inside(trap)}{trap.attributes.get('srcdoc') or ''}"
            if "<" not in held:
                continue
            within = _Cleaning(LexborHTMLParser(held), ())
            if nth >= _MOST_TRAPS or within.done(rendered=False).removed:
                self.secrets |= within.secrets
                self._removed[TOKENS] += 1
                trap.decompose()

    def _forms(self) -> None:
        for field in self._tree.css("input"):
            value, kind = field.attributes.get("value"), (field.attributes.get("type") or "").lower()
            if not value or kind in _KEPT_VALUES:
                continue
            self._take(value, f"user {field.attributes.get('name')} {field.attributes.get('id')}")
            self._removed[FORMS] += 1
            del field.attrs["value"]
        for area in self._tree.css("textarea"):
            if said := area.text():
                self._take(said.strip(), "")
                self._removed[FORMS] += 1
                area.inner_html = ""

    def _attributes(self) -> None:
        for node in self._tree.css("meta"):
            told = " ".join(node.attributes.get(one) or "" for one in ("name", "property", "itemprop", "id"))
            if _is_private(told):
                self._take(node.attributes.get("content") or "", told)
                self._removed[TOKENS] += 1
                node.decompose()
        for node in self._tree.css("*"):
            for name, value in list(node.attributes.items()):
                if value and (name == "nonce" or (name.startswith("data-") and _is_private(name))):
                    self._take(value, name)
                    self._removed[TOKENS] += 1
                    del node.attrs[name]
                elif value and "=" in value and (plain := _QUERY.sub(self._query, value)) != value:
                    node.attrs[name] = plain

    def _blocks(self) -> None:
        """Lines such as “Signed in as …”, with what stands beside them in the same small part of the page."""
        for node in self._tree.css(":not(script):not(style)"):
            own = node.text(deep=False, strip=True)
            if not own or not _SAYS.fullmatch(own) or _is_said(node, own):
                continue
            block = _widest(node) if self._removed[BLOCKS] < _MOST_BLOCKS else node
            said = block.text() or ""
            self.secrets.update(_MAIL.findall(said))
            for query in _QUERY.finditer(block.html or ""):
                self._take(query[2], query[1])
            self._removed[BLOCKS] += 1
            block.decompose()

    def _script(self, found: re.Match[str]) -> str:
        return found[0] if "ld+json" in found[1] else found[1] + self._blanked(found[2])

    def _blanked(self, script: str) -> str:
        """A script without what says who is reading."""
        self._learn(script)
        script, people = _PERSON.subn(lambda one: f"{one[1]}{{}}", script)
        script, tokens = _IN_SCRIPT.subn(lambda one: f'{one[1]}""', script)
        self._removed[TOKENS] += people + tokens
        return _QUERY.sub(self._query, script)

    def _learn(self, script: str) -> None:
        for found in _IN_SCRIPT.finditer(script):
            self._take(found[2] or found[3], found[1])
        for found in _PERSON.finditer(script):
            self.secrets.update(_MAIL.findall(found[0]))

    def _query(self, found: re.Match[str]) -> str:
        self._take(found[2], found[1])
        self._removed[TOKENS] += 1
        return found[1]

    def _blank(self, found: re.Match[str]) -> str:
        self.secrets.add(found[0])
        self._removed[TOKENS] += 1
        return ""

    def _take(self, value: str, name: str) -> None:
        """Note a value that stands under a name, where it can be nothing but a token, or the reader's mail address."""
        value = value.strip().replace("\\/", "/")
        mine = _WHOSE if _MAIL.fullmatch(value) else _HUNTED
        told = mine.search(name) is not None and (mine is _WHOSE or _is_token(value))
        if _SHORTEST <= len(value) <= _LONGEST and (told or _is_random(value)):
            self.secrets.add(value)

    def _elsewhere(self, html: str) -> str:
        """The page without any of the values found, however they are written: plain, escaped, or in an address."""
        if len(self.secrets) - self._given > _MOST_SECRETS:
            raise ExtractError(f"the page has more than {_MOST_SECRETS:,} tokens: no normal web page does")
        for secret in sorted(self.secrets, key=lambda one: (-len(one), one)):
            for written in dict.fromkeys((secret, escape(secret), quote(secret, safe=""), secret.replace("/", "\\/"))):
                if number := html.count(written):
                    self._removed[TOKENS] += number
                    html = html.replace(written, "")
        return html


def _is_public(kind: str | None) -> bool:
    """Whether a script is what a page says of itself to search engines (JSON-LD)."""
    return (kind or "").strip().lower() == "application/ld+json"


def _is_token(value: str) -> bool:
    """Whether letters and digits stand in it, and no blank."""
    return not re.search(r"\s", value) and any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def _is_random(value: str) -> bool:
    """Whether no person would write it: sixteen digits of base 16, or twenty letters of all sorts."""
    sorts = (str.isdigit, str.islower, str.isupper)
    return (not re.search(r"\s", value) and _DIGITS.search(value) is not None) or (
        _LETTERS.fullmatch(value) is not None and all(any(map(sort, value)) for sort in sorts)
    )


def _is_private(name: str | None) -> bool:
    return bool(name and _PRIVATE.search(name))


def _is_said(node: LexborNode, words: str) -> bool:
    """Whether the page itself says it: in a sample of code, or at length in its article."""
    above: LexborNode | None = node
    while above is not None:
        if above.tag in _CODE or (above.tag in _ARTICLE and len(words) > _LONGEST_BLOCK // 2):
            return True
        above = above.parent
    return False


def _widest(node: LexborNode) -> LexborNode:
    """The largest element round it that is still only a line or two, and no part of the page's frame."""
    while (above := node.parent) is not None and above.tag not in _FRAME and len(above.text() or "") <= _LONGEST_BLOCK:
        node = above
    return node
