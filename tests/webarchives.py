"""A web archive of our own on loopback: the Internet Archive's list and replay, the UKGWA's, and a Memento TimeMap."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

from loopback import Answer, Asked, Loopback

Capture = tuple[datetime, bytes]


class Archives:
    """What the archive holds of each address. `page_size` rows of the Internet Archive's list come at once."""

    def __init__(self, site: Loopback, *, page_size: int = 5_000) -> None:
        self.site = site
        self.page_size = page_size
        self.held: dict[str, list[Capture]] = {}
        site.answers("/cdx/search/cdx", self.page_of_list)
        site.answers("/ukgwa/cdx", self._ukgwa)

    @property
    def base(self) -> dict[str, str]:
        """Where each dialect answers."""
        root = self.site.url("").rstrip("/")
        return {"ia": root, "ukgwa": f"{root}/ukgwa", "timemap": root}

    def hold(self, url: str, captures: Sequence[Capture]) -> None:
        """The archive holds these captures of an address."""
        self.held[url] = sorted(captures)
        for at, body in captures:
            for path in self._replays(at, url):
                self.site.page(path, body, content_type="text/html; charset=utf-8")
        links = ",\n".join(
            f'<{self.site.url(f"/web/{at:%Y%m%d%H%M%S}/{url}")}>; rel="memento"; '
            f'datetime="{format_datetime(at, usegmt=True)}"'
            for at, _ in self.held[url]
        )
        self.site.page(
            f"/timemap/link/{url}", f'<{url}>; rel="original",\n{links}\n', content_type="application/link-format"
        )

    def replays(self, at: datetime, url: str, *answers: Answer) -> None:
        """What the archive answers for one capture instead of its bytes."""
        for path in self._replays(at, url):
            self.site.answers(path, *answers)

    def _replays(self, at: datetime, url: str) -> tuple[str, str]:
        return f"/web/{at:%Y%m%d%H%M%S}id_/{url}", f"/ukgwa/{at:%Y%m%d%H%M%S}id_/{url}"

    def _wanted(self, asked: Asked) -> tuple[str, list[Capture], dict[str, str]]:
        query = {key: value[0] for key, value in parse_qs(urlsplit(asked.path).query).items()}
        first, last = query.get("from", "0"), query.get("to", "99999999")
        held = [one for one in self.held.get(query["url"], []) if first <= f"{one[0]:%Y%m%d}" <= last]
        return query["url"], held, query

    def page_of_list(self, asked: Asked) -> Answer:
        """So many rows of the Internet Archive's list as one page has."""
        url, held, query = self._wanted(asked)
        start = int(query.get("resumeKey", "0"))
        rows: list[list[str]] = [["timestamp", "original", "mimetype", "statuscode", "digest"]] if held else []
        rows += [
            [f"{at:%Y%m%d%H%M%S}", url, "text/html", "200", _digest(body)]
            for at, body in held[start : start + self.page_size]
        ]
        if held[start + self.page_size :]:
            rows += [[], [str(start + self.page_size)]]
        return Answer(json.dumps(rows).encode(), headers={"content-type": "application/json"})

    def _ukgwa(self, asked: Asked) -> Answer:
        url, held, _ = self._wanted(asked)
        rows = [
            json.dumps(
                {"urlkey": "x", "timestamp": f"{at:%Y%m%d%H%M%S}", "url": url, "mime": "text/html", "status": "200"}
            )
            for at, _ in held
        ]
        return Answer("\n".join(rows).encode())


def _digest(body: bytes) -> str:
    return hashlib.sha1(body, usedforsecurity=False).hexdigest().upper()
