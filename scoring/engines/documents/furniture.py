"""Page furniture: headers and footers that repeat, page numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence

from scoring.resume.document import Line

MARGIN = 0.09  # of the page's height at the top and at the bottom
_PAGE_NUMBER = re.compile(
    r"^\W*(?:第\s*\d*\s*页\W*(?:共\s*\d*\s*页)?|(?:page\s*)?\d{1,2}(?:\s*(?:/|of|／)\s*\d{1,2})?)\W*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def without_repeats(lines: Sequence[Line], heights: Sequence[float]) -> list[Line]:
    """Of what repeats in the margins only the first stays (it may hold the name); page numbers go."""
    pages: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        if _in_margin(line, heights):
            pages[_DIGITS.sub("0", line.text)].add(line.page)
    kept: list[Line] = []
    for line in lines:
        if _in_margin(line, heights):
            seen_on = pages[_DIGITS.sub("0", line.text)]
            if is_page_number(line.text) or (len(seen_on) > 1 and line.page != min(seen_on)):
                continue
        kept.append(line)
    return kept


def is_page_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.match(text))


def _in_margin(line: Line, heights: Sequence[float]) -> bool:
    if line.box is None or line.page > len(heights):
        return False
    height = heights[line.page - 1]
    return line.box.bottom <= MARGIN * height or line.box.top >= (1 - MARGIN) * height
