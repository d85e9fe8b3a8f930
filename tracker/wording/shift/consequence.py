"""Consequence: in which order what a rewording does is told, the same for the flags of a change and of a link.

Money first, then numbers, conditions, whether it is so at all, how firmly it binds, dates, who is bound, who is covered,
names.
"""

_ORDER = ("money", "number", "condition", "negation", "modality", "date", "actor", "scope", "name")
_SAME_AS = {
    "quantity_up": "number",
    "quantity_down": "number",
    "quantified": "number",
    "dequantified": "number",
    "reversed": "negation",
    "delivered": "negation",
    "softened": "modality",
    "strengthened": "modality",
    "redated": "date",
    "attributed_on": "actor",
    "narrowed": "scope",
    "widened": "scope",
    "renamed": "name",
}
"""What the flags of a link tell, by the names of the flags of a change."""
_MONEY = frozenset("£$€")


def consequence(name: str, kind: str | None, old: str, new: str) -> int:
    """The place of a flag among those of its pair, 0 for the first; what is only worded otherwise comes last."""
    told = "condition" if kind == "condition" else _SAME_AS.get(name, name)
    if told == "number" and _MONEY & {*old, *new}:
        told = "money"
    return _ORDER.index(told) if told in _ORDER else len(_ORDER)
