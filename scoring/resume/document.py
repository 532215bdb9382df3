"""A résumé file as lines in reading order: what every reader hands over, and all that the parser sees."""

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    PDF = "pdf"
    SCAN = "scan"  # a PDF without a text layer, or a picture: read by OCR
    DOCX = "docx"
    HTML = "html"
    TEXT = "text"


class Concealment(StrEnum):
    """How text was kept from a person's eyes."""

    COLOUR = "colour"  # as good as the background's colour
    TINY = "tiny"
    OFF_PAGE = "off_page"
    INVISIBLE = "invisible"  # render mode, hidden attribute, vanish, zero-width, a hidden layer


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, origin at the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line. NFC, Kangxi and CJK radicals folded, control characters gone.

    cells: the texts of a table row in order, or the pieces of a line set far apart; one cell for plain prose.
    column: lines of one column, sidebar or text box share a number; reading order is the order of the lines.
    size_pt, bold, box: None or False where the format can't say. confidence: OCR's, 0–1; 1 for digital text.
    label: the number that Word sets before the paragraph, as 第三条; in no text, and "" where there is none.
    """

    text: str
    cells: tuple[str, ...]
    page: int  # 1-based
    column: int
    size_pt: float | None
    bold: bool
    box: Box | None
    confidence: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Concealed:
    """Text a person can't see, cut from the lines and shown to HR."""

    text: str
    how: Concealment
    page: int


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds. pages ≥ 1. notes: what could not be read, for HR, in Chinese."""

    kind: FileKind
    lines: tuple[Line, ...]
    concealed: tuple[Concealed, ...]
    pages: int
    notes: tuple[str, ...] = ()
