"""Reading order: pieces on pages become lines with cells and columns. Pure geometry, the same for PDF and OCR.

A page is cut at its column gutters (a sidebar, two columns), top parts first. A gutter is a strip of white
with text on both sides whose baselines don't agree; where they agree, left and right are cells of one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.engines.documents.cells import Cell, TableRow, table_rows
from scoring.engines.documents.pieces import PageContent, Piece, around
from scoring.engines.documents.rows import CellText, joined_wraps, row_lines
from scoring.resume.document import Box, Line

MIN_GUTTER_PT = 8.0  # narrower strips are word spaces
MIN_COLUMN_ROWS = 4  # fewer rows are no column
MIN_GUTTER_HEIGHT = 0.22  # of the page's text height
# Of the rows on the side with fewer rows, the share that sits on a baseline of the other side. A table has 1;
# two columns of unrelated leading meet by chance in about a quarter of the rows.
MAX_SHARED_BASELINES = 0.6
BASELINE_SLACK = 0.3  # of the font size: mixed fonts and OCR boxes on one line differ by less
HEADING_SIZE = (
    1.09  # times the median size of the page: 小四 above 五号 is 1.14, a sidebar's 11.5 above 10.5 1.095
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A piece or a whole table row: what the column cut must not cut through."""

    box: Box
    baseline: float
    size: float
    bold: bool
    content: Piece | TableRow


def read_pages(pages: Sequence[PageContent]) -> list[Line]:
    """All lines in reading order, page by page."""
    lines: list[Line] = []
    next_column = 0
    for number, page in enumerate(pages, start=1):
        for block in _blocks(_units(page), _text_height(page)):
            lines += _lines_of(block, number, next_column)
            next_column += 1
    return lines


def _text_height(page: PageContent) -> float:
    if not page.pieces:
        return page.height
    box = around([piece.box for piece in page.pieces])
    return box.bottom - box.top


def _units(page: PageContent) -> list[_Unit]:
    rows, loose = table_rows(page.pieces, page.rules)
    units = [_Unit(p.box, p.baseline, p.size, p.bold, p) for p in loose]
    for row in rows:
        first = row.cells[0].pieces[0]
        units.append(_Unit(row.box, row.box.top + first.size, first.size, False, row))
    return units


# -- columns


def _blocks(units: list[_Unit], text_height: float) -> list[list[_Unit]]:
    """Groups of units that are read one after the other."""
    cut = _best_gutter(units, text_height)
    if cut is None:
        return [units] if units else []
    x, top, bottom = cut
    above = [u for u in units if _middle(u) < top]
    below = [u for u in units if _middle(u) > bottom]
    within = [u for u in units if top <= _middle(u) <= bottom]
    left = [u for u in within if (u.box.left + u.box.right) / 2 < x]
    right = [u for u in within if (u.box.left + u.box.right) / 2 >= x]
    parts = (above, left, right, below)
    return [block for part in parts for block in _blocks(part, text_height)]


def _middle(unit: _Unit) -> float:
    return (unit.box.top + unit.box.bottom) / 2


def _best_gutter(units: list[_Unit], text_height: float) -> tuple[float, float, float] | None:
    """(x, top, bottom) of the tallest strip of white between two columns; None for a single column.

    Of equally tall ones that which most rows begin at: months at the right end of their lines are no part of the sidebar beyond them.
    """
    best: tuple[float, float, float] | None = None
    most = 0
    if len(units) < 2 * MIN_COLUMN_ROWS:
        return None
    ordered = sorted(units, key=_middle)
    for x, begun in _gutter_places(units):
        for run in _uncrossed_runs(ordered, x):
            left = [u for u in run if u.box.right <= x]
            right = [u for u in run if u.box.left >= x]
            if not _are_columns(left, right, units):
                continue
            top = max(min(u.box.top for u in left), min(u.box.top for u in right))
            bottom = min(max(u.box.bottom for u in left), max(u.box.bottom for u in right))
            if bottom - top < MIN_GUTTER_HEIGHT * text_height:
                continue
            whole = (x, min(_middle(u) for u in run), max(_middle(u) for u in run))
            taller = whole[2] - whole[1] - (best[2] - best[1] if best else 0)
            if taller > 0 or (taller == 0 and begun > most):
                best, most = whole, begun
    return best


def _gutter_places(units: list[_Unit]) -> list[tuple[float, int]]:
    """Where a right column may begin, just left of left edges that several rows share, and how many do."""
    edges = sorted(u.box.left for u in units)
    places: list[tuple[float, int]] = []
    start = 0
    for i in range(1, len(edges) + 1):
        if i == len(edges) or edges[i] - edges[i - 1] > MIN_GUTTER_PT / 2:
            if i - start >= 2:
                places.append((edges[start] - MIN_GUTTER_PT / 4, i - start))
            start = i
    return places


def _uncrossed_runs(ordered: list[_Unit], x: float) -> list[list[_Unit]]:
    runs: list[list[_Unit]] = [[]]
    for unit in ordered:
        if unit.box.left < x < unit.box.right + MIN_GUTTER_PT:
            if runs[-1]:
                runs.append([])
        else:
            runs[-1].append(unit)
    return runs


def _are_columns(left: list[_Unit], right: list[_Unit], everything: list[_Unit]) -> bool:
    left_rows, right_rows = _baselines(left), _baselines(right)
    fewer, more = sorted((left_rows, right_rows), key=len)
    if len(fewer) < MIN_COLUMN_ROWS:
        return False
    shared = sum(any(abs(y - other) <= size * BASELINE_SLACK for other, _ in more) for y, size in fewer)
    usual = sorted(u.size for u in everything)[len(everything) // 2]
    if shared <= MAX_SHARED_BASELINES * len(fewer):
        return not _is_margin(left, right, usual)
    return all(_headings(side, usual) >= 2 for side in (left, right))


def _is_margin(left: list[_Unit], right: list[_Unit], usual_size: float) -> bool:
    """Months in a left margin, each beside the first line of its entry; headings stand in the margin too, never at the right."""
    beside = _baselines([u for u in left if u.size < usual_size * HEADING_SIZE])
    rows = _baselines(right)
    shared = sum(any(abs(y - other) <= size * BASELINE_SLACK for other, _ in rows) for y, size in beside)
    return shared == len(beside) > 0 and _headings(left, usual_size) > 0 and _headings(right, usual_size) == 0


def _headings(units: list[_Unit], usual_size: float) -> int:
    return sum(u.size >= usual_size * HEADING_SIZE for u in units)


def _baselines(units: list[_Unit]) -> list[tuple[float, float]]:
    rows: list[tuple[float, float]] = []
    for unit in sorted(units, key=lambda u: u.baseline):
        if not rows or unit.baseline - rows[-1][0] > unit.size * BASELINE_SLACK:
            rows.append((unit.baseline, unit.size))
    return rows


# -- rows


def _lines_of(units: list[_Unit], page: int, column: int) -> list[Line]:
    lines: list[Line] = []
    row: list[Piece] = []
    run: list[list[Piece]] = []

    def flush() -> None:
        nonlocal row, run
        if row:
            run.append(row)
        for pieces in joined_wraps(run):
            lines.append(_line(pieces, page, column))
        row, run = [], []

    for unit in sorted(units, key=lambda u: (u.baseline, u.box.left)):
        if isinstance(unit.content, TableRow):
            flush()
            lines.extend(_table_lines(unit.content, page, column))
            continue
        if row and unit.baseline - row[0].baseline > max(unit.size, row[0].size) * BASELINE_SLACK:
            run.append(row)
            row = []
        row.append(unit.content)
    flush()
    return lines


def _line(pieces: Sequence[Piece], page: int, column: int) -> Line:
    ordered = sorted(pieces, key=lambda p: p.box.left)
    cells = tuple(p.text for p in ordered)
    widths = sum(len(p.text) for p in ordered)
    return Line(
        text="  ".join(cells),
        cells=cells,
        page=page,
        column=column,
        size_pt=round(max(ordered, key=lambda p: len(p.text)).size, 1),
        bold=sum(len(p.text) for p in ordered if p.bold) * 2 > widths,
        box=around([p.box for p in ordered]),
        confidence=round(sum(p.confidence * len(p.text) for p in ordered) / max(1, widths), 3),
    )


def _table_lines(row: TableRow, page: int, column: int) -> list[Line]:
    return [
        replace(
            _line(cells, page, column),
            text="  ".join(p.text for p in cells),
            cells=tuple(p.text for p in cells),
        )
        for cells in row_lines([_cell_text(cell) for cell in row.cells])
    ]


def _cell_text(cell: Cell) -> CellText:
    """The lines of a cell, wrapped ones joined."""
    units = [_Unit(p.box, p.baseline, p.size, p.bold, p) for p in cell.pieces]
    rows: list[list[Piece]] = []
    for unit in sorted(units, key=lambda u: (u.baseline, u.box.left)):
        assert isinstance(unit.content, Piece)
        if rows and unit.baseline - rows[-1][0].baseline <= max(unit.size, rows[-1][0].size) * BASELINE_SLACK:
            rows[-1].append(unit.content)
        else:
            rows.append([unit.content])
    return CellText(tuple(tuple(sorted(row, key=lambda p: p.box.left)) for row in rows), cell.box)
