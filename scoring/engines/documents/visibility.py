"""Can a person see this text? Decided on the rendered page, so banners, covers, clips and hidden layers all count."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.resume.document import Concealment

RENDER_SCALE = 2.0  # pixels a point: a 6 pt character still leaves ink
TINY_PT = 4.0  # on an A4 page; legal small print is 6
A4_WIDTH_PT = 595.0
MIN_ALPHA = 26  # of 255: a tenth
INVISIBLE_MODES = frozenset({3, 7})  # PDF 32000-1, table 106: neither fill nor stroke; clip only
STROKE_MODES = frozenset({1, 5})
# WCAG contrast of ink and background. Light grey that designers use for dates (#ccc on white) has 1.6.
MIN_CONTRAST = 1.2
SAME_COLOUR = 14  # of 255 a channel: antialiasing and JPEG backgrounds differ by that much
MOSTLY = 0.7  # heavy characters cover up to 0.55 of their box: more of one colour is background
PLAIN_SPREAD, PLAIN_NEAR = 90, 40  # of 255, of the green channel
SEEN_SHARE = 0.6  # the pixel nearest to the ink's colour must come this close to it, from the background


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run of characters is drawn. rgba: 0–255."""

    rgba: tuple[int, int, int, int]
    mode: int
    size: float
    embedded: bool  # False: the renderer may lack the font, and no ink proves nothing
    bold: bool


def concealment(
    ink: Ink,
    box: tuple[float, float, float, float],
    page: tuple[float, float],
    picture: npt.NDArray[np.uint8],
    scale: float,
) -> Concealment | None:
    """How the run in `box` (left, top, right, bottom; points) is hidden; None when it can be seen.

    page: (width, height) in points; picture: the page, RGB, `scale` pixels a point.
    """
    left, top, right, bottom = box
    if (
        (left + right) / 2 < 0
        or (left + right) / 2 > page[0]
        or top + bottom < 0
        or (top + bottom) / 2 > page[1]
    ):
        return Concealment.OFF_PAGE
    if ink.mode in INVISIBLE_MODES or ink.rgba[3] < MIN_ALPHA:
        return Concealment.INVISIBLE
    if ink.size < TINY_PT * min(1.0, page[0] / A4_WIDTH_PT):
        return Concealment.TINY
    left, top, right, bottom = (round(v * scale) for v in box)
    cut = picture[max(0, top) : max(0, bottom) + 1, max(0, left) : max(0, right) + 1]
    if not cut.size or _plainly_seen(cut[:, :, 1], ink.rgba[1]):
        return None
    return _by_colour(cut.reshape(-1, 3).astype(np.int16), ink)


def _plainly_seen(green: npt.NDArray[np.uint8], fill: int) -> bool:
    """The usual case at little cost: ink of the fill's brightness, and more of something far from it."""
    darkest, lightest, mean = int(green.min()), int(green.max()), float(green.mean())
    if lightest - darkest < PLAIN_SPREAD:
        return False
    middle = (darkest + lightest) / 2
    if fill < middle:
        return abs(fill - darkest) <= PLAIN_NEAR and mean > middle
    return abs(fill - lightest) <= PLAIN_NEAR and mean < middle


def _by_colour(pixels: Any, ink: Ink) -> Concealment | None:
    fill = np.array(ink.rgba[:3], dtype=np.int16)
    distance = np.abs(pixels - fill).max(axis=1)
    background = np.median(pixels, axis=0)
    if contrast(ink.rgba[:3], background) < MIN_CONTRAST:
        return Concealment.COLOUR if float((distance <= SAME_COLOUR).mean()) >= MOSTLY else None
    expected = float(np.abs(fill - background).max())
    if ink.embedded and float(distance.min()) > SEEN_SHARE * expected:
        return Concealment.INVISIBLE
    return None


def contrast(one: Any, other: Any) -> float:
    """WCAG 2.2 contrast ratio of two RGB colours, 1–21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: Any) -> float:
    parts = [float(v) / 255 for v in rgb]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
