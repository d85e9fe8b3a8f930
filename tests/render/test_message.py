"""Messages: what a page says stays text in every format, and no message is longer than a chat takes."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hostile import WORDS
from machine import watched
from markdown_it import MarkdownIt

from tracker.capture.health import SourceFault
from tracker.config.config import Config
from tracker.config.notify import MessageFormat
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import Verdicts
from tracker.config.watches import Watches
from tracker.desk.comparison import Comparison
from tracker.desk.digest import Digest
from tracker.desk.published import Published
from tracker.errors import UsageError
from tracker.render.message import SHORT, body, cut

AT = datetime(2026, 1, 3, 6, tzinfo=UTC)
SITE = "https://example.org/owls/"
FREE, KEPT = (
    Published.of(
        Config(
            sources=(watched("plan", "http://127.0.0.1:1/plan", redistribute=free),),
            settings=Settings(), people=People(), verdicts=Verdicts(), watches=Watches(),
        )
    )
    for free in (True, False)
)  # fmt: skip
Compared = Callable[..., Comparison]


def digest(one: Comparison) -> Digest:
    """Its changes, with a link, and two troubles with a hostile reason."""
    reason = " ".join(WORDS.values())
    fault = SourceFault(name="press/page", state="blocked", since=AT, count=3, reason=reason)
    return Digest(
        changed=(replace(one, link=f"{SITE}changes/plan/page/2.html"),), broken=(fault,), recovered={"plan/page": AT}
    )


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize(
    "template",
    [
        None,
        "{% for d in documents %}{{ d.title }}{% for c in d.changes %}\n{{ c.old ~ c.new }}{% endfor %}{% endfor %}",
    ],
)
def test_no_page_gets_a_word_in(compared: Compared, hostile: Any, form: MessageFormat, template: str | None) -> None:
    """No escape, no control or direction character, no tag but ours, no link but to our site, by any template."""
    said = body(digest(compared(*hostile)), form, site=SITE, rules=FREE, template=template)

    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
    if form == "html":
        assert set(re.findall(r"<(/?\w+)", said)) <= {
            f"{end}{tag}" for tag in "h3 p ul li a del ins br strong code".split() for end in ("", "/")
        }
        assert set(re.findall(r'href="([^"]*)"', said)) <= {f"{SITE}changes/plan/page/2.html"}
    if form == "markdown":
        shown = MarkdownIt("gfm-like").render(said)
        assert set(re.findall(r'(?:href|src)="([^"]*)"', shown)) <= {f"{SITE}changes/plan/page/2.html"}
        assert "<script" not in shown
        assert "<img" not in shown


def test_a_long_message_is_cut_and_says_so(compared: Compared) -> None:
    """A page with two hundred changes makes one message of a length that chats take, and says how many are left."""
    old, new = ("\n\n".join(f"We will plant {kind} {n} in wood {n}." for n in range(200)) for kind in ("oak", "fir 7"))

    said = body(digest(compared(f"# Plan\n\n{old}", f"# Plan\n\n{new}")), "text", site=None, rules=FREE)

    assert len(said) < 6000
    left = re.search(r"^(\d+) more: `tracker changes` shows all\.$", said, re.MULTILINE)
    assert left
    assert 0 < said.count("  now: ") == 200 - int(left[1])


def test_words_of_a_source_that_may_not_be_copied_are_few(compared: Compared) -> None:
    """One that is not among the free ones gives an extract of each sentence at the most."""
    one = compared("# Plan\n\nWe will plant.", f"# Plan\n\nWe will {'surely ' * 200}plant.")

    free, kept = (body(Digest((one,)), "text", site=None, rules=rules) for rules in (FREE, KEPT))

    assert max(map(len, free.splitlines())) > SHORT + 100
    assert max(map(len, kept.splitlines())) <= Settings().extract_characters + len("  now: ")


def test_a_template_cannot_reach_beyond_the_message(compared: Compared) -> None:
    """The sandbox gives neither Python's insides nor a file; what is not there is a sentence, no traceback."""
    one = Digest((compared("# Plan\n\nWe will.", "# Plan\n\nWe may."),))

    for template in (
        "{{ documents.__class__.__mro__ }}",
        "{% include '/etc/passwd' %}",
        "{{ nobody }}",
        "{% for %}",
        "{{ 1 / 0 }}",
    ):
        with pytest.raises(UsageError, match="The template cannot be filled"):
            body(one, "text", site=None, rules=KEPT, template=template)


@pytest.mark.parametrize(
    ("text", "shown"), [("a b c", "a b c"), ("one two three", "one two …"), ("w" * 20, "w" * 9 + " …")]
)
def test_a_text_is_cut_at_a_word(text: str, shown: str) -> None:
    """A long one ends with an ellipsis after a whole word, if there is one; never longer than allowed."""
    assert cut(text, 11) == shown
