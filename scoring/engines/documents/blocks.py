"""Paragraphs and tables of flowing formats (DOCX, HTML, text) as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.engines.documents.characters import readable
from scoring.resume.document import Line

LONG_CELL = 3  # lines; two such cells side by side are columns
_WIDE_GAP = re.compile(r"\t+|[ \u3000]{3,}|\u3000{2,}")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
# "姓  名：", "性 别": one word stretched to its neighbours' width.
_STRETCHED = re.compile(
    r"^([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?:[ \u3000]+([\u4e00-\u9fff]))?(?:[ \u3000]+([\u4e00-\u9fff]))?(?=\s*[:：]|$)"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of one block; tabs in it part cells, newlines part lines. size: points, None where not said. label: as of Line."""

    text: str
    size: float | None = None
    bold: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """rows of cells of blocks."""

    rows: tuple[tuple[tuple[Paragraph | Table, ...], ...], ...]


Block = Paragraph | Table


def lines_of(blocks: Sequence[Block], *, page: int = 1) -> list[Line]:
    """All lines in order; the cells of a sidebar made with a table get a column of their own."""
    return _Flattening(page).lines(blocks)


def closed_label(text: str) -> str:
    """`text` with a stretched label at its beginning closed up: "姓  名：张三" → "姓名：张三"."""
    return _STRETCHED.sub(lambda m: "".join(g for g in m.groups() if g), text)


class _Flattening:
    def __init__(self, page: int) -> None:
        self._page = page
        self._columns = 0

    def lines(self, blocks: Sequence[Block], column: int = 0) -> list[Line]:
        out: list[Line] = []
        for block in blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    out += self._row(row, column)
            else:
                out += self._paragraph(block, column)
        return out

    def _paragraph(self, paragraph: Paragraph, column: int) -> list[Line]:
        out: list[Line] = []
        for part in readable(paragraph.text).split("\n"):
            cells = tuple(filter(None, (_tidy(cell) for cell in _WIDE_GAP.split(part.strip()))))
            joined = closed_label(" ".join(cells))
            if len(cells) > 1 and "".join(joined.split()) == "".join(cells) and " " not in joined:
                cells = (joined,)
            if cells:
                label = "" if out else paragraph.label
                out.append(self._line(cells, paragraph.size, paragraph.bold, column, label))
        return out

    def _line(
        self, cells: tuple[str, ...], size: float | None, bold: bool, column: int, label: str = ""
    ) -> Line:
        return Line("  ".join(cells), cells, self._page, column, size, bold, None, 1.0, label)

    def _row(self, row: Sequence[Sequence[Block]], column: int) -> list[Line]:
        held = [lines for lines in (self.lines(cell, column) for cell in row) if lines]
        if len(held) < 2:
            return held[0] if held else []
        if sum(len(lines) >= LONG_CELL for lines in held) >= 2:
            out: list[Line] = []
            for cell in row:
                self._columns += 1
                out += self.lines(cell, self._columns)
            return out
        firsts = [lines[0] for lines in held]
        cells = tuple(cell for line in firsts for cell in line.cells)
        sizes = [line.size_pt for line in firsts if line.size_pt is not None]
        head = self._line(cells, max(sizes, default=None), all(line.bold for line in firsts), column)
        return [head, *(line for lines in held for line in lines[1:])]


def _tidy(text: str) -> str:
    return closed_label(_SPACES.sub(" ", text).strip(" \u3000"))
