"""The search for what would run, mislead or reach elsewhere finds it in every kind of file."""

import zlib
from pathlib import Path

import pytest
from scanfiles import ASSETS, file_faults

FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><entry>{}</entry></feed>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
CLAIM = '{{"@context": "https://schema.org", "@graph": [{}]}}'


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.xml", FEED.format("<title>Owls</title>"), None),
        (
            "a.xml",
            FEED.format('<content type="html">&lt;p&gt;Owls &lt;ins&gt;sleep&lt;/ins&gt;&lt;/p&gt;</content>'),
            None,
        ),
        ("a.xml", FEED.format('<content type="html">&lt;img src=x&gt;</content>'), "has <img> in an entry"),
        ("a.xml", FEED.format('<content type="html">&lt;p onclick=x&gt;</content>'), "has <p onclick=x> in an entry"),
        ("a.xml", FEED.format('<link href="javascript:x"/>'), "leads to javascript:x"),
        ("a.xml", FEED.format("<title>\u202e</title>"), "shows U+202E"),
        ("a.xml", "<!DOCTYPE feed [<!ENTITY a 'b'>]><feed/>", "has a DTD"),
        ("a.xml", "<feed>", "is not well-formed"),
        ("a.svg", SVG.format('<text x="1">Owls</text>'), None),
        ("a.svg", SVG.format("<script>x</script>"), "has <script>"),
        ("a.svg", SVG.format("<foreignObject/>"), "has <foreignObject>"),
        ("a.svg", SVG.format('<g onload="x"/>'), "has an attribute onload"),
        ("a.svg", SVG.format('<use href="https://evil.example/#a"/>'), "leads to https://evil.example/#a"),
        ("a.svg", SVG.format('<rect fill="url(https://evil.example)"/>'), "loads url(https://evil.example)"),
        ("a.json", '{"a": "\\u202e"}', None),
        ("a.json", '{"a": "\u202e"}', "is not ASCII"),
        ("a.json", "{", "does not parse"),
        ("a.json", "NaN", "does not parse: NaN is no JSON"),
        ("a.jsonld", CLAIM.format('{"@type": "Claim", "@id": "urn:uuid:1"}'), None),
        ("a.jsonld", CLAIM.format('{"@type": "ClaimReview"}'), "judges, as ClaimReview"),
        ("a.jsonld", CLAIM.format('{"@type": 1}'), "has a thing of the type 1"),
        ("a.jsonld", CLAIM.format('{"@type": "Claim", "url": "javascript:x"}'), "has url javascript:x"),
        ("a.jsonld", "{}", "has the context None"),
        ("a.csv", '"-5%",\'=SUM(1),owls\n', None),
        ("a.csv", "owls,=SUM(1)\n", "has a cell that begins with '='"),
        ("a.csv", "owls,\u202eslwo\n", "shows U+202E"),
        ("a.js", 'trackerSearch("a",[1]);\n', None),
        ("a.js", 'window.trackerVersions = {"a":1};\n', None),
        ("a.js", 'trackerSearch("<");\n', "is not inert"),
        ("a.js", "trackerSearch(alert());\n", "is not one call with data"),
        ("a.js", 'trackerSearch("a");alert("b");\n', "is not one call with data"),
        ("assets/theme.js", "alert(1);\n", "is no script of ours"),
        ("assets/theme.js", (ASSETS / "theme.js").read_text("utf-8"), None),
        ("assets/site.css", "@import 'a';", "is no stylesheet of ours"),
        ("a.png", (PNG + _chunk(b"IEND", b"")).decode("latin-1"), None),
        ("a.png", (PNG + _chunk(b"tEXt", b"owls")).decode("latin-1"), "has a part b'tEXt'"),
        ("a.png", "<svg/>", "is no PNG"),
        ("a.txt", "owls", None),
        ("a.exe", "owls", "is of no kind that is known here"),
    ],
)
def test_a_fault_is_told_with_its_file(tmp_path: Path, name: str, text: str, fault: str | None) -> None:
    """And what is as it should be has none."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("latin-1" if name.endswith(".png") else "utf-8"))

    found = list(file_faults(tmp_path))

    assert bool(found) == bool(fault)
    assert fault is None or found[0].startswith(f"{name}: {fault}")
