"""PDF with a text layer: visible characters to pieces, the rest to what was concealed."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from scoring.engines.documents.blocks import closed_label
from scoring.engines.documents.characters import IS_CJK, is_legible, readable
from scoring.engines.documents.furniture import without_repeats
from scoring.engines.documents.glyphs import Glyph, glyphs_of, rows_of
from scoring.engines.documents.layout import read_pages
from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.pieces import PageContent, Piece, Rules
from scoring.engines.documents.refusal import NeedsOcr, Refused
from scoring.engines.documents.rows import closed_up
from scoring.engines.documents.ruling import rules_of
from scoring.engines.documents.visibility import RENDER_SCALE, concealment
from scoring.engines.errors import EngineCode
from scoring.resume.document import Box, Concealed, Concealment, Document, FileKind

CELL_GAP = 0.9  # font sizes of empty space that part two cells
SPACED_CELL_GAP = 1.75  # the same where the file has space characters in it
WORD_GAP = 0.22  # font sizes; the narrowest word space of common fonts is 0.25
RADICAL_GAP = 0.5  # beside a character that the font maps to a radical: its width is not to be trusted
# Typesetters put a quarter between Chinese and Latin where nobody typed a space. Where nearly all such places
# of a page have a gap, the gaps up to this size are theirs.
SCRIPT_GAP = 0.4
ALL_PLACES = 0.7
DATE_GAP = 0.32  # a date set flush right may come this near to the text before it
_DATES = re.compile(
    r"^(?:[A-Z][a-z]{2,8}\.?)?(?:19|20)\d\d(?:[./年-]\d{0,2}月?)?[-–—~至到]+(?:(?:[A-Z][a-z]{2,8}\.?)?(?:19|20)\d\d(?:[./年-]\d{0,2}月?)?|至今|今|现在|[Pp]resent|[Nn]ow)$"
)
MAX_DATES = 30  # characters: "September 2019 - December 2023"
_SPACES = frozenset(" \u3000\u00a0")
CHUNK = 12  # characters that are looked at together on the picture
TAIL_BYTES = 4_096  # where a whole PDF says %%EOF
MIN_TEXT_CHARS = 24  # a page with fewer and a large picture is a scan with a stamp
LARGE_PICTURE = 0.5  # of the page's area
ASCENT, DESCENT = 0.82, 0.12  # of the font size: where ink is looked for

Recognise = Callable[[npt.NDArray[np.uint8], float], PageContent]


def read_pdf(content: bytes, limits: DocumentLimits, recognise: Recognise | None) -> Document:
    """recognise: reads a picture (RGB, pixels a point) by OCR; None raises NeedsOcr for pages without text."""
    if b"%%EOF" not in content.rstrip(b"\0\r\n\t ")[-TAIL_BYTES:]:
        raise Refused(EngineCode.DOCUMENT_BROKEN, "no %%EOF at the end")
    pdf = _opened(content)
    if len(pdf) > limits.max_pages:
        raise Refused(EngineCode.TOO_MANY_PAGES, f"{len(pdf)} pages")
    if len(pdf) == 0:
        raise Refused(EngineCode.DOCUMENT_BROKEN, "no pages")
    pages: list[PageContent] = []
    concealed: list[Concealed] = []
    scanned = 0
    for number in range(len(pdf)):
        page = _Page(pdf, number)
        if page.is_picture():
            scanned += 1
            if recognise is None:
                raise NeedsOcr
            if scanned <= limits.max_ocr_pages:
                pages.append(page.recognised(recognise))
            continue
        pages.append(page.content())
        concealed += page.concealed
    notes: tuple[str, ...] = ()
    if scanned > limits.max_ocr_pages:
        notes = (f"扫描页过多，只识别了前 {limits.max_ocr_pages} 页。",)
    lines = without_repeats(read_pages(pages), [page.height for page in pages])
    kind = FileKind.SCAN if scanned else FileKind.PDF
    return Document(kind, tuple(lines), tuple(concealed), len(pdf), notes)


def _opened(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as exc:
        locked = "password" in str(exc).lower()
        raise Refused(EngineCode.LOCKED if locked else EngineCode.DOCUMENT_BROKEN, str(exc)) from exc


class _Page:
    """One page: its picture, its characters, and which of them can be seen."""

    def __init__(self, pdf: pdfium.PdfDocument, number: int) -> None:
        try:
            self._page = pdf[number]
        except pdfium.PdfiumError as exc:
            raise Refused(EngineCode.DOCUMENT_BROKEN, f"page {number + 1}: {exc}") from exc
        self._number = number + 1
        self._turned = self._page.get_rotation()
        self._page.set_rotation(0)
        left, bottom, right, top = self._page.get_bbox()
        self._left, self._bottom, self.width, self.height = left, bottom, right - left, top - bottom
        self._glyphs = glyphs_of(self._page, width=self.width, height=self.height, left=left, bottom=bottom)
        self.concealed: list[Concealed] = []

    def is_picture(self) -> bool:
        """Whether what a person reads here is a picture: no legible text of the page's own, and a large image."""
        glyphs = [g for turned in self._glyphs.values() for g in turned]
        seen = [g for g in glyphs if g.ink.mode != 3 and g.text != " "]
        if len(seen) >= MIN_TEXT_CHARS and is_legible("".join(g.text for g in seen)):
            return False
        return (bool(seen) and not is_legible("".join(g.text for g in seen))) or self._has_large_picture()

    def _has_large_picture(self) -> bool:
        for drawn in self._page.get_objects(filter=(3,), max_depth=4):
            left, bottom, right, top = drawn.get_bounds()
            if (right - left) * (top - bottom) >= LARGE_PICTURE * self.width * self.height:
                return True
        return False

    def recognised(self, recognise: Recognise) -> PageContent:
        scale = _ocr_scale(self.width, self.height)
        self._page.set_rotation(self._turned)
        return recognise(_picture(self._page, scale), scale)

    def content(self) -> PageContent:
        scale = min(RENDER_SCALE, 4000 / max(self.width, self.height, 1))
        picture = _picture(self._page, scale)
        pieces: list[Piece] = []
        for turn, glyphs in self._glyphs.items():
            seen = self._seen(glyphs, turn, picture, scale)
            rows = list(rows_of(seen))
            script_gap = SCRIPT_GAP if _is_autospaced(rows) else WORD_GAP
            for row in rows:
                pieces += closed_up([piece for piece in _pieces(row, script_gap) if piece.text])
        upright = max(self._glyphs, key=lambda turn: len(self._glyphs[turn]), default=0)
        rules = rules_of(picture, scale) if upright == 0 else Rules()
        return PageContent(tuple(pieces), rules, self.width, self.height)

    def _seen(self, glyphs: list[Glyph], turn: int, picture: Any, scale: float) -> list[Glyph]:
        seen: list[Glyph] = []
        size = (self.width, self.height) if turn % 2 == 0 else (self.height, self.width)
        upright = np.ascontiguousarray(np.rot90(picture, -turn % 4)) if turn else picture
        hidden: dict[Concealment, list[Glyph]] = {}
        for chunk in _chunks(glyphs):
            how = concealment(chunk[0].ink, _ink_box(chunk), size, upright, scale)
            if how is None:
                seen += chunk
            else:
                hidden.setdefault(how, []).extend(chunk)
        for how, concealed in hidden.items():
            pieces = [piece for row in rows_of(concealed) for piece in _pieces(row, WORD_GAP)]
            text = " ".join(piece.text for piece in pieces).strip()
            if sum(c.isalnum() for c in text) >= 2:
                self.concealed.append(Concealed(text, how, self._number))
        return seen


def _chunks(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    chunk: list[Glyph] = []
    for glyph in glyphs:
        new_line = chunk and (glyph.ink != chunk[0].ink or abs(glyph.baseline - chunk[0].baseline) > 1)
        if chunk and (new_line or len(chunk) == CHUNK):
            yield chunk
            chunk = []
        chunk.append(glyph)
    if chunk:
        yield chunk


def _ink_box(chunk: list[Glyph]) -> tuple[float, float, float, float]:
    inked = [g for g in chunk if g.text != " "] or chunk
    base, size = chunk[0].baseline, chunk[0].ink.size
    return (
        min(g.left for g in inked),
        base - ASCENT * size,
        max(g.right for g in inked),
        base + DESCENT * size,
    )


def _is_autospaced(rows: list[list[Glyph]]) -> bool:
    gaps = [
        _gap(one, other) > WORD_GAP
        for row in rows
        for one, other in pairwise(row)
        if not {one.text, other.text} & _SPACES and _scripts_differ(one, other)
    ]
    return sum(gaps) > ALL_PLACES * len(gaps)


def _pieces(row: list[Glyph], script_gap: float) -> Iterator[Piece]:
    """The row cut at wide gaps."""
    held: list[Glyph] = []
    last: Glyph | None = None
    spaces = ""
    for at, glyph in enumerate(row):
        if glyph.text in _SPACES:
            spaces += glyph.text
            continue
        if last is not None:
            gap = _gap(last, glyph)
            if gap > (SPACED_CELL_GAP if spaces else CELL_GAP) or (gap > DATE_GAP and _is_dates(row[at:])):
                yield _piece(held)
                held = []
            elif spaces or gap > _space_gap(last, glyph, script_gap):
                held.append(_space(last, glyph, spaces))
        held.append(glyph)
        last, spaces = glyph, ""
    if held:
        yield _piece(held)


def _gap(one: Glyph, other: Glyph) -> float:
    """In font sizes."""
    return (other.left - one.right) / max(1.0, min(one.ink.size, other.ink.size))


def _space_gap(one: Glyph, other: Glyph, script_gap: float) -> float:
    if _scripts_differ(one, other):
        return script_gap
    return RADICAL_GAP if _is_radical(one.text) or _is_radical(other.text) else WORD_GAP


def _is_radical(text: str) -> bool:
    return "\u2e80" <= text <= "\u2fdf"


def _is_dates(rest: list[Glyph]) -> bool:
    """Whether the row ends with nothing but a range of dates."""
    return len(rest) <= MAX_DATES and bool(
        _DATES.match("".join(g.text for g in rest if g.text not in _SPACES))
    )


def _scripts_differ(one: Glyph, other: Glyph) -> bool:
    return bool(IS_CJK.match(one.text)) != bool(IS_CJK.match(other.text))


def _space(before: Glyph, after: Glyph, written: str) -> Glyph:
    text = "\u3000" if "\u3000" in written else " "
    return Glyph(text, before.right, after.left, before.baseline, before.ink, before.run, before.bold)


def _piece(held: list[Glyph]) -> Piece:
    size = max(g.ink.size for g in held)
    base = held[0].baseline
    letters = [g for g in held if not g.text.isspace()]
    return Piece(
        text=closed_label(readable("".join(g.text for g in held)).strip()),
        box=Box(held[0].left, base - ASCENT * size, held[-1].right, base + DESCENT * size),
        baseline=base,
        size=size,
        bold=sum(g.bold for g in letters) * 2 > len(letters),
    )


def _picture(page: pdfium.PdfPage, scale: float) -> npt.NDArray[np.uint8]:
    picture: npt.NDArray[np.uint8] = page.render(scale=scale, rev_byteorder=True).to_numpy()
    return np.ascontiguousarray(picture[:, :, :3]) if picture.ndim == 3 else np.stack([picture] * 3, axis=-1)


def _ocr_scale(width: float, height: float) -> float:
    """About 2000 pixels on the longer side: 170 dpi of an A4 page, what PP-OCR reads best."""
    return 2000 / max(width, height, 1)
