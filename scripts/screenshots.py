"""Pictures of each kind of page of a site, to be looked at: wide and on a phone, light and dark.

    python scripts/screenshots.py FOLDER OUT [--kind pledge] [--page ADDRESS] [--whole]

FOLDER is what `tracker report FOLDER` wrote; OUT gets `front-1280-light.png` and so on, of the largest page of each kind,
or of the pages named. `make browser` installs what this needs. Pages are cut at 4,000 pixels unless all is asked for.
"""

import argparse
import importlib.util
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parents[1]
TALLEST = 4_000


def main(words: list[str] | None = None) -> int:
    """0 when they are made; 2 when there is no browser."""
    parser = argparse.ArgumentParser(description="Pictures of each kind of page of a site.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kind", action="append", help="only this kind of page; may be given several times")
    parser.add_argument("--page", action="append", help="this address instead; may be given several times")
    parser.add_argument("--whole", action="store_true", help="the whole page, however long")
    asked = parser.parse_args(words)
    browsing, kinds = _module("browsing"), _module("kinds")
    if lacking := browsing.missing():
        print(lacking, file=sys.stderr)
        return 2
    asked.out.mkdir(parents=True, exist_ok=True)
    with browsing.chromium() as chromium:
        for (name, address), width, scheme in product(_wanted(asked, kinds), browsing.WIDTHS, browsing.SCHEMES):
            made = asked.out / f"{name}-{width}-{scheme}.png"
            with chromium.visit(asked.folder.resolve().as_uri() + "/", width=width, scheme=scheme) as tab:
                _shoot(tab.open(address), made, width=width, tallest=None if asked.whole else TALLEST)
                for trouble in tab.troubles:
                    print(f"{address}: {trouble}", file=sys.stderr)
                tab.troubles.clear()
            print(made)
    return 0


def _shoot(tab: Any, made: Path, *, width: int, tallest: int | None) -> None:
    tall = tab.page.evaluate("document.documentElement.scrollHeight")
    tab.page.set_viewport_size({"width": width, "height": min(tall, tallest or tall)})
    tab.page.screenshot(path=made)
    tab.settle()


def _wanted(asked: argparse.Namespace, kinds: ModuleType) -> Iterator[tuple[str, str]]:
    if asked.page:
        yield from ((address.removesuffix(".html").replace("/", "-"), address) for address in asked.page)
        return
    there = {kinds.kind_of(page) for page in kinds.pages(asked.folder)}
    for kind in asked.kind or kinds.KINDS:
        if kind in there:
            yield kind, kinds.richest(asked.folder, kind)
        else:
            print(f"The site has no page of the kind “{kind}”.", file=sys.stderr)


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HERE / "tests" / "browser" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
