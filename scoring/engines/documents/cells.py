"""Ruled tables: which pieces share a cell, and which cells share a row."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.engines.documents.pieces import Piece, Rules, around
from scoring.resume.document import Box

SLACK_PT = 3.0  # a rule may end this far from the corner it is meant to reach, and cut into its text's box


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of a ruled table with what stands in it."""

    box: Box
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells side by side, left to right; at least two of them hold text."""

    cells: tuple[Cell, ...]
    box: Box


def table_rows(pieces: Sequence[Piece], rules: Rules) -> tuple[list[TableRow], list[Piece]]:
    """The rows of all ruled tables, and the pieces that stand in none."""
    if not rules.vertical or not rules.horizontal:
        return [], list(pieces)
    inside: dict[Box, list[Piece]] = defaultdict(list)
    loose: list[Piece] = []
    for piece in pieces:
        box = _cell_of(piece, rules)
        if box is None:
            loose.append(piece)
        else:
            inside[box].append(piece)
    rows, alone = _rows([Cell(box, tuple(held)) for box, held in inside.items()])
    return rows, loose + alone


def _cell_of(piece: Piece, rules: Rules) -> Box | None:
    x, y = (piece.box.left + piece.box.right) / 2, (piece.box.top + piece.box.bottom) / 2
    beside = [at for at, top, bottom in rules.vertical if top - SLACK_PT <= y <= bottom + SLACK_PT]
    beyond = [at for at, left, right in rules.horizontal if left - SLACK_PT <= x <= right + SLACK_PT]
    left = max((at for at in beside if at <= piece.box.left + SLACK_PT), default=None)
    right = min((at for at in beside if at >= piece.box.right - SLACK_PT), default=None)
    top = max((at for at in beyond if at <= y), default=None)
    bottom = min((at for at in beyond if at > y), default=None)
    if left is None or right is None or top is None or bottom is None:
        return None
    return Box(left, top, right, bottom)


def _rows(cells: list[Cell]) -> tuple[list[TableRow], list[Piece]]:
    rows: list[TableRow] = []
    alone: list[Piece] = []
    for group in _by_top(cells):
        together = _beside(group)
        if len(together) < 2:
            alone += [piece for cell in together for piece in cell.pieces]
            continue
        ordered = tuple(sorted(together, key=lambda cell: cell.box.left))
        held = around([piece.box for cell in ordered for piece in cell.pieces])
        rows.append(TableRow(ordered, held))
    return rows, alone


def _beside(cells: list[Cell]) -> list[Cell]:
    """Cells that stand over one another are one: the rule between them was a stroke or a stain."""
    out: list[Cell] = []
    for cell in sorted(cells, key=lambda cell: (cell.box.left, cell.box.top)):
        last = out[-1] if out else None
        if last is not None and cell.box.left < last.box.right - SLACK_PT:
            out[-1] = Cell(around([last.box, cell.box]), last.pieces + cell.pieces)
        else:
            out.append(cell)
    return out


def _by_top(cells: list[Cell]) -> Iterable[list[Cell]]:
    """Cells whose top edges are the same; a cell that spans several rows belongs to its first."""
    group: list[Cell] = []
    for cell in sorted(cells, key=lambda cell: cell.box.top):
        if group and cell.box.top - group[0].box.top > SLACK_PT:
            yield group
            group = []
        group.append(cell)
    if group:
        yield group
