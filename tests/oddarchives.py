"""WARC files and web archives as they are found, with one odd thing each.

In each file are captures of one page, some of them odd; tests and `scripts/odd_lists.py` run the same cases.
"""

import base64
import gzip
import hashlib
import json
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import brotli
from loopback import Answer
from webarchives import Archives

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Files = Callable[[str], Mapping[str, bytes]]
"""Files by their names, of an address."""


@dataclass(frozen=True)
class OddWarc:
    """WARC files of which so many captures are recorded, the exit code, and what is said."""

    name: str
    files: Files
    recorded: int = 2
    code: int = 0
    said: tuple[str, ...] = ()
    first: Files | None = None
    """Files of an import before."""


@dataclass(frozen=True)
class OddReplay:
    """A web archive with three captures, so many of which are recorded."""

    name: str
    serve: Callable[[Archives, str], None]
    dialect: str = "ia"
    recorded: int = 3
    code: int = 0
    said: tuple[str, ...] = ()


def page(number: int) -> bytes:
    """A page of our own that is long enough to be one."""
    nests = " ".join(f"Nest number {nest} stands in the old oak by the river." for nest in range(12))
    title = "Our plan for nests"
    said = f"<h1>{title}</h1><p>We will keep {number} nests.</p><p>{nests}</p>"
    return f"<html><head><title>{title}</title></head><body><main>{said}</main></body></html>".encode()


def http(body: bytes, *heads: str, line: str = "HTTP/1.1 200 OK") -> bytes:
    """An answer as a server sends it."""
    return "\r\n".join((line, "Content-Type: text/html; charset=utf-8", *heads, "", "")).encode() + body


def sha1(body: bytes) -> str:
    """As most crawlers write it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"


def record(url: str, day: int, block: bytes, kind: str = "response", length: int | None = None, **heads: str) -> bytes:
    """A record of that day; keywords are heads of WARC, e.g. `payload_digest="sha1:…"`."""
    rows = {
        "Type": kind,
        "Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{day:012}>",
        "Date": f"2020-06-{day:02}T09:30:05Z",
        "Target-URI": url,
        **{name.replace("_", "-").title(): value for name, value in heads.items()},
    }
    named = "".join(f"WARC-{name}: {value}\r\n" for name, value in rows.items() if value)
    media = "application/http; msgtype=response" if block.startswith(b"HTTP/") else "text/html"
    size = len(block) if length is None else length
    return f"WARC/1.0\r\n{named}Content-Type: {media}\r\nContent-Length: {size}\r\n\r\n".encode() + block + b"\r\n\r\n"


def chunked(body: bytes) -> bytes:
    """A body in two chunks."""
    parts = (body[:100], body[100:])
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


def _deflated(body: bytes) -> bytes:
    made = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return made.compress(body) + made.flush()


def _good(url: str, day: int) -> bytes:
    return record(url, day, http(page(day)), payload_digest=sha1(page(day)))


def _members(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def _odd_answer(name: str, block: Callable[[bytes], bytes], **heads: str) -> OddWarc:
    """A file with one odd answer and a good one."""
    return OddWarc(name, lambda url: {"a.warc.gz": _members(record(url, 1, block(page(1)), **heads), _good(url, 2))})


def _packings() -> tuple[OddWarc, ...]:
    return (
        _odd_answer("Brotli", lambda body: http(brotli.compress(body), "Content-Encoding: br")),
        _odd_answer("gzip", lambda body: http(gzip.compress(body), "Content-Encoding: gzip")),
        _odd_answer("deflate with a frame", lambda body: http(zlib.compress(body), "Content-Encoding: deflate")),
        _odd_answer("deflate without a frame", lambda body: http(_deflated(body), "Content-Encoding: deflate")),
        _odd_answer("Zstandard", lambda body: http(zstd.compress(body), "Content-Encoding: zstd")),
        _odd_answer("chunks", lambda body: http(chunked(body), "Transfer-Encoding: chunked")),
        _odd_answer(
            "gzip in chunks",
            lambda body: http(chunked(gzip.compress(body)), "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
        ),
        _odd_answer("chunks announced, none there", lambda body: http(body, "Transfer-Encoding: chunked")),
        _odd_answer("gzip announced, plain", lambda body: http(body, "Content-Encoding: gzip")),
        _odd_answer("Brotli announced, plain", lambda body: http(body, "Content-Encoding: br")),
        _odd_answer("gzip not announced", lambda body: http(gzip.compress(body))),
        _odd_answer("a coding that is none", lambda body: http(body, "Content-Encoding: utf-8")),
        _odd_answer("HTTP/2", lambda body: http(body, line="HTTP/2 200")),
        _odd_answer("no head at all", lambda body: body),
        _odd_answer("digest in base 16", http, payload_digest=f"sha1:{base64.b32decode(sha1(page(1))[5:]).hex()}"),
        _odd_answer("SHA-256", http, payload_digest=f"sha256:{hashlib.sha256(page(1)).hexdigest()}"),
        _odd_answer("a digest of an unknown sort", http, payload_digest="blake9:abc"),
        _odd_answer(
            "a digest without the chunks' frames",
            lambda body: http(chunked(body), "Transfer-Encoding: chunked"),
            payload_digest=sha1(page(1)),
        ),
        OddWarc(
            "Brotli that is damaged",
            lambda url: {
                "a.warc": record(url, 1, http(b"\x00\x01" + brotli.compress(page(1))[2:], "Content-Encoding: br"))
                + _good(url, 2)
            },
            1,
            3,
            ("1 record left out", "compressed with br, which tracker cannot open"),
        ),
    )


def _files() -> tuple[OddWarc, ...]:
    def three(url: str) -> list[bytes]:
        return [_good(url, day) for day in (1, 2, 3)]

    def blocks(url: str) -> bytes:
        whole = b"".join(three(url))
        return _members(*(whole[at : at + 300] for at in range(0, len(whole), 300)))

    def broken(url: str) -> bytes:
        first, second, third = (_members(one) for one in three(url))
        return first + second[:40] + b"\x00" * 30 + second[70:] + third

    def cut_member(url: str) -> bytes:
        first, second, third = (_members(one) for one in three(url))
        return first + second[:-200] + third

    def too_long(url: str) -> bytes:
        one = http(page(1))
        long = record(url, 1, one, length=len(one) + 400, payload_digest=sha1(page(1)))
        return long + _good(url, 2) + _good(url, 3)

    def no_date(url: str) -> bytes:
        return _good(url, 1) + _good(url, 2).replace(b"WARC-Date: 2020", b"WARC-Daze: 2020") + _good(url, 3)

    left = "its bytes do not match the digest beside them"
    return (
        OddWarc("one gzip member for all", lambda url: {"a.warc.gz": _members(b"".join(three(url)))}, 3),
        OddWarc("gzip in blocks that know no records", lambda url: {"a.warc.gz": blocks(url)}, 3),
        OddWarc("Zstandard, a frame a record", lambda url: {"a.warc.zst": b"".join(map(zstd.compress, three(url)))}, 3),
        OddWarc("Zstandard, one frame", lambda url: {"a.warc.zst": zstd.compress(b"".join(three(url)))}, 3),
        OddWarc("Zstandard with a dictionary", lambda url: {"a.warc.zst": trained(three(url))}, 3),
        OddWarc("zeros behind the end", lambda url: {"a.warc.gz": _members(*three(url)) + b"\0" * 512}, 3),
        OddWarc("a damaged member", lambda url: {"a.warc.gz": broken(url)}, 2, 3, ("1 damaged place",)),
        OddWarc("a member that is cut", lambda url: {"a.warc.gz": cut_member(url)}, 2, 3, ("1 damaged place",)),
        OddWarc("a file that is cut", lambda url: {"a.warc.gz": _members(*three(url))[:-99]}, 2, 3, ("cut short",)),
        OddWarc("a plain file that is cut", lambda url: {"a.warc": b"".join(three(url))[:-99]}, 2, 3, ("cut short",)),
        OddWarc("a length that is too great", lambda url: {"a.warc": too_long(url)}, 2, 3, (left,)),
        OddWarc("a record without a date", lambda url: {"a.warc": no_date(url)}, 2, 3, ("head of a record",)),
        OddWarc(
            "a digest that does not match",
            lambda url: {
                "a.warc.gz": _members(_good(url, 1).replace(b"1 nests", b"9 nests"), _good(url, 2), _good(url, 3))
            },
            2,
            3,
            ("1 record left out", left),
        ),
        OddWarc(
            "something that is no WARC file",
            lambda _: {"a.warc": page(1)},
            0,
            3,
            ("what should be a record is not one",),
        ),
    )


def trained(records: list[bytes]) -> bytes:
    """Records packed with a dictionary, which stands before them in a frame that is skipped."""
    known = zstd.train_dict([one[at:] for one in records for at in range(0, 500, 5)], 1_000)
    frame = b"\x5d\x2a\x4d\x18" + len(known.dict_content).to_bytes(4, "little") + known.dict_content
    return frame + b"".join(zstd.compress(one, zstd_dict=known) for one in records)


def _records() -> tuple[OddWarc, ...]:
    def revisit(url: str, day: int, digest: str, **heads: str) -> bytes:
        return record(
            url, day, b"", "revisit", payload_digest=digest, profile="http://netpreserve.org/warc/1.0/x", **heads
        )

    def others(url: str) -> bytes:
        return (
            record("", 1, b"software: x\r\n", "warcinfo")
            + record(url, 1, b"GET / HTTP/1.1\r\n\r\n", "request")
            + record("dns:example.org", 1, b"example.org. 1 IN A 127.0.0.1", "response")
            + record(url, 4, http(b"gone", line="HTTP/1.1 404 Not Found"))
            + record("https://elsewhere.example/", 1, http(page(1)))
            + _good(url, 1)
            + _good(url, 2)
        )

    def arc(url: str) -> bytes:
        block = http(page(1))
        head = b"1 0 x\nURL IP-address Archive-date Content-type Archive-length\n"
        return (
            b"filedesc://a.arc 0.0.0.0 20200601093005 text/plain %d\n" % len(head)
            + head
            + b"\n"
            + f"{url} 127.0.0.1 20200601093005 text/html {len(block)}\n".encode()
            + block
            + b"\n"
        )

    nowhere = "neither in these files nor recorded"
    elsewhere = "https://elsewhere.example/"
    return (
        OddWarc(
            "a revisit before its original",
            lambda url: {"a.warc": revisit(url, 5, sha1(page(1))) + _good(url, 1) + _good(url, 2)},
            3,
        ),
        OddWarc(
            "a revisit of another page's bytes, in another file",
            lambda url: {
                "a.warc": revisit(url, 5, sha1(page(1))) + _good(url, 2),
                "b.warc": record(elsewhere, 1, http(page(1)), payload_digest=sha1(page(1))),
            },
        ),
        OddWarc(
            "a revisit of what is in the store",
            lambda url: {"b.warc": revisit(url, 5, sha1(page(1))) + _good(url, 4)},
            3,
            first=lambda url: {"a.warc": _good(url, 1)},
        ),
        OddWarc(
            "a revisit of what is in the store packed, by its date",
            lambda url: {"b.warc": revisit(url, 5, "sha1:A", refers_to_date="2020-06-01T09:30:05Z") + _good(url, 4)},
            3,
            first=lambda url: {"a.warc": _good(url, 1)},
        ),
        OddWarc(
            "a revisit of nothing",
            lambda url: {"a.warc": revisit(url, 5, "sha1:B") + _good(url, 1) + _good(url, 2)},
            2,
            3,
            (nowhere,),
        ),
        OddWarc(
            "records that are no answers",
            lambda url: {"a.warc": others(url)},
            said=("5 records skipped", "1 of the type request", "1 with the status 404"),
        ),
        OddWarc(
            "an answer that the crawler cut off",
            lambda url: {"a.warc": record(url, 1, http(page(1)), truncated="length") + _good(url, 2) + _good(url, 3)},
            2,
            3,
            ("the crawler cut it off (length)",),
        ),
        OddWarc("an address in brackets", lambda url: {"a.warc": _good(f"<{url}>", 1) + _good(url, 2)}),
        OddWarc("a file of a resource", lambda url: {"a.warc": record(url, 1, page(1), "resource") + _good(url, 2)}),
        OddWarc("an ARC file", lambda url: {"a.arc": arc(url)}, 1),
    )


def _hold(archives: Archives, url: str) -> None:
    archives.hold(url, [(at, page(at.day)) for at in DAYS])


def _packed(pack: Callable[[bytes], bytes], **heads: str) -> Callable[[Archives, str], None]:
    """The second capture comes packed, and its head does not say so."""

    def serve(archives: Archives, url: str) -> None:
        _hold(archives, url)
        kind = {
            "content-type": "text/html; charset=utf-8",
            **{name.replace("_", "-"): one for name, one in heads.items()},
        }
        archives.replays(DAYS[1], url, Answer(pack(page(2)), headers=kind))

    return serve


def _replay(*answers: Answer) -> Callable[[Archives, str], None]:
    """The second capture is answered so."""

    def serve(archives: Archives, url: str) -> None:
        _hold(archives, url)
        archives.replays(DAYS[1], url, *answers)

    return serve


def _listed(
    change: Callable[[list[list[str]]], object], path: str = "/cdx/search/cdx"
) -> Callable[[Archives, str], None]:
    """The list is another: rows of stamp, address, type, status and digest, a head first."""

    def serve(archives: Archives, url: str) -> None:
        _hold(archives, url)
        rows = [["timestamp", "original", "mimetype", "statuscode", "digest"]]
        rows += [[f"{at:%Y%m%d%H%M%S}", url, "text/html", "200", f"D{at.day}"] for at in DAYS]
        made = change(rows)
        archives.site.page(path, made if isinstance(made, str) else json.dumps(made))

    return serve


def _lines(rows: list[list[str]]) -> str:
    """As the Internet Archive writes its list: a row a line."""
    return "[" + ",\n".join(map(json.dumps, rows)) + "]\n"


def _in_lines(rows: list[list[str]]) -> str:
    """As the UK Government Web Archive writes its list, with a line that is none."""
    found = [json.dumps({"timestamp": row[0], "url": row[1], "status": "200"}) for row in rows[1:]]
    return "\n".join((found[0], "{busy", *found[1:]))


def _two_pages(archives: Archives, url: str) -> None:
    """The list comes in pages, of which the second does not come."""
    _hold(archives, url)
    archives.page_size = 2
    archives.site.answers("/cdx/search/cdx", archives.page_of_list, Answer(status=503))


def _dateless(archives: Archives, url: str) -> None:
    """A TimeMap in which one memento has no date."""
    _hold(archives, url)
    path = f"/timemap/link/{url}"
    stamps = [(archives.site.url(f"/web/{at:%Y%m%d%H%M%S}/{url}"), format_datetime(at, usegmt=True)) for at in DAYS]
    links = [f'<{address}>; rel="memento"; datetime="{said}"' for address, said in stamps]
    archives.site.page(path, ",\n".join((*links[:2], links[2].partition("; datetime")[0])))


def _elsewhere(archives: Archives, url: str) -> None:
    """In place of the second capture the third one is played."""
    _hold(archives, url)
    archives.site.redirect(f"/web/{DAYS[1]:%Y%m%d%H%M%S}id_/{url}", f"/web/{DAYS[2]:%Y%m%d%H%M%S}id_/{url}")


DAYS = tuple(datetime(2020, 6, day, 9, 30, 5, tzinfo=UTC) for day in (1, 2, 3))
_BUSY = Answer(b"<h1>503</h1>", 503)
_ROBOTS = Answer(b"org.archive.wayback.exception.RobotAccessControlException: Blocked By Robots", 403)
REPLAYS: tuple[OddReplay, ...] = (
    OddReplay("gzip, the head says nothing", _packed(gzip.compress)),
    OddReplay("gzip in gzip", _packed(lambda body: gzip.compress(gzip.compress(body)))),
    OddReplay("Zstandard, the head says nothing", _packed(zstd.compress)),
    OddReplay("Brotli, the archive says so", _packed(brotli.compress, x_archive_orig_content_encoding="br")),
    OddReplay("Brotli, nobody says so", _packed(brotli.compress)),
    OddReplay("deflate, nobody says so", _packed(zlib.compress)),
    OddReplay("plain, the archive says gzip", _packed(bytes, x_archive_orig_content_encoding="gzip")),
    OddReplay(
        "gzip that is cut", _packed(lambda body: gzip.compress(body)[:-30]), "ia", 2, 3, ("broke off before its end",)
    ),
    OddReplay("a replay that is 503 now", _replay(_BUSY), "ia", 2, 3, ("1 capture did not arrive",)),
    OddReplay(
        "a replay that robots.txt once excluded", _replay(_ROBOTS), "ia", 2, 0, ("the archive does not play it",)
    ),
    OddReplay("another capture is played in its place", _elsewhere, "ia", 2, 0, ("instead",)),
    OddReplay(
        "rows with odd stamps",
        _listed(lambda rows: [*rows[:3], ["2020", *rows[3][1:]], ["20201332256199", *rows[3][1:]], rows[3]]),
        "ia",
        3,
        3,
        ("2 rows of the lists left out", "with the stamp “2020”"),
    ),
    OddReplay("rows that lack columns", _listed(lambda rows: [*rows, rows[1][:1], [], None]), "ia", 3, 3, ("3 rows",)),
    OddReplay("columns that are not asked for", _listed(lambda rows: [[*row, "x"] for row in rows])),
    OddReplay(
        "redirects and errors among the rows",
        _listed(lambda rows: [*rows, [*rows[1][:3], "301", "E"], [*rows[1][:3], "404", "F"]]),
        "ia",
        3,
        0,
        ("2 rows of the lists skipped", "1 with the status 301"),
    ),
    OddReplay("a list that is cut", _listed(lambda rows: _lines(rows)[:-40]), "ia", 2, 3, ("cut short or damaged",)),
    OddReplay(
        "a notice before the list", _listed(lambda rows: "<b>Notice</b>\n" + _lines(rows)), "ia", 3, 3, ("damaged",)
    ),
    OddReplay("a byte order mark before the list", _listed(lambda rows: "\ufeff" + _lines(rows))),
    OddReplay("the second page of the list is 503", _two_pages, "ia", 2, 3, ("rest of the list",)),
    OddReplay(
        "a list that is refused",
        lambda archives, _: archives.site.answers("/cdx/search/cdx", _ROBOTS),
        "ia",
        0,
        3,
        ("No list",),
    ),
    OddReplay("a line that is none", _listed(_in_lines, "/ukgwa/cdx"), "ukgwa", 3, 3, ("1 row of the lists left out",)),
    OddReplay("a memento without a date", _dateless, "timemap", 2, 3, ("without a date that can be read",)),
)
WARCS: tuple[OddWarc, ...] = (*_packings(), *_files(), *_records())


def write(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """The files, written."""
    for name, body in files.items():
        (folder / name).write_bytes(body)
    return [folder / name for name in files]
