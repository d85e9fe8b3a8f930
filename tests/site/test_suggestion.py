"""The mail in which a reader says what is wrong on a page."""

import json
import re
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tracker.cli.main import main
from tracker.site.suggestion import MOST_IDS, suggestion

HOSTILE = "Owls\r\nBcc: evil@example.org&cc=x@example.org?body=<script>“\x1b[31m 100 % #1"
TO = "corrections@example.org"


def test_it_says_which_page_and_what_is_meant() -> None:
    """Read as a mail program reads it."""
    link = suggestion(
        TO, "https://example.org/t/", "pledges/t-aaaaaaaaaa.html", "Owl boxes", "t-aaaaaaaaaa c-bbbbbbbbbb"
    )
    told = parse_qs(urlsplit(link).query)

    assert urlsplit(link).path == TO
    assert told["subject"] == ["Correction: Owl boxes"]
    assert "Page: https://example.org/t/pledges/t-aaaaaaaaaa.html\r\n" in told["body"][0]
    assert "About: t-aaaaaaaaaa c-bbbbbbbbbb\r\n" in told["body"][0]
    assert "What is wrong:" in told["body"][0]


def test_no_word_of_a_page_becomes_another_header() -> None:
    """Neither a line, nor another address, nor markup; what a terminal would obey is made visible."""
    link = suggestion(TO, None, "index.html", HOSTILE.replace("<", "&lt;"), f"c-aaaaaaaaaa {HOSTILE}")
    told = parse_qs(urlsplit(link).query)

    assert set(told) == {"subject", "body"}
    assert not re.search(r"[\s<>\"'&]", link.replace("&body=", ""))
    assert "\n" not in told["subject"][0]
    assert "\x1b" not in link + told["subject"][0] + told["body"][0]
    message = EmailMessage()
    message["Subject"] = told["subject"][0]
    assert message["Bcc"] is None


def test_of_many_ids_the_first_are_named() -> None:
    """With how many more there are."""
    ids = " ".join(f"c-{'abcdefghij'[at % 10] * 9}{'abcdefghij'[at // 10]}" for at in range(MOST_IDS + 5))

    assert parse_qs(urlsplit(suggestion(TO, None, "x.html", "x", ids)).query)["body"][0].count("c-") == MOST_IDS
    assert "and%205%20more" in suggestion(TO, None, "x.html", "x", ids)


@pytest.mark.parametrize(
    "value", ["x", "a@b", "a b@example.org", "a@example.org?cc=b@example.org", "a@example.org\n", "é@example.org"]
)
def test_an_address_that_is_none_is_told(tmp_path: Path, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is built."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "sources.toml").write_text("")
    (tmp_path / "config" / "settings.toml").write_text(f"suggest_to = {json.dumps(value)}\n")

    assert main(["-C", str(tmp_path), "sources", "check"]) == 2
    assert "an e-mail address such as" in capsys.readouterr().err
