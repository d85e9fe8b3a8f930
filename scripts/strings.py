"""Write docs/strings.md: every sentence that tracker prints, by the file that says it (`make strings`).

For a reviewer: what reads badly here reads badly on a screen. Help texts stand in docs/commands.md. A test holds the page
against the program.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "strings.md"
HEAD = """\
# What tracker says

Every sentence and label of its output, by the file that says it; `…` stands for what is filled in. `make strings` writes
this page. Help texts: [commands.md](commands.md). What the terms mean: [glossary.md](glossary.md).
"""
ROOMS = ("cli", "desk", "render")
"""Rooms whose texts are for people; of the others only what they raise."""
_HELP = frozenset({"Option", "Argument", "Field", "CommandRow"})
"""Calls whose texts stand in docs/commands.md, docs/schemas or config/settings.toml."""
_SAYS = re.compile(r"[A-Za-z’]{2,}[ ,:;]+[\w“(`…]|[a-z] …")
_WORD = re.compile(r"[A-Za-z’]{2,}")
_NOT_SAID = re.compile(
    r"(?i)^(?:select|insert|create|delete|update) [\w(]|\\[bdsw]|\(\?|^(?:tuple|list|mapping)\\\\\[|https?://json"
)


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        said = list(dict.fromkeys(_said(path)))
        if said:
            parts.append(f"## {path.relative_to(ROOT / 'tracker')}\n")
            parts.append("\n".join(f"- {one}" for one in said) + "\n")
    return "\n".join(parts)


def _said(path: Path) -> Iterator[str]:
    """Texts in the order in which they stand."""
    tree = ast.parse(path.read_text("utf-8"))
    shown = path.relative_to(ROOT / "tracker").parts[0] in ROOMS and "schemas" not in path.parts
    roots = [tree] if shown else [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    passed_over = {id(part) for node in ast.walk(tree) for part in _inside(node)}
    for root in roots:
        for node in ast.walk(root):
            if id(node) in passed_over:
                continue
            text = _text(node)
            if len(_WORD.findall(text)) > 1 and "\\_" not in text and _SAYS.search(text) and not _NOT_SAID.search(text):
                yield text


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, help texts, annotations, and the pieces of a text that is told as a whole."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    for kind in (getattr(node, "annotation", None), getattr(node, "returns", None)):
        yield from ast.walk(kind) if kind else ()
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _HELP or name in {"compile", "deferred", "later", "NewType"}:
            for part in [*node.args, *(keyword.value for keyword in node.keywords)]:
                yield from ast.walk(part)
    if isinstance(node, ast.JoinedStr):
        yield from (part for part in node.values if isinstance(part, ast.Constant))
    if isinstance(node, ast.Subscript):
        yield from ast.walk(node.slice)


def _text(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return _line(text)
        case ast.JoinedStr(values=values):
            return _line("".join(part.value if isinstance(part, ast.Constant) else "…" for part in values))
        case _:
            return ""


def _line(text: str) -> str:
    """One line of Markdown that shows it as it is."""
    told = " ".join(text.split())
    return re.sub(r"([*_<\[|\\])", r"\\\1", told)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
