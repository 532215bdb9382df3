"""What changed between two versions of a draft, clause by clause, as a person reads it."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# Below this share of common characters a clause was written anew: its crumbs in common only confuse a reader.
_ALIKE = 0.6


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Piece:
    """A run of characters: kept in both, or only in the old (removed) or the new (added) text. kind: "", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True)
class ClauseChange:
    title: str
    change: Change
    pieces: tuple[Piece, ...]


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[ClauseChange, ...]:
    """Clause title -> text, in print order; unchanged clauses are left out."""
    order = list(dict.fromkeys([*after, *before]))
    return tuple(change for title in order if (change := _change(title, before.get(title), after.get(title))))


def _change(title: str, old: str | None, new: str | None) -> ClauseChange | None:
    if old == new:
        return None
    if old is None:
        return ClauseChange(title, Change.ADDED, (Piece("added", new or ""),))
    if new is None:
        return ClauseChange(title, Change.REMOVED, (Piece("removed", old),))
    if difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() < _ALIKE:
        return ClauseChange(title, Change.CHANGED, (Piece("removed", old), Piece("added", new)))
    return ClauseChange(title, Change.CHANGED, tuple(_pieces(old, new)))


def _pieces(old: str, new: str) -> list[Piece]:
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("", old[a:b]))
        else:
            found += [Piece("removed", old[a:b])] if b > a else []
            found += [Piece("added", new[c:d])] if d > c else []
    return found
