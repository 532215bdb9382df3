"""DOCX: paragraphs, nested tables, text boxes, headers and footers. Parts are read one by one; nothing runs.

The package is read with lxml: python-docx resolves neither text boxes nor hidden runs, and opens more parts
than the text needs.
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from scoring.engines.documents.blocks import Block, Paragraph, Table, lines_of
from scoring.engines.documents.characters import readable, smuggled
from scoring.engines.documents.docx_numbers import Numbering
from scoring.engines.documents.docx_styles import MC, RunLook, Styles, W, fill_of, qn
from scoring.engines.documents.furniture import is_page_number
from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.packages import opened, part, xml
from scoring.engines.documents.refusal import Refused
from scoring.engines.documents.visibility import MIN_CONTRAST, TINY_PT, contrast
from scoring.engines.errors import EngineCode
from scoring.resume.document import Concealed, Concealment, Document, FileKind

MAIN_PART = "word/document.xml"
MAX_DEPTH = 40  # tables within tables; deeper is an attack on the reader
WHITE = (255, 255, 255)
BANNER_CHARS = 60  # white text no longer than this may stand on a dark shape drawn behind it


def read_docx(content: bytes, limits: DocumentLimits) -> Document:
    """Headers first, then the body, then footers. Raises Refused."""
    package = opened(content, limits)
    names = set(package.namelist())
    if MAIN_PART not in names:
        raise Refused(EngineCode.NOT_A_DOCUMENT, "no word/document.xml")

    def tree(name: str) -> etree._Element | None:
        return xml(part(package, name, limits.max_part_bytes)) if name in names else None

    styles = Styles(tree("word/styles.xml"))
    reading = _Reading(styles, Numbering(tree("word/numbering.xml"), styles), limits)
    blocks: list[Block] = []
    for name in _parts(names, "word/header"):
        blocks += reading.part(tree(name))
    body = xml(part(package, MAIN_PART, limits.max_part_bytes))
    reading.has_backdrop = _has_backdrop(body)
    blocks += reading.part(body.find(qn(W, "body")))
    for name in _parts(names, "word/footer"):
        blocks += reading.part(tree(name))
    return Document(FileKind.DOCX, tuple(lines_of(_once(blocks))), tuple(reading.concealed), 1)


def _parts(names: set[str], prefix: str) -> list[str]:
    return sorted(n for n in names if n.startswith(prefix) and n.endswith(".xml"))[:12]


def _once(blocks: list[Block]) -> list[Block]:
    """First-page, even and odd headers often say the same."""
    out: list[Block] = []
    for block in blocks:
        said = isinstance(block, Paragraph) and bool(block.text.strip())
        if not (said and (block in out[:8] or is_page_number(block.text))):  # type: ignore[union-attr]
            out.append(block)
    return out


def _has_backdrop(root: etree._Element) -> bool:
    """Whether a filled shape or a picture lies behind the text."""
    return any(anchor.get("behindDoc") == "1" for anchor in root.iter("{*}anchor")) or any(
        "z-index:-" in (shape.get("style") or "") for shape in root.iter("{urn:schemas-microsoft-com:vml}*")
    )


class _Reading:
    def __init__(self, styles: Styles, numbering: Numbering, limits: DocumentLimits) -> None:
        self._styles = styles
        self._numbering = numbering
        self._limits = limits
        self._chars = 0
        self.has_backdrop = False
        self.concealed: list[Concealed] = []

    def part(self, root: etree._Element | None) -> list[Block]:
        return list(self._blocks(root, WHITE, 0)) if root is not None else []

    def _blocks(
        self, parent: etree._Element, background: tuple[int, int, int], depth: int
    ) -> Iterator[Block]:
        if depth > MAX_DEPTH:
            raise Refused(EngineCode.DOCUMENT_TOO_COSTLY, "nesting")
        for child in parent:
            if child.tag == qn(W, "p"):
                yield from self._paragraph(child, background, depth)
            elif child.tag == qn(W, "tbl"):
                yield self._table(child, background, depth)
            elif child.tag in (
                qn(W, "sdt"),
                qn(W, "sdtContent"),
                qn(W, "ins"),
                qn(W, "smartTag"),
                qn(W, "customXml"),
            ):
                yield from self._blocks(child, background, depth + 1)

    def _table(self, table: etree._Element, background: tuple[int, int, int], depth: int) -> Table:
        rows = []
        for row in table.iter(qn(W, "tr")):
            if _owner(row) is not table:
                continue
            cells = []
            for cell in row.iter(qn(W, "tc")):
                if _owner(cell) is row:
                    fill = fill_of(cell.find(qn(W, "tcPr"))) or background
                    cells.append(tuple(self._blocks(cell, fill, depth + 1)))
            rows.append(tuple(cells))
        return Table(tuple(rows))

    def _paragraph(
        self, element: etree._Element, background: tuple[int, int, int], depth: int
    ) -> Iterator[Block]:
        properties = element.find(qn(W, "pPr"))
        look = self._styles.paragraph(properties)
        background = fill_of(properties) or background
        text = ""
        bold_chars = 0
        sizes: list[float] = []
        for run, kept_look in self._runs(element, look):
            said = _text(run)
            how = self._hidden(kept_look, fill_of(run.find(qn(W, "rPr"))) or background, said)
            if how is not None:
                self._conceal(said, how)
                continue
            if hidden := smuggled(said):
                self._conceal(hidden, Concealment.INVISIBLE)
            text += said
            if said.strip():
                bold_chars += len(said) if kept_look.bold else 0
                sizes.append(kept_look.size)
        self._count(text)
        bold = bold_chars * 2 > len(text.strip()) > 0
        yield Paragraph(text, max(sizes, default=look.size), bold, self._numbering.label(properties))
        for box in _text_boxes(element):
            yield from self._blocks(box, _box_fill(box) or background, depth + 1)

    def _runs(self, element: etree._Element, look: RunLook) -> Iterator[tuple[etree._Element, RunLook]]:
        for run in element.iter(qn(W, "r")):
            if next(run.iterancestors(qn(W, "p")), None) is element and not _in_fallback(run):
                yield run, self._styles.run(run.find(qn(W, "rPr")), look)

    def _hidden(self, look: RunLook, background: tuple[int, int, int], text: str) -> Concealment | None:
        if not text.strip():
            return None
        if look.vanish:
            return Concealment.INVISIBLE
        if look.size < TINY_PT:
            return Concealment.TINY
        if look.colour is not None and contrast(look.colour, background) < MIN_CONTRAST:
            maybe_on_banner = self.has_backdrop and len(text) <= BANNER_CHARS
            return None if maybe_on_banner else Concealment.COLOUR
        return None

    def _conceal(self, text: str, how: Concealment) -> None:
        text = readable(text).strip()
        if self.concealed and self.concealed[-1].how is how:
            last = self.concealed[-1]
            self.concealed[-1] = replace(last, text=f"{last.text} {text}")
        elif sum(c.isalnum() for c in text) >= 2:
            self.concealed.append(Concealed(text, how, 1))

    def _count(self, text: str) -> None:
        self._chars += len(text)
        if self._chars > self._limits.max_text_chars:
            raise Refused(EngineCode.DOCUMENT_TOO_COSTLY, "too much text")


def _owner(element: etree._Element) -> etree._Element | None:
    """The table of a row, the row of a cell, through content controls."""
    parent = element.getparent()
    while parent is not None and parent.tag in (
        qn(W, "sdt"),
        qn(W, "sdtContent"),
        qn(W, "ins"),
        qn(W, "customXml"),
    ):
        parent = parent.getparent()
    return parent


def _text(run: etree._Element) -> str:
    out = ""
    for child in run:
        if child.tag == qn(W, "t"):
            out += child.text or ""
        elif child.tag in (qn(W, "tab"), qn(W, "ptab")):
            out += "\t"
        elif child.tag in (qn(W, "br"), qn(W, "cr")):
            out += "\n"
        elif child.tag == qn(W, "noBreakHyphen"):
            out += "-"
    return out


def _in_fallback(element: etree._Element) -> bool:
    return next(element.iterancestors(qn(MC, "Fallback")), None) is not None


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    for box in paragraph.iter(qn(W, "txbxContent")):
        if next(box.iterancestors(qn(W, "p")), None) is paragraph and not _in_fallback(box):
            yield box


def _box_fill(box: etree._Element) -> tuple[int, int, int] | None:
    """The solid colour of a text box. A colour of the theme can't be known here: black stands for "not white"."""
    shape = next(box.iterancestors("{*}wsp"), None)
    if shape is None:
        return None
    for properties in shape.iter("{*}spPr"):
        solid = properties.find("{*}solidFill")
        if solid is None:
            return (0, 0, 0) if properties.find("{*}gradFill") is not None else None
        colour = solid.find("{*}srgbClr")
        return _rgb(colour.get("val", "")) if colour is not None else (0, 0, 0)
    return None


def _rgb(value: str) -> tuple[int, int, int]:
    try:
        return (int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16))
    except ValueError:
        return WHITE
