"""The few properties of CSS that decide whether text can be seen, from attributes and style elements."""

import re
from dataclasses import dataclass, replace
from typing import Any

from scoring.engines.documents.visibility import MIN_CONTRAST, TINY_PT, contrast
from scoring.resume.document import Concealment

MAX_RULES = 800  # of all style elements; saved pages have hundreds
MAX_MATCHES = 20_000
PX = 0.75  # points
OFF_SCREEN_PX = -300.0  # further left or up than any hanging indent
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_LENGTH = re.compile(r"^(-?\d*\.?\d+)(px|pt|em|rem|%|vw|vh|cm|mm|in)?$")
_HEX = re.compile(r"^#([0-9a-f]{3,8})$")
_RGB = re.compile(r"^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?\s*\)$")
_NAMES = {
    "white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "red": (255, 0, 0), "blue": (0, 0, 255),
    "navy": (0, 0, 128), "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192),
    "green": (0, 128, 0), "teal": (0, 128, 128), "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211),
}  # fmt: skip
_TELLING = re.compile(
    r"display|visibility|opacity|font-size|color|background|text-indent|left|top|position|height|width|clip|white-space|font-weight",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """How text in an element shows. size: points, None where nothing says."""

    size: float | None = None
    bold: bool = False
    colour: tuple[int, int, int] = (0, 0, 0)
    background: tuple[int, int, int] | None = (255, 255, 255)  # None: a picture or gradient
    hidden: Concealment | None = None
    transparent: bool = False
    preformatted: bool = False
    is_block: bool = False

    def heading(self, size: float) -> "Look":
        return replace(self, size=self.size or size, bold=True)

    def concealment(self) -> Concealment | None:
        if self.hidden is not None:
            return self.hidden
        if self.size is not None and self.size < TINY_PT:
            return Concealment.TINY
        if self.transparent:
            return Concealment.COLOUR
        if self.background is not None and contrast(self.colour, self.background) < MIN_CONTRAST:
            return Concealment.COLOUR
        return None


class Stylesheet:
    """The style elements of a page, matched once."""

    def __init__(self, tree: Any) -> None:
        self._rules: dict[int, list[str]] = {}
        count = matches = 0
        for style in tree.css("style"):
            for rule in _RULE.finditer(_COMMENT.sub(" ", style.text() or "")):
                count += 1
                if count > MAX_RULES or matches > MAX_MATCHES:
                    return
                selector, declarations = rule.group(1).strip(), rule.group(2)
                if not _TELLING.search(declarations) or ":" in selector or selector.startswith("@"):
                    continue
                for node in _matched(tree, selector):
                    matches += 1
                    self._rules.setdefault(node.mem_id, []).append(declarations)

    def look(self, node: Any, inherited: Look) -> Look:
        """The look of `node` inside an element of look `inherited`."""
        attributes = node.attributes
        look = replace(inherited, is_block=False)
        if "hidden" in attributes or (node.tag == "input" and attributes.get("type") == "hidden"):
            look = replace(look, hidden=Concealment.INVISIBLE)
        if node.tag in ("b", "strong", "th"):
            look = replace(look, bold=True)
        if node.tag in ("pre", "textarea"):
            look = replace(look, preformatted=True)
        if (named := _colour(attributes.get("color") or "")) is not None:
            look = replace(look, colour=named)
        if (named := _colour(attributes.get("bgcolor") or "")) is not None:
            look = replace(look, background=named)
        if attributes.get("background"):
            look = replace(look, background=None)
        for declarations in (*self._rules.get(node.mem_id, ()), attributes.get("style") or ""):
            look = _styled(look, _declared(declarations), inherited)
        return look


def _matched(tree: Any, selector: str) -> list[Any]:
    # What selectolax can't parse is a selector of the page's machinery.
    try:
        return list(tree.css(selector))
    except (ValueError, RuntimeError):
        return []


def _declared(text: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in text.lower().replace("!important", "").split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _styled(look: Look, css: dict[str, str], inherited: Look) -> Look:
    if css.get("display") == "none" or css.get("visibility") in ("hidden", "collapse"):
        look = replace(look, hidden=Concealment.INVISIBLE)
    if css.get("visibility") == "visible" and inherited.hidden is None:
        look = replace(look, hidden=None)
    if _number(css.get("opacity", "1")) < 0.1:
        look = replace(look, transparent=True)
    if _is_away(css):
        look = replace(look, hidden=Concealment.OFF_PAGE)
    if _is_collapsed(css):
        look = replace(look, hidden=Concealment.INVISIBLE)
    if "font-size" in css:
        look = replace(look, size=_size(css["font-size"], inherited.size))
    if css.get("font-weight") in ("bold", "bolder", "600", "700", "800", "900"):
        look = replace(look, bold=True)
    if css.get("display") in ("block", "flex", "grid", "table", "list-item", "table-row"):
        look = replace(look, is_block=True)
    if css.get("white-space", "").startswith("pre"):
        look = replace(look, preformatted=True)
    return _coloured(look, css)


def _coloured(look: Look, css: dict[str, str]) -> Look:
    if "color" in css:
        value = css["color"]
        look = replace(look, transparent=look.transparent or _is_transparent(value))
        look = replace(look, colour=_colour(value) or look.colour)
    for name in ("background-color", "background"):
        value = css.get(name, "")
        if "gradient" in value or "url(" in value:
            look = replace(look, background=None)
        elif value:
            tokens = [value, *value.split()]
            colour = next((c for c in map(_colour, tokens) if c is not None), None)
            look = replace(look, background=colour or look.background)
    return look


def _is_away(css: dict[str, str]) -> bool:
    if (
        _pixels(css.get("text-indent", "")) <= OFF_SCREEN_PX
        or _pixels(css.get("margin-left", "")) <= OFF_SCREEN_PX
    ):
        return True
    placed = css.get("position") in ("absolute", "fixed", "relative")
    return placed and min(_pixels(css.get("left", "")), _pixels(css.get("top", ""))) <= OFF_SCREEN_PX


def _is_collapsed(css: dict[str, str]) -> bool:
    cut = css.get("overflow", "").startswith(("hidden", "clip")) or "clip" in css or "clip-path" in css
    sides = [_pixels(css[name]) for name in ("height", "width", "max-height", "max-width") if name in css]
    return cut and any(0 <= side <= 1 for side in sides)


def _pixels(value: str) -> float:
    found = _LENGTH.match(value)
    if not found:
        return float("inf") if value else 10_000.0
    factor = {
        "em": 16.0,
        "rem": 16.0,
        "pt": 1 / PX,
        "cm": 37.8,
        "in": 96.0,
        "%": 10.0,
        "vw": 10.0,
        "vh": 10.0,
    }
    return float(found.group(1)) * factor.get(found.group(2) or "px", 1.0)


def _size(value: str, inherited: float | None) -> float | None:
    found = _LENGTH.match(value)
    if not found:
        return inherited
    number, unit = float(found.group(1)), found.group(2) or "px"
    base = inherited or 12.0
    points = {
        "px": PX,
        "pt": 1.0,
        "em": base,
        "%": base / 100,
        "rem": 12.0,
        "in": 72.0,
        "cm": 28.3,
        "mm": 2.83,
    }
    return number * points[unit] if unit in points else inherited


def _number(value: str) -> float:
    found = _LENGTH.match(value)
    if not found:
        return 1.0
    return float(found.group(1)) / (100 if found.group(2) == "%" else 1)


def _is_transparent(value: str) -> bool:
    if value == "transparent":
        return True
    found = _RGB.match(value)
    return bool(found and found.group(4)) and _number(str(found.group(4)) if found else "1") < 0.1


def _colour(value: str) -> tuple[int, int, int] | None:
    value = value.strip().lower()
    if value in _NAMES:
        return _NAMES[value]
    if found := _HEX.match(value):
        digits = found.group(1)
        if len(digits) in (3, 4):
            digits = "".join(d * 2 for d in digits)
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)) if len(digits) >= 6 else None
    if found := _RGB.match(value):
        return (min(255, int(found.group(1))), min(255, int(found.group(2))), min(255, int(found.group(3))))
    return None
