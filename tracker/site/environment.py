"""The template environment of the site: one place where text becomes markup, and it escapes everything."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from tracker.config.redaction import Redaction
from tracker.desk.address import up
from tracker.desk.redactor import Redactor
from tracker.render.safe import safe
from tracker.site.suggestion import suggestion


def render(template: str, page: str, values: Mapping[str, Any]) -> str:
    """The page at that address. `root` leads from it to the site's root, for relative links."""
    hides: tuple[Redaction, ...] = getattr(values.get("site"), "hides", ())
    return _environment(hides).get_template(template).render(root=up(page), page=page, **values)


@cache
def _environment(hides: tuple[Redaction, ...]) -> Environment:
    """With a last look at every value where words are taken out: a template that forgets to ask shows none of them."""
    redactor = Redactor(hides)

    def shown(value: Any) -> Any:
        return redactor.text(value) if type(value) is str else value

    made = Environment(
        finalize=shown if hides else None,
        loader=PackageLoader("tracker.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["safe_text"] = safe  # what a terminal or a reader's eye could be misled by is made visible
    made.globals["suggestion_link"] = suggestion
    return made
