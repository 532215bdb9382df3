"""Ruling lines, found on the picture of a page: a rule is seen the same however the file draws it."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from scoring.engines.documents.pieces import Rules

MIN_RULE_PT = 16.0  # the height of a table row; upright strokes of body text are shorter
MIN_WIDTH_PT = 30.0
INK_ABOVE_BACKGROUND = 14  # grey levels: the pale grey of recruiting sites' tables
BACKGROUND_PT = 6.0  # a rule is thinner than this


def rules_of(picture: npt.NDArray[np.uint8], scale: float) -> Rules:
    """Rules of an RGB picture with `scale` pixels a point."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    size = int(BACKGROUND_PT * scale) | 1
    across = _thin(grey, (1, size))
    down = _thin(grey, (size, 1))
    horizontal = _long(across, (int(MIN_WIDTH_PT * scale), 1))
    vertical = _long(down, (1, int(MIN_RULE_PT * scale)))
    return Rules(
        tuple(((y + h / 2) / scale, x / scale, (x + w) / scale) for x, y, w, h in horizontal),
        tuple(((x + w / 2) / scale, y / scale, (y + h) / scale) for x, y, w, h in vertical),
    )


def _thin(grey: Any, kernel: tuple[int, int]) -> Any:
    """Pixels that differ from what stands on both sides of them across `kernel` (width, height)."""
    shape = cv2.getStructuringElement(cv2.MORPH_RECT, kernel)
    dark = cv2.subtract(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, shape), grey)
    light = cv2.subtract(grey, cv2.morphologyEx(grey, cv2.MORPH_OPEN, shape))
    return (cv2.max(dark, light) >= INK_ABOVE_BACKGROUND).astype(np.uint8)


def _long(mask: Any, kernel: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    shape = cv2.getStructuringElement(cv2.MORPH_RECT, kernel)
    lines = cv2.morphologyEx(mask, cv2.MORPH_OPEN, shape)
    contours, _ = cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [cv2.boundingRect(contour) for contour in contours]  # type: ignore[misc]
