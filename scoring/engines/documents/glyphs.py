"""The characters of a PDF page, upright and with the way they are drawn. PDFium does the parsing."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot, pi
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from scoring.engines.documents.characters import IS_CJK, is_folded
from scoring.engines.documents.visibility import Ink

BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "-w6", "-w7", "simhei", "黑体")
NAME_BYTES = 200


@dataclass(slots=True)
class Glyph:
    """One character. Coordinates as in Box; run: number of its text object on the page."""

    text: str
    left: float
    right: float
    baseline: float
    ink: Ink
    run: int
    bold: bool = False


def glyphs_of(
    page: pdfium.PdfPage, *, width: float, height: float, left: float, bottom: float
) -> dict[int, list[Glyph]]:
    """The characters in content order, by direction: 0 upright, 1–3 turned by quarter turns (coordinates turned back).

    width, height, left, bottom: the visible page box, PDF units.
    """
    text_page = page.get_textpage()
    found: dict[int, list[Glyph]] = {}
    inks = _Inks(text_page)
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdf.FS_RECTF()
    for i in range(text_page.count_chars()):
        code = pdf.FPDFText_GetUnicode(text_page, i)
        if (
            code < 0x20
            or code in (0xFFFE, 0xFFFF)
            or (code == 0x20 and pdf.FPDFText_IsGenerated(text_page, i))
        ):
            continue
        ink, run, turn = inks.of(i)
        if ink is None:
            continue
        pdf.FPDFText_GetCharOrigin(text_page, i, x, y)
        pdf.FPDFText_GetLooseCharBox(text_page, i, box)
        places = [(x.value, y.value), (box.left, box.top), (box.right, box.bottom)]
        if is_folded(chr(code)):
            places = inks.on_page(i, places)
        (origin_x, origin_y), (one_x, one_y), (other_x, other_y) = places
        frame = (
            min(one_x, other_x) - left,
            height - (max(one_y, other_y) - bottom),
            max(one_x, other_x) - left,
            height - (min(one_y, other_y) - bottom),
        )
        at = _turned(frame, (origin_x - left, height - (origin_y - bottom)), turn, (width, height))
        glyph = Glyph(chr(code), *at, ink, run, ink.bold)
        if IS_CJK.match(glyph.text):
            # Fonts drawn as pictures (Type 3) give the box of the ink; an ideograph stands in a square.
            start = origin_x - left if turn == 0 else glyph.left
            glyph.left, glyph.right = min(glyph.left, start), max(glyph.right, start + ink.size)
        found.setdefault(turn, []).append(glyph)
    return found


def _turned(
    frame: tuple[float, float, float, float],
    origin: tuple[float, float],
    turn: int,
    size: tuple[float, float],
) -> tuple[float, float, float]:
    """(left, right, baseline) as if the text ran from left to right."""
    left, top, right, bottom = frame
    if turn == 1:  # runs upwards
        return size[1] - bottom, size[1] - top, origin[0]
    if turn == 2:
        return size[0] - right, size[0] - left, size[1] - origin[1]
    if turn == 3:  # runs downwards
        return top, bottom, size[0] - origin[0]
    return left, right, origin[1]


class _Inks:
    """The drawing state of text objects, asked once an object."""

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        self._text_page = text_page
        self._known: dict[int, tuple[Ink, int, int]] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}

    def of(self, index: int) -> tuple[Ink | None, int, int]:
        handle = pdf.FPDFText_GetTextObject(self._text_page, index)
        if not handle:
            return None, 0, 0
        address = ctypes.addressof(handle.contents)
        if address not in self._known:
            ink, turn = self._read(handle, index)
            self._known[address] = (ink, len(self._known), turn)
        return self._known[address]

    def on_page(self, index: int, places: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """Points of a character, its origin first, in the page's space.

        PDFium leaves a character in the space of its form (a group with opacity, as browsers print) where it folds
        the file's radical ⽣ to 生; the text matrix it gives is the page's all the same.
        """
        handle = pdf.FPDFText_GetTextObject(self._text_page, index)
        drawn, seen = pdf.FS_MATRIX(), pdf.FS_MATRIX()
        pdf.FPDFPageObj_GetMatrix(handle, drawn)
        pdf.FPDFText_GetMatrix(self._text_page, index, seen)
        in_form, in_page = _matrix(drawn), _matrix(seen)
        if not np.linalg.det(in_form) or not np.linalg.det(in_page):
            return places
        points = np.array([(x, y, 1) for x, y in places])
        if _off_baseline(points[0], in_page) < 1 or _off_baseline(points[0], in_form) >= 1:
            return places
        moved = points @ np.linalg.inv(in_form) @ in_page
        return [(float(x), float(y)) for x, y, _ in moved]

    def _read(self, handle: Any, index: int) -> tuple[Ink, int]:
        matrix, size = pdf.FS_MATRIX(), ctypes.c_float()
        pdf.FPDFText_GetMatrix(self._text_page, index, matrix)
        pdf.FPDFTextObj_GetFontSize(handle, size)
        mode = pdf.FPDFTextObj_GetTextRenderMode(handle)
        embedded, bold = self._font(pdf.FPDFTextObj_GetFont(handle))
        weight = pdf.FPDFText_GetFontWeight(self._text_page, index)
        ink = Ink(
            rgba=_colour(handle, mode),
            mode=mode,
            size=abs(size.value) * hypot(matrix.c, matrix.d),
            embedded=embedded,
            bold=bold or weight >= BOLD_WEIGHT or mode == 2,
        )
        angle = pdf.FPDFText_GetCharAngle(self._text_page, index)
        return ink, round(angle / (pi / 2)) % 4 if angle >= 0 else 0

    def _font(self, font: Any) -> tuple[bool, bool]:
        """(embedded, bold by its name)."""
        if not font:
            return False, False
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            name = _font_name(font)
            embedded = pdf.FPDFFont_GetIsEmbedded(font) == 1
            self._fonts[address] = (embedded, any(word in name for word in _BOLD_NAMES))
        return self._fonts[address]


def _matrix(m: Any) -> npt.NDArray[np.float64]:
    return np.array([[m.a, m.b, 0], [m.c, m.d, 0], [m.e, m.f, 1]])


def _off_baseline(origin: npt.NDArray[np.float64], text: npt.NDArray[np.float64]) -> float:
    """How far from the baseline of the text matrix, in points."""
    return abs(float((origin @ np.linalg.inv(text))[1])) * hypot(text[1, 0], text[1, 1])


def _colour(handle: Any, mode: int) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    read = pdf.FPDFPageObj_GetStrokeColor if mode in (1, 5) else pdf.FPDFPageObj_GetFillColor
    if not read(handle, *parts):
        return (0, 0, 0, 255)
    return (parts[0].value, parts[1].value, parts[2].value, parts[3].value)


def _font_name(font: Any) -> str:
    name = ctypes.create_string_buffer(NAME_BYTES)
    length = pdf.FPDFFont_GetBaseFontName(font, name, NAME_BYTES)
    return name.raw[: max(0, min(length, NAME_BYTES) - 1)].decode("utf-8", "replace").lower()


def rows_of(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs on one baseline, left to right, each character once (some writers print bold by printing twice)."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        if row and glyph.baseline - row[0].baseline > 0.3 * min(glyph.ink.size, row[0].ink.size) + 0.5:
            yield _once(row)
            row = []
        row.append(glyph)
    if row:
        yield _once(row)


def _once(row: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in sorted(row, key=lambda g: g.left):
        if twin := next((k for k in kept[-4:] if _same_place(k, glyph)), None):
            twin.bold = True
            continue
        kept.append(glyph)
    return kept


def _same_place(one: Glyph, other: Glyph) -> bool:
    near = 0.15 * other.ink.size
    return (
        one.text == other.text and abs(one.left - other.left) < near and abs(one.right - other.right) < near
    )
