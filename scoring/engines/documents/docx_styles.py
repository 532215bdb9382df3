"""How a run of a DOCX looks: size, bold, colour and hidden, through styles and their ancestors."""

from dataclasses import dataclass, replace

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DEFAULT_SIZE_PT = 10.0  # Word's own, where docDefaults says nothing
MAX_BASED_ON = 12


def qn(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}"


@dataclass(frozen=True, slots=True)
class RunLook:
    """colour: None for automatic."""

    size: float
    bold: bool
    colour: tuple[int, int, int] | None
    vanish: bool


class Styles:
    """styles.xml, or none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = RunLook(DEFAULT_SIZE_PT, False, None, False)
        if root is None:
            return
        for style in root.iter(qn(W, "style")):
            self._styles[style.get(qn(W, "styleId"), "")] = style
            if style.get(qn(W, "type")) == "paragraph" and style.get(qn(W, "default")) in ("1", "true"):
                self._styles[""] = style
        defaults = root.find(f"{qn(W, 'docDefaults')}/{qn(W, 'rPrDefault')}/{qn(W, 'rPr')}")
        self._default = _applied(self._default, defaults)

    def paragraph(self, properties: etree._Element | None) -> RunLook:
        """The look that a paragraph's style gives its runs."""
        named = properties.find(qn(W, "pStyle")) if properties is not None else None
        return self._styled(self._default, named.get(qn(W, "val"), "") if named is not None else "")

    def paragraph_properties(
        self, properties: etree._Element | None
    ) -> list[tuple[str, etree._Element | None]]:
        """The id and the paragraph properties of a paragraph's style and of those it is based on, the nearest first."""
        named = properties.find(qn(W, "pStyle")) if properties is not None else None
        chain = self._ancestry(named.get(qn(W, "val"), "") if named is not None else "")
        return [(style.get(qn(W, "styleId"), ""), style.find(qn(W, "pPr"))) for style in chain]

    def run(self, properties: etree._Element | None, look: RunLook) -> RunLook:
        """`look` with a run's character style and its own properties."""
        if properties is None:
            return look
        named = properties.find(qn(W, "rStyle"))
        if named is not None:
            look = self._styled(look, named.get(qn(W, "val"), ""))
        return _applied(look, properties)

    def _styled(self, look: RunLook, name: str) -> RunLook:
        for style in reversed(self._ancestry(name)):
            look = _applied(look, style.find(qn(W, "rPr")))
        return look

    def _ancestry(self, name: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while name in self._styles and len(chain) < MAX_BASED_ON:
            style = self._styles[name]
            chain.append(style)
            based_on = style.find(qn(W, "basedOn"))
            if based_on is None:
                break
            name = based_on.get(qn(W, "val"), "")
        return chain


def _applied(look: RunLook, properties: etree._Element | None) -> RunLook:
    if properties is None:
        return look
    for child in properties:
        value = child.get(qn(W, "val"))
        if child.tag == qn(W, "sz"):
            look = replace(look, size=_half_points(value, look.size))
        elif child.tag == qn(W, "b"):
            look = replace(look, bold=_on(value))
        elif child.tag in (qn(W, "vanish"), qn(W, "webHidden"), qn(W, "specVanish")):
            look = replace(look, vanish=_on(value))
        elif child.tag == qn(W, "color"):
            look = replace(look, colour=_colour(value))
    return look


def _on(value: str | None) -> bool:
    return value not in ("0", "false", "off")


def _half_points(value: str | None, otherwise: float) -> float:
    try:
        return float(value or "") / 2
    except ValueError:
        return otherwise


def _colour(value: str | None) -> tuple[int, int, int] | None:
    if value is None or len(value) != 6:
        return None
    try:
        return (int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16))
    except ValueError:
        return None


def fill_of(properties: etree._Element | None) -> tuple[int, int, int] | None:
    """The background that a run, paragraph or cell brings along."""
    shade = properties.find(qn(W, "shd")) if properties is not None else None
    if shade is not None:
        return _colour(shade.get(qn(W, "fill")))
    highlight = properties.find(qn(W, "highlight")) if properties is not None else None
    if highlight is not None and highlight.get(qn(W, "val")) not in (None, "none", "white"):
        return (0, 0, 0) if str(highlight.get(qn(W, "val"))).startswith("dark") else (255, 255, 0)
    return None
