"""Pieces of text with their places, as found on a page, before anybody knows columns or cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.resume.document import Box


@dataclass(frozen=True, slots=True)
class Piece:
    """Text on one baseline without a wide gap in it. Coordinates as in Box; baseline is a top-down y."""

    text: str
    box: Box
    baseline: float
    size: float  # of the font, points; for OCR the height of the line
    bold: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Rules:
    """Ruling lines of a page: horizontal ones as (y, left, right), vertical ones as (x, top, bottom)."""

    horizontal: tuple[tuple[float, float, float], ...] = ()
    vertical: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one page shows. width, height in points."""

    pieces: tuple[Piece, ...]
    rules: Rules
    width: float
    height: float


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all."""
    return Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )
