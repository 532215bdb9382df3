"""The numbers that Word sets before paragraphs (第三条, 2.1). They are made from numbering.xml and stand in no text."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from scoring.engines.documents.docx_styles import Styles, W, qn

LEVELS = 9  # what the format knows
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_ROMAN = ((90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_SPELT = 99  # beyond it figures: no contract has as many clauses


@dataclass(frozen=True, slots=True)
class _Level:
    """text: as "第%1条", with the counts of the levels in it. style: the paragraph style it belongs to, or "".

    figures: all counts in it in figures, also those of levels that are spelt (Word's "legal" numbering).
    """

    start: int
    format: str
    text: str
    style: str
    figures: bool


class Numbering:
    """numbering.xml, or none; counts as it is asked, so paragraphs must come in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, etree._Element] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        for abstract in root.iter(qn(W, "abstractNum")):
            levels = {_number(one, "ilvl"): _level(one) for one in abstract.iter(qn(W, "lvl"))}
            self._levels[abstract.get(qn(W, "abstractNumId"), "")] = levels
        for one in root.iter(qn(W, "num")):
            self._lists[one.get(qn(W, "numId"), "")] = one

    def label(self, properties: etree._Element | None) -> str:
        """What stands before the next paragraph, which has these properties; "" for none and for bullets."""
        number, depth, style = self._membership(properties)
        one = self._lists.get(number)
        if one is None:
            return ""
        abstract = _value(one, "abstractNumId")
        levels = self._levels.get(abstract, {})
        if depth is None:
            depth = next((n for n, level in levels.items() if style and level.style == style), 0)
        if depth not in levels or not 0 <= depth < LEVELS:
            return ""
        counts = self._counted(number, abstract, levels, depth)
        level = levels[depth]
        if level.format == "bullet":
            return ""
        return _PLACE.sub(lambda m: _shown(level, levels, counts, int(m[1]) - 1), level.text).strip()

    def _membership(self, properties: etree._Element | None) -> tuple[str, int | None, str]:
        """The list, the level where it is said, and the style that put the paragraph there."""
        number, depth, of_style = "", None, ""
        for style, holder in [("", properties), *self._styles.paragraph_properties(properties)]:
            found = holder.find(qn(W, "numPr")) if holder is not None else None
            if found is None:
                continue
            if depth is None and found.find(qn(W, "ilvl")) is not None:
                depth = _integer(_value(found, "ilvl"))
            if found.find(qn(W, "numId")) is not None:
                number, of_style = _value(found, "numId"), style
                break
        return number, depth, of_style

    def _counted(self, number: str, abstract: str, levels: dict[int, _Level], depth: int) -> list[int | None]:
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for override in self._lists[number].iter(qn(W, "lvlOverride")):
                at = _number(override, "ilvl")
                if override.find(qn(W, "startOverride")) is not None and 0 <= at < LEVELS:
                    counts[at] = _integer(_value(override, "startOverride")) - 1
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        for above in range(depth):
            if counts[above] is None and above in levels:
                counts[above] = levels[above].start
        return counts


def _level(element: etree._Element) -> _Level:
    return _Level(
        start=_integer(_value(element, "start"), otherwise=1),
        format=_value(element, "numFmt"),
        text=_value(element, "lvlText")[:40],
        style=_value(element, "pStyle"),
        figures=element.find(qn(W, "isLgl")) is not None,
    )


def _shown(level: _Level, levels: dict[int, _Level], counts: list[int | None], at: int) -> str:
    count = counts[at]
    if count is None or at not in levels:
        return ""
    spell = _SPELT.get(levels[at].format)
    return spell(count) if spell and not level.figures and 1 <= count <= _MOST_SPELT else str(count)


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (count // value)
        count %= value
    return out


_SPELT: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "ideographDigital": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "none": lambda _: "",
}


def _value(element: etree._Element, name: str) -> str:
    child = element.find(qn(W, name))
    return child.get(qn(W, "val"), "") if child is not None else ""


def _number(element: etree._Element, name: str) -> int:
    return _integer(element.get(qn(W, name), ""), otherwise=-1)


def _integer(text: str, *, otherwise: int = 0) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,5}", text) else otherwise
