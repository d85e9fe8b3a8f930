"""Anew: our records and decisions as they are told on top of what another machine has recorded meanwhile.

What that one has asked for later counts: ours is then only named, as superseded, so that no streak, address or validator of
an older look takes the place of a newer one.
"""

from collections.abc import Mapping
from datetime import datetime

from tracker.store.decision import Decision
from tracker.store.otherside import OtherSide, UndecidableError, looks
from tracker.store.record import RECORDED, SAME, RunRecord, Trouble


def retold(
    record: RunRecord,
    *,
    run: str,
    other: OtherSide,
    dropped: set[str],
    failing: set[str],
    numbers: Mapping[str, str],
    commits: Mapping[str, str],
) -> RunRecord:
    """The record of a round of ours, under that id. `dropped` are documents whose text was there already.

    `numbers` and `commits` are old and new ones. `failing` are names that the other machine has found in trouble since: a
    good look of before must not end that.
    """
    late = {name for name, at in looks(record).items() if name in other.asked and other.asked[name] >= at}
    over = {name for name in late if name in record.failed or name in record.suspect or name in failing}
    recorded = {name: at for name, at in record.recorded.items() if name not in dropped | over}
    unchanged = {**record.unchanged, **{name: record.recorded[name] for name in dropped & record.recorded.keys()}}
    unchanged = {name: at for name, at in unchanged.items() if name not in over}
    return record.model_copy(
        update={
            "id": run,
            "recorded": recorded,
            "unchanged": unchanged,
            "not_modified": tuple(name for name in record.not_modified if name in unchanged),
            "empty": tuple(name for name in record.empty if name not in late),
            "reextracted": tuple(name for name in record.reextracted if name not in dropped),
            "suspect": {name: one for name, one in record.suspect.items() if name not in over},
            "failed": {name: one for name, one in record.failed.items() if name not in over},
            "validators": {name: one for name, one in record.validators.items() if name not in late},
            "met": {name: one for name, one in record.met.items() if name not in other.met},
            "imported": {name: _outcomes(name, told, dropped) for name, told in record.imported.items()},
            "pictures": {name: one for name, one in record.pictures.items() if name not in dropped},
            "saves": {
                new: one for old, one in record.saves.items() if (new := numbers.get(old, old)) not in other.saves
            },
            "replayed": {old: commits.get(new, new) for old, new in record.replayed.items()},
            "renumbered": {old: numbers.get(new, new) for old, new in record.renumbered.items()},
            "superseded": {**record.superseded, **{name: _said(record, name) for name in sorted(over)}},
        }
    )


def redecided(decision: Decision, *, run: str, other: OtherSide, ours: set[str]) -> tuple[Decision | None, set[str]]:
    """The decision, under that id, and the readers whose marks are left where the other machine or the common past has them.

    None where nothing of it is left. `ours` are commits that only we have: a mark there would hide from its reader what
    the other machine has recorded. UndecidableError where both decided otherwise about one document.
    """
    for word, mine in (("accepted", decision.accepted), ("dismissed", decision.dismissed)):
        for name in mine:
            if other.decided.get(name, word) != word:
                raise UndecidableError(f"{name} was {word} here and {other.decided[name]} there")
    marks = {
        reader: commit
        for reader, commit in decision.marks.items()
        if reader not in other.readers and commit not in ours
    }
    made = decision.model_copy(
        update={
            "id": run,
            "accepted": {name: one for name, one in decision.accepted.items() if name not in other.decided},
            "dismissed": {name: one for name, one in decision.dismissed.items() if name not in other.decided},
            "acknowledged": {
                name: day for name, day in decision.acknowledged.items() if name not in other.acknowledged
            },
            "marks": marks,
            "told": {target: one for target, one in decision.told.items() if target not in other.told},
            "carried": tuple(key for key in decision.carried if key not in other.carried),
        }
    )
    is_left = made.accepted or made.dismissed or made.acknowledged or made.marks or made.told or made.carried
    return made if is_left else None, decision.marks.keys() - marks.keys()


def _outcomes(name: str, told: Mapping[str, str], dropped: set[str]) -> dict[str, str]:
    return {key: SAME if said == RECORDED and name in dropped else said for key, said in told.items()}


def _said(record: RunRecord, name: str) -> str:
    trouble: Trouble | None = record.failed.get(name) or record.suspect.get(name)
    at: datetime = looks(record)[name]
    return f"{at:%Y-%m-%dT%H:%M:%SZ} {trouble.reason if trouble else 'seen'}"
