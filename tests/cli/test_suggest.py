"""Pages ask for corrections where an address for them is set, and only there."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from loopback import Loopback
from machine import article

Run = Callable[..., tuple[int, str]]
TO = "corrections@example.org"
LINK = re.compile(r'href="(mailto:corrections@[^"]+)">Suggest a correction')


def test_every_page_asks_for_corrections_where_an_address_is_set(
    birds: Run, bird_pages: dict[str, list[str]], loopback: Loopback, tmp_path: Path
) -> None:
    """A page of a change or a pledge names its ids; setting the address changes pages that are there already."""
    first, *others = bird_pages["plan"]
    loopback.page("/plan", article(first.replace("will", "aim to"), *others))
    birds("snapshot")
    threads = json.loads(birds("pledges", "--format", "json")[1])["threads"]
    birds("confirm", "--thread", next(one["id"] for one in threads if len(one["claims"]) > 1))
    site = tmp_path / "site"
    birds("report", str(site), "--jobs", "1")
    assert "Suggest a correction" not in (site / "index.html").read_text("utf-8")
    with (tmp_path / "config" / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'suggest_to = "{TO}"\n')

    birds("report", str(site), "--jobs", "1")

    for page in site.rglob("*.html"):
        assert LINK.search(page.read_text("utf-8")), page
    about = {
        name: parse_qs(urlsplit(unescape(found[1])).query)["body"][0]
        for name, place in (("change", "changes/plan/page/2.html"), ("pledge", "pledges/t-*.html"))
        for found in [LINK.search(next(site.glob(place)).read_text("utf-8"))]
        if found
    }
    assert re.search(r"About: d-[a-z2-7]{10}", about["change"])
    assert re.search(r"About: t-[a-z2-7]{10} c-[a-z2-7]{10} c-[a-z2-7]{10}", about["pledge"])
