"""Words that are redacted stand nowhere on the site, whatever its files make of them."""

import json
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from tracker.cli.main import main

if TYPE_CHECKING:
    from conftest import Folder

SENTENCE = "We will build 40 boxes for owls."
NAME = "Ann Other"
SAID = f"# Owls\n\n{SENTENCE}\n\n{NAME} said that jays bury acorns.\n\nHedgehogs sleep all winter.\n"
LATER = f"# Owls\n\nWe will build 30 boxes for owls.\n\n{NAME} said: “{SENTENCE}”\n\nHedgehogs sleep.\n"


def _readable(data: bytes) -> str:
    """A file as whoever looks for words in it reads it: tags away, every escape undone."""
    text = data.decode("utf-8", "replace")
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return " ".join(unquote(unescape(re.sub(r"</?(?:del|ins|mark|b|span)[^>]*>", "", text))).split())


def _with(words: str, tree: dict[str, bytes]) -> list[str]:
    return [name for name, data in tree.items() if words.rstrip(".").lower() in _readable(data).lower()]


@pytest.fixture
def spoken(empty: "Folder") -> "Folder":
    """A page that says the sentence, and later quotes it; a person is named in both; a claim of it is confirmed."""
    empty.round(0, {"wood/owls": SAID})
    empty.round(2, {"wood/owls": LATER})
    told = f'words = "{SENTENCE}"\nat = "wood/owls@1"\ndoes = "add"\nby = "Ada"\non = 2024-06-04\n'
    (empty.root / "config" / "verdicts.toml").write_text(f"[[claim]]\n{told}", encoding="utf-8")
    return empty


def _redact(folder: "Folder", *words: str) -> int:
    return main(["-C", str(folder.root), "redact", "--by", "Ada", *words])


def test_a_redacted_sentence_stands_nowhere_on_the_site(spoken: "Folder") -> None:
    """Not in texts, comparisons, scripts, feeds, data, pledges and the search; before it did, and its pages stay."""
    spoken.report("site", "--suggestions", "--base", "https://example.org/")
    before = spoken.tree()

    assert _redact(spoken, "--sentence", SENTENCE, "--why", "It was never theirs.") == 0
    spoken.report("site", "--suggestions", "--base", "https://example.org/")
    after = spoken.tree()

    assert len(_with(SENTENCE, before)) > 10
    assert _with(SENTENCE, after) == []
    assert {name for name in before if name.endswith(".html")} <= set(after)
    assert "[words withheld]" in _readable(after["sources/wood/owls/v1.html"])
    assert "We will build 30 boxes for owls." in _readable(after["sources/wood/owls/v2.html"])
    told = _readable(after["corrections/index.html"])
    assert "The words of a sentence are no longer shown" in told
    assert "Why: It was never theirs." in told


def test_a_redacted_claim_stays_confirmed_without_its_words(spoken: "Folder") -> None:
    """The pledge keeps its page and its address; what is read from its words goes with them."""
    spoken.report()
    page = next(name for name in spoken.tree() if name.startswith("pledges/t-"))

    assert _redact(spoken, "--sentence", SENTENCE) == 0
    spoken.report()

    text = _readable(spoken.tree()[page])
    assert "[words withheld]" in text
    assert "40" not in re.sub(r"<[^>]*>", "", text.partition("<main")[2].partition("</main")[0])


def test_a_redacted_name_stands_nowhere_on_the_site(spoken: "Folder") -> None:
    """The sentences stay, without it; a reason that repeats it is cut, too."""
    assert _redact(spoken, "--person", NAME, "--why", f"{NAME} asked us to.") == 0
    spoken.report("site", "--suggestions")

    tree = spoken.tree()
    assert _with(NAME, tree) == []
    assert not [name for name, data in tree.items() if name.startswith("search/words/") and b'"other"' in data]
    assert "[name withheld] said that jays bury acorns." in _readable(tree["sources/wood/owls/v1.html"])


def test_withdrawn_the_words_are_shown_again(spoken: "Folder") -> None:
    """And the page of corrections says so."""
    spoken.report("plain")
    assert _redact(spoken, "--sentence", SENTENCE) == 0
    assert _redact(spoken, "--sentence", SENTENCE, "--withdraw") == 0
    spoken.report("site")

    plain, site = spoken.tree("plain"), spoken.tree("site")
    differ = {name for name in site if plain.get(name) != site[name]} - {".tracker-site.json"}
    assert differ == {"corrections/index.html"}
    assert "shown again" in _readable(site["corrections/index.html"])


def test_the_sentence_in_the_record_stays(spoken: "Folder", capsys: pytest.CaptureFixture[str]) -> None:
    """The desk's own commands show it; a citation does not, and no evidence with it is packed."""
    assert _redact(spoken, "--sentence", SENTENCE) == 0
    capsys.readouterr()

    assert main(["-C", str(spoken.root), "show", "wood/owls@1"]) == 0
    assert SENTENCE in capsys.readouterr().out
    assert main(["-C", str(spoken.root), "find", "boxes for owls", "--format", "json"]) == 0
    assert SENTENCE in capsys.readouterr().out
    assert main(["-C", str(spoken.root), "claims", "wood/owls@1", "--format", "json"]) == 0
    claims = json.loads(capsys.readouterr().out)["claims"]
    name = next(one["id"] for one in claims if "40 boxes" in one["text"])
    for form in ("text", "json", "bibtex", "html"):
        assert main(["-C", str(spoken.root), "cite", name, "--format", form]) == 0
        assert "40 boxes" not in capsys.readouterr().out
    bundle = spoken.root / "evidence.zip"
    assert main(["-C", str(spoken.root), "cite", name, "--bundle", str(bundle)]) == 2
    assert "hands on the whole page" in capsys.readouterr().err
    assert not bundle.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Give one of the two"),
        (("--sentence", SENTENCE, "--person", NAME), "Give one of the two"),
        (("--sentence", "We will"), "of 3 words at least"),
        (("--person", "A."), "of 3 letters at least"),
        (("--sentence", "We will build 400 boxes for owls."), f"The nearest: “{SENTENCE}”"),
        (("--person", NAME, "--withdraw"), "No redaction of these words holds"),
        (("--list", "--withdraw"), "--list stands alone"),
    ],
)
def test_what_cannot_be_redacted_is_said_and_changes_nothing(
    spoken: "Folder", words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2; a slip of a figure is named."""
    assert _redact(spoken, *words) == 2

    assert said in " ".join(capsys.readouterr().err.split())
    assert not (spoken.root / "config" / "redactions.toml").exists()


def test_what_is_done_is_told_to_people_and_programs(spoken: "Folder", capsys: pytest.CaptureFixture[str]) -> None:
    """How much it takes out, and what with much the same words stays."""
    assert _redact(spoken, "--sentence", SENTENCE, "--format", "json") == 0
    done = json.loads(capsys.readouterr().out)
    assert _redact(spoken, "--sentence", SENTENCE) == 2
    capsys.readouterr()
    assert _redact(spoken, "--list") == 0

    assert (done["schema"], done["done"], done["sentences"]) == ("tracker.redacted/1", "redacted", 2)
    assert done["near"] == ["We will build 30 boxes for owls."]
    assert capsys.readouterr().out.startswith(f"sentence: “{SENTENCE}” (Ada, ")
