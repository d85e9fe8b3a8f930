"""Sitemap: every page of a site for search engines, where it is known where the site is published."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from tracker.desk import address
from tracker.site.key import digest
from tracker.site.site_file import SiteFile

MOST: Final = 50_000
"""Addresses of one file, as sitemaps.org has it."""
SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap(pages: Sequence[str], base: str, *, most: int = MOST) -> Iterator[SiteFile]:
    """`sitemap.xml`, in several files where one may not hold all pages, and `robots.txt`, which names it.

    A robots.txt counts at the root of a host alone; elsewhere it is there to be read.
    """
    told = sorted(pages)
    parts = [told[at : at + most] for at in range(0, len(told), most)]
    if len(parts) > 1:
        names = [f"sitemap-{at}.xml" for at in range(1, len(parts) + 1)]
        for name, part in zip(names, parts, strict=True):
            yield _file(name, "urlset", "url", part, base)
        yield _file(address.SITEMAP, "sitemapindex", "sitemap", names, base)
    else:
        yield _file(address.SITEMAP, "urlset", "url", told, base)
    robots = f"User-agent: *\nAllow: /\nSitemap: {base}{address.SITEMAP}\n"
    yield SiteFile(address.ROBOTS, digest(robots), partial(str.encode, robots))


def _file(name: str, whole: str, each: str, addresses: Sequence[str], base: str) -> SiteFile:
    def make() -> bytes:
        lines = "".join(f"<{each}><loc>{escape(base + quote(one))}</loc></{each}>\n" for one in addresses)
        return f'{_HEAD}<{whole} xmlns="{SCHEMA}">\n{lines}</{whole}>\n'.encode()

    return SiteFile(name, digest("sitemap", whole, base, *addresses), make)
